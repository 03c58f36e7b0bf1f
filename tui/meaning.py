"""Reading the meaning of the posts that wait: a thread of the app, so that one may leave the room while it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import Worker, WorkerState, get_current_worker

if TYPE_CHECKING:
    from textual.app import App

    from tui.house import House

UNABLE = frozenset({"no_embedder", "embedder_failed", "vectors_owned_elsewhere", "vectors_not_kept"})
"""What the store may lack that reading on would not mend."""


class MeaningRun:
    """At most one run at a time. What it has done stays in the store: the next run goes on from there."""

    def __init__(self, app: App[str], house: House) -> None:
        self._app, self._house = app, house
        self._worker: Worker[None] | None = None
        self.done = 0
        """Posts seen to since the run began."""
        self.total = 0
        """Posts seen to and still waiting."""

    @property
    def running(self) -> bool:
        """Whether it is at work; false as soon as it is asked to stop."""
        worker = self._worker
        return worker is not None and worker.state in (WorkerState.PENDING, WorkerState.RUNNING) and not worker.is_cancelled

    def start(self) -> None:
        """Begin, unless it is at work already or the person's settings refuse it."""
        if not self.running and self._house.settings.semantic:
            self.done = self.total = 0
            self._worker = self._app.run_worker(
                self._run, thread=True, group="meaning", exclusive=True, exit_on_error=False, description="read the meaning"
            )

    def stop(self) -> None:
        """Stop after the few posts in hand."""
        if self._worker is not None:
            self._worker.cancel()

    def _run(self) -> None:
        worker = get_current_worker()
        self._house.corpus.run(self._note, lambda: worker.is_cancelled)

    def _note(self, done: int, total: int) -> None:
        self.done, self.total = done, total
