"""The mirror finds what was borrowed, exactly, and keeps quiet about the rest."""

import datetime as dt

import pytest

from coach.context import Context
from coach.finding import Severity
from coach.mirror.exemption import Exemption
from coach.mirror.mirror import CorpusMirror
from coach.post import Post
from tests.coach.mirror.memory_corpus import MemoryCorpus

TODAY = dt.date(2026, 11, 23)
FR = Context(today=TODAY, author="Camille Roy")
OFFICIAL = Post(
    id="off1",
    text="Une batterie qui dure vingt ans.\nAvec Voltane, nos ingénieurs ont divisé par deux le cobalt de chaque cellule. "
    "Les premiers essais sur le port de Brest dépassent nos prévisions.",
    kind="official",
    author="Helvia",
    date="2026-03-12",
)
KARIM = Post(
    id="k1",
    text="Hier, une soudeuse de soixante ans m'a appris à lire la couleur du métal. Je croyais que le capteur suffisait !",
    author="Karim Haddad",
    date="2026-03-14",
)
TOOLS = "Je range mes tournevis par ordre de colère, du plus tordu au plus neuf."
OWN = Post(id="me1", text=TOOLS, author="camille roy", date="2026-01-02")
METAL = "Une soudeuse de soixante ans m'a appris à lire la couleur du métal."
COBALT = "Avec Voltane, nos ingénieurs ont divisé par deux le cobalt de chaque cellule."


@pytest.fixture
def mirror() -> CorpusMirror:
    return CorpusMirror(MemoryCorpus([OFFICIAL, KARIM, OWN]))


def warnings(found):
    return [f for f in found if f.severity == Severity.WARN]


@pytest.mark.parametrize(
    ("borrowed", "how"),
    [
        ("Avec Voltane, nos ingénieurs ont divisé par deux le cobalt de chaque cellule.", "verbatim"),
        ("AVEC VOLTANE NOS INGENIEURS ONT DIVISE PAR DEUX LE COBALT DE CHAQUE CELLULE 🚀", "verbatim"),
        ("𝗔𝘃𝗲𝗰 𝗩𝗼𝗹𝘁𝗮𝗻𝗲, 𝗻𝗼𝘀 𝗶𝗻𝗴𝗲́𝗻𝗶𝗲𝘂𝗿𝘀 𝗼𝗻𝘁 𝗱𝗶𝘃𝗶𝘀𝗲́ 𝗽𝗮𝗿 𝗱𝗲𝘂𝘅 𝗹𝗲 𝗰𝗼𝗯𝗮𝗹𝘁 𝗱𝗲 𝗰𝗵𝗮𝗾𝘂𝗲 𝗰𝗲𝗹𝗹𝘂𝗹𝗲.", "verbatim"),
        ("Avec Voltane, nos chimistes ont divisé par trois le cobalt de chaque cellule.", "words_replaced"),
        ("Le cobalt de chaque cellule, avec Voltane nos ingénieurs l'ont divisé par deux.", "reordered"),
    ],
)
def test_a_borrowed_sentence_is_found_whatever_its_dress(mirror, borrowed, how):
    text = f"Ce matin il pleuvait sur l'atelier.\n\n{borrowed}\n\nEt mon café était froid."
    _, found = mirror.look(text, FR)
    (finding,) = warnings(found)
    assert finding.text == borrowed
    assert finding.evidence.post_id == "off1"
    assert finding.evidence.how == how
    assert finding.evidence.text == OFFICIAL.text[finding.evidence.start : finding.evidence.end]
    assert finding.rule == f"mirror-{how.replace('_', '-')}"
    assert finding.question.endswith("?")


def test_the_message_names_the_person_and_the_day(mirror):
    _, found = mirror.look(f"Je croyais que le capteur suffisait ! {METAL}", FR)
    assert any("de Karim Haddad, le 14 mars" in f.message for f in found)


def test_ones_own_past_post_is_advice(mirror):
    _, found = mirror.look(TOOLS, FR)
    assert [(f.rule, f.severity) for f in found] == [("mirror-own", Severity.ADVISE)]


def test_pasted_by_many_is_counted_and_the_official_message_is_the_evidence():
    sentence = "Ensemble, faisons du port de Brest le premier quai sans moteur diesel."
    many = [Post(id=f"s{n}", text=sentence, author=f"Collègue {n}", date=f"2026-02-{n:02d}") for n in range(1, 13)]
    official = Post(id="off", text=sentence, kind="official", date="2026-02-20")
    _, found = CorpusMirror(MemoryCorpus([*many, official])).look(sentence, FR)
    (finding,) = found
    assert finding.evidence.post_id == "off"
    assert "12 collègues" in finding.message
    assert finding.severity == Severity.WARN


