"""Saving that follows the typing: the policy says what is due, a thread does it, and a failure is never silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock

from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer

from coach.autosave import Autosave, Step
from coach.notebook import RevisionCause

RETRY_S = 2.0
"""How long one waits before trying again what failed, when no key asks sooner."""


@dataclass
class Saved(Message):
    """A step was carried out."""

    step: Step


@dataclass
class SaveFailed(Message):
    """A step could not be carried out."""

    error: Exception


class Saver:
    """Calls ``write`` in a thread for the node it belongs to, which gets :class:`Saved` or :class:`SaveFailed`."""

    def __init__(self, node: DOMNode, write: Callable[[Step], None], now: Callable[[], float], state: Autosave) -> None:
        self._node, self._write, self._now = node, write, now
        self.state = state
        """What is typed against what is safe."""
        self._timer: Timer | None = None
        self._running = False
        self._lock = Lock()
        self._asked = self._written = 0
        self._plan()

    @property
    def pending(self) -> bool:
        """Whether a key is not safe yet."""
        return self.state.text != self.state.saved

    def changed(self, text: str, cause: RevisionCause = "typed") -> None:
        """Take note that the text became ``text``; it is safe within half a second."""
        self.state = self.state.changed(text, self._now(), cause)
        self._plan()

    def flush(self) -> None:
        """Do at once all that is not done, in the caller's thread. Raises what ``write`` raises; nothing is then forgotten."""
        self._stop()
        step = self.state.due(self._now(), leaving=True)
        if step:
            self._asked += 1
            self._carry_out(step, self._asked)
            self.state = self.state.done(step)

    def took(self, event: Saved | SaveFailed) -> None:
        """Take note that a step ended, well or not, and plan the next."""
        self._running = False
        if isinstance(event, Saved):
            self.state = self.state.done(event.step)
            self._plan()
        else:
            self._plan(at_least=RETRY_S)

    def _plan(self, at_least: float = 0.001) -> None:
        self._stop()
        wait = self.state.wait(self._now())
        if wait is not None and not self._running:
            self._timer = self._node.set_timer(max(at_least, wait), self._start)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _start(self) -> None:
        self._timer = None
        step = self.state.due(self._now())
        if not step:
            self._plan()
            return
        self._running = True
        self._asked += 1
        work = partial(self._try, step, self._asked)
        self._node.run_worker(work, thread=True, group="save", exit_on_error=False, description="save the draft")

    def _carry_out(self, step: Step, order: int) -> None:
        with self._lock:  # a slow thread must not put an older text over a newer one
            if order > self._written:
                self._write(step)
                self._written = order

    def _try(self, step: Step, order: int) -> None:
        try:
            self._carry_out(step, order)
        except Exception as error:  # every error is handed on and shown, a defect as a defect
            self._node.post_message(SaveFailed(error))
        else:
            self._node.post_message(Saved(step))
