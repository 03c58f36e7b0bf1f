"""The file under a notebook: opened, checked, mended, copied for safety, and every transaction run on it.

Measured with 1,300 and 200,000 characters, a keystroke's transaction costs under 1 ms with ``synchronous=NORMAL`` and one more
disk flush (0.2 ms on a virtual disk, 10 to 30 ms on a turning one) with ``FULL``. In WAL mode both survive the death of the
process; only ``FULL`` survives a power cut. So keystrokes are written with the first, and all else (a revision, an answer, a
decision), which flushes the keystrokes before it too, with the second.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from coach.adapters import salvage
from coach.adapters.connection import BUSY, DAMAGE, Work, connect, is_code, patiently, transact
from coach.adapters.home import refused
from coach.adapters.migrations import MIGRATIONS, is_foreign, migrate, version
from coach.adapters.presence import Presence
from coach.adapters.trouble import notice, reason, said, trouble
from coach.context import Language
from coach.errors import BrokenEnvironment, CoachError
from coach.notebook import Notice
from coach.ports import Clock

T = TypeVar("T")

_CHECKED_BYTES = 32 * 1024 * 1024
"""A larger file is checked whole once a day only, before its safety copy: reading it all would delay every start."""
_LEAST_FREE = 64 * 1024


class NotebookFile:
    """One open notebook file. Any thread may use it; one at a time does."""

    def __init__(self, path: Path, clock: Clock, lang: Language, patience_s: float) -> None:
        """Open ``path``, made if absent. Raises ``BrokenEnvironment`` or ``CoachError`` in the language ``lang``."""
        self.path = path
        self.lang: Language = lang
        self.notices: list[Notice] = []
        self.writable = True
        self._clock = clock
        self._patience_s = patience_s
        self._lock = threading.RLock()
        self._presence: Presence | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._db: sqlite3.Connection | None = None
        self._identity = (0, 0)
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def read(self, work: Work[T]) -> T:
        """Return what ``work`` reads. Raises ``CoachError``."""
        with self._lock:
            return self._mending(lambda db: patiently(lambda: work(db), self._patience_s))

    def write(self, work: Work[T], *, lasting: bool = True) -> T:
        """Run ``work`` in one transaction, safe from a kill on return (and, ``lasting``, a power cut). Raises ``CoachError``."""
        with self._lock:
            if not self.writable:
                raise self._broken("notebook.readonly")
            try:
                self._stay_on_the_file()
            except sqlite3.Error as error:
                raise self._said(error) from error
            except OSError as error:
                raise refused(error, self.path.parent, self.lang) from error
            return self._mending(lambda db: transact(db, work, "FULL" if lasting else "NORMAL", self._patience_s))

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            if self._presence is not None:
                self._presence.leave()
            if self._copy is not None:
                self._copy.cleanup()
            self._db = self._presence = self._copy = None

    def _open(self) -> None:
        if not self.path.parent.is_dir():
            raise self._broken("home.lost", path=self.path.parent)
        if self.path.is_dir():
            raise self._broken("notebook.folder")
        if not all(os.access(place, os.W_OK) for place in (self.path.parent, self.path) if place.exists()):
            self._open_copy()
            return
        try:
            self._attend()
            self._open_checked()
        except sqlite3.Error as error:
            raise self._said(error) from error
        except OSError as error:
            raise refused(error, self.path.parent, self.lang) from error

    def _attend(self) -> None:
        if self._presence is None:
            self._presence = Presence(self.path.with_suffix(".lock"))
        if not self._presence.share(self._patience_s):
            raise trouble(CoachError, self.lang, "notebook.busy")

    def _open_checked(self) -> None:
        backup = salvage.backup_of(self.path)
        copied, old = backup.is_file(), salvage.backup_is_old(backup, self._clock.now())
        emptied = copied and self.path.exists() and self.path.stat().st_size == 0
        try:
            begun = self._connect()
            if (begun and emptied) or not self._sound(whole=old):
                raise _Damaged
        except (_Damaged, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.Error) and not is_code(error, *DAMAGE):
                raise
            self._mend()
            return
        if begun and copied:
            kept = salvage.keep_aside(backup, self._clock.now(), "older")
            self.notices.append(notice(self.lang, "notice.missing", backup=kept))
        if old or begun:
            self._back_up(backup)

    def _connect(self) -> bool:
        """Open the file and bring it to the present shape; tell whether this began it.

        A file that is not ours or newer than us is left untouched.
        """
        db = self._db = connect(self.path)
        if patiently(lambda: is_foreign(db), self._patience_s):
            raise self._broken("notebook.foreign")
        if version(db) > len(MIGRATIONS):
            raise self._broken("notebook.newer", found=version(db), known=len(MIGRATIONS))
        patiently(lambda: db.execute("PRAGMA journal_mode = WAL"), self._patience_s)
        db.execute("PRAGMA foreign_keys = ON")
        begun = patiently(lambda: migrate(db), self._patience_s)
        found = self.path.stat()
        self._identity = (found.st_dev, found.st_ino)
        return begun

    def _sound(self, *, whole: bool) -> bool:
        if not whole and self.path.stat().st_size > _CHECKED_BYTES:
            return True
        db = self._live()
        return bool(patiently(lambda: db.execute("PRAGMA quick_check(1)").fetchone(), self._patience_s)[0] == "ok")

    def _mend(self) -> None:
        """Keep the damaged file aside and put in its place a new one with all that can be read. Other windows must be closed.

        The new file is whole before it takes the place: a death in between leaves the damaged one, to be mended again.
        """
        if self._presence is None or not self._presence.alone():
            raise self._broken("notebook.damaged_shared")
        aside = salvage.keep_aside(self.path, self._clock.now())
        whole = self.path.with_name(f"{self.path.name}.whole")
        salvage.remove(whole)
        with closing(connect(whole)) as db:
            migrate(db)
            saved = salvage.salvage(aside, salvage.backup_of(self.path), db)
        self._put_in_place(whole)
        key = "notice.damaged" if saved.rows else "notice.damaged_empty"
        self.notices.append(notice(self.lang, key, aside=aside, rows=saved.rows, backup=saved.backup))
        self._connect()
        self._attend()

    def _put_in_place(self, whole: Path) -> None:
        """Make ``whole`` the notebook. A journal left beside it would be replayed on it, so that goes first."""
        if self._db is not None:
            self._db.close()
        for part in salvage.parts(self.path)[1:]:
            part.unlink(missing_ok=True)
        if whole != self.path:
            whole.replace(self.path)

    def _open_copy(self) -> None:
        """Open a read-only notebook through a private copy: SQLite itself would need to write beside it."""
        self.writable = False
        self._copy = tempfile.TemporaryDirectory(prefix="portevoix-")
        copy = Path(self._copy.name, self.path.name)
        try:
            for here, there in zip(salvage.parts(self.path)[:2], salvage.parts(copy)[:2], strict=True):
                if here.exists():
                    shutil.copyfile(here, there)
            db = self._db = connect(copy)
            if version(db) > len(MIGRATIONS):
                raise self._broken("notebook.newer", found=version(db), known=len(MIGRATIONS))
            migrate(db)
        except (OSError, sqlite3.Error) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            raise self._broken("notebook.unreadable", reason=why) from error
        self.notices.append(notice(self.lang, "notebook.readonly", path=self.path))

    def _back_up(self, backup: Path) -> None:
        try:
            salvage.back_up(self._live(), backup, self._clock.now())
        except (OSError, sqlite3.Error) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            self.notices.append(notice(self.lang, "notice.no_backup", reason=why))

    def _stay_on_the_file(self) -> None:
        """See that the file named is still the one that is open: a tidy or syncing program may have taken it away."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            found = None
        if found is not None and (found.st_dev, found.st_ino) == self._identity:
            return
        if not self.path.parent.is_dir():
            raise self._broken("home.lost", path=self.path.parent)
        if self._presence is None or not self._presence.alone():
            raise self._broken("notebook.moved")
        now = self._clock.now()
        if found is None:
            whole = self.path.with_name(f"{self.path.name}.whole")
            salvage.back_up(self._live(), whole, now)
            self._put_in_place(whole)
            self.notices.append(notice(self.lang, "notice.rewritten", path=self.path.parent))
        else:
            older = salvage.aside_of(self.path, now, "older")
            salvage.back_up(self._live(), older, now)
            self._put_in_place(self.path)
            self.notices.append(notice(self.lang, "notice.replaced", older=older))
        self._open()

    def _mending(self, work: Work[T]) -> T:
        """Run ``work``, once more on a mended file when the first run met damage."""
        try:
            return work(self._live())
        except sqlite3.Error as error:
            if not (is_code(error, *DAMAGE) and self.writable):
                raise self._said(error) from error
        try:
            self._mend()
            return work(self._live())
        except sqlite3.Error as error:
            raise self._said(error) from error
        except OSError as error:
            raise refused(error, self.path.parent, self.lang) from error

    def _live(self) -> sqlite3.Connection:
        if self._db is None:
            raise trouble(CoachError, self.lang, "notebook.closed")
        return self._db

    def _said(self, error: sqlite3.Error) -> CoachError:
        if is_code(error, *BUSY):
            return trouble(CoachError, self.lang, "notebook.busy")
        if is_code(error, sqlite3.SQLITE_READONLY):
            return self._broken("notebook.readonly")
        full = is_code(error, sqlite3.SQLITE_FULL)
        if not full:
            with suppress(OSError):
                full = shutil.disk_usage(self.path.parent).free < _LEAST_FREE
        return self._broken("notebook.full") if full else self._broken("notebook.unreadable", reason=error)

    def _broken(self, key: str, **values: object) -> BrokenEnvironment:
        values.setdefault("path", self.path)
        return BrokenEnvironment(*said(self.lang, key, values))


class _Damaged(Exception):
    """The file opens and is not sound."""
