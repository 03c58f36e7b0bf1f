"""Everything that can be done here, found by a few letters of it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from coach.text import fold
from tui.commands import Command
from tui.screens.room import Asking, Dialog
from tui.widgets.keyline import all_keys
from tui.widgets.plain import Plain, app_of
from tui.words import Words

Entry = tuple[type[Command], DOMNode]


class PaletteDialog(Dialog[None]):
    """Lists the commands of the room below and of the app, those that make sense now."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """Lay out the search and what it finds."""
        with Vertical(classes="sheet"):
            yield Input(placeholder=self.words("commands.palette_title"), compact=True)
            yield OptionList(markup=False, compact=True)
            yield Plain(self.words("commands.palette_none"), id="none")

    def on_mount(self) -> None:
        """List everything at first."""
        self._list("")
        self.query_one(OptionList).can_focus = False

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._list(event.value)

    def _list(self, sought: str) -> None:
        app = app_of(self)
        below = app.screen_stack[-2]
        keys = {key.command: key.shown for key in all_keys(below)}
        self._entries = [entry for entry in possible(below) if matches(sought, entry[0], self.words)]
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options([Option(_line(ask, keys.get(ask, ""), self.words)) for ask, _ in self._entries])
        found.highlighted = 0 if self._entries else None
        self.query_one("#none").display = not self._entries

    def on_key(self, event: Key) -> None:
        """Move in the list while the hands stay on the search."""
        moves = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down", "pageup": "page_up"}
        if event.key in moves:
            event.stop()
            getattr(self.query_one(OptionList), f"action_{moves[event.key]}")()

    @on(Input.Submitted)
    def _submit(self) -> None:
        self._ask(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        self._ask(event.option_index)

    def _ask(self, place: int | None) -> None:
        if place is not None:
            ask, node = self._entries[place]
            self.dismiss(None)
            node.post_message(ask())


def possible(screen: Screen[object]) -> list[Entry]:
    """Return the commands that can be asked for over ``screen`` now, its own first, with whom to ask."""
    app = app_of(screen)
    own = [(ask, screen) for ask in screen.ASKS if screen.allows(ask)] if isinstance(screen, Asking) else []
    return [*own, *((ask, app) for ask in app.ASKS if ask.listed and app.allows(ask))]


def matches(sought: str, ask: type[Command], words: Words) -> bool:
    """Tell whether every word sought begins a word of the command's title or sentence, accents and case aside."""
    known = fold(f"{ask.title(words)} {ask.help(words)}").replace("'", " ").replace("’", " ").split()
    return all(any(word.startswith(piece) for word in known) for piece in fold(sought).split())


def _line(ask: type[Command], key: str, words: Words) -> Content:
    return Content.assemble((ask.title(words), "bold"), "  ", (key, "$primary"), "\n", (ask.help(words), "$soft"))
