"""The figures of a group, on cases counted by hand."""

import datetime as dt

from coach.workshop.events import Chose, Joined, Matched, Opened, Started, Unshared, Wrote
from coach.workshop.exercise import Exercise
from coach.workshop.looking import look, look_together
from coach.workshop.measures import diversity, diversity_at, owed, picked_most, recognition
from coach.workshop.reading import pick, shipped
from coach.workshop.session import State, replay
from coach.workshop.table import pieces
from tests.fakes import NOON

TRIM = pick(shipped("fr"), "degraisser", "fr")
GUESS = Exercise.model_validate(
    {
        "name": "qui", "title": "Qui ?", "lang": "fr", "goal": "Voir", "minutes": 10,
        "steps": [
            {"id": "ecrire", "kind": "write", "title": "Écrire", "minutes": 3,
             "prompt": "Écrivez.", "shown": "unsigned"},
            {"id": "deviner", "kind": "match", "title": "Deviner", "minutes": 3, "prompt": "Devinez.",
             "from": "ecrire", "whose": "others"},
            {"id": "voir", "kind": "look", "title": "Voir", "minutes": 1, "prompt": "Voyez.",
             "from": "deviner", "shows": ["matches"]},
            {"id": "lu", "kind": "look", "title": "Lire", "minutes": 1, "prompt": "Lisez.", "from": "ecrire", "shows": ["texts"]},
        ],
    }
)  # fmt: skip
"""Guessing authors, in its smallest form."""


def at(minutes: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=minutes)


def room(texts: dict[str, str], *more, exercise=GUESS, step="ecrire") -> State:
    said = [Wrote(at=at(1), who=who, step=step, text=text) for who, text in texts.items()]
    joined = [Joined(at=at(0), who=who, name=f"Prénom {who}") for who in texts]
    return replay([Started(at=at(0), exercise=exercise, seed=1), Opened(at=at(0), step=step), *joined, *said, *more])


def test_one_text_by_all_has_no_distance_and_strangers_are_wholly_apart() -> None:
    same = diversity(["Nous sommes fiers de vous annoncer cela."] * 4)
    assert (same.n, same.distance, same.pairs, same.alike) == (4, 0.0, 6, 6)
    other = diversity(["un deux trois quatre cinq", "six sept huit neuf dix", "onze douze treize quatorze quinze"])
    assert (other.distance, other.alike) == (1.0, 0)


def test_the_distance_is_the_mean_over_pairs() -> None:
    # Pairs of neighbouring words: a b, b c, c d, d e | a b, b c, c d, d x | p q, q r, r s, s t: 3 of 4 in common, then none.
    found = diversity(["a b c d e", "a b c d x", "p q r s t"])
    assert found.distance is not None
    assert abs(found.distance - (0.25 + 1 + 1) / 3) < 1e-9
    assert found.alike == 0


def test_a_group_too_small_has_no_figure() -> None:
    assert diversity(["un deux trois quatre cinq"] * 2).distance is None
    assert diversity([]).n == 0
    state = room({"a": "un deux trois quatre cinq", "b": "un deux trois quatre cinq", "c": "court"})
    assert diversity_at(state, GUESS.steps[0]).distance is None


def guessed(state: State, who: str, guesses: dict[str, str]) -> list[Matched]:
    laid = {piece.author: piece.id for piece in pieces(state, GUESS.steps[1], who)}
    return [Matched(at=at(4), who=who, step="deviner", piece=laid[author], answer=said) for author, said in guesses.items()]


def test_recognition_counts_right_guesses_and_knows_chance() -> None:
    texts = {who: f"Texte de la personne {who}." for who in "abcd"}
    state = room(texts)
    guesses = guessed(state, "a", {"b": "b", "c": "d"}) + guessed(state, "b", {"a": "a"})
    told = replay([*_events(texts), *guesses])
    found = recognition(told, GUESS.steps[1])
    assert (found.n, found.right, found.texts, found.people) == (3, 2, 3, 4)
    assert found.share == 2 / 3
    assert found.chance == 1 / 3
    gone = replay([*_events(texts), *guesses, Unshared(at=at(5), who="b", step="ecrire")])
    assert recognition(gone, GUESS.steps[1]).n == 2
    assert "67 %" in look(told, GUESS.steps[2], "a", "fr")[0].lines[0]


def _events(texts: dict[str, str]) -> list:
    said = [Wrote(at=at(1), who=who, step="ecrire", text=text) for who, text in texts.items()]
    joined = [Joined(at=at(0), who=who, name=f"Prénom {who}") for who in texts]
    return [Started(at=at(0), exercise=GUESS, seed=1), Opened(at=at(0), step="ecrire"), *joined, *said]


def test_no_name_and_no_text_kept_back_is_shown_to_the_group() -> None:
    texts = {who: f"Phrase numéro {who}." for who in "abc"}
    state = replay([*_events(texts), Unshared(at=at(2), who="b", step="ecrire")])
    (shown,) = look_together(state, GUESS.steps[3], "fr")
    assert set(shown.quotes) == {"Phrase numéro a.", "Phrase numéro c."}


def test_picks_are_counted_by_what_they_say() -> None:
    state = room({"a": "x", "b": "y", "c": "z"}, exercise=TRIM, step="avant")
    facts = TRIM.steps[1]
    first = pieces(state, facts, "a")[2].id
    picks = [Chose(at=at(3), who=who, step="faits", picks=(first, first, "nothing")) for who in "ab"]
    found = picked_most(room({"a": "x", "b": "y", "c": "z"}, *picks, exercise=TRIM, step="avant"), facts)
    assert [(each.times, each.text[:6]) for each in found] == [(2, "D'une ")]


def test_what_a_text_owes_is_told_in_its_own_words() -> None:
    message = "Ce projet illustre notre volonté de placer la durabilité au cœur de notre stratégie."
    copy = owed(message, message)
    assert copy.share == 1
    mine = owed("Lundi, Karim a rouvert la pompe 12 devant moi et il a ri.", message)
    assert (mine.share, mine.passages) == (0, ())
    mixed = owed(f"Lundi, Karim a rouvert la pompe 12 devant moi. {message}", message)
    assert 0.5 < mixed.share < 0.7
    assert mixed.passages == (message,)


def test_the_look_says_what_was_owed_before_and_after() -> None:
    message = TRIM.inputs[0].texts[0]
    after = Wrote(
        at=at(9),
        who="a",
        step="apres",
        text="Lundi, Karim a rouvert la pompe 12 devant moi et il a ri. Je ne sais pas encore pourquoi.",
    )
    state = room({"a": message}, after, exercise=TRIM, step="avant")
    look_step = TRIM.step("regard")
    assert look_step is not None
    shown = {each.show: each for each in look(state, look_step, "a", "fr")}
    assert "100 %" in shown["mirror"].lines[0]
    assert any(line.startswith("Votre post : 0 %") for line in shown["mirror"].lines)
    assert "trop peu" in shown["group"].lines[0]
