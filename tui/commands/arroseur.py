"""What can be asked of the company's own charter."""

from __future__ import annotations

from tui.commands import Command
from tui.commands.choir import HearProgramme


class NextDefect(Command):
    """Go to the next defect."""

    room = "arroseur"
    keys = "f3"
    footer = 2


class OtherCharter(Command):
    """Read another charter."""

    room = "arroseur"
    keys = "f4"
    footer = 2


class ReadAgain(Command):
    """Read the charter again now."""

    room = "arroseur"
    keys = "f5"
    footer = 3


class SeePlace(Command):
    """See the whole file, at the place of the defect."""

    room = "arroseur"
    keys = "f8"
    footer = 1


class SaveDefects(Command):
    """Save the defects for whoever keeps the charter."""

    room = "arroseur"
    keys = "ctrl+s"
    footer = 4


ARROSEUR: tuple[type[Command], ...] = (SeePlace, NextDefect, OtherCharter, ReadAgain, SaveDefects, HearProgramme)
"""The commands of the room, most useful first."""
