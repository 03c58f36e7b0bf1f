"""What can be asked at the workbench."""

from __future__ import annotations

from tui.commands import Command


class NextRemark(Command):
    """Go to the next remark of the text."""

    room = "workbench"
    keys = "f3"
    footer = 1


class PreviousRemark(Command):
    """Go to the remark before."""

    room = "workbench"
    keys = "f4"


class SeeSource(Command):
    """See the post the words under the eyes were borrowed from."""

    room = "workbench"
    keys = "f5"
    footer = 4


class Decide(Command):
    """Decide about the remark under the eyes."""

    room = "workbench"
    keys = "f8"
    footer = 3


class UndoDecision(Command):
    """Take back the last decision."""

    room = "workbench"
    keys = "ctrl+g"


class SwitchPane(Command):
    """Go from the text to the remarks, or back."""

    room = "workbench"
    keys = "ctrl+o"
    footer = 2


class Publish(Command):
    """Have a last look before publishing."""

    room = "workbench"
    keys = "f9"
    footer = 3


class SeeCharter(Command):
    """See what the charter says of the draft, and whom to ask."""

    room = "workbench"


class KeepVersion(Command):
    """Keep the text as it stands as a version to come back to."""

    room = "workbench"
    keys = "ctrl+s"


class SeeVersions(Command):
    """See the versions kept, compare and restore."""

    room = "workbench"
    keys = "ctrl+r"


class AsThread(Command):
    """Lay the text on the plan of a thread."""

    room = "workbench"


class SeeMirror(Command):
    """Look at the draft in the mirror: what it borrows, what only this person brings."""

    room = "workbench"
    keys = "ctrl+b"
    footer = 5


class AskAdvice(Command):
    """Ask for advice on the text: a model when there is one, else the coach."""

    room = "workbench"
    keys = "f12"


class CopyText(Command):
    """Copy the whole text."""

    room = "workbench"


WORKBENCH: tuple[type[Command], ...] = (
    NextRemark, SwitchPane, Decide, SeeSource, Publish, SeeMirror, SeeCharter, AskAdvice, PreviousRemark, UndoDecision,
    KeepVersion, SeeVersions, CopyText, AsThread,
)  # fmt: skip
"""The commands of the workbench, most useful first."""
