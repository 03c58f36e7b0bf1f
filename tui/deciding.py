"""What the person decides about remarks: kept in the notebook with its reason, taken back when they change their mind."""

from __future__ import annotations

from typing import NamedTuple

from coach.finding import Finding
from coach.notebook import Decision, DecisionKind
from coach.ports import Clock, Notebook
from coach.settle import passage_key


class Decided(NamedTuple):
    """An answer to a remark."""

    kind: DecisionKind
    reason: str = ""
    link: str | None = None
    """Where it can be read, for ``public``."""


class Decisions:
    """The decisions about one draft, and those that hold in every draft: what is public."""

    def __init__(self, notebook: Notebook, draft_id: str, clock: Clock) -> None:
        self._notebook, self._draft_id, self._clock = notebook, draft_id, clock
        self.made: list[Decision] = notebook.decisions(draft_id)
        """Newest first, those taken back included."""
        self._elsewhere = [d for d in notebook.decisions() if d.kind == "public" and d.draft_id != draft_id]

    @property
    def standing(self) -> list[Decision]:
        """All that may close a remark of this draft, its own decisions first."""
        return [*self.made, *self._elsewhere]

    @property
    def last(self) -> Decision | None:
        """The last decision still standing."""
        return next((decision for decision in self.made if not decision.withdrawn), None)

    def asked(self, finding: Finding) -> Decision | None:
        """Return the decision by which somebody was asked about a remark, or ``None``."""
        same = (finding.rule, passage_key(finding.text))
        asked = (d for d in self.made if d.kind == "asked" and not d.withdrawn)
        return next((d for d in asked if (d.rule, passage_key(d.text)) == same), None)

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
            link=decided.link,
        )
        self._notebook.save_decision(decision)
        self.made.insert(0, decision)

    def undo(self) -> Decision | None:
        """Take the last decision back, and return it; ``None`` when there is none. Raises ``CoachError``."""
        last = self.last
        if last is not None:
            self.withdraw(last)
        return last

    def withdraw(self, decision: Decision) -> None:
        """Take one decision back, made here or in another draft. Raises ``CoachError``."""
        taken_back = decision.model_copy(update={"withdrawn": True})
        self._notebook.save_decision(taken_back)
        for kept in (self.made, self._elsewhere):
            if decision in kept:
                kept[kept.index(decision)] = taken_back
