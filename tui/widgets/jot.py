"""The line where an idea is jotted: what is pasted in it becomes one line, and none of it is lost."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import Input

from coach.text import clean
from tui.widgets.plain import words_of


class JotLine(Input):
    """One line. Several lines pasted are joined: Textual would keep the first only."""

    def __init__(self, hint: str, *, id: str | None = None) -> None:  # noqa: A002
        """``hint`` is a key of the catalogue, shown while the line is empty."""
        super().__init__(id=id, compact=True, select_on_focus=False)
        self._hint = hint

    def on_mount(self) -> None:
        """Say what it is for."""
        self.relabel()

    def relabel(self) -> None:
        """Say it again."""
        self.placeholder = words_of(self)(self._hint)

    def on_paste(self, event: Paste) -> None:
        """Take all that is pasted."""
        event.prevent_default()
        event.stop()
        said = " ".join(clean(event.text).split())
        if self.selection.is_empty:
            self.insert_text_at_cursor(said)
        else:
            self.replace(said, *self.selection)
