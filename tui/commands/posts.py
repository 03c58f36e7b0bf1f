"""What can be asked among the posts."""

from __future__ import annotations

from tui.commands import Command


class ImportPosts(Command):
    """Bring in posts from a file, a folder or an archive."""

    room = "posts"
    keys = "f3"
    footer = 1


class PastePost(Command):
    """Bring in one post, pasted."""

    room = "posts"
    keys = "f4"
    footer = 2


class OnlyAuthor(Command):
    """See only the posts of the author under the cursor, or everybody's again."""

    room = "posts"
    keys = "f5"
    footer = 3


class ReadMeaning(Command):
    """Have the mirror read the meaning of the posts that wait, or stop it."""

    room = "posts"
    keys = "f8"
    footer = 4


class RemovePost(Command):
    """Remove the post under the cursor, with all that was made of it."""

    room = "posts"
    keys = "f9"
    footer = 5


class AnswerIt(Command):
    """Comment on the post under the cursor, up the ladder."""

    room = "posts"


class TurnOrder(Command):
    """Put the oldest posts first, or the newest."""

    room = "posts"


class ExportPosts(Command):
    """Write all the posts in a file."""

    room = "posts"


class CountPosts(Command):
    """See the store in figures."""

    room = "posts"


class CloseReading(Command):
    """Go back from the post to the list."""

    room = "posts"
    keys = "escape"
    footer = 1


POSTS: tuple[type[Command], ...] = (
    ImportPosts, PastePost, OnlyAuthor, ReadMeaning, RemovePost, AnswerIt, TurnOrder, ExportPosts, CountPosts, CloseReading,
)  # fmt: skip
"""The commands of the posts room, most useful first."""
