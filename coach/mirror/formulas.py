"""Formulas: what the language at large says in such a case, so that saying it too is not borrowing.

``prompts/<lang>/formulas.txt`` holds one a line: words, ``(one|other)`` alternatives, ``(word)?`` that may be left out, ``*`` for
at most three free words. They are written from general knowledge of the language and never learnt from the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from coach.mirror.lexicon import LANGUAGES
from coach.text import fold

FREE_WORDS = 3
"""Words a ``*`` may stand for."""
MAX_FORMULA = 20
"""Longest run of words that formulas may excuse: beyond it is somebody's text."""

MIN_FORMULA = 3
"""Shortest: two words are only words."""

_APART = re.compile("['’-]")
_ITEM = re.compile(r"\(([^()]*)\)(\??)|(\*)|([^\s()*]+)")


class Item(NamedTuple):
    """One place of a formula."""

    options: tuple[tuple[str, ...], ...]
    """Wordings, each a sequence of folded words; empty for free words."""
    optional: bool


class Formula(NamedTuple):
    """A formula, ready to be looked for."""

    items: tuple[Item, ...]

    def match(self, keys: Sequence[str], at: int) -> int:
        """Return where the formula ends when it starts at word ``at`` of ``keys``, or ``-1``."""
        return _match(self.items, 0, keys, at)


def covered(keys: Sequence[str]) -> list[bool]:
    """Tell for each word whether a formula says it; no run longer than ``MAX_FORMULA`` is excused."""
    parts = [(part, place) for place, key in enumerate(keys) for part in key.split("-")]
    flat = [part for part, _ in parts]
    said = [False] * len(flat)
    index = formulas()
    for at, key in enumerate(flat):
        end = max((formula.match(flat, at) for formula in index.get(key, ())), default=-1)
        if at + MIN_FORMULA <= end <= at + MAX_FORMULA:
            said[at:end] = [True] * (end - at)
    whole = [True] * len(keys)
    for (_, place), excused in zip(parts, _short_runs(said), strict=True):
        whole[place] = whole[place] and excused
    return whole


def _short_runs(said: list[bool]) -> list[bool]:
    start = 0
    for at in range(len(said) + 1):
        if at < len(said) and said[at]:
            continue
        if at - start > MAX_FORMULA:
            said[start:at] = [False] * (at - start)
        start = at + 1
    return said


@cache
def formulas() -> dict[str, tuple[Formula, ...]]:
    """Return the formulas of both languages by the words they may start with."""
    index: dict[str, list[Formula]] = {}
    for lang in LANGUAGES:
        for line in files("prompts").joinpath(lang, "formulas.txt").read_text("utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            formula = parse(line)
            for start in _starts(formula.items):
                index.setdefault(start, []).append(formula)
    return {start: tuple(found) for start, found in index.items()}


def parse(line: str) -> Formula:
    """Return the formula one line writes. Raises ``ValueError`` when it starts with free words or says nothing."""
    items: list[Item] = []
    for alternatives, mark, star, plain in _ITEM.findall(_APART.sub(" ", fold(line))):
        if star:
            items.append(Item((), optional=True))
        elif plain:
            items += [Item(((word,),), optional=False) for word in plain.split()]
        else:
            options = tuple(tuple(part.split()) for part in alternatives.split("|"))
            items.append(Item(tuple(o for o in options if o), optional=bool(mark) or not all(options)))
    if not items or all(item.optional for item in items) or not items[0].options:
        raise ValueError(f"a formula must start with a word: {line!r}")
    return Formula(tuple(items))


def _starts(items: Sequence[Item]) -> set[str]:
    starts: set[str] = set()
    for item in items:
        starts |= {option[0] for option in item.options}
        if not item.optional:
            break
    return starts


def _match(items: Sequence[Item], n: int, keys: Sequence[str], at: int) -> int:
    if n == len(items):
        return at
    item = items[n]
    if not item.options:
        ends = (_match(items, n + 1, keys, at + free) for free in range(FREE_WORDS + 1) if at + free <= len(keys))
        return max(ends, default=-1)
    best = -1
    for option in item.options:
        if tuple(keys[at : at + len(option)]) == option:
            best = max(best, _match(items, n + 1, keys, at + len(option)))
    return max(best, _match(items, n + 1, keys, at)) if item.optional else best
