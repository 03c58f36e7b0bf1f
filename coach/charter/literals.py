"""Which words must be in a text for a pattern to have a chance: read off the pattern, so that most patterns never compile.

Only what is certain is kept: an optional part, a class or anything not understood asks for nothing. ``None`` means no word is
required, and the pattern is always tried.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

All = tuple[frozenset[str], ...]
"""Sets of lower-case words; one word of each must stand in the lowered text."""
Need = tuple[All, ...] | None
"""What each branch of a pattern asks for, one of which must be met; ``None`` when nothing can be told."""

_ENOUGH = 40_000
"""Longest pattern worth reading, in characters."""
_MANY = 2_000
"""More words than that are not worth searching for."""
_HEADS = (6, 4, 2)
"""How many characters of a word are looked up before it is searched for: the most it has."""
_PLAIN = re.compile(r"[^\\()\[\]|.^$?*+{}]+(?![?*+{])")
"""Characters that stand for themselves, up to one that a quantifier may follow."""


@lru_cache(maxsize=16_384)
def required(pattern: str) -> Need:
    """Return the words every match of ``pattern`` holds, by branch, or ``None``."""
    if len(pattern) > _ENOUGH:
        return None
    walk = _Walk(pattern)
    try:
        branches = walk.alternatives()
    except (IndexError, ValueError, RecursionError):
        return None
    if walk.at < len(pattern) or not branches or not all(branches):
        return None
    return tuple(tuple(sorted(branch, key=_rarity)) for branch in branches)


def possible(need: Need, low: str) -> bool:
    """Tell whether a text, lowered, may hold a match."""
    return need is None or any(all(_stands(words, low, 0, len(low)) for words in branch) for branch in need)


def cells_with(need: tuple[All, ...], low: str, cells: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of ``cells`` (first offset, one past the last, in order) of a text, lowered, that may hold a match."""
    worth: set[int] = set()
    for branch in need:
        for at in {bisect_right(cells, (place, len(low))) - 1 for place in _places(branch[0], low)} - worth:
            if at >= 0 and all(_stands(words, low, *cells[at]) for words in branch):
                worth.add(at)
    return [cells[at] for at in sorted(worth)]


def heads(need: Need) -> frozenset[str] | None:
    """Return beginnings of words of which a text holds one, or matches nothing; ``None`` when nothing can be told."""
    return None if need is None else frozenset().union(*(_by_head(branch[0]) for branch in need))


@lru_cache(maxsize=64)
def heads_in(low: str) -> frozenset[str]:
    """Return every run of characters of a text that may be the head of a word."""
    shifted = [low[at:] for at in range(max(_HEADS))]
    return frozenset().union(*(map("".join, zip(*shifted[:size], strict=False)) for size in _HEADS))


def _stands(words: frozenset[str], low: str, start: int, end: int) -> bool:
    """Tell whether one of ``words`` stands in ``low[start:end]``."""
    table = _by_head(words)
    for head in _heads_of(words) & heads_in(low):
        for word in table[head]:
            if low.find(word, start, end) >= 0:
                return True
    return False


def _places(words: frozenset[str], low: str) -> Iterator[int]:
    """Yield where ``words`` stand in a text, in no order; most are told apart at once by their heads."""
    table = _by_head(words)
    for head in _heads_of(words) & heads_in(low):
        for word in table[head]:
            at = low.find(word)
            while at >= 0:
                yield at
                at = low.find(word, at + 1)


