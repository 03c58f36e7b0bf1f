"""The one kind of error that crosses a port: what went wrong, where, and what the person can do about it."""

from __future__ import annotations


class CoachError(Exception):
    """An error a person can act on.

    ``title`` says what happened and where; ``remedy`` says what to do next. Both are plain text, already in the
    language of the person, and are shown as they are.
    """

    def __init__(self, title: str, remedy: str = "") -> None:
        super().__init__(title)
        self.title = title
        """What happened, and where (file, line, key)."""
        self.remedy = remedy
        """What to do about it; empty only when there is truly nothing to do."""

    def __str__(self) -> str:
        return f"{self.title} {self.remedy}".strip()


class BadInput(CoachError):
    """The person gave something that cannot be read: exit status 2 on the command line."""


class BrokenEnvironment(CoachError):
    """The machine refuses (disk full, folder read-only, damaged store): exit status 3 on the command line."""
