"""The line as a file: the printable page, Markdown, JSON, and the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from coach.charter.calendar import windows_of
from coach.context import Language
from coach.line.keeping import Line
from coach.line.page import to_html, to_json, to_markdown
from coach.line.plan import slots

if TYPE_CHECKING:
    from coach.charter.pack import Pack

Format = Literal["md", "html", "json", "ics"]
FORMATS: tuple[Format, ...] = ("md", "html", "json", "ics")
MONTHS = 6
"""Months of the exported calendar."""


def render(line: Line, form: Format, packs: Sequence[Pack], now: dt.datetime, lang: Language) -> bytes:
    """Return the file in one form, as UTF-8; ``packs`` give the strong moments of the calendar."""
    day = now.date()
    match form:
        case "html":
            return to_html(line.memento, lang, day).encode()
        case "md":
            return to_markdown(line.memento, lang, day).encode()
        case "json":
            return to_json(line.memento).encode()
        case "ics":
            from coach.adapters.almanac import to_ics

            return to_ics(slots(line.memento, line.plan, windows_of(packs), day, MONTHS), now, lang)
