"""Leave, saved, when the terminal goes away: a window that is closed, a connection that is cut, a polite kill.

The system tells only the leader of the session. Started by ``make`` or a script, the app would hear nothing and go on for ever,
reading and painting at a terminal that is not there.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App

GRACE = 3.0
"""Seconds to save and leave by the usual way, which may itself be waiting for the terminal."""
HUNG_UP = 129
"""The status shells give to what a hang-up has ended."""
_POLITE = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]


def leave_when_hung_up(app: App[Any]) -> None:
    """Watch the terminal of the process for as long as it lives; call it from the main thread, before ``app`` runs."""
    gone = Event()

    def hear(_signal: int, _frame: FrameType | None) -> None:
        gone.set()

    for polite in _POLITE:
        signal.signal(polite, hear)
    Thread(target=_leave, args=(app, gone), name="hangup", daemon=True).start()
    if hasattr(select, "poll"):
        Thread(target=_watch, args=(sys.stdin.fileno(), gone), name="terminal", daemon=True).start()


def _watch(terminal: int, gone: Event) -> None:
    poll = select.poll()
    poll.register(terminal, 0)  # nothing is asked for: only the end of the line wakes it
    if any(event & select.POLLHUP for _, event in poll.poll()):
        gone.set()


def _leave(app: App[Any], gone: Event) -> None:
    gone.wait()
    Thread(target=app.call_from_thread, args=(app.exit,), daemon=True).start()  # it waits for a loop that may be stuck
    time.sleep(GRACE)
    os._exit(HUNG_UP)
