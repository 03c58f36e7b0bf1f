"""One person's notebook in one SQLite file. Every ``save`` is on disk when it returns."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from coach.adapters.notebook_file import NotebookFile
from coach.adapters.rescue import Rescue
from coach.adapters.rows import cell, columns, insertion, row, selection, storable, value_of
from coach.adapters.trouble import notice, trouble
from coach.context import Language
from coach.errors import BrokenEnvironment, CoachError
from coach.finding import Value
from coach.notebook import Decision, Draft, Idea, Notice, Revision, RevisionCause, Signature, Talk
from coach.phrases import phrase
from coach.ports import Clock

V = TypeVar("V", bound=Value)

PATIENCE_S = 1.5
"""How long, in seconds, a write waits for another window before it gives up: typing must not freeze."""


class SqliteNotebook:
    """The ``Notebook`` port on a file. Several windows may share it, and any thread may call it.

    When two windows type in one draft the last writer has the row, and the text it replaces is first kept as a revision: no
    words this window did not write itself are ever overwritten unkept.
    """

    def __init__(self, path: Path, clock: Clock, lang: Language = "fr", patience_s: float = PATIENCE_S) -> None:
        """Open the notebook at ``path``, or begin one there.

        Raises ``BrokenEnvironment`` when it cannot be read or is of a later version, ``CoachError`` when another window keeps it.
        A damaged file is kept aside and mended, and a read-only one opened for reading: :meth:`notices` tells.
        """
        self._file = NotebookFile(path, clock, lang, patience_s)
        self._clock = clock
        self._rescue = Rescue()
        self._written: dict[str, str] = {}
        self._odd: set[tuple[str, str]] = set()

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def file(self) -> NotebookFile:
        """What is open: other things of this person are kept in the same file."""
        return self._file

    @property
    def writable(self) -> bool:
        """False when the file can only be read."""
        return self._file.writable

    def speak(self, lang: Language) -> None:
        """Say errors and notices in ``lang`` from now on."""
        self._file.lang = lang

    def notices(self) -> list[Notice]:
        """Return what the person should be told about the notebook itself, each thing once."""
        told, self._file.notices = self._file.notices, []
        return told

    def save_idea(self, idea: Idea) -> None:
        """Add an idea, or change the one of that id."""
        self._save(idea)

    def ideas(self) -> list[Idea]:
        """Return the ideas, newest first."""
        return self._all(Idea, "ORDER BY created DESC, rowid DESC")

    def save_talk(self, talk: Talk) -> None:
        """Keep an interview as it stands."""
        self._save(talk)

    def talk(self, talk_id: str) -> Talk | None:
        """Return one interview."""
        return self._one(Talk, "WHERE id = ?", (talk_id,))

    def talks(self) -> list[Talk]:
        """Return the unfinished interviews, newest first."""
        return self._all(Talk, "WHERE finished = 0 ORDER BY updated DESC, rowid DESC")

    def save_draft(self, draft: Draft) -> None:
        """Keep the draft as it stands now.

        On failure the text is also put in a plain file, which the error names.
        """
        try:
            other = self._file.write(lambda db: self._put_draft(db, draft), lasting=False)
        except BrokenEnvironment as error:
            raise self._rescued(error, draft.id, draft.text) from error
        self._rescue.forget(draft.id)
        self._written[draft.id] = draft.text
        if other:
            self._file.notices.append(notice(self._file.lang, "notice.two_windows", title=draft.title or draft.text[:30]))

    def draft(self, draft_id: str) -> Draft | None:
        """Return one draft."""
        return self._one(Draft, "WHERE id = ?", (draft_id,))

    def drafts(self) -> list[Draft]:
        """Return all drafts but the dropped ones, last changed first."""
        return self._all(Draft, "WHERE state <> 'dropped' ORDER BY updated DESC, rowid DESC")

    def keep_revision(self, draft_id: str, text: str, cause: RevisionCause, made: dt.datetime) -> Revision | None:
        """Keep ``text`` as the next revision of a saved draft; ``None`` when it equals the last one. Raises ``CoachError``."""
        try:
            return self._file.write(lambda db: self._put_revision(db, draft_id, storable(text), cause, made))
        except BrokenEnvironment as error:
            raise self._rescued(error, draft_id, text) from error

    def revisions(self, draft_id: str) -> list[Revision]:
        """Return the revisions of a draft, newest first."""
        return self._all(Revision, "WHERE draft_id = ? ORDER BY number DESC", (draft_id,))

    def save_decision(self, decision: Decision) -> None:
        """Add a decision, or change the one of that id."""
        self._save(decision)

    def decisions(self, draft_id: str | None = None) -> list[Decision]:
        """Return the decisions on one draft, or all of them, newest first."""
        if draft_id is None:
            return self._all(Decision, "ORDER BY made DESC, rowid DESC")
        return self._all(Decision, "WHERE draft_id = ? ORDER BY made DESC, rowid DESC", (draft_id,))

    def save_signature(self, signature: Signature) -> None:
        """Keep the person's yes to a text."""
        self._save(signature)

    def signatures(self, draft_id: str | None = None) -> list[Signature]:
        """Return the signatures of one draft, or all of them, newest first."""
        if draft_id is None:
            return self._all(Signature, "ORDER BY made DESC, rowid DESC")
        return self._all(Signature, "WHERE draft_id = ? ORDER BY made DESC, rowid DESC", (draft_id,))

    def put(self, key: str, value: str) -> None:
        """Remember a small thing under ``key``."""
        pair = (storable(key), storable(value))
        add = "INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        self._file.write(lambda db: db.execute(add, pair).rowcount)

    def read(self, key: str) -> str | None:
        """Return what is remembered under ``key``."""
        found = self._file.read(lambda db: db.execute("SELECT value FROM memory WHERE key = ?", (storable(key),)).fetchone())
        return None if found is None else str(found[0])

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self._file.close()

    def _put_draft(self, db: sqlite3.Connection, draft: Draft) -> bool:
        """Write the draft, keeping first a text that another window wrote; tell whether one did while this one was typing."""
        there = db.execute("SELECT text FROM draft WHERE id = ?", (draft.id,)).fetchone()
        mine = self._written.get(draft.id)
        foreign = there is not None and there[0] not in (mine, draft.text)
        if foreign:
            self._put_revision(db, draft.id, there[0], "typed", draft.updated)
        db.execute(insertion(Draft), row(draft))
        if foreign and mine is not None:
            self._put_revision(db, draft.id, draft.text, "typed", draft.updated)
            return True
        return False

    def _put_revision(
        self, db: sqlite3.Connection, draft_id: str, text: str, cause: RevisionCause, made: dt.datetime
    ) -> Revision | None:
        if db.execute("SELECT 1 FROM draft WHERE id = ?", (draft_id,)).fetchone() is None:
            raise trouble(CoachError, self._file.lang, "notebook.unknown_draft", draft=draft_id)
        last = db.execute(
            "SELECT number, text FROM revision WHERE draft_id = ? ORDER BY number DESC LIMIT 1", (draft_id,)
        ).fetchone()
        if last is not None and last[1] == text:
            return None
        number = 1 if last is None else last[0] + 1
        revision = Revision(draft_id=draft_id, number=number, text=text, made=made, cause=cause)
        marks = ", ".join("?" * len(columns(Revision)))
        db.execute(f"INSERT INTO revision ({', '.join(columns(Revision))}) VALUES ({marks})", row(revision))  # noqa: S608
        return revision

    def _save(self, value: Value) -> None:
        self._file.write(lambda db: db.execute(insertion(type(value)), row(value)).rowcount)

    def _all(self, model: type[V], condition: str, cells: Sequence[str] = ()) -> list[V]:
        asked = [cell(value) for value in cells]
        return list(
            self._values(model, self._file.read(lambda db: db.execute(f"{selection(model)} {condition}", asked).fetchall()))
        )

    def _one(self, model: type[V], condition: str, cells: Sequence[str]) -> V | None:
        found = self._all(model, condition, cells)
        return found[0] if found else None

    def _values(self, model: type[V], lines: Iterable[Sequence[object]]) -> Iterable[V]:
        """Yield the values of rows; one that is none of ours (written by hand, damaged) is told once and left where it is."""
        for line in lines:
            try:
                yield value_of(model, line)
            except ValidationError:
                odd = (model.__name__.lower(), str(line[0]))
                if odd not in self._odd:
                    self._odd.add(odd)
                    self._file.notices.append(notice(self._file.lang, "notice.odd_row", table=odd[0], row=odd[1]))

    def _rescued(self, error: BrokenEnvironment, name: str, text: str) -> BrokenEnvironment:
        aside = self._rescue.keep(name, text)
        if aside is None:
            return error
        told = phrase(self._file.lang, "errors", "notebook.aside", aside=str(aside))
        return BrokenEnvironment(error.title, f"{error.remedy} {told}")
