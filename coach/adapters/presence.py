"""Which windows are on a notebook: each shares a lock while it is open, and only one that is alone may replace the file.

SQLite already orders reads and writes; this guards what it cannot: putting another file in the place of one that is open, which
would leave two windows writing to two files, or to two journals of one.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


class Presence:
    """The presence of this window on the notebook at ``path``; it ends with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        """Take no lock yet. Raises ``OSError`` when the lock's file cannot be made."""
        self._file = path.open("ab")

    def share(self, wait_s: float) -> bool:
        """Be one of the windows; tell whether it was granted within ``wait_s`` seconds."""
        until = time.monotonic() + wait_s
        while not _lock(self._file.fileno(), alone=False):
            if time.monotonic() >= until:
                return False
            time.sleep(0.02)
        return True

    def alone(self) -> bool:
        """Keep every other window out, if there is none; tell whether there was none."""
        if _lock(self._file.fileno(), alone=True):
            return True
        _lock(self._file.fileno(), alone=False)
        return False

    def leave(self) -> None:
        """Be no longer there."""
        self._file.close()


if sys.platform == "win32":

    def _lock(handle: int, *, alone: bool) -> bool:  # noqa: ARG001 - the same shape as below
        """Grant everything: this system itself refuses to remove or replace an open file."""
        return True
else:
    import fcntl

    def _lock(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
