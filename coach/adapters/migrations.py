"""How the notebook's file came to its present shape: named steps, run once each, in order, whatever the file's age."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION = 0x50564F58
"""``PVOX`` in the header of the file: tells a notebook from any other database."""

Migration = Callable[[sqlite3.Connection], None]


def ideas_and_drafts(db: sqlite3.Connection) -> None:
    """Begin: ideas, interviews, drafts and the revisions none of which is ever overwritten."""
    db.execute(
        "CREATE TABLE idea (id TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL, origin TEXT,"
        " done INTEGER NOT NULL DEFAULT 0)"
    )
    db.execute(
        "CREATE TABLE talk (id TEXT PRIMARY KEY NOT NULL, idea_id TEXT, draft_id TEXT, updated TEXT NOT NULL,"
        " finished INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL)"
    )
    db.execute(
        "CREATE TABLE draft (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',"
        " lang TEXT NOT NULL, network TEXT NOT NULL, state TEXT NOT NULL, idea_id TEXT, talk_id TEXT, message TEXT,"
        " created TEXT NOT NULL, updated TEXT NOT NULL, published TEXT, url TEXT)"
    )
    db.execute(
        "CREATE TABLE revision (draft_id TEXT NOT NULL REFERENCES draft (id), number INTEGER NOT NULL CHECK (number > 0),"
        " text TEXT NOT NULL, made TEXT NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (draft_id, number))"
    )


def decisions(db: sqlite3.Connection) -> None:
    """Keep what the person decided about a remark, and why."""
    db.execute(
        "CREATE TABLE decision (id TEXT PRIMARY KEY NOT NULL, draft_id TEXT, kind TEXT NOT NULL, rule TEXT NOT NULL,"
        " text TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', made TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0)"
    )
    db.execute("CREATE INDEX decision_by_draft ON decision (draft_id)")


def small_things(db: sqlite3.Connection) -> None:
    """Remember language, name, theme and the like under a key."""
    db.execute("CREATE TABLE memory (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)")


def public_links(db: sqlite3.Connection) -> None:
    """Keep beside a decision the link that shows something to be public."""
    db.execute("ALTER TABLE decision ADD COLUMN link TEXT")


def signatures(db: sqlite3.Connection) -> None:
    """Keep the person's own yes to a text, with what was checked then."""
    db.execute(
        "CREATE TABLE signature (id TEXT PRIMARY KEY NOT NULL, draft_id TEXT NOT NULL, made TEXT NOT NULL, name TEXT NOT NULL,"
        " text_hash TEXT NOT NULL, network TEXT NOT NULL, state TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX signature_by_draft ON signature (draft_id)")


def workshop(db: sqlite3.Connection) -> None:
    """Keep cohorts, sessions and what happens in them: events that are added, in the order of their number."""
    db.execute("CREATE TABLE cohort (id TEXT PRIMARY KEY NOT NULL, made TEXT NOT NULL, state TEXT NOT NULL)")
    db.execute(
        "CREATE TABLE session (id TEXT PRIMARY KEY NOT NULL, exercise TEXT NOT NULL, title TEXT NOT NULL, made TEXT NOT NULL,"
        " cohort TEXT, half_day INTEGER, over INTEGER NOT NULL DEFAULT 0,"
        " alone INTEGER NOT NULL DEFAULT 0)"
    )
    # A number is never given twice, even after the last event was erased: whoever follows a log asks for what is above one.
    db.execute(
        "CREATE TABLE event (n INTEGER PRIMARY KEY AUTOINCREMENT, session_id TEXT NOT NULL, who TEXT, step TEXT, part TEXT,"
        " at TEXT NOT NULL, state TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX event_by_place ON event (session_id, who, step, part)")


MIGRATIONS: tuple[Migration, ...] = (ideas_and_drafts, decisions, small_things, public_links, signatures, workshop)
"""Append only: a file says in ``user_version`` how many of these it has been through."""

TABLES = ("idea", "talk", "draft", "revision", "decision", "memory", "signature", "cohort", "session", "event")
"""Every table of the present shape, a table before those that refer to it."""


def version(db: sqlite3.Connection) -> int:
    """Return how many migrations the file has been through."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_foreign(db: sqlite3.Connection) -> bool:
    """Tell whether the file is somebody else's database: it has tables and not our mark."""
    db.execute("BEGIN")
    try:
        mark = int(db.execute("PRAGMA application_id").fetchone()[0])
        return mark != APPLICATION and db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    finally:
        db.execute("ROLLBACK")


def migrate(db: sqlite3.Connection) -> bool:
    """Bring the file to the present shape, all in one transaction; tell whether it was new, and this call began it.

    ``db`` must be in autocommit mode; another process may be doing the same. Nothing is written when there is nothing to do.
    """
    if version(db) >= len(MIGRATIONS):
        return False
    db.execute("BEGIN IMMEDIATE")
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        done = version(db)
        for step in MIGRATIONS[done:]:
            step(db)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    return done == 0
