"""The door to ``posts.db``: connections, transactions, versions, and what SQLite's refusals mean for a person.

The only module of this floor that names sqlite3. Write-ahead logging lets any number of readers, in this process or another,
work while one writes; a connection is borrowed for one piece of work, so threads never share one at the same time.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.phrases import phrase
from corpus.schema import MIGRATIONS

Transaction = sqlite3.Connection
"""What runs statements; the other modules of this floor get one and never open one."""
Row = tuple[str | int | float | None, ...]

PATIENCE = 10.0
"""Seconds a writer waits for another process before it gives up."""
COURTESY = 0.2
"""Seconds the emptying of the log waits for readers."""
APPLICATION = 0x506F7456
"""Written in the file's header, so that somebody else's database is not taken for ours."""


class Damaged(Exception):
    """The file cannot be read as a store; whoever opens it decides what becomes of it."""


class Rows:
    """One ``posts.db``. Safe to use from several threads."""

    def __init__(self, path: Path, lang: Language) -> None:
        self.path = path
        self._lang = lang
        self._idle: list[Transaction] = []
        self._writer = threading.Lock()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Lend a connection for reading. Raises ``BrokenEnvironment``."""
        connection = None
        try:
            connection = self._idle_one() or self._connect()
            yield connection
        except sqlite3.Error as error:
            raise self.trouble(error) from error
        finally:
            if connection is not None:
                self._idle.append(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Lend a connection inside a transaction: all of it is kept, or none. Raises ``BrokenEnvironment``."""
        with self._writer, self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back by itself on some errors, a full disk among them.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def all(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Return every row of a query. Raises ``BrokenEnvironment``."""
        with self.reading() as connection:
            return connection.execute(statement, values).fetchall()

    def one(self, statement: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query. Raises ``BrokenEnvironment``."""
        with self.reading() as connection:
            row: Row | None = connection.execute(statement, values).fetchone()
            return row

    def fact(self, name: str) -> str | int | None:
        """Return one thing the store remembers about itself."""
        row = self.one("SELECT value FROM facts WHERE name = ?", (name,))
        return None if row is None else row[0]  # type: ignore[return-value]

    def migrate(self, *, thorough: bool = False) -> None:
        """Bring the file to this version. Raises ``Damaged`` when it is no store, ``BrokenEnvironment`` when it is a newer one.

        ``thorough`` reads every page first, which takes about a second for each 300 MB.
        """
        try:
            connection = self._connect()
        except sqlite3.Error as error:
            if _code(error) in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
                raise Damaged(str(error)) from error
            raise self.trouble(error) from error
        try:
            if thorough and (verdict := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
                raise Damaged(verdict)
            self._climb(connection)
        except sqlite3.Error as error:
            if _code(error) in ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR"):
                raise Damaged(str(error)) from error
            raise self.trouble(error) from error
        finally:
            connection.close()

    def _climb(self, connection: Transaction) -> None:
        """Run the missing migrations, each in its own transaction, and check that the tables answer."""
        version, owner, tables = (
            connection.execute(question).fetchone()[0]
            for question in ("PRAGMA user_version", "PRAGMA application_id", "SELECT count(*) FROM sqlite_master")
        )
        if version > len(MIGRATIONS) and owner == APPLICATION:
            raise self.refusal("newer", found=version, known=len(MIGRATIONS))
        if owner != APPLICATION and (version or tables):
            raise Damaged("not a store of posts")
        for done in range(version, len(MIGRATIONS)):
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == done:
                MIGRATIONS[done](connection.execute)
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        connection.execute("SELECT n, keys FROM words ORDER BY n DESC LIMIT 1").fetchone()
        connection.execute("SELECT * FROM posts ORDER BY n DESC LIMIT 1").fetchone()
        if connection.execute("SELECT count(*) FROM facts").fetchone()[0] < 3:
            raise Damaged("facts are missing")

    def settle(self) -> None:
        """Move what was written into the file itself, as far as readers elsewhere allow: what was removed leaves the log."""
        with self.reading() as connection:
            # Somebody who is reading all posts would keep us waiting: the next removal, or the last to close, does it then.
            connection.execute(f"PRAGMA busy_timeout = {int(COURTESY * 1000)}")
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")

    def close(self) -> None:
        """Close the connections nobody is using; the store may be used again and opens new ones."""
        while (connection := self._idle_one()) is not None:
            connection.close()

    def _idle_one(self) -> Transaction | None:
        """Take a connection nobody is using; two threads never get the same."""
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _connect(self) -> Transaction:
        """Open one more connection."""
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            # What is removed is overwritten, not only unlinked: a removal request leaves no words in free pages.
            connection.execute("PRAGMA secure_delete = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def trouble(self, error: sqlite3.Error) -> BrokenEnvironment:
        """Return what a refusal of SQLite means, and what to do about it."""
        code = _code(error)
        if code == "SQLITE_FULL":
            return self.refusal("full")
        if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            return self.refusal("closed")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return self.refusal("busy")
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            suspect(self.path).touch()
            return self.refusal("broken")
        return self.refusal("other", why=error)

    def refusal(self, key: str, **values: object) -> BrokenEnvironment:
        """Return the error ``key`` of the phrase book, naming the file."""
        said = {"path": self.path, **values}
        title, remedy = (phrase(self._lang, "corpus", f"{key}.{part}", **said) for part in ("title", "remedy"))
        return BrokenEnvironment(title, remedy)


def _code(error: sqlite3.Error) -> str:
    """Return SQLite's name for an error, ``""`` when the error comes from its Python module."""
    return getattr(error, "sqlite_errorname", "") or ""


def suspect(path: Path) -> Path:
    """Return the mark left beside a file that failed while in use: the next opening looks at all of it."""
    return path.with_name(path.name + ".suspect")
