"""The plan of a thread as a list: what is said, what is still to be written."""

from __future__ import annotations

from textual.content import Content
from textual.widgets.option_list import Option

from coach.text import clean
from coach.thread.board import Row
from tui.widgets.arrows import ArrowList
from tui.widgets.plain import words_of

HELD, MISSING = "●", "○"


class Board(ArrowList):
    """One line a row, the parts of a claim under it. Enter is left to the room, whose key line then shows it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self.rows: tuple[Row, ...] = ()

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        place = self.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    def show_rows(self, rows: tuple[Row, ...], at: int) -> None:
        """Show these rows, the cursor on row ``at``."""
        self.rows = rows
        self.clear_options()
        self.add_options([Option(self._line(row)) for row in rows])
        self.highlighted = max(0, min(at, len(rows) - 1))

    def name_of(self, row: Row) -> str:
        """Return what a row is, in the person's language."""
        whole = "_all" if row.part == "limit" and row.claim is None else ""
        return words_of(self)(f"thread.part_{row.part}{whole}", n=row.number)

    def _line(self, row: Row) -> Content:
        inner = row.claim is not None and row.part != "claim"
        sign = (f"{HELD} ", "$good") if row.text else (f"{MISSING} ", "$warn")
        name = (f"{self.name_of(row)}  ", "$soft" if inner else "bold $primary")
        said = (clean(row.text), "") if row.text else (words_of(self)("thread.gap"), "italic $soft")
        return Content.assemble("    " if inner else "", sign, name, said)
