"""Whether a suggestion repeats a run of somebody's published words: a model gives the same line to two people. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.assist.everyday import tells
from coach.context import Language
from coach.text import words

RUN = 5
"""Words in a row from which two texts say one thing (seed 001: the same phrase at the same moment)."""
TELLING = 2
"""How many of them must be more than small words: *qu'est-ce qui t'a* is nobody's."""


def repeats(text: str, others: Iterable[str], lang: Language) -> bool:
    """Tell whether ``text`` shares a telling run of :data:`RUN` words with one of ``others``."""
    mine = _runs([word.key for word in words(text)], lang)
    return bool(mine) and any(not mine.isdisjoint(_rows([word.key for word in words(other)])) for other in others)


def _runs(keys: Sequence[str], lang: Language) -> set[tuple[str, ...]]:
    return {run for run in _rows(keys) if sum(tells(key, lang) for key in run) >= TELLING}


def _rows(keys: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(keys[at : at + RUN]) for at in range(len(keys) - RUN + 1)}
