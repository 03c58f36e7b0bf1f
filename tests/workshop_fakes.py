"""A logbook in memory: it keeps the promises of ``coach/workshop/logbook.py`` and nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from coach.adapters.logbook import TOGETHER
from coach.errors import CoachError
from coach.workshop.cohort import Cohort
from coach.workshop.events import Entry, Event, Wrote
from coach.workshop.logbook import Session


class MemoryLogbook:
    """A logbook that forgets when the test ends."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}
        self._cohorts: dict[str, Cohort] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._last = 0

    def save_session(self, session: Session) -> None:
        self._sessions[session.id] = session
        self._entries.setdefault(session.id, [])

    def session(self, session_id: str) -> Session | None:
        return self._sessions.get(session_id)

    def sessions(self, cohort: str | None = None) -> list[Session]:
        found = [s for s in self._sessions.values() if cohort is None or s.cohort == cohort]
        return sorted(found, key=lambda s: s.made, reverse=True)

    def append(self, session_id: str, event: Event) -> Entry:
        if session_id not in self._sessions:
            raise CoachError("unknown session", "open it")
        kept = self._entries[session_id]
        if isinstance(event, Wrote):
            kept[:] = [entry for entry in kept if not _replaced(entry.event, event)]
        self._last += 1
        kept.append(entry := Entry(self._last, event))
        return entry

    def entries(self, session_id: str, after: int = 0) -> Sequence[Entry]:
        return [entry for entry in self._entries.get(session_id, ()) if entry.n > after]

    def forget(self, who: str, session_id: str | None = None) -> int:
        gone = 0
        for name, kept in self._entries.items():
            if session_id in (None, name):
                left = [entry for entry in kept if getattr(entry.event, "who", None) != who]
                gone += len(kept) - len(left)
                kept[:] = left
        return gone

    def drop_session(self, session_id: str) -> None:
        self._sessions.pop(session_id, None)
        self._entries.pop(session_id, None)

    def save_cohort(self, cohort: Cohort) -> None:
        self._cohorts[cohort.id] = cohort

    def cohorts(self) -> list[Cohort]:
        return sorted(self._cohorts.values(), key=lambda c: c.made, reverse=True)

    def cohort(self, cohort_id: str) -> Cohort | None:
        return self._cohorts.get(cohort_id)


def _replaced(old: Event, new: Wrote) -> bool:
    same = isinstance(old, Wrote) and (old.who, old.step, old.part) == (new.who, new.step, new.part)
    return same and new.at - TOGETHER < old.at <= new.at
