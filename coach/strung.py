"""Folded words kept as one text, so that a run of them is looked for at the speed of C."""

from __future__ import annotations

from collections.abc import Iterable

JOINT = "\x1f"
"""Between two folded words of a text kept as one: a character no clean text has."""


def strung(keys: Iterable[str]) -> str:
    """Return folded words as one text, each between two :data:`JOINT`: words stand in a row when theirs is a part of it."""
    return f"{JOINT}{JOINT.join(keys)}{JOINT}"
