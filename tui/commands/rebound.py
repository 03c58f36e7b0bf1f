"""What can be asked on the comment ladder."""

from __future__ import annotations

from tui.commands import Command


class AnswerPost(Command):
    """Paste the post one answers, or another one."""

    room = "rebound"
    keys = "f3"
    footer = 1


class SeeWords(Command):
    """See the words by which the next rung, or the last, is reached."""

    room = "rebound"
    keys = "f4"
    footer = 2


class CopyComment(Command):
    """Copy the comment."""

    room = "rebound"
    keys = "f9"
    footer = 2


class MakePost(Command):
    """Make a post of its own of the comment."""

    room = "rebound"
    keys = "f5"
    footer = 3


REBOUND: tuple[type[Command], ...] = (AnswerPost, SeeWords, CopyComment, MakePost)
"""The commands of the ladder, most useful first."""
