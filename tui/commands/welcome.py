"""What can be asked on the first day."""

from __future__ import annotations

from tui.commands import Command


class Begin(Command):
    """Go in, with the language and the name given."""

    room = "welcome"
    keys = "f3"
    footer = 1


class VisitDemo(Command):
    """Visit the fictional company."""

    room = "welcome"
    keys = "f4"
    footer = 1


WELCOME: tuple[type[Command], ...] = (Begin, VisitDemo)
"""The commands of the first screen."""
