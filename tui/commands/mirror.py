"""What can be asked in the mirror, besides what any marked sheet answers."""

from __future__ import annotations

from tui.commands import Command
from tui.commands.workbench import (
    CopyText,
    Decide,
    KeepVersion,
    NextRemark,
    PreviousRemark,
    Publish,
    SeeSource,
    SeeVersions,
    SwitchPane,
)


class SayQuotation(Command):
    """Say that the words under the eyes are a quotation."""

    room = "mirror"


class SayOurName(Command):
    """Say that the words under the eyes are a name of ours."""

    room = "mirror"


class SayMineFirst(Command):
    """Say that one wrote these words first."""

    room = "mirror"


class SeeTaught(Command):
    """See what the mirror was taught, and take some of it back."""

    room = "mirror"
    keys = "ctrl+g"
    footer = 5


class AttachVisual(Command):
    """Say which picture goes with the text, to compare it with the colleagues'."""

    room = "mirror"


class ToWorkbench(Command):
    """Go on with the same draft at the workbench."""

    room = "mirror"
    keys = "ctrl+b"
    footer = 3


class BringPosts(Command):
    """Go and bring in posts to compare with."""

    room = "mirror"


class VisitDemo(Command):
    """Visit the fictional company, where there is much to compare with."""

    room = "mirror"


MIRROR: tuple[type[Command], ...] = (
    NextRemark, SwitchPane, SeeSource, Decide, ToWorkbench, SeeTaught, Publish, PreviousRemark, SayQuotation, SayOurName,
    SayMineFirst, AttachVisual, KeepVersion, SeeVersions, CopyText, BringPosts, VisitDemo,
)  # fmt: skip
"""The commands of the mirror, most useful first."""
