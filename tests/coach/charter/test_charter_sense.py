"""What a stretch means to the charter: known once looked for, said with its sentence, silent for another engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from coach.charter import sense
from coach.charter.engine import PackCharter
from coach.charter.likeness import ENOUGH
from coach.charter.sieve import sentences_of
from coach.context import Context
from coach.finding import Finding, Severity
from coach.packs import built_in, load_pack
from coach.review import review

CALM = "Le rideau du magasin s'est coincé ce matin, trois clientes nous ont aidés à le lever."
SECOND = "Ensuite nous avons rangé les cartons derrière la caisse."


class Inclined:
    """An engine for which every passage with a given word lies where the model asks, and every other where it does not."""

    name = "e5-small-q4"

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[str] = []

    def vector(self, text: str) -> Sequence[float]:
        self.asked.append(text)
        model = sense._model()
        way = 1.0 if self.word in text else -1.0
        return [mean + way * value for mean, value in zip(model.mean, model.line, strict=True)]


@cache
def charter() -> PackCharter:
    return PackCharter([load_pack(f, tried=True) for f in built_in()[0]])


def remarks(text: str) -> list[Finding]:
    context = Context(today=dt.date(2026, 11, 23), lang="fr", speak="fr")
    return [f for f in review(text, context, charter=charter()).findings if f.rule.startswith("like-")]


def test_a_stretch_that_means_something_to_ask_about_is_warned_of_by_its_sentence() -> None:
    text = f"{SECOND} {CALM}"
    assert not remarks(text)
    assert sense.fathom(text, Inclined("rideau")) == 3
    [found] = remarks(text)
    assert (found.severity, found.text) == (Severity.WARN, CALM)


def test_what_is_known_is_not_looked_for_again() -> None:
    text, engine = "Mardi, le chat de la loge a encore dormi dans la corbeille du courrier.", Inclined("rien")
    assert sense.fathom(text, engine) == 1
    assert sense.fathom(text, engine) == 0
    assert engine.asked == [text]


def test_vectors_of_another_engine_mean_nothing() -> None:
    engine = Inclined("rideau")
    engine.name = "letters-1"
    assert sense.fathom("Jeudi, le rideau de la salle est resté ouvert toute la nuit.", engine) == 0
    assert not engine.asked


def test_it_stops_as_soon_as_the_text_has_moved_on() -> None:
    engine = Inclined("rien")
    assert sense.fathom("Vendredi, la neige a bloqué la route du col pendant deux heures.", engine, lambda: True) == 0
    assert not engine.asked


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_the_stretches_of_a_text_leave_no_sentence_out(sizes: list[int]) -> None:
    text = " ".join("Mot" + " mot" * (size - 1) + "." for size in sizes)
    read = {span for near in sense.stretches(text) for span in near}
    sentences = sentences_of(text)
    assert sum(sizes) < ENOUGH or {s for s in sentences if len(s.of(text).split()) >= ENOUGH} <= read