@pytest.mark.parametrize(
    "text",
    [
        "Comme l'écrivait Karim : « Une soudeuse de soixante ans m'a appris à lire la couleur du métal. »",
        "« Une soudeuse de soixante ans m'a appris à lire la couleur du métal », raconte Karim.",
        "",
        "?",
        "Merci à toute l'équipe pour son engagement !",
    ],
)
def test_what_is_not_borrowing_is_not_flagged(mirror, text):
    assert not warnings(mirror.look(text, FR)[1])


def test_an_unattributed_quotation_is_borrowed(mirror):
    _, found = mirror.look("À méditer. « Une soudeuse de soixante ans m'a appris à lire la couleur du métal. »", FR)
    assert warnings(found)


def test_a_taught_exemption_silences_it():
    taught = Exemption.of("mine", "Une soudeuse de soixante ans m'a appris à lire la couleur du métal")
    text = "Une soudeuse de SOIXANTE ans m'a appris à lire la couleur du métal !"
    assert not CorpusMirror(MemoryCorpus([KARIM]), exempt=[taught]).look(text, FR)[1]
    assert CorpusMirror(MemoryCorpus([KARIM])).look(text, FR)[1]


def test_the_same_remarks_in_english(mirror):
    _, found = mirror.look(COBALT, FR.model_copy(update={"speak": "en"}))
    assert "official message “Une batterie qui dure vingt ans”" in found[0].message


@pytest.mark.parametrize(
    ("author", "date", "speak", "said"),
    [
        ("Olivier", "2026-03-01", "fr", "mot pour mot d’Olivier, le 1er mars."),
        ("Hélène", "2025-12-24", "fr", "mot pour mot d’Hélène, le 24 décembre 2025."),
        ("Moussa", None, "fr", "mot pour mot de Moussa."),
        (None, "bientôt", "fr", "mot pour mot d’une publication partagée."),
        ("Olivier", "2026-03-01", "en", "from Olivier, on 1 March."),
    ],
)
def test_the_source_is_said_as_people_say_it(author, date, speak, said):
    mirror = CorpusMirror(MemoryCorpus([Post(id="p", text=METAL, author=author, date=date)]))
    _, (finding,) = mirror.look(METAL, FR.model_copy(update={"speak": speak}))
    assert finding.message.endswith(said)


def test_who_said_it_first_is_the_source():
    early = Post(id="a", text=METAL, author="Karim", date="2026-01-05")
    late = Post(id="b", text=METAL, author="Louise", date="2026-01-02")
    _, (finding,) = CorpusMirror(MemoryCorpus([early, late])).look(METAL, FR)
    assert finding.evidence.author == "Louise"
    mine = Post(id="z", text=METAL, author="CAMILLE ROY", date="2026-01-01")
    _, (finding,) = CorpusMirror(MemoryCorpus([early, late, mine])).look(METAL, FR)
    assert finding.rule == "mirror-own"


def test_two_sources_in_one_sentence_are_both_shown():
    bread = "le fournil de Laval cuit deux cents pains avant l'aube sans une goutte de gaz"
    mirror = CorpusMirror(MemoryCorpus([KARIM, Post(id="b", text=bread.capitalize() + ".", author="Omar")]))
    _, found = mirror.look(f"{METAL[:-1]} et {bread}.", FR)
    assert {f.evidence.post_id for f in warnings(found)} == {"k1", "b"}


def test_neighbouring_sentences_of_one_post_are_one_passage():
    _, found = CorpusMirror(MemoryCorpus([OFFICIAL])).look(OFFICIAL.text, FR)
    (finding,) = warnings(found)
    assert finding.text == OFFICIAL.text == finding.evidence.text


def test_a_short_sentence_between_two_pasted_ones_is_pasted():
    post = f"{METAL} Et c'est beau. {COBALT}"
    _, (finding,) = CorpusMirror(MemoryCorpus([Post(id="p", text=post)])).look(post, FR)
    assert finding.text == post
    assert not CorpusMirror(MemoryCorpus([Post(id="p", text=post)])).look("Et c'est beau.", FR)[1]


def test_a_change_of_the_corpus_is_seen_at_once():
    corpus = MemoryCorpus([KARIM])
    mirror = CorpusMirror(corpus)
    assert not mirror.look(COBALT, FR)[1]
    corpus.add([OFFICIAL])
    assert mirror.look(COBALT, FR)[1]
    corpus.remove(["off1"])
    assert not mirror.look(COBALT, FR)[1]


def test_colleagues_who_changed_a_word_are_counted_too():
    line = "Avec nos quais électriques, chaque escale devient une promesse tenue aux riverains du port."
    near = line.replace("promesse", "parole")
    posts = [Post(id="o", text=line, kind="official"), *(Post(id=f"p{n}", text=near, author=f"a{n}") for n in range(3))]
    _, found = CorpusMirror(MemoryCorpus(posts)).look(line, Context(today=dt.date(2026, 11, 23)))
    assert "3 collègues" in found[0].message
