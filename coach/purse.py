"""What a model has cost this month, kept in the notebook, held against the ceiling the person set."""

from __future__ import annotations

from coach.ports import Clock, Notebook


class Purse:
    """The running cost of the model, in US dollars a calendar month."""

    def __init__(self, notebook: Notebook, clock: Clock) -> None:
        """Look nothing up yet."""
        self._notebook = notebook
        self._clock = clock

    def spent(self) -> float:
        """Return what this month has cost so far; a figure that cannot be read counts as nothing."""
        try:
            return max(0.0, float(self._notebook.read(self._key()) or 0))
        except ValueError:
            return 0.0

    def add(self, cost_usd: float) -> None:
        """Count one answer. Raises ``CoachError`` when the notebook cannot be written."""
        if cost_usd > 0:
            self._notebook.put(self._key(), f"{self.spent() + cost_usd:.6f}")

    def _key(self) -> str:
        return f"model.spent.{self._clock.now():%Y-%m}"
