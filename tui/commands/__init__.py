"""Commands: one class each, at once the message, the key, the footer entry, the palette entry and the help line.

Write one like this, and list it in the ``ASKS`` of the room that can do it::

    class NextRemark(Command):
        \"\"\"Go to the next remark.\"\"\"

        room = "workbench"   # its words: table [next_remark] of words/<lang>/workbench.toml
        keys = "f3"          # what a TextArea leaves free: F1 to F5, F8, F9, Ctrl+letters it does not use
        footer = 2           # among the few shown at the foot: 1 always, 6 only when there is room

with three words in both languages: ``action`` (footer and palette), ``help`` (one sentence). The room then answers the
message, ``@on(NextRemark)``, and may refuse it for the moment in :meth:`tui.screens.room.Room.allows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from tui.words import Words


class Command(Message):
    """Something a person can ask for."""

    room: ClassVar[str] = "commands"
    """The word file that names it, and the first half of its id."""
    keys: ClassVar[str] = ""
    """Keys that call it, separated by commas; empty for the palette only."""
    footer: ClassVar[int] = 0
    """Whether the key line shows it: 0 never, 1 in any window, higher only in a wider one."""
    listed: ClassVar[bool] = True
    """Whether the palette lists it."""
    priority: ClassVar[bool] = False
    """Whether its key works over a dialog too."""
    name: ClassVar[str] = ""
    """Its name in snake case, made from the class's."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def id(cls) -> str:
        """Return the id people rebind it by: ``workbench.next_remark``."""
        return f"{cls.room}.{cls.name}"

    @classmethod
    def binding(cls) -> Binding:
        """Return its key binding, which asks whatever node it is declared on. Raises ``ValueError`` without a key."""
        if not cls.keys:
            raise ValueError(f"{cls.id()} has no key")
        return Binding(cls.keys, f"ask('{cls.name}')", cls.name, show=bool(cls.footer), id=cls.id(), priority=cls.priority)

    @classmethod
    def action(cls, words: Words) -> str:
        """Return what it does, in a word or two: for the key line."""
        return words(f"{cls.id()}.action")

    @classmethod
    def help(cls, words: Words) -> str:
        """Return what it does, in a sentence."""
        return words(f"{cls.id()}.help")

    @classmethod
    def title(cls, words: Words) -> str:
        """Return its palette name, ``area: action`` in the person's language."""
        return words("commands.palette_name", area=words(f"{cls.room}.room"), action=cls.action(words))


def bindings(asks: Iterable[type[Command]]) -> list[BindingType]:
    """Return the bindings of the commands that have a key."""
    return [ask.binding() for ask in asks if ask.keys]
