"""Lines of a list that hang: what follows the first row is set back under it. Pure."""

from __future__ import annotations

import re

WIDTH = 100
"""Columns of a line of Markdown."""
_ROW_MARK = re.compile(r"[-+*=~]|\d{1,9}[.)]")
"""What would begin another list, or a rule, at the start of a row."""


def hanging(text: str, mark: str, width: int = WIDTH) -> str:
    """Return ``text`` behind ``mark`` in rows of ``width`` columns at most, a long word aside, set back under the first.

    A row is never begun by what would be read as a mark of its own: it stays Markdown of one entry.
    """
    rows: list[str] = []
    row = mark
    for word in text.split():
        longer = f"{row} {word}" if row not in (mark, " " * len(mark)) else f"{row}{word}"
        if len(longer) <= width or row == mark or _ROW_MARK.match(word):
            row = longer
        else:
            rows.append(row)
            row = f"{' ' * len(mark)}{word}"
    return "\n".join([*rows, row.rstrip()])
