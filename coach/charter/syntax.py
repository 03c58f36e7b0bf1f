"""Just enough of the syntax of regular expressions to know which letters a match holds: read into small trees.

Letters are told as :func:`spaced` writes a text: lowered, any figure a nought, space and punctuation a space, and any other sign
between two spaces. So nothing touches a letter in it but letters, and a word can be asked for with its edges.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_PLAIN = re.compile(r"[^\\()\[\]|.^$?*+{}]+(?![?*+{])")
"""Characters that stand for themselves, up to one that a quantifier may follow."""
_SIGNS = re.compile(r"-?(?:\\[^\w]|[^\w\\\]-])+-?")
"""What a class of signs alone is made of: no range, no letter."""
_EDGES = ("(?!\\w)", "(?<!\\w)")
DIGIT = "0"
"""Stands for any figure."""
_NEVER = "(?!)"
_SPACING = r"""[\s.,;:!?'"()\[\]…«»“”–—-]"""


class Letters(NamedTuple):
    """Letters that stand for themselves, or one space for what is no letter."""

    letters: str
    least: int = 1
    exact: bool = True
    """Whether they stand there exactly once."""


class Gap(NamedTuple):
    """A character that is no letter."""

    least: int = 1
    exact: bool = True


class Something(NamedTuple):
    """A character of which nothing is known."""

    least: int = 1
    exact: bool = True


class Void(NamedTuple):
    """Nothing one reads: an anchor, a look around."""

    edge: bool = False
    """Whether a letter stands on one side of it at most."""
    least: int = 1
    exact: bool = True


class Nothing(NamedTuple):
    """What never matches."""

    least: int = 1
    exact: bool = True


class Group(NamedTuple):
    """Branches, one of which matches."""

    branches: tuple[Branch, ...]
    least: int = 1
    exact: bool = True


Node = Letters | Gap | Something | Void | Nothing | Group
Branch = tuple["Letters | Gap | Something | Void | Nothing | Group", ...]


class _Said(dict[int, str]):
    """How each character is written."""

    def __missing__(self, code: int) -> str:
        import regex  # its letters and figures are those the patterns mean

        char = chr(code)
        spacing = regex.match(_SPACING, char)
        written = DIGIT if regex.match(r"\d", char) else " " if spacing else char if regex.match(r"\w", char) else f" {char} "
        self[code] = written
        return written


_SAID = _Said()


def spaced(low: str) -> str:
    """Return a text, lowered, as words are looked for in it; one more space at each end."""
    return f" {low.translate(_SAID)} "


@lru_cache(maxsize=4096)
def _written(letters: str) -> Letters:
    return Letters(letters.lower().translate(_SAID))


def read_syntax(pattern: str) -> tuple[Branch, ...]:
    """Return the branches of ``pattern``. Raises ``ValueError`` or ``IndexError`` on what is not understood."""
    walk = _Walk(pattern)
    branches = walk.alternatives()
    if walk.at < len(pattern):
        raise ValueError(pattern[walk.at :])
    return branches


class _Walk:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def alternatives(self) -> tuple[Branch, ...]:
        """Read branches up to a closing parenthesis or the end."""
        branches = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.branch())
        return tuple(branches)

    def branch(self) -> Branch:
        nodes: list[Node] = []
        while (char := self.peek()) and char not in "|)":
            # A long run at once: patterns are mostly plain words, and thousands are read before the first review.
            if plain := _PLAIN.match(self.pattern, self.at):
                self.at = plain.end()
                nodes.append(_written(plain[0]))
                continue
            node = self.atom()
            least, exact = self.quantifier()
            nodes.append(node if exact else node._replace(least=least, exact=False))
        return tuple(nodes)

    def atom(self) -> Node:
        char = self.pattern[self.at]
        self.at += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.character_class()
        if char == "\\":
            return self.escape()
        if char in "^$":
            return Void()
        return Something() if char == "." else _written(char)

    def group(self) -> Node:
        """Read a group whose ``(`` is behind; look-arounds ask for nothing."""
        counts = True
        opens = self.at - 1
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
            elif self.flags_alone():
                return Void()
        branches = self.alternatives()
        if self.peek() != ")":
            raise ValueError("unclosed group")
        self.at += 1
        if counts:
            return Group(branches)
        written = self.pattern[opens : self.at]
        return Nothing() if written == _NEVER else Void(edge=written in _EDGES)

    def flags_alone(self) -> bool:
        """Read the flags of a group, ``?i:`` or ``?i)``; tell whether there is nothing more to it."""
        closing = min(i for i in (self.pattern.find(c, self.at) for c in ":)") if i >= 0)
        flags = self.pattern[self.at + 1 : closing]
        if not flags.replace("-", "").isalpha() or "x" in flags:
            raise ValueError(flags)
        self.at = closing + 1
        return self.pattern[closing] == ")"

    def character_class(self) -> Node:
        """Read a class whose ``[`` is behind; one that holds signs alone is told."""
        opens = self.at
        if self.peek() == "^":
            self.at += 1
        if self.peek() == "]":
            self.at += 1
        while self.pattern[self.at] != "]":
            self.at += 2 if self.pattern[self.at] == "\\" else 1
        self.at += 1
        held = self.pattern[opens : self.at - 1]
        return Gap() if held[0] != "^" and _SIGNS.fullmatch(held) else Something()

    def escape(self) -> Node:
        char = self.pattern[self.at]
        self.at += 1
        if char in "bBAZzG":
            return Void(edge=char == "b")
        if char in "pPNuUxkgLXR" or char.isdigit():
            raise ValueError(char)
        if char in "sW":
            return Gap()
        if char == "d":
            return Letters(DIGIT)
        if char in "nrtfv":
            return Letters(" ")
        return Something() if char.isalpha() else _written(char)

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
