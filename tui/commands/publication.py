"""What can be asked at the last look."""

from __future__ import annotations

from tui.commands import Command


class CopyOut(Command):
    """Copy the text, to paste it on the network."""

    room = "publication"
    keys = "f9"
    footer = 1


class MarkPublished(Command):
    """Say that it is published; it joins the store."""

    room = "publication"
    keys = "f8"
    footer = 2


class Sign(Command):
    """Sign the review of this text, or see the one that was signed."""

    room = "publication"
    keys = "f4"
    footer = 3


class SeeCharter(Command):
    """See what the charter says of it, and whom to ask."""

    room = "publication"


class OtherNetwork(Command):
    """Look at it as the next network shows it."""

    room = "publication"
    keys = "f3"
    footer = 3


class Rework(Command):
    """Go back to the workbench."""

    room = "publication"
    keys = "f5"
    footer = 4


class SaveFile(Command):
    """Save the text as a file."""

    room = "publication"
    keys = "ctrl+s"


class CallBack(Command):
    """Say that it is not published after all."""

    room = "publication"


PUBLICATION: tuple[type[Command], ...] = (CopyOut, MarkPublished, Sign, OtherNetwork, Rework, SeeCharter, SaveFile, CallBack)
"""The commands of the last look, most useful first."""
