"""Whoever waits goes first, and long work gives way."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence

from corpus import engine
from corpus.engine import Engine
from corpus.manners import GIVE_WAY, giving_way
from tests.fake_corpus import FakeEmbedder


class Told(FakeEmbedder):
    """An embedder that waits to be let on at its second turn of the queue."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.on = threading.Event(), threading.Event()

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if "q2" in texts:
            self.reached.set()
            self.on.wait(5)
        return super().embed(texts)


def test_a_passage_being_typed_goes_before_the_queue() -> None:
    embedder = Told()
    asked = Engine(embedder)
    queue = threading.Thread(target=asked.vectors, args=([f"q{i}" for i in range(8)],))
    queue.start()
    assert embedder.reached.wait(5)
    typing = threading.Thread(target=asked.vector, args=("typed",))
    typing.start()
    while not asked._counter._urgent and typing.is_alive():
        pass
    embedder.on.set()
    typing.join()
    queue.join()
    assert embedder.seen.index("typed") <= 2 * engine.AT_ONCE
    assert len(embedder.seen) == 9


class About(FakeEmbedder):
    """An embedder whose terms are told by the test."""

    def terms(self, text: str) -> dict[int, float]:
        self.seen.append(text)
        return {"un four": {1: 3.0, 2: 4.0}, "un fournil": {2: 2.0}, "": {}}[text]


def test_what_two_passages_are_about_is_a_cosine_told_once() -> None:
    embedder = About()
    asked = Engine(embedder)
    assert asked.common("un four", "un four") == 1.0
    assert round(asked.common("un four", "un fournil"), 6) == 0.8
    assert asked.common("un four", "") == 0.0
    assert embedder.seen == ["un four", "un fournil", ""]
    assert Engine(FakeEmbedder()).common("un four", "un four") == 0.0


def test_what_was_asked_lately_is_not_asked_again() -> None:
    embedder = FakeEmbedder()
    asked = Engine(embedder)
    assert asked.vector("une phrase") == asked.vector("une phrase")
    assert embedder.seen == ["une phrase"]
    for i in range(engine.MEMORY):
        asked.vector(f"autre {i}")
    asked.vector("une phrase")
    assert embedder.seen.count("une phrase") == 2


def test_copies_in_the_queue_cost_once() -> None:
    embedder = FakeEmbedder()
    made = Engine(embedder).vectors(["a", "b", "a", "c", "b"])
    assert embedder.seen == ["a", "b", "c"]
    assert list(made) == ["a", "b", "c"]
    assert Engine(embedder).vectors([]) == {}


def test_a_queue_moves_even_under_somebody_who_never_stops() -> None:
    counter = Engine(FakeEmbedder())._counter
    with counter.urgent():
        counter.let_pass(patience=0.01)
    counter.let_pass(patience=0.0)


def test_the_interpreter_gets_its_own_pace_back() -> None:
    usual = sys.getswitchinterval()
    with giving_way():
        with giving_way():
            assert sys.getswitchinterval() <= GIVE_WAY * 1.01
        assert sys.getswitchinterval() <= GIVE_WAY * 1.01
    assert sys.getswitchinterval() == usual
