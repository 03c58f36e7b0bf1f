"""A session led in a room: one process owns its log; participants' apps, here or on their own machines, ask it and tell it.

What an app is sent is the view of its person (:mod:`coach.workshop.view`), with what the group sees worked out here: figures of
the group are made of texts that no participant's machine is given.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable
from time import monotonic
from typing import Protocol

from aiohttp import web
from pydantic import TypeAdapter, ValidationError

from coach.context import Language
from coach.workshop.events import Away, Chose, Event, Joined, Matched, Shared, Turned, Unshared, Wrote
from coach.workshop.looking import look_together
from coach.workshop.playing import Play
from coach.workshop.view import before, view
from tui.serving.people import People, Person

WAIT_S = 20.0
"""Seconds a question waits at most for news."""
AWAY_S = 6.0
"""Seconds without a question after which somebody's page is taken for closed."""
GATHER_S = 0.15
"""Seconds over which changes are gathered before everybody is told: thirty people type at once."""
MOST = 64
"""Acts taken at once."""
Act = Wrote | Shared | Unshared | Chose | Matched | Turned
"""What a participant may do; all else is the trainer's."""
ACTS: TypeAdapter[list[Act]] = TypeAdapter(list[Act])


class Registers(Protocol):
    """What takes note of who comes in, and answers each about themselves."""

    def came(self, person: Person) -> None:
        """Take note of somebody."""
        ...

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """Return the ways in for apps."""
        ...


class Conduct:
    """One session: its state for the trainer, its questions and answers for the participants."""

    def __init__(self, play: Play, people: People, lang: Language, now: Callable[[], float] = monotonic) -> None:
        self.play, self.people, self.lang, self._now = play, people, lang, now
        self._seats: dict[str, Person] = {}
        self._boot = secrets.token_hex(4)
        self._all = 0
        self._own: Counter[str] = Counter()
        self._asking: Counter[str] = Counter()
        self._asked: dict[str, float] = {}
        self._news = asyncio.Event()
        self._due: asyncio.TimerHandle | None = None
        self.register: Registers | None = None
        """Where the people who come in have a line of their own, when there is one."""

    # --- who

    def seat(self, person: Person, token: str) -> None:
        """Let the app with ``token`` speak for ``person``."""
        self._seats[token] = person

    def unseat(self, token: str) -> None:
        """Let it speak no more."""
        self._seats.pop(token, None)

    def forget(self, person: Person) -> None:
        """Let no app speak for somebody who has left for good."""
        self._seats = {token: who for token, who in self._seats.items() if who.id != person.id}

    def who(self, request: web.Request) -> Person:
        """Return whose app is asking. Raises ``HTTPForbidden`` when it shows nobody's token."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        person = self._seats.get(token) or self.people.of(token) if kind == "Bearer" else None
        if person is None:
            raise web.HTTPForbidden(text="code")
        return person

    # --- questions

    async def ask(self, request: web.Request) -> web.Response:
        """Answer with the view of whoever asks, once it differs from the one they have (``after``), or with nothing new."""
        person = self.who(request)
        self._asking[person.id] += 1
        self._came(person)
        try:
            after, until = request.query.get("after", ""), self._now() + WAIT_S
            while (mark := self.mark(person.id)) == after and self._now() < until:
                news = self._news
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), max(0.05, until - self._now()))
        finally:
            self._asking[person.id] -= 1
            self._asked[person.id] = self._now()
        if mark == after:
            return web.Response(status=204)
        return web.Response(text=self.told(person.id, mark), content_type="application/json")

    def told(self, who: str, mark: str) -> str:
        """Return what the app of ``who`` is told, as JSON."""
        play = self.play
        step = play.state.current
        shown = look_together(play.state, step, self.lang) if step is not None and step.kind == "look" else ()
        told = {
            "mark": mark,
            "who": who,
            "now": play.now.isoformat(),
            "session": play.session.model_dump(mode="json"),
            "before": before(play.state, who).model_dump(mode="json"),
            "state": view(play.state, who).model_dump(mode="json"),
            "shown": [each._asdict() for each in shown],
        }
        return json.dumps(told, ensure_ascii=False)

    def mark(self, who: str) -> str:
        """Return what stands for all that ``who`` may see: it changes when that does."""
        return f"{self._boot}.{self._all}.{self._own[who]}"

    # --- acts

    async def act(self, request: web.Request) -> web.Response:
        """Keep what somebody did; it is on disk when this answers."""
        person = self.who(request)
        try:
            acts = ACTS.validate_json(await request.read())
        except ValidationError:
            raise web.HTTPBadRequest(text="acts") from None
        if len(acts) > MOST:
            raise web.HTTPBadRequest(text="acts")
        for act in acts:
            self.do(act.model_copy(update={"who": person.id, "at": self.play.now}))
        return web.json_response({"kept": len(acts)})

    def do(self, event: Event) -> None:
        """Keep an event, and tell those it concerns. Raises ``CoachError``."""
        self.play.do(event)
        who = getattr(event, "who", None)
        if isinstance(event, Wrote | Turned) and who is not None and not self._lies_before_others(event):
            self._own[who] += 1
        else:
            self._all += 1
        self.tell()

    def led(self) -> None:
        """Tell everybody: the trainer did something."""
        self._all += 1
        self.tell()

    def _lies_before_others(self, event: Wrote | Turned) -> bool:
        """Tell whether the open step is made of what was just written."""
        step = self.play.state.current
        return isinstance(event, Wrote) and step is not None and event.step in (step.source, step.against)

    def tell(self) -> None:
        """Wake those who wait, soon."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(GATHER_S, self._wake)

    def _wake(self) -> None:
        self._due = None
        news, self._news = self._news, asyncio.Event()
        news.set()

    # --- comings and goings

    def _came(self, person: Person) -> None:
        known = self.play.state.people.get(person.id)
        if known is None or not known.here or known.name != person.name:
            self.do(Joined(at=self.play.now, who=person.id, name=person.name or person.id))
            if self.register is not None:
                self.register.came(person)

    async def watch(self, _app: web.Application) -> AsyncIterator[None]:
        """Take note of who has gone, for as long as the server runs."""
        looking = asyncio.create_task(self._look())
        yield
        looking.cancel()
        self._wake()
        with contextlib.suppress(asyncio.CancelledError):
            await looking

    async def _look(self) -> None:
        begun = self._now()
        while True:
            await asyncio.sleep(1.0)
            self.note_gone(begun)

    def note_gone(self, begun: float = 0.0) -> None:
        """Take for away whoever is here, asks nothing, and has asked nothing for :data:`AWAY_S`."""
        for who, person in self.play.state.people.items():
            if person.here and not self._asking[who] and self._now() - self._asked.get(who, begun) > AWAY_S:
                self.do(Away(at=self.play.now, who=who))


def routes(conduct: Conduct, prefix: str) -> list[web.RouteDef]:
    """Return the ways in for apps."""
    own = conduct.register.routes(prefix) if conduct.register is not None else []
    return [web.get(f"{prefix}/api/room", conduct.ask), web.post(f"{prefix}/api/acts", conduct.act), *own]
