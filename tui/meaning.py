"""Reading the meaning of the posts that wait: a quiet thread of the app that lets the keys go first."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState, get_current_worker

from tui.messages import MeaningRead

if TYPE_CHECKING:
    from textual.app import App

    from tui.house import House

UNABLE = frozenset(
    {"no_embedder", "letters_only", "embedder_failed", "vectors_owned_elsewhere", "vectors_borrowed", "vectors_not_kept"}
)
"""What the store may lack that reading on would not mend."""
BEGIN_AFTER_S = 2.0
"""Seconds between the opening of the house and the first reading: who only looks in is not made to wait for it on leaving."""
BEGIN_AGAIN_S = 60.0
"""How often one looks whether something waits: another Porte-voix may have brought posts in, or let go of the vectors."""
QUIET_S = 0.5
"""Seconds without a key before the reading goes on."""
BREATH_S = 0.02
"""A rest every two sentences, in seconds, and between two looks at the keys."""
TURN = 2
"""Posts read between two tellings."""
LEAP = 10
"""Posts read after which it is worth looking at a draft again."""


class MeaningRun:
    """At most one run at a time. What it has done stays in the store: the next run goes on from there."""

    def __init__(self, app: App[str], house: House) -> None:
        self._app, self._house = app, house
        self._worker: Worker[None] | None = None
        self._held = False
        self._key = float("-inf")
        self.done = 0
        """Posts seen to since the run began."""
        self.total = 0
        """Posts seen to and still waiting."""

    @property
    def running(self) -> bool:
        """Whether it is at work; false as soon as it is asked to stop."""
        worker = self._worker
        return worker is not None and worker.state in (WorkerState.PENDING, WorkerState.RUNNING) and not worker.is_cancelled

    def keyed(self) -> None:
        """Take note that a key was pressed: the reading waits until the hands rest."""
        self._key = monotonic()

    @property
    def resting(self) -> bool:
        """Whether the hands rest: half a second without a key."""
        return monotonic() - self._key >= QUIET_S

    def begin(self) -> None:
        """Begin by itself, unless the person stopped it or the engine failed."""
        if not self._held:
            self.start()

    def start(self) -> None:
        """Begin because the person wants it, unless it is at work already or their settings refuse it."""
        self._held = False
        if not self.running and self._house.settings.semantic:
            self.done = self.total = 0
            self._worker = self._app.run_worker(
                self._run, thread=True, group="meaning", exclusive=True, exit_on_error=False, description="read the meaning"
            )

    def stop(self) -> None:
        """Stop at the next sentence, until the person starts it again."""
        self._held = True
        if self._worker is not None:
            self._worker.cancel()

    def _run(self) -> None:
        corpus, done = self._house.corpus, 0
        while not self._stopped() and (left := corpus.pending()) and not UNABLE & set(corpus.lacks()):
            self._tell(done, done + left)
            try:
                turn = corpus.step(TURN, self._stopped)
            except Exception:
                self._held = True  # or the same trouble would be told every minute
                raise
            if not turn:
                break
            done += turn
        if done:
            self._tell(done, done + corpus.pending(), ended=True)

    def _stopped(self) -> bool:
        """Rest a moment, as long as keys are pressed; tell whether to stop."""
        worker = get_current_worker()
        sleep(BREATH_S)
        while not worker.is_cancelled and not self.resting:
            sleep(BREATH_S)
        return worker.is_cancelled

    def _tell(self, done: int, total: int, *, ended: bool = False) -> None:
        leapt = ended or done // LEAP > self.done // LEAP
        self.done, self.total = done, total
        self._app.post_message(MeaningRead(done, total, leapt=leapt, ended=ended))
