"""What the person decides about remarks: kept in the notebook with its reason, taken back when they change their mind."""

from __future__ import annotations

from typing import NamedTuple

from coach.finding import Finding
from coach.notebook import Decision, DecisionKind
from coach.ports import Clock, Notebook


class Decided(NamedTuple):
    """An answer to a remark."""

    kind: DecisionKind
    reason: str = ""


class Decisions:
    """The decisions about one draft."""

    def __init__(self, notebook: Notebook, draft_id: str, clock: Clock) -> None:
        self._notebook, self._draft_id, self._clock = notebook, draft_id, clock
        self.made: list[Decision] = notebook.decisions(draft_id)
        """Newest first, those taken back included."""

    @property
    def last(self) -> Decision | None:
        """The last decision still standing."""
        return next((decision for decision in self.made if not decision.withdrawn), None)

    def make(self, finding: Finding, decided: Decided) -> None:
        """Keep a decision about a remark. Raises ``CoachError``."""
        now = self._clock.now()
        decision = Decision(
            id=f"{self._draft_id}.{finding.id}.{len(self.made)}",
            draft_id=self._draft_id,
            kind=decided.kind,
            rule=finding.rule,
            text=finding.text,
            reason=decided.reason,
            made=now,
        )
        self._notebook.save_decision(decision)
        self.made.insert(0, decision)

    def undo(self) -> Decision | None:
        """Take the last decision back, and return it; ``None`` when there is none. Raises ``CoachError``."""
        last = self.last
        if last is not None:
            self.take_back(last)
        return last

    def take_back(self, decision: Decision) -> None:
        """Take one decision back, of this draft or of another. Raises ``CoachError``."""
        taken_back = decision.model_copy(update={"withdrawn": True})
        self._notebook.save_decision(taken_back)
        self.made = [taken_back if made.id == decision.id else made for made in self.made]
