"""What a text must hold for a regular expression to match: letters no match can do without, told from the expression itself."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

SHORTEST = 2
"""Letters under which a piece of text is in every text."""
DIGIT = "0"
"""Stands for any digit."""

DIGITS = "0123456789"
_DOTLESS = str.maketrans("ı", "i")
_DIGITS = re.compile(r"\d")


def lowered(text: str) -> str:
    """Return ``text`` without case and with one digit for all, as :func:`needed` writes it.

    What ``re`` takes for equal without case is equal here.
    """
    low = text.lower() if text.isascii() else text.casefold().translate(_DOTLESS)
    return _DIGITS.sub(DIGIT, low)


def needed(pattern: str) -> tuple[str, ...]:
    """Return pieces of :func:`lowered` text of which any match of ``pattern`` holds at least one; empty when none is sure.

    Raises ``re.error`` on what is no regular expression.
    """
    re.compile(pattern)
    try:
        parsed = importlib.import_module("re._parser").parse(pattern)
    except (ImportError, AttributeError):
        # The parser is Python's own affair: where it has moved, every pattern is simply tried.
        return ()
    found = _of(parsed)
    return tuple(sorted(piece for piece in found if not any(other != piece and other in piece for other in found)))


def _of(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the best choice of pieces for expressions that follow each other: the longest, then the fewest."""
    choices: list[frozenset[str]] = []
    run = ""
    for kind, value in items:
        if str(kind) == "LITERAL":
            run += chr(value)
            continue
        choices += [frozenset({lowered(run)}), _within(str(kind), value)]
        run = ""
    choices.append(frozenset({lowered(run)}))
    return max((some for some in choices if some and all(map(_tells, some))), key=_worth, default=frozenset())


def _within(kind: str, value: Any) -> frozenset[str]:
    match kind:
        case "SUBPATTERN":
            return _of(value[-1])
        case "BRANCH":
            return _either([_of(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0] > 0:
            return _of(value[2])
        case "ATOMIC_GROUP":
            return _of(value)
        case "IN" if all(map(_is_digit, value)):
            return frozenset({DIGIT})
        case _:
            return frozenset()


def _either(branches: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the pieces of branches of which one matches: all of them, or none when one branch needs nothing sure."""
    return frozenset().union(*branches) if all(branches) else frozenset()


def _is_digit(item: tuple[Any, Any]) -> bool:
    """Tell whether one choice of a character class is a digit, or digits only."""
    kind, value = str(item[0]), item[1]
    if kind == "RANGE":
        return all(chr(edge) in DIGITS for edge in value)
    return chr(value) in DIGITS if kind == "LITERAL" else str(value) == "CATEGORY_DIGIT"


def _tells(piece: str) -> bool:
    return len(piece) >= SHORTEST or piece == DIGIT


def _worth(some: frozenset[str]) -> tuple[int, int]:
    return min(map(len, some)), -len(some)
