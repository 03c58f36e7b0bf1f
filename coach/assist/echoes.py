"""Whether a suggestion repeats a run of somebody's published words: a model gives the same line to two people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.assist.everyday import tells
from coach.context import Language
from coach.mirror.suggestions import line_of
from coach.ports import Corpus
from coach.text import words

RUN = 5
"""Words in a row from which two texts say one thing (seed 001: the same phrase at the same moment)."""
TELLING = 2
"""How many of them must be more than small words: *qu'est-ce qui t'a* is nobody's."""


def repeats(text: str, others: Iterable[str], lang: Language) -> bool:
    """Tell whether ``text`` shares a telling run of :data:`RUN` words with one of ``others``."""
    mine = _runs(keys(text), lang)
    return bool(mine) and any(not mine.isdisjoint(_rows(keys(other))) for other in others)


def proposed(text: str, corpus: Corpus) -> bool:
    """Tell whether a model showed somebody else a run of words of ``text``. Raises ``CoachError``."""
    return bool(corpus.suggested(line_of(text).grams))


def keys(text: str) -> list[str]:
    """Return the folded words of ``text`` in order: what a store of posts is searched by."""
    return [word.key for word in words(text)]


def _runs(row: Sequence[str], lang: Language) -> set[tuple[str, ...]]:
    return {run for run in _rows(row) if sum(tells(key, lang) for key in run) >= TELLING}


def _rows(row: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(row[at : at + RUN]) for at in range(len(row) - RUN + 1)}
