"""Formulas: what the language at large says in such a case, so that saying it too is not borrowing.

``prompts/<lang>/formulas.txt`` holds one a line: words, ``(one|other)`` alternatives, ``(word)?`` that may be left out, ``*`` for
at most three free words, ``0`` for any number. A line ``<slot> = one|other`` names alternatives that the lines below it use as
``<slot>``. They are written from general knowledge of the language and never learnt from the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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

NUMBER = "0"
"""What stands for any number."""

_APART = re.compile("['’-]")
_SLOT = re.compile(r"<(\w+)>")
_BARE = re.compile(r"(?<![(|])<(\w+)>(?![|)])")
_ITEM = re.compile(r"\(([^()]*)\)(\??)|(\*)|([^\s()*]+)")


class Item(NamedTuple):
    """One place of a formula."""

    options: Mapping[str, tuple[tuple[str, ...], ...]]
    """Wordings, each a sequence of folded words, by their first word; empty for free words."""
    optional: bool


class Formula(NamedTuple):
    """A formula, ready to be looked for."""

    items: tuple[Item, ...]

    def match(self, keys: Sequence[str], at: int) -> int:
        """Return where the formula ends when it starts at word ``at`` of ``keys``, or ``-1``.

        Goes item by item with all the places reached so far, so that its cost is bounded however many words may be left out.
        """
        reached = {at}
        for item in self.items:
            further = set(reached) if item.optional else set()
            for place in reached:
                if not item.options:
                    further.update(range(place, min(place + FREE_WORDS, len(keys)) + 1))
                elif place < len(keys):
                    said = item.options.get(keys[place], ())
                    further.update(place + len(o) for o in said if tuple(keys[place : place + len(o)]) == o)
            if not further:
                return -1
            reached = further
        return max(reached)


def covered(keys: Sequence[str]) -> list[bool]:
    """Tell for each word whether a formula says it; no run longer than ``MAX_FORMULA`` is excused."""
    parts = [(_number(part), place) for place, key in enumerate(keys) for part in key.split("-")]
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
    for line in (line for lang in LANGUAGES for line in written(lang)):
        formula = _read(line)
        for start in _starts(formula.items):
            index.setdefault(start, []).append(formula)
    return {start: tuple(found) for start, found in index.items()}


def written(lang: str) -> Iterator[str]:
    """Yield the lines of the list of ``lang``, folded, their slots filled in."""
    slots: dict[str, str] = {}
    for line in files("prompts").joinpath(lang, "formulas.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        line = _APART.sub(" ", fold(line))
        named = _SLOT.match(line)
        if named and line[named.end() :].startswith(" = "):
            slots[named[1]] = _filled(line[named.end() + 3 :], slots)
        else:
            yield _filled(_BARE.sub(r"(<\1>)", line), slots)


def _filled(alternatives: str, slots: Mapping[str, str]) -> str:
    """Return alternatives with the words of the slots they name. Raises ``ValueError`` on a slot nobody named."""
    if unknown := set(_SLOT.findall(alternatives)) - set(slots):
        raise ValueError(f"no slot <{min(unknown)}>; there is: {', '.join(sorted(slots)) or '-'}")
    return _SLOT.sub(lambda named: slots[named[1]], alternatives)


def parse(line: str) -> Formula:
    """Return the formula one line writes. Raises ``ValueError`` when it starts with free words or says nothing."""
    return _read(_filled(_BARE.sub(r"(<\1>)", _APART.sub(" ", fold(line))), {}))


def _read(line: str) -> Formula:
    items: list[Item] = []
    for alternatives, mark, star, plain in _ITEM.findall(line):
        if star:
            items.append(Item({}, optional=True))
        elif plain:
            items += [Item(_by_first(word), optional=False) for word in plain.split()]
        else:
            empty = not all(part.strip() for part in alternatives.split("|"))
            items.append(Item(_by_first(alternatives), optional=bool(mark) or empty))
    if not items or all(item.optional for item in items) or not items[0].options:
        raise ValueError(f"a formula must start with a word: {line!r}")
    return Formula(tuple(items))


@cache
def _by_first(alternatives: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the wordings ``one|other`` by their first word; the same slot in a hundred formulas is read once."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for part in dict.fromkeys(alternatives.split("|")):
        if said := tuple(map(_number, part.split())):
            found[said[0]] = (*found.get(said[0], ()), said)
    return found


def _number(word: str) -> str:
    return NUMBER if word[:1].isdigit() else word


def _starts(items: Sequence[Item]) -> set[str]:
    starts: set[str] = set()
    for item in items:
        starts |= set(item.options)
        if not item.optional:
            break
    return starts
