"""A piece of a file around one of its lines, with line numbers: read-only, whatever is in it."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from coach.charter.lint.places import split_where
from coach.text import clean
from tui.widgets.plain import fit

LARGEST = 1_000_000
"""Bytes of a file that are read."""


def lines_of(folder: Path, where: str) -> tuple[list[str], int] | None:
    """Return the lines of the file that ``where`` (``pack.yml:12``) names inside ``folder``, and the line, 1-based.

    ``None`` when it cannot be read, or lies outside the folder. Slow for a large file.
    """
    name, line = split_where(where)
    file = folder / name
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            return None
        with file.open("rb") as source:
            text = source.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        return None
    return clean(text.removeprefix("\ufeff")).split("\n"), line


def extract(lines: list[str], line: int, width: int, *, around: int | None = 3) -> Content:
    """Return the lines around ``line``, numbered, that one marked; all of them when ``around`` is ``None``."""
    first = 1 if around is None else max(1, line - around)
    last = len(lines) if around is None else min(len(lines), line + around)
    column = len(str(last))
    pieces: list[Content | str | tuple[str, str]] = []
    for number in range(first, last + 1):
        here = number == line
        said = fit(lines[number - 1].expandtabs(2), max(8, width - column - 3))
        pieces += [
            ("▶ " if here else "  ", "$primary"),
            (f"{number:>{column}} ", "bold $primary" if here else "$soft"),
            (said, "bold" if here else "$soft"),
            "\n",
        ]
    return Content.assemble(*pieces[:-1])
