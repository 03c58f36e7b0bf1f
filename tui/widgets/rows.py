"""A TextArea that paints again only the rows an edit changed: a letter costs a paragraph, not the whole sheet."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Region
from textual.widgets import TextArea


class RowArea(TextArea):
    """Compares what each row in sight would show with what it showed last, when an edit asks for a paint."""

    _editing = False
    _edited = False
    """Whether an edit asked for a paint that did not come yet."""
    _frame: Hashable = None
    """What all rows depend on, at the last paint."""
    _rows: tuple[Hashable, ...] = ()
    """What each row in sight showed at the last paint."""

    def edit(self, edit: Edit) -> EditResult:
        """Change the text."""
        self._editing = True
        try:
            return super().edit(edit)
        finally:
            self._editing = False

    def row_signs(self, line: int, first: int, last: int) -> Hashable:
        """Return what is drawn on a row besides its words and the cursor: ``first`` to ``last`` are its columns in its line."""
        raise NotImplementedError

    def _set_dirty(self, *regions: Region) -> None:
        """Take note of what must be painted; what an edit changed is told at the paint, when all is known of it."""
        if self._editing and not regions:
            self._edited = True
        else:
            self._edited = self._edited and bool(regions)
            super()._set_dirty(*regions)

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Return what must be painted. Called once a paint."""
        frame, rows = self._frame_now(), self._rows_now()
        if self._edited:
            self._edited = False
            if frame == self._frame and len(rows) == len(self._rows):
                changed = [y for y, (was, now) in enumerate(zip(self._rows, rows, strict=True)) if was != now]
                if changed:
                    super()._set_dirty(*(Region(0, y, self.size.width, 1) for y in changed))
            else:
                super()._set_dirty()
        self._frame, self._rows = frame, rows
        return super()._exchange_repaint_regions()

    def _frame_now(self) -> Hashable:
        return (
            *(self.size, self.scroll_offset, self.theme, self.app.theme, self.has_focus, bool(self.text)),
            *(None if self.selection.is_empty else self.selection, self._matching_bracket_location),
        )

    def _rows_now(self) -> tuple[Hashable, ...]:
        return tuple(self._row(y + self.scroll_offset.y) for y in range(self.size.height))

    def _row(self, row: int) -> Hashable:
        try:
            line, section = self.wrapped_document._offset_to_line_info[row]
        except IndexError:
            return None
        plain = self.document.get_line(line)
        wraps = self.wrapped_document.get_offsets(line)
        first = wraps[section - 1] if section else 0
        last = wraps[section] if section < len(wraps) else len(plain) + 1
        at_row, at_column = self.cursor_location
        here = at_row == line and first <= at_column <= last
        cursor = (at_column - first, self._cursor_visible) if here else None
        return plain[first:last], bool(wraps), cursor, self.row_signs(line, first, last)
