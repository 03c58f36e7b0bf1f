"""What can be done in the room below, with the keys as they are bound, and what its signs mean."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from tui.commands import Command
from tui.screens.room import Asking, Dialog, Room
from tui.widgets.keyline import all_keys
from tui.widgets.plain import Plain, app_of


class HelpDialog(Dialog[None]):
    """Reads the same commands as the key line and the palette, so that it cannot be out of date."""

    def compose(self) -> ComposeResult:
        """Lay out one sheet: the room, its signs, then the app."""
        app, words, below = app_of(self), self.words, self._below()
        keys = {key.command: key.shown for key in all_keys(below)}
        with VerticalScroll(classes="sheet"):
            if isinstance(below, Room):
                yield Plain(words(f"{below.WORDS}.room"), classes="title")
                yield Plain(words(f"{below.WORDS}.about"))
                yield Plain()
            if isinstance(below, Asking):
                yield from self._lines((ask for ask in below.ASKS if below.allows(ask) is not False), keys)
            legend = below.legend() if isinstance(below, Room) else None
            if legend is not None:
                yield Plain(legend)
            yield Plain(words("help.everywhere"), classes="title")
            yield from self._lines((ask for ask in app.ASKS if ask.listed and app.allows(ask) is not False), keys)
            yield Plain()
            yield Plain(words("help.mouse"), classes="soft")

    def _below(self) -> Screen[object]:
        return next(screen for screen in reversed(self.app.screen_stack) if screen is not self)

    def _lines(self, asks: Iterable[type[Command]], keys: dict[type[Command], str]) -> Iterable[Widget]:
        for ask in asks:
            yield Horizontal(
                Plain(keys.get(ask, "·"), classes="key"), Plain(ask.help(self.words), classes="does"), classes="line"
            )

    def on_mount(self) -> None:
        """Scroll with the arrows at once."""
        self.query_one(VerticalScroll).focus()

    def relabel(self) -> None:
        """Write it again."""
        self.refresh(recompose=True)
