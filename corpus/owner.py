"""One process at a time: a lock on a file, which the kernel lets go of when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STEP = 0.02
"""Seconds between two tries of a lock that somebody else holds."""


class Ownership:
    """Holds the lock of one file from :func:`claim` until it is released or the process ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let the next one in; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def claim(path: Path) -> Ownership | None:
    """Return the ownership of ``path``, or ``None`` when somebody has it. Raises ``OSError`` when no lock can be kept there."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return Ownership(descriptor)


@contextlib.contextmanager
def alone(path: Path, patience: float) -> Iterator[bool]:
    """Wait at most ``patience`` seconds for ``path``; yield whether it could be had. Raises ``OSError`` like :func:`claim`."""
    until = time.monotonic() + patience
    held = claim(path)
    while held is None and time.monotonic() < until:
        time.sleep(STEP)
        held = claim(path)
    try:
        yield held is not None
    finally:
        if held is not None:
            held.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Lock the first byte, or raise ``BlockingIOError``."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(str(error)) from error

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Lock the whole file, or raise ``BlockingIOError``."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
