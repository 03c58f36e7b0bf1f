"""What can be asked in the interview."""

from __future__ import annotations

from tui.commands import Command


class Pass(Command):
    """Pass this question."""

    room = "interview"
    keys = "f8"
    footer = 2


class TakeBack(Command):
    """Take the last answer back, to say it otherwise."""

    room = "interview"
    keys = "f4"
    footer = 3


class SeeSheet(Command):
    """Stop here and see the sheet."""

    room = "interview"
    keys = "f9"
    footer = 1


class MakeDraft(Command):
    """Approve the sheet: make the draft."""

    room = "interview"
    keys = "f9"
    footer = 1


class DropFillers(Command):
    """Take the "euh" and "ben" of speech out of the draft, or leave them in."""

    room = "interview"
    keys = "f6"
    footer = 2


class ChoosePersona(Command):
    """Say who speaks: the questions follow."""

    room = "interview"


class AskModel(Command):
    """See what would leave for the model, and say yes or no."""

    room = "interview"


INTERVIEW: tuple[type[Command], ...] = (SeeSheet, Pass, TakeBack, MakeDraft, DropFillers, ChoosePersona, AskModel)
"""The commands of the interview, most useful first."""
