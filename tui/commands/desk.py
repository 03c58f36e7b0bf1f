"""What can be asked at the desk."""

from __future__ import annotations

from tui.commands import Command


class OpenIt(Command):
    """Open what is under the cursor."""

    room = "desk"
    keys = "enter"
    footer = 1


class NewIdea(Command):
    """Jot an idea."""

    room = "desk"
    keys = "f3"
    footer = 2


class NewDraft(Command):
    """Begin a draft on a blank page."""

    room = "desk"
    keys = "f4"
    footer = 3


class SeePosts(Command):
    """Go to the posts the mirror compares with."""

    room = "desk"
    keys = "f5"
    footer = 3


class NoIdea(Command):
    """Answer a real question, when nothing comes."""

    room = "desk"
    keys = "f6"
    footer = 4


class SeeLine(Command):
    """Go to one's line."""

    room = "desk"
    keys = "f7"
    footer = 5


class Interview(Command):
    """Be interviewed about the idea under the cursor."""

    room = "desk"


class WriteDirectly(Command):
    """Begin a draft with the idea under the cursor."""

    room = "desk"


class LookAtCharter(Command):
    """See what the charter says of the draft under the cursor."""

    room = "desk"


class Rename(Command):
    """Give the draft under the cursor another title."""

    room = "desk"
    keys = "f8"


class PutAway(Command):
    """Put away the idea or the draft under the cursor; nothing is lost."""

    room = "desk"
    keys = "f9"
    footer = 5


class InMirror(Command):
    """Look at the draft under the cursor in the mirror."""

    room = "desk"
    keys = "ctrl+b"


class BringBack(Command):
    """Bring back what was put away last."""

    room = "desk"
    keys = "ctrl+g"


class Introduce(Command):
    """Give one's first name, or another one."""

    room = "desk"


class Visit(Command):
    """Visit the fictional company; one's own notebook stays as it is."""

    room = "desk"


DESK: tuple[type[Command], ...] = (
    OpenIt, NewIdea, NewDraft, SeePosts, NoIdea, SeeLine, PutAway, Rename, Interview, WriteDirectly, InMirror, BringBack,
    Introduce, Visit, LookAtCharter,
)  # fmt: skip
"""The commands of the desk, most useful first."""
