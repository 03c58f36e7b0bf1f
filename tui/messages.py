"""What widgets, workers and screens tell each other. Workers never touch a widget: they post one of these."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from coach.post import Post


@dataclass
class Warmed(Message):
    """The store and the packs are open."""


@dataclass
class SourceRead(Message):
    """A post of the store was read; ``None`` when it is no longer there."""

    post: Post | None


@dataclass
class PostsCame(Message, bubble=False):
    """Posts of the team came into the store, or left it."""


@dataclass
class MeaningRead(Message, bubble=False):
    """More posts are read for their meaning. The app hands it on to its screens, so it goes no further from there."""

    done: int
    """Posts read in this run."""
    total: int
    """Posts read and still waiting."""
    leapt: bool = False
    """Whether enough were read since for a draft to be worth looking at again."""
    ended: bool = False
    """Whether the run ended: nothing waits, or it was stopped."""


@dataclass
class PacksChanged(Message, bubble=False):
    """The packs were read again, or could not be."""

    error: Exception | None = None
    """What is wrong in them, when the ones read before go on judging."""
