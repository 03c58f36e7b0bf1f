"""The workshop's logbook in the notebook's SQLite file. Every change is on disk when it returns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from pydantic import ValidationError

from coach.adapters.notebook_file import NotebookFile
from coach.adapters.rows import cell, insertion, row, selection, storable, value_of
from coach.adapters.trouble import notice, trouble
from coach.errors import CoachError
from coach.workshop.cohort import Cohort
from coach.workshop.events import EVENT, Entry, Event, Wrote
from coach.workshop.logbook import Session

V = TypeVar("V")

TOGETHER = dt.timedelta(minutes=1)
"""Texts of one place saved within this time are one entry of the log: a save every second would fill the file for nothing."""


class SqliteLogbook:
    """The ``Logbook`` port. Several windows may share the file, and any thread may call it."""

    def __init__(self, file: NotebookFile) -> None:
        """Keep the log in ``file``, whose owner closes it."""
        self._file = file
        self._odd: set[tuple[str, str]] = set()

    def save_session(self, session: Session) -> None:
        """Add a session, or change the one of that id."""
        self._file.write(lambda db: db.execute(insertion(Session), row(session)))

    def session(self, session_id: str) -> Session | None:
        """Return one session."""
        return next(iter(self._sessions("WHERE id = ?", session_id)), None)

    def sessions(self, cohort: str | None = None) -> list[Session]:
        """Return the sessions of one cohort, or all of them, newest first."""
        order = "ORDER BY made DESC, rowid DESC"
        return self._sessions(order) if cohort is None else self._sessions(f"WHERE cohort = ? {order}", cohort)

    def _sessions(self, condition: str, *asked: str) -> list[Session]:
        cells = [storable(value) for value in asked]
        found = self._file.read(lambda db: db.execute(f"{selection(Session)} {condition}", cells).fetchall())
        return [s for s in (self._read("session", line[0], partial(value_of, Session, line)) for line in found) if s is not None]

    def append(self, session_id: str, event: Event) -> Entry:
        """Add an event to a saved session; a typed text survives a kill, all else a power cut too. Raises ``CoachError``."""
        return Entry(
            self._file.write(lambda db: self._append(db, session_id, event), lasting=not isinstance(event, Wrote)), event
        )

    def _append(self, db: sqlite3.Connection, session_id: str, event: Event) -> int:
        if db.execute("SELECT 1 FROM session WHERE id = ?", (storable(session_id),)).fetchone() is None:
            raise trouble(CoachError, self._file.lang, "logbook.unknown_session", session=session_id)
        who, step, part = (getattr(event, name, None) for name in ("who", "step", "part"))
        where = [cell(value) for value in (session_id, who, step, part)]
        if isinstance(event, Wrote):
            db.execute(
                "DELETE FROM event WHERE session_id = ? AND who = ? AND step = ? AND part = ? AND at > ? AND at <= ?",
                (*where, cell(event.at - TOGETHER), cell(event.at)),
            )
        return int(
            db.execute(
                "INSERT INTO event (session_id, who, step, part, at, state) VALUES (?, ?, ?, ?, ?, ?)",
                (*where, cell(event.at), storable(event.model_dump_json())),
            ).lastrowid
            or 0
        )

    def entries(self, session_id: str, after: int = 0) -> Sequence[Entry]:
        """Return the events of a session in order, those numbered above ``after``."""
        ask = "SELECT n, state FROM event WHERE session_id = ? AND n > ? ORDER BY n"
        found = self._file.read(lambda db: db.execute(ask, (storable(session_id), after)).fetchall())
        events = ((n, self._read("event", n, partial(EVENT.validate_json, said))) for n, said in found)
        return [Entry(n, event) for n, event in events if event is not None]

    def forget(self, who: str, session_id: str | None = None) -> int:
        """Erase all that a participant did, in one session or in all; return how many events that was."""
        asked = (storable(who), *(() if session_id is None else (storable(session_id),)))
        only = "" if session_id is None else " AND session_id = ?"
        return self._file.write(lambda db: db.execute(f"DELETE FROM event WHERE who = ?{only}", asked).rowcount)  # noqa: S608

    def drop_session(self, session_id: str) -> None:
        """Erase a session and its events."""

        def drop(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM event WHERE session_id = ?", (storable(session_id),))
            db.execute("DELETE FROM session WHERE id = ?", (storable(session_id),))

        self._file.write(drop)

    def save_cohort(self, cohort: Cohort) -> None:
        """Add a cohort, or change the one of that id."""
        cells = (storable(cohort.id), cell(cohort.made), storable(cohort.model_dump_json()))
        add = "INSERT INTO cohort (id, made, state) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state"
        self._file.write(lambda db: db.execute(add, cells))

    def cohorts(self) -> list[Cohort]:
        """Return the cohorts, newest first."""
        return self._cohorts("ORDER BY made DESC, rowid DESC")

    def cohort(self, cohort_id: str) -> Cohort | None:
        """Return one cohort."""
        return next(iter(self._cohorts("WHERE id = ?", cohort_id)), None)

    def _cohorts(self, condition: str, *asked: str) -> list[Cohort]:
        cells = [storable(value) for value in asked]
        found = self._file.read(lambda db: db.execute(f"SELECT id, state FROM cohort {condition}", cells).fetchall())  # noqa: S608
        read = (self._read("cohort", name, partial(Cohort.model_validate_json, said)) for name, said in found)
        return [cohort for cohort in read if cohort is not None]

    def _read(self, table: str, name: object, make: Callable[[], V]) -> V | None:
        """Return the value of a row; one that is none of ours (by hand, damaged) is told once and left where it is."""
        try:
            return make()
        except ValidationError:
            odd = (table, str(name))
            if odd not in self._odd:
                self._odd.add(odd)
                self._file.notices.append(notice(self._file.lang, "notice.odd_row", table=table, row=odd[1]))
            return None
