"""What only the person brings, in French and in English, outside what is borrowed; and the verdict of the two axes."""

import datetime as dt
from collections import Counter

import pytest

from coach.context import Context
from coach.finding import Apport
from coach.mirror.apport import signs
from coach.mirror.mirror import CorpusMirror
from coach.mirror.tokens import read
from coach.mirror.verdict import share, verdict
from coach.post import Post
from coach.text import Span
from tests.coach.mirror.memory_corpus import MemoryCorpus

CONTEXT = Context(today=dt.date(2026, 11, 23), author="moi")
COBALT = "Avec Voltane, nos ingénieurs ont divisé par deux le cobalt de chaque cellule."
QUAY = "Le premier quai électrique de la façade atlantique recharge un ferry pendant l'escale."
MINE = (
    "Hier à Brest, mon apprentie Louise m'a demandé pourquoi on jetait 17 kilos de câbles par semaine. "
    "Je ne savais pas quoi répondre. Dans l'atelier, le tournevis de mon père traînait encore sur le carnet."
)
STORE = [
    Post(id="off", text=f"{COBALT} Les essais durent jusqu'en juin.", kind="official"),
    Post(id="sib", text=QUAY, author="Karim"),
]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hier à Nantes, j'ai compté 17 kilos de vis.", {"dates", "places", "figures", "objects", "first_person"}),
        ("Le 12 mars, Karim m'a tendu la pince.", {"dates", "people", "objects", "first_person"}),
        ("Je croyais avoir raison, peut-être à tort.", {"doubt", "first_person"}),
        ("Karim a démonté le moteur.", {"people"}),
        ("Avant midi, Jean-Luc démontait tout.", {"people"}),
        ("Paris accueille le salon. Brumaire a lancé une offre.", set()),
        ("Room 12 took us a whole week.", {"places"}),
        ("We painted room 204 and hall B.", {"places"}),
        ("Anna took it apart.", {"people"}),
        ("Pourquoi la presse s'arrête-t-elle à midi ?", {"questions", "objects"}),
        ("Last Tuesday in Leeds my welder dropped his wrench.", {"dates", "places", "people", "objects", "first_person"}),
        ("I was wrong about those 4 valves.", {"first_person", "doubt", "figures"}),
        ("Ensemble, construisons un avenir durable.", set()),
        ("Et vous, qu'en pensez-vous ?", set()),
        ("What do you think?", set()),
    ],
)
def test_the_signs_of_a_person(text, kinds):
    assert {sign.kind for sign in signs(read(text))} == kinds


def test_a_date_is_not_also_a_figure():
    found = Counter(sign.kind for sign in signs(read("Le 12 mars 2019, rien.")))
    assert found == {"dates": 1}


def look(text, posts=STORE):
    return CorpusMirror(MemoryCorpus(posts)).look(text, CONTEXT)


def test_a_comment_is_a_source_like_a_post_and_its_writer_a_colleague():
    again = Post(id="again", text=f"Bravo ! {QUAY}", author="Louise", kind="comment", date="2026-11-02")
    first = Post(id="first", text=f"Merci Karim. {QUAY}", author="Omar", kind="comment", date="2026-11-01")
    _, (finding,) = look(QUAY, [first, again])
    assert (finding.evidence.post_id, finding.evidence.kind, finding.severity) == ("first", "sibling", "warn")
    assert "Omar" in finding.message
    assert "1" in finding.message or "autre" in finding.message


def test_what_is_borrowed_brings_nothing():
    official = Post(id="o", text="Le 12 mars à Brest, 17 grutiers ont branché le ferry sans un litre de gazole.", kind="official")
    reflection, _ = look(official.text, [official])
    assert reflection.apport == Apport(own_words=0.0)
    assert reflection.reprise == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COBALT, "copy"),
        (f"{COBALT} {QUAY}", "collage"),
        ("Avec Voltane, nos chimistes ont divisé par trois le cobalt de toute cellule.", "paraphrase"),
        (MINE, "yours"),
        (f"{MINE} {COBALT}", "yours"),
        (f"{COBALT} Mon chien dort.", "copy"),
    ],
)
def test_each_verdict_has_its_draft(text, expected):
    assert look(text)[0].verdict == expected


def test_own_words_are_measured_against_the_sources():
    mixed = look(f"{COBALT} Mon soufflet grince.")[0].apport.own_words
    assert 0 < mixed < 1
    assert look(MINE)[0].apport.own_words == 1.0


@pytest.mark.parametrize(("text", "posts"), [("", STORE), ("🚀", STORE), (MINE, [])])
def test_nothing_to_compare_is_said_so(text, posts):
    assert look(text, posts)[0].verdict == "unchecked"


def test_the_semantic_tier_is_not_claimed():
    assert look(COBALT)[0].semantic is False


def test_shares_count_a_word_once():
    assert share([0, 5, 10, 15], [Span(0, 12), Span(5, 20)]) == 1.0
    assert share([], [Span(0, 1)]) == 0.0
    assert verdict(0.9, Apport(), []) == "yours"


def test_a_figure_the_source_gives_too_is_not_ones_own():
    line = "Le quai de Brest recharge 17 ferrys par semaine depuis juin, sans un litre de gazole."
    draft = "Depuis juin, sans un litre de gazole, le quai de Brest recharge 17 ferrys par semaine. À Laval, 4 fours."
    reflection, found = look(draft, [Post(id="o", text=line, kind="official")])
    assert found
    assert (reflection.apport.figures, reflection.apport.places) == (1, 1)


def test_the_companys_names_are_nobodys_sign():
    mirror = CorpusMirror(MemoryCorpus(STORE), names=["Helvia"])
    named = mirror.look("Je déjeune avec Helvia et je marche vers Helvia.", CONTEXT)[0].apport
    assert (named.people, named.places, named.first_person) == (0, 0, 2)
    assert mirror.look("Je déjeune avec Louise et je marche vers Laval.", CONTEXT)[0].apport.people == 1


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("J'étais assise au fond du bus quand j'ai compris.", {"first_person", "places"}),
        ("On a perdu 3,5 tonnes de verre en deux jours.", {"figures"}),
        ("Mon premier chef gardait un carnet dans sa blouse.", {"people", "objects", "first_person"}),
        ("J'ai raté mon premier audit, en novembre 2021.", {"doubt", "dates", "first_person"}),
        ("Ensemble, innovons pour un avenir durable.", set()),
        ("My aunt Odile ran a haberdashery on Church Street.", {"people", "places", "first_person"}),
        ("There were four of us.", set()),
        ("I got one thing wrong: the glue did not hold.", {"doubt", "first_person"}),
        ("I took the 7:12 to Bristol.", {"first_person", "places"}),
        ("Together we drive innovation for our customers.", set()),
    ],
)
def test_signs_of_fresh_sentences(said, kinds):
    assert {sign.kind for sign in signs(read(said))} == kinds
