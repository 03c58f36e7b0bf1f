"""A participant's end of a session: what is typed is kept here first, then told to the room, whenever it can be reached.

Framework-free: two threads and the standard library, since it runs in every participant's app.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from pydantic import ValidationError

from coach.ports import Clock
from coach.workshop.events import EVENT, Chose, Event, Matched, Shared, Turned, Unshared, Wrote
from coach.workshop.exercise import TEXT
from coach.workshop.logbook import Session
from coach.workshop.looking import Shown
from coach.workshop.session import State, Timer, fold, timer
from coach.workshop.view import Before

ANSWER_S = 30.0
"""Seconds an answer may take; the room answers within 20 when there is nothing new."""
AGAIN_S = (0.2, 0.5, 1.0, 2.0)
"""Seconds before the next try when the room is out of reach; the last one over and over."""
AT_ONCE = 32
"""Acts told at once."""
LARGEST = 20_000_000
"""Bytes of an answer that are read at most."""


class Address(NamedTuple):
    """Where a room is, and what opens it."""

    url: str
    """Without a final slash: ``http://192.168.1.20:8000``."""
    token: str


class Unreachable(Exception):
    """The room does not answer."""


class Outbox:
    """Acts not told yet, in a file that a kill leaves whole: the last of each place, in the order they were first done."""

    def __init__(self, file: Path) -> None:
        self._file, self._lock = file, threading.Lock()
        self._acts: dict[str, Event] = {}
        try:
            kept = [EVENT.validate_python(act) for act in json.loads(file.read_text("utf-8"))]
        except (OSError, ValueError, ValidationError):
            kept = []  # none yet
        self._acts = {_place(act): act for act in kept}

    def put(self, act: Event) -> None:
        """Keep an act until it is told. Raises ``OSError``."""
        with self._lock:
            self._acts[_place(act)] = act
            self._write()

    def waiting(self) -> Sequence[Event]:
        """Return what is to be told."""
        with self._lock:
            return tuple(self._acts.values())

    def told(self, acts: Sequence[Event]) -> None:
        """Forget what was told, unless something newer stands in its place. Raises ``OSError``."""
        with self._lock:
            for act in acts:
                if self._acts.get(_place(act)) is act:
                    del self._acts[_place(act)]
            self._write()

    def _write(self) -> None:
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps([act.model_dump(mode="json") for act in self._acts.values()]), "utf-8")
        fresh.replace(self._file)


def _place(act: Event) -> str:
    match act:
        case Wrote():
            return f"wrote {act.step} {act.part}"
        case Matched():
            return f"matched {act.step} {act.piece}"
        case Shared() | Unshared():
            return f"shared {act.step}"
        case Chose():
            return f"chose {act.step}"
    return act.kind


