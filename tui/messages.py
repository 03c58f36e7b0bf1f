"""What widgets, workers and screens tell each other. Workers never touch a widget: they post one of these."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Warmed(Message):
    """The store and the packs are open."""


@dataclass
class Switched(Message):
    """The language or the theme is no longer the one before."""
