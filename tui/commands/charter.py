"""What can be asked before the green light."""

from __future__ import annotations

from tui.commands import Command


class NextCard(Command):
    """Go to the next remark."""

    room = "charter"
    keys = "f3"
    footer = 2


class AskContact(Command):
    """Write to the person to ask about the remark under the eyes."""

    room = "charter"
    keys = "f4"
    footer = 1


class ReworkText(Command):
    """Go to the workbench to rework the text."""

    room = "charter"
    keys = "f5"
    footer = 3


class Answer(Command):
    """Answer the remark under the eyes, or come back on an answer."""

    room = "charter"
    keys = "f8"
    footer = 1


class GoPublish(Command):
    """Have a last look before publishing."""

    room = "charter"
    keys = "f9"
    footer = 3


class TakeBackAnswer(Command):
    """Take back the last answer."""

    room = "charter"
    keys = "ctrl+g"


class OtherDraft(Command):
    """Look at another draft."""

    room = "charter"
    keys = "ctrl+r"
    footer = 4


class ExportDismissals(Command):
    """Hand the programme the count of the remarks set aside."""

    room = "charter"


class SeeRecords(Command):
    """See the reviews signed."""

    room = "charter"


CHARTER: tuple[type[Command], ...] = (
    Answer, AskContact, NextCard, ReworkText, GoPublish, OtherDraft, TakeBackAnswer, ExportDismissals, SeeRecords,
)  # fmt: skip
"""The commands of the green light, most useful first."""
