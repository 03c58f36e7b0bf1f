"""A store's dealings with a team's: when to try, how long to wait, what to say of it. A server that fails costs nobody a key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.finding import Value
from coach.phrases import phrase
from coach.ports import Clock
from corpus import ledger
from corpus.owner import Ownership, claim
from corpus.remote import Remote
from corpus.rows import Rows
from corpus.sync import Round, Stopped, Synced
from corpus.wire import Trouble, TroubleCode

FIRST_WAIT_S = 15
"""Seconds after a failure before one tries again; they double with each."""
LONGEST_WAIT_S = 900

Ended = Literal["done", "stopped", "resting", "elsewhere", "trouble"]


class Standing(Value):
    """How the shared store is doing, as this machine last knew it. Nothing is asked of the server to tell it."""

    host: str
    trouble: TroubleCode | None = None
    """What failed at the last try."""
    detail: str = ""
    """What the server said then, for whoever looks after it."""
    last: int | None = None
    """When the last whole round ended, in seconds since 1970."""
    known: int = 0
    """Records of the server this machine has a copy of."""
    waiting: int = 0
    """Posts, removals and lines not passed on yet."""
    version: str | None = None


class Sharing:
    """The team's store of one machine. Safe to use from several threads and processes: one round at a time."""

    def __init__(self, rows: Rows, remote: Remote, lock: Path, clock: Clock) -> None:
        self._rows, self.remote, self._lock, self._clock = rows, remote, lock, clock
        self._turn = threading.Lock()
        self.done = Synced()
        """What the last round of this process did."""

    def standing(self) -> Standing:
        """Return how it is doing. Asks nobody."""
        fact = self._rows.fact
        last, trouble = fact("sync_last"), fact("sync_trouble")
        return Standing(
            host=self.remote.place.host,
            trouble=trouble or None,  # type: ignore[arg-type]
            detail=str(fact("sync_said") or ""),
            last=None if last is None else int(last),
            known=ledger.known(self._rows),
            waiting=ledger.waiting(self._rows),
            version=str(fact("server_version") or "") or None,
        )

    def resting(self) -> bool:
        """Tell whether one waits after a failure."""
        return self._now() < ledger.recall(self._rows, "sync_next")

    def sync(
        self,
        changed: Callable[[], None],
        lend: Callable[[Callable[[], bool]], int],
        stop: Callable[[], bool],
        *,
        at_once: bool = False,
    ) -> Ended:
        """Do a round, unless one is being done, or one failed lately and not ``at_once``. Errors of the rows go through.

        ``changed()`` is called as posts come or go, ``lend(stop)`` gives vectors in the end; ``stop()`` is asked between two
        requests, none of which outlasts 10 s.
        """
        if self.resting() and not at_once:
            return "resting"
        with self._turn:
            held = self._claim()
            if held is None:
                return "elsewhere"
            try:
                return self._try(changed, lend, stop)
            finally:
                held.release()

    def _claim(self) -> Ownership | None:
        try:
            self._lock.parent.mkdir(parents=True, exist_ok=True)
            return claim(self._lock)
        except OSError:
            return None

    def _try(self, changed: Callable[[], None], lend: Callable[[Callable[[], bool]], int], stop: Callable[[], bool]) -> Ended:
        doing = Round(self._rows, self.remote, stop)
        doing.changed = changed
        try:
            doing.run()
            doing.done = doing.done._replace(lent=lend(stop))
        except Stopped:
            return "stopped"
        except Trouble as trouble:
            self.failed(trouble)
            return "trouble"
        finally:
            self.done = doing.done
        self._well()
        return "done"

    def _well(self) -> None:
        ledger.remember(self._rows, sync_last=int(self._now()), sync_trouble="", sync_said="", sync_tries=0, sync_next=0)

    def failed(self, trouble: Trouble) -> None:
        """Remember a failure, and wait longer after each."""
        if trouble.code == "reset":
            self.remote.forget()
        tries = ledger.recall(self._rows, "sync_tries") + 1
        wait = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(tries - 1, 10))
        ledger.remember(
            self._rows,
            sync_trouble=trouble.code,
            sync_said=str(trouble),
            sync_tries=tries,
            sync_next=int(self._now()) + wait,
        )

    def _now(self) -> float:
        return self._clock.now().timestamp()


def told(standing: Standing, lang: Language) -> BrokenEnvironment | None:
    """Return what to tell of a server that does not help, with a remedy; ``None`` when all is well."""
    if standing.trouble is None:
        return None
    title, remedy = (phrase(lang, "corpus", f"server.{standing.trouble}{part}", host=standing.host) for part in ("", "_remedy"))
    return BrokenEnvironment(title, remedy)
