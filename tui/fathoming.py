"""Looking for the meaning of a text that rests: in a thread, stopped as soon as the text moves on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

if TYPE_CHECKING:
    from coach.context import Context
    from tui.house import House

REST_S = 0.7
"""How long a reviewed text rests, in seconds, before its meaning is looked for."""


class Depth(NamedTuple):
    """How deep one could look."""

    found: int
    """Sentences of which something new is known."""
    lacks: tuple[str, ...] = ()
    """What the store lacks to look deeper, as codes."""


Fathom = Callable[[str, Callable[[], bool]], Depth]
"""Looks into a text until told to stop, at each sentence."""


@dataclass
class Fathomed(Message):
    """A text was looked into; it may have moved on since."""

    text: str
    depth: Depth


@dataclass
class FathomFailed(Message):
    """A text could not be looked into."""

    text: str
    error: Exception


class Fathoming:
    """Runs ``fathom`` in a thread for the node it belongs to, which gets :class:`Fathomed` or :class:`FathomFailed`."""

    def __init__(self, node: DOMNode, fathom: Fathom) -> None:
        self._node, self._fathom = node, fathom
        self._wanted: str | None = None
        self._timer: Timer | None = None

    def ask(self, text: str) -> None:
        """Have ``text`` looked into once it has rested, instead of any other."""
        self.drop()
        self._wanted = text
        self._timer = self._node.set_timer(REST_S, self._start)

    def drop(self) -> None:
        """Stop: the text moved on, or the room closes. What is under way ends at its next sentence and tells nobody."""
        self._wanted = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _start(self) -> None:
        self._timer = None
        if self._wanted is not None:
            self._node.run_worker(
                partial(self._look, self._wanted),
                thread=True, group="fathom", exclusive=True, exit_on_error=False, description="look for the meaning",
            )  # fmt: skip

    def _look(self, text: str) -> None:
        worker = get_current_worker()

        def stop() -> bool:
            return worker.is_cancelled or self._wanted != text

        try:
            depth = self._fathom(text, stop)
        except Exception as error:  # every error is handed on and shown, a defect as a defect
            self._node.post_message(FathomFailed(text, error))
        else:
            if not stop():
                self._node.post_message(Fathomed(text, depth))


def depth_of(house: House, text: str, context: Context, stop: Callable[[], bool]) -> Depth:
    """Look into ``text`` and around it as ``house`` can."""
    found = house.fathom(text, context, stop) if not stop() else 0
    return Depth(found + sound(house, text, stop), tuple(house.corpus.lacks()))


def sound(house: House, text: str, stop: Callable[[], bool] = lambda: False) -> int:
    """Find out what the stretches of ``text`` mean to the charter, where an engine can tell; return of how many it was new.

    Slow: 40 ms a sentence. The next review knows what was found. An engine that fails is told by the mirror, and words remain.
    """
    from coach.charter.sense import fathom
    from coach.errors import CoachError
    from coach.text import read_view

    engine = house.corpus.engine()
    try:
        return fathom(read_view(text).text, engine, stop) if engine and not stop() else 0
    except CoachError:
        return 0
