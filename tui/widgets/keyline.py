"""The line at the foot: the few keys that matter here, as the person has bound them; each can be clicked."""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

from tui.commands import Command
from tui.kept_keys import in_browser
from tui.widgets.plain import app_of
from tui.words import Words

_ROOMY = 100


class Key(NamedTuple):
    """A key of the line."""

    shown: str
    """The key as people read it: ``F1``, ``Ctrl+P``."""
    command: type[Command]
    node: DOMNode
    """Where the command is declared, hence whom to ask."""
    enabled: bool


class KeyLine(Widget, can_focus=False):
    """Shows the footer commands of the room and of the app, most useful first, as many as fit."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, Key]] = []

    def on_mount(self) -> None:
        """Follow the bindings: they change with the focus and with what is allowed."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def relabel(self) -> None:
        """Say the keys again."""
        self.refresh()

    def render(self) -> Content:
        """Return the keys that fit, those of the highest rank dropped first."""
        words = app_of(self).words
        width = self.content_size.width
        gap = 3 if width >= _ROOMY else 2
        keys = footer_keys(self.screen)
        while keys and _width(keys, words, gap) > width:
            keys.remove(max(reversed(keys), key=lambda key: key.command.footer))
        pieces: list[Content | str | tuple[str, str]] = []
        self._places = []
        at = 0
        for key in keys:
            label = key.command.action(words)
            pieces += [
                (key.shown, "bold $primary" if key.enabled else "$soft"),
                " ",
                (label, "" if key.enabled else "$soft"),
                " " * gap,
            ]
            wide = cell_len(key.shown) + 1 + cell_len(label)
            self._places.append((at, at + wide, key))
            at += wide + gap
        return Content.assemble(*pieces)

    def on_click(self, event: Click) -> None:
        """Ask for the command under the mouse."""
        x = event.x - self.gutter.left
        for start, end, key in self._places:
            if start <= x < end and key.enabled:
                event.stop()
                key.node.post_message(key.command())


def footer_keys(screen: Screen[Any]) -> list[Key]:
    """Return the footer commands that can be asked for now, the room's first."""
    return [key for key in all_keys(screen) if key.command.footer]


def all_keys(screen: Screen[Any]) -> list[Key]:
    """Return every command with a key that can be asked for on ``screen``, as it is bound now, the room's first."""
    app = app_of(screen)
    known = {ask.id(): ask for ask in (*getattr(screen, "ASKS", ()), *app.ASKS)}
    bound: dict[str, ActiveBinding] = {}
    for active in screen.active_bindings.values():
        name = active.binding.id
        if name is not None and name in known:
            bound.setdefault(name, active)
    order = {name: place for place, name in enumerate(known)}
    pressed = in_browser if app.is_web else str
    return [
        Key(key_name(pressed(bound[name].binding.key), app.words), known[name], bound[name].node, bound[name].enabled)
        for name in sorted(bound, key=order.__getitem__)
    ]


def key_name(key: str, words: Words) -> str:
    """Return a key as people read it on a keyboard: ``F1``, ``Ctrl+P``, ``Échap``."""
    names = {"escape": words("app.key_escape"), "enter": words("app.key_enter"), "shift": words("app.key_shift")}
    names |= {"ctrl": "Ctrl", "alt": "Alt"}
    names |= {"left": "←", "right": "→", "up": "↑", "down": "↓", "delete": words("app.key_delete")}
    return "+".join(names.get(part) or part.upper() for part in key.split("+"))


def _width(keys: list[Key], words: Words, gap: int) -> int:
    return sum(cell_len(key.shown) + 1 + cell_len(key.command.action(words)) + gap for key in keys) - gap
