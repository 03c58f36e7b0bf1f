"""The rooms one can walk into from anywhere."""

from __future__ import annotations

from textual.app import ComposeResult

from tui.screens import DOORS
from tui.screens.dialogs import Choice, ChooseDialog
from tui.widgets.plain import app_of


class RoomsDialog(ChooseDialog):
    """Lists :data:`tui.screens.DOORS`; the answer is the name of a room."""

    def __init__(self) -> None:
        super().__init__("", "", ())

    def compose(self) -> ComposeResult:
        """Lay out the rooms in the language of the moment."""
        words = app_of(self).words
        self._said = words("commands.rooms_title"), ""
        self._choices = [Choice(name, words(f"{name}.room"), first_sentence(words(f"{name}.about"))) for name in DOORS]
        yield from super().compose()


def first_sentence(text: str) -> str:
    """Return ``text`` up to its first full stop: what a room is about, in one line."""
    head, stop, _ = text.partition(". ")
    return f"{head}." if stop else head
