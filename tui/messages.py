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
