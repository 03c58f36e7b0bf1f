"""What the Chœur shows: a row for each part and each thing heard, and the page of the one under the eyes."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from coach.choir.chorus import Chorus
from coach.choir.saying import head, parts
from coach.choir.tongue import Chart, Entry, Line, Part, Tongue
from coach.text import clean
from tui.widgets.plain import fit

Piece = Content | str | tuple[str, str]
_TONES = {"say": "", "quote": "italic", "advice": "bold $primary", "note": "$soft"}
_MARKS = {"say": "", "quote": "", "advice": "→ ", "note": ""}


class Row(NamedTuple):
    """A row of the list: a part, or one of its entries."""

    part: Part
    entry: Entry | None

    @property
    def chart(self) -> Chart | None:
        """What is drawn under its page."""
        return self.entry.chart if self.entry else self.part.chart

    @property
    def key(self) -> tuple[str, str]:
        """What it is, to find it again after another hearing."""
        return self.part.name, self.entry.title if self.entry else ""


def rows_of(heard: Chorus, say: Tongue) -> list[Row]:
    """Return the rows, each part before its entries."""
    return [row for part in parts(heard, say) for row in (Row(part, None), *(Row(part, entry) for entry in part.entries))]


def row_content(row: Row, width: int) -> Content:
    """Return a row in ``width`` columns: the title at the left, the figure at the right."""
    if row.entry is None:
        count = str(len(row.part.entries)) if row.part.name not in ("scores", "mix") else ""
        return Content.assemble((row.part.title, "bold $primary"), (f"  {count}", "$soft"))
    brief = clean(row.entry.brief)
    title = fit(" ".join(clean(row.entry.title).split()), max(6, width - cell_len(brief) - 4))
    gap = " " * max(2, width - cell_len(title) - cell_len(brief) - 2)
    return Content.assemble("  ", title, gap, (brief, "$soft"))


def page_of(row: Row) -> Content:
    """Return the page of a row: what the part is about, or all that is said of the entry."""
    if row.entry is None:
        pieces: list[Piece] = [(row.part.title, "bold"), "\n\n", row.part.about]
        pieces += ["\n\n", (row.part.none, "$good")] if row.part.none else []
        return Content.assemble(*pieces)
    pieces = [(clean(row.entry.title), "bold"), "  ", (clean(row.entry.brief), "$soft"), "\n"]
    before: Line | None = None
    for line in row.entry.lines:
        pieces += ["\n" if _close(before, line) else "\n\n", (_MARKS[line.tone] + clean(line.text), _TONES[line.tone])]
        before = line
    return Content.assemble(*pieces)


def _close(before: Line | None, line: Line) -> bool:
    """Tell whether a line follows the one before it without a blank row."""
    if before is None or line.text.startswith("– "):
        return True
    return {before.tone, line.tone} <= {"quote", "note"} or before.tone == line.tone == "say"


def heading(heard: Chorus, say: Tongue) -> Content:
    """Return who was heard."""
    return Content.styled(clean(head(heard, say)), "$soft")


def nothing(say: Tongue) -> Content:
    """Return what to do when there is no post."""
    return Content.assemble((say("empty"), "bold"), "\n\n", say("empty_remedy"))
