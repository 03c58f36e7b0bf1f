"""How long work leaves the person's own thread in peace: it gives way often."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

GIVE_WAY = 0.0005
"""Seconds a busy thread keeps the interpreter from the others. Python's own 5 ms add up: a question asks for it ten times."""

_lock = threading.Lock()
_busy = 0
_usual = 0.0


@contextmanager
def giving_way() -> Iterator[None]:
    """Make every thread of the process hand over ten times as often while long work is being done; costs a few per cent."""
    global _busy, _usual
    with _lock:
        if _busy == 0:
            _usual = sys.getswitchinterval()
            sys.setswitchinterval(min(_usual, GIVE_WAY))
        _busy += 1
    try:
        yield
    finally:
        with _lock:
            _busy -= 1
            if _busy == 0:
                sys.setswitchinterval(_usual)
