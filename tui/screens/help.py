"""What can be done in the room below, with the keys as they are bound, and what its signs mean."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from tui.commands import Command
from tui.screens.room import Dialog, Room
from tui.widgets.keyline import all_keys
from tui.widgets.plain import Plain, app_of

_COLUMN = 14


class HelpDialog(Dialog[None]):
    """Reads the same commands as the key line and the palette, so that it cannot be out of date."""

    def compose(self) -> ComposeResult:
        """Lay out one sheet."""
        with VerticalScroll(classes="sheet"):
            yield Plain(id="help-text")

    def on_mount(self) -> None:
        """Write it for the room below."""
        self.relabel()
        self.query_one(VerticalScroll).focus()

    def relabel(self) -> None:
        """Write it again."""
        app, words = app_of(self), self.words
        below = next(screen for screen in reversed(app.screen_stack) if screen is not self)
        keys = {key.command: key.shown for key in all_keys(below)}
        pieces: list[Content | str | tuple[str, str]] = []
        if isinstance(below, Room):
            room = below.WORDS
            pieces += [(words(f"{room}.room"), "bold $primary"), "\n", words(f"{room}.about"), "\n\n"]
            pieces += _lines([(ask, keys.get(ask, "")) for ask in below.ASKS if below.allows(ask) is not False], self)
            legend = below.legend()
            pieces += ["\n", legend, "\n"] if legend else []
        pieces += ["\n", (words("help.everywhere"), "bold $primary"), "\n"]
        pieces += _lines([(ask, keys.get(ask, "")) for ask in app.ASKS if ask.listed or ask in keys], self)
        pieces += ["\n", (words("help.mouse"), "$soft")]
        self.query_one("#help-text", Plain).show(Content.assemble(*pieces))


def _lines(asks: list[tuple[type[Command], str]], dialog: HelpDialog) -> list[Content | str | tuple[str, str]]:
    found: list[Content | str | tuple[str, str]] = []
    for ask, key in asks:
        found += [(f"{key or '·':<{_COLUMN}}", "bold"), ask.help(dialog.words), "\n"]
    return found
