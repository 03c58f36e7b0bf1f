"""The register of a session's cohort: each participant reads and changes their own line of it, by their own code alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Literal

from aiohttp import web
from pydantic import Field, ValidationError

from coach.finding import Value
from coach.ports import Clock
from coach.workshop.belonging import Ask, Belonging, all_of, asked_by, belonging, forget
from coach.workshop.cohort import Cohort, meet
from coach.workshop.comparison import Mirrored, Sitting, sittings_of, then_and_now
from coach.workshop.events import Withdrew
from coach.workshop.logbook import Logbook
from coach.workshop.programme import shipped_programme
from tui.serving.conduct import Conduct
from tui.serving.people import Person


class Wish(Value):
    """What a participant asks of the register."""

    ask: Ask | Literal["leave"]
    homework: Annotated[str, Field(max_length=40)] = ""
    """Id of the homework, for ``tick``."""


class Register:
    """The cohort of one session, kept in the trainer's logbook. What a person is not in, they cannot read."""

    def __init__(
        self, conduct: Conduct, log: Logbook, clock: Clock, mirrored: Callable[[], Mirrored], gone: Callable[[Person], None]
    ) -> None:
        """``mirrored`` makes the mirror a before is held against an after in; ``gone`` closes the door behind who leaves."""
        self._conduct, self._log, self._clock, self._mirrored, self._gone = conduct, log, clock, mirrored, gone

    @property
    def cohort(self) -> Cohort | None:
        """The cohort as it stands. Raises ``CoachError``."""
        name = self._conduct.play.session.cohort
        return self._log.cohort(name) if name else None

    def came(self, person: Person) -> None:
        """Put somebody who comes in among those who are asked. A full cohort takes no more: they play, and are in no list."""
        cohort = self.cohort
        if cohort is None or cohort.participant(person.id) is not None:
            return
        try:
            self._log.save_cohort(meet(cohort, person.id, person.name or person.id, self._clock.now()))
        except ValueError:
            return  # thirty are in it: the session goes on without a line for this one

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """Return the ways in for apps."""
        at = f"{prefix}/api/mine"
        return [web.get(at, self.read), web.post(at, self.change), web.get(f"{at}/texts", self.take)]

    async def read(self, request: web.Request) -> web.Response:
        """Answer with one's own line, and one's own before and after."""
        person = self._conduct.who(request)
        return _json(await asyncio.to_thread(self._read, person))

    def _read(self, person: Person) -> Belonging:
        cohort, sittings = self.cohort, self._sittings()
        found = then_and_now(sittings, person.id, self._mirrored()) if cohort else None
        return belonging(cohort, person.id, sittings, shipped_programme(cohort.lang if cohort else person.lang), found)

    async def take(self, request: web.Request) -> web.Response:
        """Answer with everything one wrote, as Markdown."""
        person = self._conduct.who(request)
        lang = self._conduct.lang
        day = self._clock.now().date()
        text = await asyncio.to_thread(lambda: all_of(self._sittings(), person.id, person.name, lang, day))
        return web.json_response({"text": text})

    async def change(self, request: web.Request) -> web.Response:
        """Do what one asks for oneself; it is on disk when this answers."""
        person = self._conduct.who(request)
        try:
            wish = Wish.model_validate_json(await request.read())
        except ValidationError:
            raise web.HTTPBadRequest(text="wish") from None
        if wish.ask == "leave":
            self._leave(person)
            return web.json_response({"left": True})
        cohort = self.cohort
        if cohort is None or cohort.participant(person.id) is None:
            raise web.HTTPConflict(text="cohort")
        self._log.save_cohort(asked_by(cohort, person.id, wish.ask, wish.homework, self._clock.now()))
        return _json(await asyncio.to_thread(self._read, person))

    def _leave(self, person: Person) -> None:
        """Erase somebody: from the session that is open, from the cohort, from every session of it. Their code opens no more."""
        self._conduct.do(Withdrew(at=self._conduct.play.now, who=person.id))
        cohort = self.cohort
        if cohort is not None:
            forget(self._log, cohort, person.id)
        else:
            self._log.forget(person.id, self._conduct.play.session.id)
        self._conduct.forget(person)
        self._gone(person)

    def _sittings(self) -> list[Sitting]:
        session = self._conduct.play.session
        if session.cohort is not None:
            return sittings_of(self._log, session.cohort)
        return [Sitting(session, self._conduct.play.state)]


def _json(value: Belonging) -> web.Response:
    return web.json_response(text=value.model_dump_json())
