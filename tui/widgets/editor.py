"""The sheet one writes on: a TextArea whose remarks are underlined, with their signs in the margin."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from coach.text import Span, clean
from tui.widgets.longline import LONG, LongLine
from tui.widgets.marks import SEVERITY_SIGNS, SOURCE_SIGNS, Lines, Mark, Marks
from tui.widgets.plain import words_of
from tui.widgets.rows import RowArea

MARGIN = 3
"""Columns of the margin: the two signs of a remark and a space."""


class Editor(RowArea):
    """A text and its marks. Whatever enters is cleaned: keys, pastes, loads, undo of any of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "whole_text(False)", show=False),
        Binding("ctrl+end", "whole_text(True)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *TextArea.COMPONENT_CLASSES,
        *(f"editor--{severity}" for severity in SEVERITY_SIGNS),
        *(f"editor--{source}" for source in SOURCE_SIGNS),
        *(f"editor--sign-{severity}" for severity in SEVERITY_SIGNS),
        "editor--here",
    }
    """A style for each severity (what lies behind the words), each source (how they are underlined), each sign of the margin,
    and the words of the remark under the eyes."""

    @dataclass
    class Edited(Message):
        """The text is not the same any more; its marks have been carried already."""

        text: str

    @dataclass
    class Entered(Message):
        """The cursor came on the words of a remark, or left them."""

        mark: Mark | None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, highlight_cursor_line=False, tab_behavior="focus")
        self.marks = Marks()
        """The remarks, and where they stand in the text of the moment."""
        self.here: Mark | None = None
        """The mark under the cursor."""
        self._lines = Lines.of("")
        self._base = Style()
        self._blank = Strip([])

    def on_mount(self) -> None:
        """Say what the empty sheet is for."""
        self.cursor_blink = not self.app.is_web  # thirty cursors that blink on one machine cost it half a processor
        self.relabel()

    def relabel(self) -> None:
        """Say it in the language of the moment."""
        self.placeholder = words_of(self)("workbench.empty")

    def action_whole_text(self, last: bool) -> None:
        """Go to the end of the text, or to its beginning."""
        self.move_cursor(self.document.end if last else (0, 0))

    # --- text

    def open_text(self, text: str) -> None:
        """Put another text on the sheet, cleaned; its history of changes starts here."""
        self.load_text(clean(text))
        self._carry(self.text)

    def edit(self, edit: Edit) -> EditResult:
        """Change the text: the one door keys, pastes and commands go through, so the one that cleans."""
        safe = clean(edit.text)
        return super().edit(edit if safe == edit.text else dataclasses.replace(edit, text=safe))

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        text = self.text
        if text != self.marks.text:
            self._carry(text)
            self.post_message(self.Edited(text))

    def _carry(self, text: str) -> None:
        self.marks = self.marks.carried(text)
        self._lines = Lines.of(text)
        self._look_here()

    # --- marks

    def show_marks(self, marks: Marks) -> None:
        """Draw the marks of a review; nothing is drawn again when they are those already there. They must be on this text."""
        same = [(m.span, m.finding.severity, m.finding.source) for m in marks.marks]
        drawn = [(m.span, m.finding.severity, m.finding.source) for m in self.marks.marks]
        self.marks = marks
        if same != drawn:
            self._draw()
        self._look_here()

    def go_to(self, span: Span) -> None:
        """Put the cursor on the first of the words, in the middle of the sheet when they were out of sight."""
        self.move_cursor(self._lines.location(min(span.start, len(self.marks.text))))
        self.scroll_cursor_visible(center=True)
        self.focus()

    @property
    def offset_here(self) -> int:
        """The code point the cursor is at."""
        return self._lines.offset(self.cursor_location)

    @on(TextArea.SelectionChanged)
    def _moved(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._look_here()

    def _look_here(self) -> None:
        under = self.marks.at(self.offset_here)
        if under != self.here:
            self.here = under
            self._draw()
            self.post_message(self.Entered(under))

    def _draw(self) -> None:
        self.notify_style_update()
        self.refresh()

    # --- drawing

    @property
    def gutter_width(self) -> int:
        """Columns of the margin: the TextArea leaves them to :meth:`render_line`."""
        return MARGIN

    def get_line(self, line_index: int) -> Text:
        """Return a line with its marks drawn on it."""
        plain = self.document.get_line(line_index)
        line = (LongLine if len(plain) > LONG else Text)(plain, end="", no_wrap=True)
        if self.marks.marks and line_index < len(self._lines.starts):
            start = self._lines.starts[line_index]
            for mark in self.marks.between(start, start + len(plain)):
                first, last = mark.span.start - start, mark.span.end - start
                for name in (str(mark.finding.severity), str(mark.finding.source)):
                    line.stylize(self.get_component_rich_style(f"editor--{name}", partial=True), max(first, 0), last)
            if self.here is not None:
                style = self.get_component_rich_style("editor--here", partial=True)
                line.stylize(style, max(self.here.span.start - start, 0), max(self.here.span.end - start, 0))
        return line

    def row_signs(self, line: int, first: int, last: int) -> Hashable:
        """Return the marks of a row, from its first column, and which is under the cursor."""
        if not self.marks.marks or line >= len(self._lines.starts):
            return None
        start = self._lines.starts[line] + first
        return tuple(
            (m.span.start - start, m.span.end - start, m.finding.severity, m.finding.source, m == self.here)
            for m in self.marks.between(start, start + last - first)
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows in sight, the style they share being looked up once."""
        self._base = self.rich_style
        self._blank = Strip([Segment(" " * MARGIN, self._base)], MARGIN)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a row: the margin with the signs of the worst remark that starts on it, then the text."""
        return Strip.join([self._margin(y + self.scroll_offset.y), super().render_line(y)])

    def _margin(self, row: int) -> Strip:
        mark = self._mark_of_row(row) if self.marks.marks else None
        if mark is None:
            return self._blank
        finding = mark.finding
        style = self._base + self.get_component_rich_style(f"editor--sign-{finding.severity}", partial=True)
        shown = SEVERITY_SIGNS[finding.severity] + SOURCE_SIGNS[finding.source] + " "
        return Strip([Segment(shown, style)], MARGIN)

    def _mark_of_row(self, row: int) -> Mark | None:
        try:
            line, section = self.wrapped_document._offset_to_line_info[row]
        except IndexError:
            return None
        start = self._lines.starts[line] if line < len(self._lines.starts) else len(self.marks.text)
        wraps = self.wrapped_document.get_offsets(line)
        first = start + (wraps[section - 1] if section else 0)
        last = start + (wraps[section] if section < len(wraps) else len(self.document.get_line(line)) + 1)
        return self.marks.starting(first, last)
