"""A list of things one can take: a mark, a text, a note. Arrows leave it at its edges, so that several read as one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from coach.text import clean
from tui.widgets.arrows import ArrowList
from tui.widgets.plain import fit

_GAP = 2
_WRAPPED = 2
"""Lines a text may take in a tall row."""
_MOST = 400
"""Characters of a text looked at: more would never be shown."""


class Row(NamedTuple):
    """A thing on a shelf. Its words are anybody's: they are cleaned and never read as markup."""

    key: str
    text: str
    note: str = ""
    """When, or how, in a few words."""
    mark: str = ""
    """A glyph or a word before it."""
    flag: str = ""
    """What was found of it, in a word."""
    tone: str = ""
    """Style of the flag, ``$warn`` for instance."""


class Columns(NamedTuple):
    """How wide each part is in the widest row."""

    mark: int
    flag: int
    note: int


class Shelf(ArrowList):
    """Rows of one line (the note at the right) or, when ``tall``, of two or three (the note below)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "leave_aside(-1)", show=False),
        Binding("right", "leave_aside(1)", show=False),
        Binding("delete", "refuse", show=False),
    ]

    class Left(Message):
        """The arrows went past an end (``"y"``) or to a side (``"x"``) of the shelf."""

        def __init__(self, shelf: Shelf, axis: str, step: int) -> None:
            super().__init__()
            self.shelf, self.axis, self.step = shelf, axis, step

    class Refused(Message):
        """The row under the cursor is not wanted any more."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False, compact=True)
        self.rows: Sequence[Row] = ()
        """What is on it."""
        self.tall = False
        """Whether a row takes several lines."""
        self._drawn: tuple[Sequence[Row], int, bool] | None = None

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        place = self._place
        return None if place is None or place >= len(self.rows) else self.rows[place]

    @property
    def _place(self) -> int | None:
        """The number of the row under the cursor; between two tall rows stands a blank option."""
        return None if self.highlighted is None else self.highlighted // (2 if self.tall else 1)

    def put(self, rows: Sequence[Row], *, tall: bool | None = None) -> None:
        """Show these rows instead; the cursor stays on the same thing when it is still there, else at the same place."""
        kept, place = self.chosen, self._place
        self.rows = tuple(rows)
        self.tall = self.tall if tall is None else tall
        self._draw(kept.key if kept else None, place)

    def enter(self, axis: str, step: int) -> None:
        """Take the focus as arrows do: by the nearest end when they come from above or below, where it was from a side."""
        if axis == "y" and self.option_count:
            self.highlighted = 0 if step > 0 else self.option_count - 1
        self.focus()

    def on_resize(self) -> None:
        """Compose the rows for the new width."""
        self._draw(self.chosen.key if self.chosen else None, self._place)

    def _draw(self, key: str | None, place: int | None) -> None:
        width = self.scrollable_content_region.width - self.get_component_styles("option-list--option").padding.width
        if width <= 0 or self._drawn == (self.rows, width, self.tall):
            return
        self._drawn = (self.rows, width, self.tall)
        columns = columns_of(self.rows)
        at = next((n for n, row in enumerate(self.rows) if row.key == key), min(place or 0, len(self.rows) - 1))
        top = self.scroll_y
        options = [Option(row_content(row, width, columns, tall=self.tall)) for row in self.rows]
        if self.tall:
            options = [option for row in options for option in (row, Option("", disabled=True))][:-1]
        self.set_options(options)
        self.highlighted = at * (2 if self.tall else 1) if self.rows else None
        self.scroll_to(y=top, animate=False)

    def action_cursor_up(self) -> None:
        """Go up, or leave by the top."""
        if self.highlighted:
            super().action_cursor_up()
        else:
            self.post_message(self.Left(self, "y", -1))

    def action_cursor_down(self) -> None:
        """Go down, or leave by the bottom."""
        if self.highlighted is not None and self.highlighted + 1 < self.option_count:
            super().action_cursor_down()
        else:
            self.post_message(self.Left(self, "y", 1))

    def action_refuse(self) -> None:
        """Say that the row under the cursor is not wanted."""
        if self.chosen is not None:
            self.post_message(self.Refused())

    def action_leave_aside(self, step: int) -> None:
        """Leave by a side."""
        self.post_message(self.Left(self, "x", step))


def columns_of(rows: Sequence[Row]) -> Columns:
    """Return the columns that hold every row."""
    parts = [(row.mark, row.flag, row.note) for row in rows]
    return Columns(*(max((cell_len(flat(part[n])) for part in parts), default=0) for n in range(3)))


def row_content(row: Row, width: int, columns: Columns, *, tall: bool) -> Content:
    """Return ``row`` composed for ``width`` columns of a terminal."""
    mark, note = flat(row.mark), flat(row.note)
    if tall and columns.mark > 1:
        mark, note = "", " · ".join(part for part in (mark, note) if part)
    lead = f"{_pad(mark, columns.mark)} " if columns.mark and not (tall and columns.mark > 1) else ""
    left, text = cell_len(lead), flat(row.text[:_MOST])
    if not tall:
        flag, note = _pad(flat(row.flag), columns.flag), _pad(note, columns.note)
        right = cell_len(flag) + cell_len(note) + _GAP * (bool(flag) + bool(note))
        if width - left - right < width // 3:
            flag = note = ""
            right = 0
        gap, after = (" " * _GAP if part else "" for part in (flag, note))
        shown = _pad(fit(text, width - left - right), width - left - right)
        return Content.assemble((lead, "$soft"), shown, gap, (flag, row.tone), after, (note, "$soft"))
    pieces: list[Content | str | tuple[str, str]] = [(lead, "$soft")]
    for n, line in enumerate(_lines(text, width - left)):
        pieces += ["\n", " " * left] if n else []
        pieces.append(line)
    if note or row.flag:
        flag = flat(row.flag)
        note = fit(note, width - left - cell_len(flag) - _GAP)
        pieces += ["\n", " " * left, (note, "$soft"), " " * _GAP if note else "", (flag, row.tone)]
    return Content.assemble(*pieces)


def _pad(text: str, cells: int) -> str:
    return text + " " * (cells - cell_len(text))


def _lines(text: str, width: int) -> list[str]:
    """Return ``text`` in at most two lines of ``width`` columns."""
    lines = [line.plain.strip() for line in Content(text).wrap(max(2, width))]
    if len(lines) > _WRAPPED:
        rest = text[text.find(lines[0]) + len(lines[0]) :].strip()
        return [*lines[: _WRAPPED - 1], fit(rest, width)]
    return lines


def flat(text: str) -> str:
    """Return ``text`` clean and on one line."""
    return " ".join(clean(text).split())
