"""Which words must be in a text for a pattern to have a chance: read off the pattern, so that most rules never compile.

Only what is certain is kept: an optional part, a class or anything not understood asks for nothing. ``None`` means no word is
required, and the pattern is always tried.
"""

from __future__ import annotations

Need = frozenset[str] | None
"""Lower-case words one of which must stand in the lowered text; ``None`` when nothing can be told."""

_ENOUGH = 40_000
"""Longest pattern worth reading, in characters."""
_MANY = 2_000
"""More words than that are not worth searching for."""


def required(pattern: str, *, verbose: bool = False) -> Need:
    """Return words one of which every match of ``pattern`` holds, or ``None``."""
    if verbose or len(pattern) > _ENOUGH:
        return None
    walk = _Walk(pattern)
    try:
        need = walk.alternatives()
    except (IndexError, ValueError, RecursionError):
        return None
    return need if walk.at >= len(pattern) and need and len(need) <= _MANY else None


def possible(need: Need, low: str) -> bool:
    """Tell whether a text, lowered, may hold a match."""
    return need is None or any(word in low for word in need)


def _better(one: Need, two: Need) -> Need:
    """Return whichever asks for more: longer shortest word first, then fewer words."""
    if one is None or two is None:
        return one or two
    return max(one, two, key=lambda need: (min(4, min(map(len, need))), -len(need)))


class _Walk:
    """A reader of just enough regular expression syntax to know what is optional."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def alternatives(self) -> Need:
        """Read branches up to a closing parenthesis or the end."""
        branches = [self.branch()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.branch())
        if any(b is None for b in branches):
            return None
        return frozenset().union(*(b for b in branches if b is not None))

    def branch(self) -> Need:
        best: Need = None
        run = ""
        while (char := self.peek()) and char not in "|)":
            literal, need = self.atom()
            least, exact = self.quantifier()
            if literal is not None and least >= 1:
                run += literal
                if not exact:
                    best, run = _better(best, _word(run)), ""
                continue
            best, run = _better(best, _word(run)), ""
            if least >= 1:
                best = _better(best, need)
        return _better(best, _word(run))

    def atom(self) -> tuple[str | None, Need]:
        """Read one atom; return its literal character, or what it needs."""
        char = self.pattern[self.at]
        self.at += 1
        if char == "(":
            return None, self.group()
        if char == "[":
            self.skip_class()
            return None, None
        if char == "\\":
            return self.escape(), None
        if char in "^$":
            return "", None
        if char == ".":
            return None, None
        return char.lower(), None

    def group(self) -> Need:
        """Read a group whose ``(`` is behind; look-arounds and anything unusual need nothing."""
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
                    return None
                self.at += 1
        need = self.alternatives()
        if self.peek() != ")":
            raise ValueError("unclosed group")
        self.at += 1
        return need if counts else None

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


def _word(run: str) -> Need:
    """Return the longest part of ``run`` without outer space as a need, when it is worth searching for."""
    kept = run.strip()
    return frozenset((kept,)) if len(kept) >= 2 else None
