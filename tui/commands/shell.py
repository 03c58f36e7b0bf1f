"""What can be asked from anywhere."""

from __future__ import annotations

from tui.commands import Command


class Help(Command):
    """Show what can be done here."""

    keys = "f1"
    footer = 1


class Desk(Command):
    """Go to the desk."""

    keys = "f2"
    footer = 4


class Rooms(Command):
    """Go to another room."""

    keys = "ctrl+n"
    footer = 5


class Palette(Command):
    """Search all that can be done."""

    keys = "ctrl+p"
    footer = 1
    listed = False


class Back(Command):
    """Leave this room for the one before."""

    keys = "escape"


class SwitchLanguage(Command):
    """Speak the other language."""

    keys = "ctrl+l"


class SwitchTheme(Command):
    """Go from paper to ink, or back."""

    keys = "ctrl+t"


class SilenceModel(Command):
    """Send nothing to the model any more."""


class Quit(Command):
    """Leave the app; everything is saved already."""

    keys = "ctrl+q"
    footer = 6
    priority = True


class HowToQuit(Command):
    """Say how to leave: many hands press Ctrl+C."""

    keys = "ctrl+c"
    listed = False


SHELL: tuple[type[Command], ...] = (Help, Desk, Rooms, Back, Palette, SwitchLanguage, SwitchTheme, SilenceModel, Quit, HowToQuit)
"""The commands of the app itself."""
