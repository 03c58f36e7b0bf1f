"""Connections to one SQLite file that several windows write: how they are made, wait, commit and fail."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coach.adapters.rows import lenient

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""What SQLite says of a file that is not, or no longer, a database."""
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What it says when another window keeps the file."""


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that any thread may use, in autocommit mode, which waits for no lock (see :func:`patiently`)."""
    db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    db.text_factory = lenient
    return db


def patiently(act: Callable[[], T], patience_s: float) -> T:
    """Return what ``act`` does, tried again every few milliseconds while another window keeps the file.

    SQLite's own wait grows to 100 ms between tries: beside a window that writes without pause it found no gap in 1.5 s.
    """
    until = time.monotonic() + patience_s
    while True:
        try:
            return act()
        except sqlite3.OperationalError as error:
            if not is_code(error, *BUSY) or time.monotonic() >= until:
                raise
            time.sleep(0.002)


def transact(db: sqlite3.Connection, work: Work[T], synchronous: str, patience_s: float) -> T:
    """Run ``work`` in one transaction, all of it or nothing; ``synchronous`` is ``NORMAL`` or ``FULL``."""
    db.execute(f"PRAGMA synchronous = {synchronous}")
    patiently(lambda: db.execute("BEGIN IMMEDIATE"), patience_s)
    try:
        done = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return done


def is_code(error: sqlite3.Error, *codes: int) -> bool:
    """Tell whether SQLite failed for one of these reasons (``sqlite3.SQLITE_BUSY`` and the like, extended or not)."""
    found = getattr(error, "sqlite_errorcode", None)
    return found is not None and (found & 0xFF) in codes
