"""What can be asked of the Chœur."""

from __future__ import annotations

from tui.commands import Command


class NextPart(Command):
    """Go to the next kind of thing heard."""

    room = "choir"
    keys = "f3"
    footer = 1


class BringOutside(Command):
    """Bring a file of outside authors, to compare with."""

    room = "choir"
    keys = "f4"
    footer = 2


class HearAgain(Command):
    """Hear the posts again now."""

    room = "choir"
    keys = "f5"
    footer = 4


class SeeTheirPosts(Command):
    """Go to the posts, to import some."""

    room = "choir"
    keys = "f6"
    footer = 3


class KeepSubjects(Command):
    """Keep only the outside posts on some subjects."""

    room = "choir"
    keys = "f7"
    footer = 5


class NameCompany(Command):
    """Say which company is listened to."""

    room = "choir"
    keys = "f8"
    footer = 5


class SaveChorus(Command):
    """Save the report to print."""

    room = "choir"
    keys = "ctrl+s"
    footer = 1


class HearProgramme(Command):
    """Hear what the whole programme says with one voice."""

    room = "choir"
    keys = "f6"
    footer = 5


CHOIR: tuple[type[Command], ...] = (
    NextPart,
    SaveChorus,
    BringOutside,
    SeeTheirPosts,
    HearAgain,
    KeepSubjects,
    NameCompany,
)
"""The commands of the room, most useful first. :class:`HearProgramme` is asked from other rooms."""
