"""A formula is judged against the language, never against the store, and never excuses a long run."""

import datetime as dt

import pytest

from coach.context import Context
from coach.finding import Severity
from coach.mirror.formulas import MAX_FORMULA, covered, formulas, parse
from coach.mirror.lexicon import COMMON_WEIGHT, CONTENT_WEIGHT, FUNCTION_WEIGHT, RITUAL_WEIGHT, spoken, tongue
from coach.mirror.mirror import CorpusMirror
from coach.mirror.tokens import proper_names
from coach.post import Post
from coach.text import columns, words
from tests.coach.mirror.memory_corpus import MemoryCorpus


def warned(text: str, *posts: str) -> bool:
    mirror = CorpusMirror(MemoryCorpus(Post(id=f"p{n}", text=p, author=f"a{n}") for n, p in enumerate(posts)))
    _, found = mirror.look(text, Context(today=dt.date(2026, 11, 23)))
    return any(f.severity == Severity.WARN for f in found)


@pytest.mark.parametrize(
    "said",
    [
        "Je suis ravie de vous annoncer une grande nouvelle !",
        "N'hésitez pas à me contacter en message privé.",
        "Rendez-vous l'année prochaine pour une nouvelle édition.",
        "Merci à toutes les équipes pour leur énergie et leur confiance.",
        "Nous recrutons, rejoignez-nous !",
        "Le lien est en commentaire.",
        "I am so proud to be part of this amazing team.",
        "Feel free to reach out if you have any questions.",
        "Looking forward to seeing you all there!",
        "We are hiring, come join our team.",
        "What do you think? Let me know in the comments.",
        "Toute l'équipe vous souhaite de joyeuses fêtes de fin d'année.",
        "Je suis à la recherche d'un stage de six mois à partir de janvier.",
        "Nous vous attendons nombreux le jeudi 14 novembre à partir de 18 heures.",
        "Après six belles années, il est temps pour moi de relever de nouveaux défis.",
        "Merry Christmas to you and your loved ones!",
        "As one chapter closes, another one begins.",
        "To apply, simply send your application to the address below.",
    ],
)
def test_what_everybody_says_is_not_borrowed(said):
    assert not warned(said, *[f"{said}\nUne forge à Laval."] * 12)


def test_a_campaign_line_pasted_by_thirty_is_borrowed():
    line = "Avec nos quais électriques, chaque escale devient une promesse tenue aux riverains du port."
    assert warned(line, *[line] * 30)


def test_a_formula_excuses_no_long_run():
    keys = ["merci", "a", "tous"] * MAX_FORMULA
    assert not any(covered(keys))


def test_the_words_after_a_formula_are_still_borrowed():
    text = "Je suis ravi de vous annoncer que le four à sole tournante de Laval cuit deux cents pains sans gaz."
    assert warned(text, text)


def test_a_formula_must_start_with_a_word():
    with pytest.raises(ValueError):
        parse("* merci")
    assert parse("merci (à|pour)? * tous").match(["merci", "a", "vous", "tous"], 0) == 4
    assert parse("merci (à|pour) tous").match(["merci", "tous"], 0) == -1


def test_a_number_stands_for_any_and_slots_are_filled():
    assert all(covered(["rendez-vous", "le", "12", "mars", "prochain"]))
    assert all(covered(["merci", "a", "tous", "nos", "partenaires", "pour", "leur", "confiance"]))


def test_many_words_that_may_be_left_out_cost_little():
    greedy = parse("a " + "(a)? " * 200 + "b")
    assert greedy.match(["a"] * 100, 0) == -1


def test_every_listed_formula_can_be_said():
    assert sum(map(len, formulas().values())) > 500
    assert all(start and start == start.lower() for start in formulas())


def test_words_weigh_by_language_and_by_family():
    french, english = spoken("fr"), spoken("en")
    assert french["le"] == FUNCTION_WEIGHT
    assert french["partageons"] == french["partager"] == RITUAL_WEIGHT
    assert french["enclume"] == CONTENT_WEIGHT
    assert french["jour"] == COMMON_WEIGHT
    assert french["some"] == CONTENT_WEIGHT > english["some"]
    assert tongue([w.key for w in words("the cat and some dogs of mine")]) is english
    assert french["a-t-il"] < CONTENT_WEIGHT


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ce matin, j'ai présenté Nebuleo Cloud Studio à Laval.", ["Nebuleo", "Cloud", "Studio"]),
        ("Enfin. Port Brumaire 2030 avance vers la mer.", ["Port", "Brumaire", "2030"]),
        ("Fin. Le port dort.", []),
        ("LE PORT DORT ENCORE CE MATIN", []),
        ("Karim dort. Louise veille.", []),
    ],
)
def test_a_proper_name_of_several_words_tells_little(text, names):
    found = columns(text)
    assert [text[found.starts[k] : found.ends[k]] for k in proper_names(text, found)] == names


def test_a_name_alone_is_no_borrowing():
    kit = "Notre solution Nebuleo Cloud Studio évolue : plus claire, plus rapide et sans mot de passe."
    assert not warned("Ce matin, j'ai montré Nebuleo Cloud Studio à une potière de Laval.", kit)
    assert warned(kit, kit)


def test_an_acronym_in_brackets_names_the_words_before_it():
    name = "les Tigres de libération de l'Eelam tamoul (LTTE)"
    assert not warned(f"Le gouvernement a reçu {name} hier pour parler.", f"On accuse {name} de ces crimes.")


def test_a_small_formula_leaves_a_sentence_what_it_is():
    said = "Avant ça, le site n'avait pas énormément évolué depuis quelques années."
    assert warned(said, said)


def test_other_figures_on_both_sides_ask_for_more():
    assert not warned("Au moins 66 personnes tuées dans la ville", "23 personnes tuées dans le port")
