"""The log of lines shown, as the store keeps it."""

from __future__ import annotations

from pathlib import Path

from coach.mirror.suggestions import line_of
from coach.ports import Proposed
from corpus import lines
from corpus.store import open_store
from tests.fakes import StillClock

SAID = "Le banc d'essai a sifflé trois fois avant que la turbine se taise."


def test_a_line_shown_to_another_store_is_told_and_no_word_of_any_is_in_the_file(tmp_path: Path) -> None:
    store = open_store(tmp_path, tmp_path, embedder=None, clock=StillClock())
    line = line_of(SAID)
    store.log_suggestion(line, "2026-11-17")
    other = lines.shown(line, "another", "2026-11-16")
    assert lines.keep(store._rows, [other, other]) == 1
    assert store.revision() == 1
    assert set(store.suggested(line.grams)) == {Proposed(gram, other.id, line.words, "2026-11-16") for gram in line.grams}
    assert store.suggested([1, 2, 3]) == []
    store.close()
    kept = (tmp_path / "posts.db").read_bytes()
    assert b"turbine" not in kept