class Link:
    """One person's session: its state as far as it is known, and the ways to act in it. ``told`` is called in a thread."""

    def __init__(self, address: Address, file: Path, clock: Clock, told: Callable[[], None]) -> None:
        self._address, self._clock, self._tell = address, clock, told
        self._opener = build_opener(ProxyHandler({}) if near(address.url) else ProxyHandler())
        self._outbox = Outbox(file)
        self._mark, self._shift = "", dt.timedelta()
        self._stop, self._work = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._just_told: list[Event] = []
        self.state = State()
        """What this person may see of the session, with what they did and the room does not know yet."""
        self.session: Session | None = None
        self.who = ""
        self.before = Before()
        """What lies before this person at the open step."""
        self.shown: tuple[Shown, ...] = ()
        """What the whole group sees at a step ``look``."""
        self.reached: bool | None = None
        """Whether the room answers; ``None`` before the first answer."""
        self.refused = False
        """Whether the room no longer knows us."""

    def begin(self) -> None:
        """Begin to listen and to tell. The threads die with the app."""
        for name, work in (("room-listen", self._listen), ("room-tell", self._send)):
            threading.Thread(target=work, name=name, daemon=True).start()

    def end(self) -> None:
        """Stop; what was not told is told next time."""
        self._stop.set()
        self._work.set()

    @property
    def waiting(self) -> int:
        """How many acts the room does not have yet."""
        return len(self._outbox.waiting())

    @property
    def now(self) -> dt.datetime:
        """The time by the room's clock."""
        return self._clock.now() + self._shift

    def timer(self) -> Timer | None:
        """Return the time of the open step."""
        return timer(self.state, self.now)

    # --- acts

    def write(self, text: str, part: str = TEXT, step: str | None = None) -> None:
        """Keep a text as it stands. Raises ``OSError`` when it cannot be kept here."""
        at, person = step or self.state.step, self.state.people.get(self.who)
        if at is not None and (person.text(at, part) if person else "") != text:
            self._do(Wrote(at=self.now, who=self.who or "?", step=at, part=part, text=text))

    def choose(self, picks: Sequence[str]) -> None:
        """Keep what was picked at the open step."""
        if self.state.step is not None:
            self._do(Chose(at=self.now, who=self.who, step=self.state.step, picks=tuple(picks)))

    def match(self, piece: str, answer: str) -> None:
        """Keep whom, or what, a piece was given to."""
        if self.state.step is not None:
            self._do(Matched(at=self.now, who=self.who, step=self.state.step, piece=piece, answer=answer))

    def share(self, *, shared: bool) -> None:
        """Show the group what was written at the open step, or keep it."""
        if self.state.step is not None:
            kind = Shared if shared else Unshared
            self._do(kind(at=self.now, who=self.who, step=self.state.step))

    def turn(self, step: str) -> None:
        """Say which step is looked at."""
        self._do(Turned(at=self.now, who=self.who, step=step))

    def _do(self, act: Event) -> None:
        self._outbox.put(act)
        with self._lock:
            self.state = fold(self.state, act)
        self._work.set()

    # --- threads

    def _listen(self) -> None:
        tries = 0
        while not self._stop.is_set():
            self._will_ask()
            try:
                got = self._call("GET", f"/api/room?{urlencode({'after': self._mark})}")
                if got is not None:
                    self._take(got)
            except Unreachable:
                self._reach(reached=False)
                self._stop.wait(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
                tries += 1
                continue
            tries = 0
            self._reach(reached=True)

    def _take(self, got: dict[str, Any]) -> None:
        try:
            state, session = State.model_validate(got["state"]), Session.model_validate(got["session"])
            before = Before.model_validate(got["before"])
            now, shown = dt.datetime.fromisoformat(got["now"]), [Shown(**each) for each in got["shown"]]
        except (ValidationError, LookupError, TypeError, ValueError) as error:
            raise Unreachable(str(error)) from error
        with self._lock:
            self.who, self.session, self._mark = str(got["who"]), session, str(got["mark"])
            self.before, self._shift = before, now - self._clock.now()
            self.shown = tuple(each._replace(lines=tuple(each.lines), quotes=tuple(each.quotes)) for each in shown)
            for act in (*self._just_told, *self._outbox.waiting()):
                state = fold(state, act.model_copy(update={"who": self.who}))
            self.state = state
        self._tell()

    def _send(self) -> None:
        tries = 0
        while not self._stop.is_set():
            acts = self._outbox.waiting()[:AT_ONCE]
            if not acts or not self.who:
                self._work.wait(0.5)
                self._work.clear()
                continue
            try:
                self._call("POST", "/api/acts", json.dumps([act.model_dump(mode="json") for act in acts]).encode())
            except Unreachable:
                self._stop.wait(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
                tries += 1
                continue
            tries = 0
            self._was_told(acts)
            self._tell()

    def _will_ask(self) -> None:
        """What was told before a question is asked stands in its answer."""
        with self._lock:
            self._just_told.clear()

    def _was_told(self, acts: Sequence[Event]) -> None:
        """Forget acts the room has, but not over an answer that was on its way before it had them. Raises ``OSError``."""
        with self._lock:
            self._just_told += acts
        self._outbox.told(acts)

    def _reach(self, *, reached: bool) -> None:
        if self.reached is not reached:
            self.reached = reached
            self._tell()

    def _call(self, method: str, path: str, body: bytes | None = None) -> dict[str, Any] | None:
        """Ask the room; return its answer, ``None`` when it has nothing to say. Raises :class:`Unreachable`."""
        headers = {"Authorization": f"Bearer {self._address.token}", "Content-Type": "application/json"}
        request = Request(self._address.url + path, body, headers, method=method)  # noqa: S310 http or https: see in_room
        try:
            with self._opener.open(request, timeout=ANSWER_S) as answer:
                self.refused = False
                got = json.loads(answer.read(LARGEST)) if answer.status == 200 else None
        except HTTPError as error:
            self.refused = error.code == 403
            raise Unreachable(str(error)) from error
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(str(error)) from error
        if got is not None and not isinstance(got, dict):
            raise Unreachable("answer")
        return got


def opens(address: Address) -> bool:
    """Tell whether a room still knows us; one that is out of reach for now may."""
    opener = build_opener(ProxyHandler({}) if near(address.url) else ProxyHandler())
    request = Request(f"{address.url}/api/acts", b"[]", {"Authorization": f"Bearer {address.token}"}, method="POST")  # noqa: S310
    try:
        with opener.open(request, timeout=ANSWER_S):
            return True
    except HTTPError as error:
        return error.code != 403
    except (OSError, http.client.HTTPException):
        return True


def in_room(env: dict[str, str] | os._Environ[str] = os.environ) -> Address | None:
    """Return the room the server opened this app in, if it did."""
    from tui.serving.seat import ROOM, TOKEN

    url, token = env.get(ROOM, ""), env.get(TOKEN, "")
    return Address(url, token) if url.startswith(("http://", "https://")) and token else None


def near(url: str) -> bool:
    """Tell whether a room is on this machine: then no proxy stands between."""
    return (urlsplit(url).hostname or "") in ("127.0.0.1", "localhost", "::1")