@lru_cache(maxsize=16_384)
def _by_head(words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in words:
        table.setdefault(_head(word), []).append(word)
    return {head: tuple(sorted(listed)) for head, listed in table.items()}


def _head(word: str) -> str:
    return word[: next(size for size in _HEADS if len(word) >= size)]


@lru_cache(maxsize=16_384)
def _heads_of(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_by_head(words))


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """Rarest first: long words, then few of them."""
    return -min(6, min(map(len, words))), len(words)


def _either(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return what a group of branches asks for within a sequence: all of a single branch, else the best of each, together."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    together = frozenset().union(*(min(branch, key=_rarity) for branch in branches))
    return [together] if len(together) <= _MANY else []


class _Walk:
    """A reader of just enough regular expression syntax to know what is optional."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def alternatives(self) -> list[list[frozenset[str]]]:
        """Read branches up to a closing parenthesis or the end; return what each asks for."""
        branches = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.branch())
        return branches

    def branch(self) -> list[frozenset[str]]:
        asked: list[frozenset[str]] = []
        run = ""
        while (char := self.peek()) and char not in "|)":
            # A long run at once: patterns are mostly plain words, and thousands are read before the first review.
            if plain := _PLAIN.match(self.pattern, self.at):
                run += plain[0].lower()
                self.at = plain.end()
                continue
            literal, needs = self.atom()
            least, exact = self.quantifier()
            if literal is not None and least >= 1:
                run += literal
                if not exact:
                    asked, run = asked + _word(run), ""
                continue
            asked, run = asked + _word(run), ""
            if least >= 1:
                asked += needs
        return asked + _word(run)

    def atom(self) -> tuple[str | None, list[frozenset[str]]]:
        """Read one atom; return its literal character, or what it asks for."""
        char = self.pattern[self.at]
        self.at += 1
        if char == "(":
            return None, self.group()
        if char == "[":
            self.skip_class()
            return None, []
        if char == "\\":
            return self.escape(), []
        if char in "^$":
            return "", []
        if char == ".":
            return None, []
        return char.lower(), []

    def group(self) -> list[frozenset[str]]:
        """Read a group whose ``(`` is behind; look-arounds and anything unusual ask for nothing."""
        counts = True
        if self.peek() == "?":
            head = self.pattern[self.at : self.at + 4]
            if head.startswith("?:"):
                self.at += 2
            elif head.startswith(("?=", "?!", "?<=", "?<!")):
                counts = False
                self.at += 2 if head[1] in "=!" else 3
            elif head.startswith(("?P<", "?<")):
                self.at = self.pattern.index(">", self.at) + 1
            elif head.startswith("?>"):
                self.at += 2
            else:
                closing = min(i for i in (self.pattern.find(c, self.at) for c in ":)") if i >= 0)
                flags = self.pattern[self.at + 1 : closing]
                if not flags.replace("-", "").isalpha() or "x" in flags:
                    raise ValueError(flags)
                self.at = closing
                if self.pattern[closing] == ")":
                    self.at += 1
                    return []
                self.at += 1
        needs = _either(self.alternatives())
        if self.peek() != ")":
            raise ValueError("unclosed group")
        self.at += 1
        return needs if counts else []

    def skip_class(self) -> None:
        if self.peek() == "^":
            self.at += 1
        if self.peek() == "]":
            self.at += 1
        while self.pattern[self.at] != "]":
            self.at += 2 if self.pattern[self.at] == "\\" else 1
        self.at += 1

    def escape(self) -> str | None:
        char = self.pattern[self.at]
        self.at += 1
        if char in "bBAZzG":
            return ""
        if char in "pPNuUxkgLXR" or char.isdigit():
            raise ValueError(char)
        return None if char.isalpha() else char

    def quantifier(self) -> tuple[int, bool]:
        """Read a quantifier if there is one; return the least count and whether it is exactly one."""
        char = self.peek()
        least, exact = 1, True
        if char and char in "?*+":
            self.at += 1
            least, exact = (1, False) if char == "+" else (0, False)
        elif char == "{":
            closing = self.pattern.index("}", self.at)
            low = self.pattern[self.at + 1 : closing].split(",")[0]
            if low and not low.isdigit():
                raise ValueError(low)
            self.at = closing + 1
            least, exact = int(low or 0), False
        if not exact and self.peek() in ("?", "+"):
            self.at += 1
        return least, exact


def _word(run: str) -> list[frozenset[str]]:
    """Return ``run`` without outer space as something to ask for, when it is worth searching for."""
    kept = run.strip()
    return [frozenset((kept,))] if len(kept) >= 2 else []
