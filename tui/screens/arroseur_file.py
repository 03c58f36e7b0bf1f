"""A file of the charter, whole and read-only, opened at one of its lines."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from tui.screens.room import Dialog
from tui.widgets.extract import extract
from tui.widgets.plain import Plain, Said


class FileDialog(Dialog[None]):
    """Shows the lines with their numbers; the one asked for is marked and in view."""

    CSS_PATH = "arroseur.tcss"

    def __init__(self, title: str, lines: list[str], line: int) -> None:
        super().__init__()
        self._named, self._lines, self._line = title, lines, line

    def compose(self) -> ComposeResult:
        """Lay out the file."""
        with Vertical(classes="sheet large"):
            yield Plain(self._named, classes="title")
            with VerticalScroll(id="file"):
                yield Plain(id="file-lines")
            yield Said("dialogs.close_keys", classes="keys")

    def on_mount(self) -> None:
        """Go to the line, once there is a width to cut the lines to."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        page = self.query_one("#file", VerticalScroll)
        self.query_one("#file-lines", Plain).show(extract(self._lines, self._line, page.content_size.width - 1, around=None))
        page.focus()
        self.call_after_refresh(page.scroll_to, y=max(0, self._line - page.content_size.height // 2), animate=False)
