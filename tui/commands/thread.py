"""What can be asked on the bench of threads."""

from __future__ import annotations

from tui.commands import Command


class WriteRow(Command):
    """Write what is under the cursor."""

    room = "thread"
    keys = "enter"
    footer = 1


class AddClaim(Command):
    """Add a claim after the one under the cursor."""

    room = "thread"
    keys = "f3"
    footer = 1


class AddProof(Command):
    """Add a proof to the claim under the cursor."""

    room = "thread"
    keys = "f4"
    footer = 2


class MoveUp(Command):
    """Move the claim under the cursor up."""

    room = "thread"
    keys = "shift+up"


class MoveDown(Command):
    """Move the claim under the cursor down."""

    room = "thread"
    keys = "shift+down"
    footer = 3


class TakeOut(Command):
    """Take out what is under the cursor; its words become an idea."""

    room = "thread"
    keys = "f8"
    footer = 4


class TakeBack(Command):
    """Take the last change back."""

    room = "thread"
    keys = "ctrl+g"


class OtherNetwork(Command):
    """Read the thread on the next network."""

    room = "thread"
    keys = "ctrl+r"


class ReadPosts(Command):
    """Read the posts as they would be published."""

    room = "thread"
    keys = "f5"
    footer = 2


class ExportIt(Command):
    """Take it out as a thread, slides, a long post or a sheet of questions."""

    room = "thread"
    keys = "f9"
    footer = 2


class WriteAsPost(Command):
    """Go on with the long post on the workbench."""

    room = "thread"


THREAD: tuple[type[Command], ...] = (
    WriteRow, AddClaim, AddProof, ReadPosts, ExportIt, MoveDown, MoveUp, TakeOut, TakeBack, OtherNetwork, WriteAsPost,
)  # fmt: skip
"""The commands of the bench of threads, most useful first."""
