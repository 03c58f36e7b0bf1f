"""What becomes of a damaged notebook: it is kept aside, and whatever can still be read goes into the new one."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from coach.adapters.migrations import TABLES
from coach.adapters.rows import lenient

BACKUP_EVERY_S = 24 * 3600
"""Age in seconds after which the safety copy is made anew."""

_GAP = 100_000
"""At most this many row numbers are tried one by one between two readable ends of a damaged table."""


class Salvaged(NamedTuple):
    """How many rows came back."""

    rows: int
    """From the damaged file and from the safety copy together."""
    backup: int
    """Of these, from the safety copy alone."""


def parts(path: Path) -> list[Path]:
    """Return the files that make one SQLite database: itself, its journal, its shared index."""
    return [path, Path(f"{path}-wal"), Path(f"{path}-shm")]


def backup_of(path: Path) -> Path:
    """Return where the safety copy of ``path`` is kept: ``notebook.backup.db`` beside ``notebook.db``."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def keep_aside(path: Path, now: dt.datetime, why: str = "damaged") -> Path:
    """Copy a file, with its journal, to the place :func:`aside_of` gives. Raises ``OSError``, leaving no half of a copy."""
    aside = aside_of(path, now, why)
    try:
        for here, there in zip(parts(path), parts(aside), strict=True):
            if here.exists():
                shutil.copy2(here, there)
    except OSError:
        remove(aside)
        raise
    return aside


def aside_of(path: Path, now: dt.datetime, why: str) -> Path:
    """Return a free name beside ``path`` for a copy of it: ``notebook.db.damaged-YYYYMMDD-HHMMSS``."""
    stamp = f"{path.name}.{why}-{now:%Y%m%d-%H%M%S}"
    aside = path.with_name(stamp)
    number = 2
    while aside.exists():
        aside = path.with_name(f"{stamp}-{number}")
        number += 1
    return aside


def remove(path: Path) -> None:
    """Remove a database and its side files; nobody may have it open. Raises ``OSError``."""
    for part in parts(path):
        part.unlink(missing_ok=True)


def salvage(aside: Path, backup: Path, into: sqlite3.Connection) -> Salvaged:
    """Put into a new notebook every row of ``aside`` that can be read, then those only the safety copy still has.

    The damaged file is read from a copy, for SQLite would write to it. Rows are never changed, and a revision whose draft is
    lost gets a draft again, holding its text. Raises ``OSError`` or ``sqlite3.Error`` when the new notebook cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="portevoix-") as folder:
        copy = Path(folder, "damaged.db")
        for here, there in zip(parts(aside)[:2], parts(copy)[:2], strict=True):
            if here.exists():
                shutil.copy2(here, there)
        into.execute("PRAGMA foreign_keys = OFF")
        into.execute("BEGIN IMMEDIATE")
        rows = _pour(copy, into)
        more = _pour(backup, into) if backup.is_file() else 0
        _adopt_orphans(into)
        into.execute("COMMIT")
    return Salvaged(rows + more, more)


def _pour(source: Path, into: sqlite3.Connection) -> int:
    """Copy the rows of every table that are not there yet; return how many were."""
    before = into.total_changes
    with closing(sqlite3.connect(source, isolation_level=None)) as db:
        db.text_factory = lenient
        for table in TABLES:
            there = _columns(db, table)
            names = [name for name in _columns(into, table) if name in there]
            if names:
                marks = ", ".join("?" * len(names))
                into.executemany(
                    f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
                    _readable(db, table, names),
                )
    return into.total_changes - before


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [str(line[1]) for line in db.execute(f"PRAGMA table_info({table})")]
    except sqlite3.DatabaseError:
        return []


def _readable(db: sqlite3.Connection, table: str, names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Yield the rows from the front until one cannot be read, from the back likewise, then one by one between the two."""
    ask = f"SELECT rowid, {', '.join(names)} FROM {table} NOT INDEXED"  # noqa: S608 - our own names
    ends: list[int] = []
    for order in ("ASC", "DESC"):
        last = 0
        try:
            for line in db.execute(f"{ask} ORDER BY rowid {order}"):
                last = line[0]
                yield line[1:]
        except sqlite3.DatabaseError:
            ends.append(last)
        else:
            return
    for number in range(ends[0] + 1, min(ends[1], ends[0] + _GAP)):
        with suppress(sqlite3.DatabaseError):
            for line in db.execute(f"{ask} WHERE rowid = ?", (number,)):
                yield line[1:]


def _adopt_orphans(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO draft (id, text, lang, network, state, created, updated)"
        " SELECT draft_id, text, 'fr', 'linkedin', 'draft', made, made FROM revision AS last"
        " WHERE draft_id NOT IN (SELECT id FROM draft)"
        " AND number = (SELECT max(number) FROM revision WHERE draft_id = last.draft_id)"
    )


def back_up(db: sqlite3.Connection, path: Path, now: dt.datetime) -> None:
    """Make the safety copy anew, whole or not at all. Raises ``OSError`` or ``sqlite3.Error``."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(fresh)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        os.utime(fresh, (now.timestamp(), now.timestamp()))
        fresh.replace(path)
    finally:
        remove(fresh)


def backup_is_old(path: Path, now: dt.datetime) -> bool:
    """Tell whether the safety copy is absent, older than a day, or dated in the future."""
    try:
        age = now.timestamp() - path.stat().st_mtime
    except FileNotFoundError:
        return True
    return not 0 <= age < BACKUP_EVERY_S
