"""What a trainer can ask while leading a session, and a participant while taking part in one."""

from __future__ import annotations

from tui.commands import Command
from tui.commands.progress import SeeGroup, SeeProgress


class OpenNext(Command):
    """Begin, or end the step that is open and open the next one for everybody."""

    room = "board"
    keys = "f3"
    footer = 1


class OpenPrevious(Command):
    """Open the step before again."""

    room = "board"
    keys = "f4"
    footer = 3


class HoldTimer(Command):
    """Stop the timer, or let it go on."""

    room = "board"
    keys = "f8"
    footer = 1


class GiveTime(Command):
    """Give the open step five minutes more."""

    room = "board"
    keys = "f9"
    footer = 2


class SkipOpen(Command):
    """Leave the open step aside."""

    room = "board"
    keys = "f5"
    footer = 3


class Project(Command):
    """Show what the room may see, without a name, for the projector; again to come back."""

    room = "board"
    keys = "f6"
    footer = 2


class CloseDoor(Command):
    """Let nobody new in any more, or open the door again under a new code."""

    room = "board"
    keys = "f7"
    footer = 4


class EndSession(Command):
    """End the exercise for everybody."""

    room = "board"
    keys = "f12"
    footer = 5


class ShareText(Command):
    """Show the group what one wrote at this step, or keep it to oneself."""

    room = "session"
    keys = "f8"
    footer = 1


class FollowRoom(Command):
    """Open what the exercise left among one's drafts."""

    room = "session"
    keys = "f3"
    footer = 1


BOARD: tuple[type[Command], ...] = (
    OpenNext, HoldTimer, Project, GiveTime, OpenPrevious, SkipOpen, CloseDoor, SeeGroup, EndSession,
)  # fmt: skip
PROJECTOR: tuple[type[Command], ...] = (Project, OpenNext, HoldTimer, GiveTime)
SESSION: tuple[type[Command], ...] = (ShareText, FollowRoom, SeeProgress)
