"""Rounds with the team's shared store while the app is open: at the opening, now and then, and soon after a publication."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

from tui.messages import PostsCame

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from tui.house import House

BEGIN_AFTER_S = 0.5
"""Seconds between the opening of the house and the first round."""
BEGIN_AGAIN_S = 30.0
"""Seconds between two rounds: what a colleague publishes is in the mirror within that time."""
LOOK_S = 1.5
"""Seconds between two looks at whether something is due: what was published leaves at the next, several changes at once."""


class SharingRun:
    """At most one round at a time, in a thread. A server that fails is told by what the store lacks, never by a notice."""

    def __init__(self, app: App[str], house: House, complain: Callable[[Exception], None]) -> None:
        self._app, self._house = app, house
        self._complain = complain
        self._thread: Thread | None = None
        self._timer: Timer | None = None
        self._last = float("-inf")
        self._due = 0

    def begin(self) -> None:
        """Begin, when there is a shared store."""
        if self._house.shares_with is not None and self._timer is None:
            self._app.set_timer(BEGIN_AFTER_S, self._look)
            self._timer = self._app.set_interval(LOOK_S, self._look)

    def _look(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            # A thread of its own that may die with the app: a worker would hold the way out while a server is slow.
            self._thread = Thread(target=self._try, daemon=True, name="share")
            self._thread.start()

    def _try(self) -> None:
        try:
            self._run()
        except Exception as error:  # every error is handed on and shown, a defect as a defect
            with suppress(RuntimeError):  # the app has gone meanwhile
                self._app.call_from_thread(self._complain, error)

    def _run(self) -> None:
        """Do a round when the time has come, or when something more is due than what could not be sent last time."""
        corpus = self._house.corpus
        known = corpus.standing()
        if known is None or (monotonic() - self._last < BEGIN_AGAIN_S and known.waiting <= self._due):
            return
        self._last = monotonic()
        corpus.sync(lambda: not self._app.is_running)
        standing = corpus.standing()
        self._due = standing.waiting if standing else 0
        done = corpus.synced()
        if done.received or done.removed or done.lines:
            for screen in self._app.screen_stack:
                screen.post_message(PostsCame())
