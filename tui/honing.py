"""Making the rules quick while the hands rest: the first word that wakes a rule would otherwise wait for its pattern."""

from __future__ import annotations

from time import sleep, thread_time
from typing import TYPE_CHECKING

from textual.worker import Worker, get_current_worker

if TYPE_CHECKING:
    from tui.app import PorteVoix
    from tui.house import House

HONE_AFTER_S = 3.0
"""Seconds between the opening of the house and the first pattern: who only looks in does not pay for it."""
BREATH_S = 0.02
"""The shortest rest between two patterns, and between two looks at the keys; a long one is followed by as long a rest."""


class Honing:
    """One run, from the oldest rule to the last, which lets every key go first."""

    def __init__(self, app: PorteVoix, house: House) -> None:
        self._app, self._house = app, house
        self._worker: Worker[None] | None = None

    def begin(self) -> None:
        """Begin, once; not for somebody's browser, where thirty would compile the same: the server does, before it forks."""
        if self._worker is None and not self._app.is_web:
            self._worker = self._app.run_worker(
                self._run, thread=True, group="honing", exit_on_error=False, description="make the rules quick"
            )

    def _run(self) -> None:
        worker = get_current_worker()
        start = thread_time()
        for _ in self._house.hone():
            spent = thread_time() - start
            if spent > BREATH_S / 4:
                sleep(max(BREATH_S, spent))
                start = thread_time()
            while not worker.is_cancelled and not self._app.meaning.resting:
                sleep(BREATH_S)
            if worker.is_cancelled:
                return
