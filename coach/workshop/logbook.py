"""The port of the workshop: where cohorts, sessions and what happens in them are kept, and the values it keeps them by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from coach.finding import Value
from coach.workshop.cohort import Cohort
from coach.workshop.events import Entry, Event


class Session(Value):
    """One playing of an exercise, as the list of sessions shows it; what happened in it is its events."""

    id: str = Field(min_length=1, max_length=64)
    exercise: str
    """Name of the exercise."""
    title: str
    made: dt.datetime
    cohort: str | None = None
    """Id of the cohort that plays it."""
    half_day: int | None = Field(default=None, ge=1)
    """Which half-day of the programme, from 1."""
    over: bool = False
    """Whether it was ended."""
    alone: bool = False
    """Whether one person plays it alone."""


class Logbook(Protocol):
    """Sessions and cohorts. Every change is durable when it returns; all may raise ``CoachError``."""

    def save_session(self, session: Session) -> None:
        """Add a session, or change the one of that id."""
        ...

    def session(self, session_id: str) -> Session | None:
        """Return one session."""
        ...

    def sessions(self, cohort: str | None = None) -> list[Session]:
        """Return the sessions of one cohort, or all of them, newest first."""
        ...

    def append(self, session_id: str, event: Event) -> Entry:
        """Add an event to a saved session and return it where it stands.

        A text drops from the log what its author had at that very place within the minute before: the state is the same.
        """
        ...

    def entries(self, session_id: str, after: int = 0) -> Sequence[Entry]:
        """Return the events of a session in order, those numbered above ``after``."""
        ...

    def forget(self, who: str, session_id: str | None = None) -> int:
        """Erase all that a participant did, in one session or in all; return how many events that was."""
        ...

    def drop_session(self, session_id: str) -> None:
        """Erase a session and its events."""
        ...

    def save_cohort(self, cohort: Cohort) -> None:
        """Add a cohort, or change the one of that id."""
        ...

    def cohorts(self) -> list[Cohort]:
        """Return the cohorts, newest first."""
        ...

    def cohort(self, cohort_id: str) -> Cohort | None:
        """Return one cohort."""
        ...
