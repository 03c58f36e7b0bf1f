"""Saving that follows the typing: in a thread, within half a second of every key, and never silently failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock

from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer

QUIET_S = 0.12
"""A save waits for this much rest, so that a burst of keys is one write."""
LATEST_S = 0.35
"""A key is never older than this when its save begins: with the write, under the half second promised."""


@dataclass
class Saved(Message):
    """A text is safe."""

    text: str


@dataclass
class SaveFailed(Message):
    """A text could not be saved."""

    text: str
    error: Exception


class Saver:
    """Calls ``save`` in a thread for the node it belongs to, which gets :class:`Saved` or :class:`SaveFailed`."""

    def __init__(self, node: DOMNode, save: Callable[[str], None], now: Callable[[], float]) -> None:
        self._node, self._save, self._now = node, save, now
        self._wanted: str | None = None
        self._since = 0.0
        self._timer: Timer | None = None
        self._running = False
        self._lock = Lock()
        self._asked = self._kept = 0

    @property
    def pending(self) -> bool:
        """Whether a key is not safe yet."""
        return self._wanted is not None or self._running

    def ask(self, text: str) -> None:
        """Ask that ``text`` be saved soon; it replaces an earlier text not yet saved."""
        if self._wanted is None:
            self._since = self._now()
        self._wanted = text
        self._asked += 1
        if not self._running:
            self._plan()

    def flush(self) -> None:
        """Save at once what is waiting, in the caller's thread. Raises what ``save`` raises, the text still waiting."""
        self._stop()
        if self._wanted is not None:
            self._keep(self._wanted, self._asked)
            self._wanted = None

    def took(self) -> None:
        """Take note that a save ended, well or not."""
        self._running = False
        if self._wanted is not None:
            self._plan()

    def _plan(self) -> None:
        self._stop()
        wait = min(QUIET_S, self._since + LATEST_S - self._now())
        self._timer = self._node.set_timer(max(0.001, wait), self._start)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _start(self) -> None:
        self._timer = None
        if self._wanted is None:
            return
        text, self._wanted, self._running = self._wanted, None, True
        self._node.run_worker(
            partial(self._write, text, self._asked), thread=True, group="save", exit_on_error=False, description="save the draft"
        )

    def _keep(self, text: str, order: int) -> None:
        with self._lock:  # a slow thread must not put an older text over a newer one
            if order > self._kept:
                self._save(text)
                self._kept = order

    def _write(self, text: str, order: int) -> None:
        try:
            self._keep(text, order)
        except Exception as error:  # every error is handed on and shown, a defect as a defect
            self._node.post_message(SaveFailed(text, error))
        else:
            self._node.post_message(Saved(text))
