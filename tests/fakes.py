"""Stand-ins for the ports, in memory: each keeps the promises of ``coach/ports.py`` and nothing more."""

from __future__ import annotations

import datetime as dt

from coach.errors import CoachError
from coach.notebook import Decision, Draft, Idea, Notice, Revision, RevisionCause, Signature, Talk

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


class StillClock:
    """A clock that moves only when told."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        self.at = now

    def now(self) -> dt.datetime:
        return self.at

    def pass_by(self, seconds: float) -> None:
        self.at += dt.timedelta(seconds=seconds)


class MemoryNotebook:
    """A notebook that forgets when the test ends."""

    def __init__(self) -> None:
        self._ideas: dict[str, Idea] = {}
        self._talks: dict[str, Talk] = {}
        self._drafts: dict[str, Draft] = {}
        self._revisions: dict[str, list[Revision]] = {}
        self._decisions: dict[str, Decision] = {}
        self._signatures: dict[str, Signature] = {}
        self._kept: dict[str, str] = {}

    def save_idea(self, idea: Idea) -> None:
        self._ideas[idea.id] = idea

    def ideas(self) -> list[Idea]:
        return sorted(self._ideas.values(), key=lambda i: i.created, reverse=True)

    def save_talk(self, talk: Talk) -> None:
        self._talks[talk.id] = talk

    def talk(self, talk_id: str) -> Talk | None:
        return self._talks.get(talk_id)

    def talks(self) -> list[Talk]:
        return sorted((t for t in self._talks.values() if not t.finished), key=lambda t: t.updated, reverse=True)

    def save_draft(self, draft: Draft) -> None:
        self._drafts[draft.id] = draft

    def draft(self, draft_id: str) -> Draft | None:
        return self._drafts.get(draft_id)

    def drafts(self) -> list[Draft]:
        return sorted((d for d in self._drafts.values() if d.state != "dropped"), key=lambda d: d.updated, reverse=True)

    def keep_revision(self, draft_id: str, text: str, cause: RevisionCause, made: dt.datetime) -> Revision | None:
        if draft_id not in self._drafts:
            raise CoachError(f"no draft {draft_id}", "save it first")
        kept = self._revisions.setdefault(draft_id, [])
        if kept and kept[-1].text == text:
            return None
        kept.append(Revision(draft_id=draft_id, number=len(kept) + 1, text=text, made=made, cause=cause))
        return kept[-1]

    def revisions(self, draft_id: str) -> list[Revision]:
        return self._revisions.get(draft_id, [])[::-1]

    def save_decision(self, decision: Decision) -> None:
        self._decisions[decision.id] = decision

    def decisions(self, draft_id: str | None = None) -> list[Decision]:
        of_it = (d for d in self._decisions.values() if draft_id is None or d.draft_id == draft_id)
        return sorted(of_it, key=lambda d: d.made, reverse=True)

    def save_signature(self, signature: Signature) -> None:
        self._signatures[signature.id] = signature

    def signatures(self, draft_id: str | None = None) -> list[Signature]:
        of_it = (s for s in self._signatures.values() if draft_id is None or s.draft_id == draft_id)
        return sorted(of_it, key=lambda s: s.made, reverse=True)

    def put(self, key: str, value: str) -> None:
        self._kept[key] = value

    def read(self, key: str) -> str | None:
        return self._kept.get(key)

    def notices(self) -> list[Notice]:
        return []

    def close(self) -> None:
        """Nothing to close."""
