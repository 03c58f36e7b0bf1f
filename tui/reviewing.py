"""Reviews that follow the typing: one at a time, always of the latest text, never in the way of a key."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from time import thread_time

from textual.dom import DOMNode
from textual.message import Message
from textual.timer import Timer

from coach.finding import Review

QUICK_S = 0.05
"""A review shorter than this is made at every key; its marks are there at the next paint."""
PATIENT_S = 1.0
"""The longest one waits before looking at a text that takes long to review."""
HEAVY_S = 0.4
"""A review longer than this waits for the keys to rest: begun between two of them, it would slow the second."""


@dataclass
class Reviewed(Message):
    """A review is there, of a text that may have moved on."""

    text: str
    review: Review
    seconds: float
    """Of processor time: a busy machine makes a review late, not heavy."""


@dataclass
class ReviewFailed(Message):
    """A review could not be made."""

    text: str
    error: Exception
    seconds: float


SHARED_S = 1.0
"""Where one machine serves many people's apps, seconds between two reviews of each: their keys come first."""


def pause(seconds: float, env: Mapping[str, str] = os.environ) -> float:
    """Return how long one waits before a review, in seconds, from how long it may take."""
    if env.get("PORTEVOIX_SEAT"):
        return SHARED_S
    return 0.0 if seconds <= QUICK_S else min(PATIENT_S, 2 * seconds)


class LiveReview:
    """Runs ``review`` in a thread for the node it belongs to, which gets :class:`Reviewed` or :class:`ReviewFailed`."""

    def __init__(self, node: DOMNode, review: Callable[[str], Review]) -> None:
        self._node = node
        self._review = review
        self._wanted: str | None = None
        self._timer: Timer | None = None
        self._running = False
        self._seconds = self._last = 0.0
        """What a review may take: the quicker of the last two, since the first look at a text takes longer than the next ones."""

    def ask(self, text: str) -> None:
        """Ask for a review of ``text``; earlier texts not yet looked at never will be."""
        self._wanted = text
        if not self._running and (self._timer is None or self._seconds > HEAVY_S):
            self._plan()

    def took(self, message: Reviewed | ReviewFailed) -> bool:
        """Take note that a review ended; tell whether it is of the text wanted. Plans the next when it is not."""
        self._running = False
        self._seconds, self._last = min(self._last, message.seconds), message.seconds
        if self._wanted is not None and self._wanted != message.text:
            self._plan()
            return False
        return True

    def _plan(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        delay = pause(self._seconds)
        if delay:
            self._timer = self._node.set_timer(delay, self._start)
        else:
            self._start()

    def _start(self) -> None:
        self._timer = None
        if self._wanted is None:
            return
        self._running = True
        self._node.run_worker(
            partial(self._look, self._wanted),
            thread=True, group="review", exclusive=True, exit_on_error=False, description="review the draft",
        )  # fmt: skip

    def _look(self, text: str) -> None:
        start = thread_time()
        try:
            found = self._review(text)
        except Exception as error:  # every error is handed on and shown, a defect as a defect
            self._node.post_message(ReviewFailed(text, error, thread_time() - start))
        else:
            self._node.post_message(Reviewed(text, found, thread_time() - start))
