"""The server: textual-serve's, behind our door, with our pages, one process a page and no more than it was told to bear."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from time import monotonic

from aiohttp import web
from textual_serve.server import Server, to_int

from tui.serving.codes import OWN_LENGTH, new_code
from tui.serving.conduct import Conduct, routes
from tui.serving.doorway import PERSON, Doorway
from tui.serving.nursery import Born, Nursery
from tui.serving.people import People, Person
from tui.serving.rules import Rules
from tui.serving.seat import POSTS, ROOM, TOKEN, environment
from tui.serving.session import Session, Wire

ENDED, IDLE, FULL, FAILED = 4000, 4001, 4002, 4003
"""How a websocket is closed: the person left, nobody was there any more, there was no room, the app died. Pages say which."""
FAREWELL_S = 3.0
"""Seconds somebody who leaves for good has to read that all is erased, and their browser to fetch their file."""
LOOK_S = 5.0
"""Seconds between two looks for pages nobody is at."""
LARGEST = 400_000
"""Bytes of a request at most: a long text in a session, with its accents escaped."""
OWN_FILES = ("serve.js", "serve.css")

log = logging.getLogger("portevoix.serve")


class Room(Server):
    """Serves the app to the people who have come in by ``doorway``."""

    def __init__(
        self, rules: Rules, people: People, doorway: Doorway, nursery: Nursery, now: Callable[[], float] = monotonic
    ) -> None:
        super().__init__("portevoix", host=rules.host, port=rules.port, title="Porte-voix")
        self.rules, self.people, self.doorway, self.nursery, self._now = rules, people, doorway, nursery, now
        self.conduct: Conduct | None = None
        """The session led in this room, when it is a workshop."""
        self.shared: dict[str, str] = {}
        """Settings that hold for everybody, as variables of the apps' environment."""
        self.listens = ""
        """Where the apps of this machine reach us, once we listen: ``http://127.0.0.1:8000``."""
        self.sessions: dict[Session, tuple[Person, web.WebSocketResponse]] = {}
        """Every page that is open."""
        self._farewells: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        """Return the whole of it, to be run; the nursery is opened and closed by whoever runs it."""
        app = web.Application(middlewares=[self.doorway.guard], client_max_size=LARGEST)
        at, own = self.rules.prefix, Path(__file__).with_name("pages")
        app.add_routes(
            [
                web.get(f"{at}/", self.doorway.front),
                web.post(f"{at}/join", self.doorway.join),
                web.post(f"{at}/leave", self.doorway.leave),
                web.get(f"{at}/alive", self.alive),
                web.get(f"{at}/ws", self.handle_websocket),
                web.get(f"{at}/download/{{key}}", self.handle_download),
                web.static(f"{at}/static", self.statics_path),
                *(web.get(f"{at}/own/{name}", partial(_file, own / name)) for name in OWN_FILES),
            ]
        )
        app.router.add_post(f"{at}/api/join", self.doorway.join_program)
        if self.conduct is not None:
            app.add_routes(routes(self.conduct, at))
            app.cleanup_ctx.append(self.conduct.watch)
        app.on_response_prepare.append(self.doorway.dress)
        app.cleanup_ctx.append(self._watch)
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def alive(self, _request: web.Request) -> web.Response:
        """Tell a page that lost us that we are there again, and know it."""
        return web.Response(status=204)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Give a page its app, and end the app with the page."""
        person = request[PERSON]
        websocket = web.WebSocketResponse(heartbeat=15)
        await websocket.prepare(request)
        if not self._has_room_for(person):
            await websocket.close(code=FULL)
            return websocket
        wire = Wire(websocket.send_bytes, websocket.send_str, partial(_close, websocket))
        token = new_code(OWN_LENGTH)
        session = Session(partial(self._begin, person, token), wire, self.download_manager, self._now)
        self.sessions[session] = (person, websocket)
        try:
            await session.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(websocket, session)
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
            log.warning("a page of %s sent what no page sends; it was closed", person.id)
        except OSError as error:
            log.error("no process for %s: %s", person.id, error.strerror or error)
        finally:
            try:
                await asyncio.shield(session.stop())
            finally:
                del self.sessions[session]
                if self.conduct is not None:
                    self.conduct.unseat(token)
                await websocket.close()
        return websocket

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """Give a file to the person whose app made it, and to nobody else."""
        try:
            made = await self.download_manager.get_download_metadata(request.match_info["key"])
        except KeyError:
            raise web.HTTPNotFound(text="download") from None
        owner = self.sessions.get(made.app_service)  # type: ignore[call-overload]
        if owner is None or owner[0].id != request[PERSON].id:
            raise web.HTTPNotFound(text="download")
        return await super().handle_download(request)

    def farewell(self, person: Person) -> None:
        """Close the pages of somebody who leaves for good, and erase their folder once their apps have ended."""
        self.people.forget(person)
        leaving = asyncio.create_task(self._erase(person))
        self._farewells.add(leaving)
        leaving.add_done_callback(self._farewells.discard)

    async def _erase(self, person: Person) -> None:
        await asyncio.sleep(FAREWELL_S)
        for who, websocket in list(self.sessions.values()):
            if who.id == person.id:
                await websocket.close(code=ENDED)
        while any(who.id == person.id for who, _ in self.sessions.values()):
            await asyncio.sleep(0.1)
        await asyncio.to_thread(self.people.erase, person)

    def _has_room_for(self, person: Person) -> bool:
        theirs = Counter(who.id for who, _ in self.sessions.values())
        return len(self.sessions) < self.rules.sessions and theirs[person.id] < self.rules.sessions_each

    async def _begin(self, person: Person, token: str, width: int, height: int) -> Born:
        home = self.people.home(person)
        env = environment(os.environ, home, person.name, person.lang, width, height)
        env |= self.shared
        env[POSTS] = str(self.rules.folder / "posts.jsonl")
        if self.conduct is not None:
            self.conduct.seat(person, token)
            env |= {ROOM: f"{self.listens}{self.rules.prefix}", TOKEN: token}
        (home / "logs").mkdir(mode=0o700, exist_ok=True)
        return await self.nursery.begin(env, home / "files", home / "logs" / "served.log")

    async def _watch(self, _app: web.Application) -> AsyncIterator[None]:
        """Close pages nobody is at, for as long as the server runs."""
        looking = asyncio.create_task(self._look())
        yield
        looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await looking

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            late = self._now() - self.rules.idle_s
            for session, (_, websocket) in list(self.sessions.items()):
                if session.active < late:
                    await websocket.close(code=IDLE)

    async def on_shutdown(self, _app: web.Application) -> None:
        """Close every page, so that every app saves and leaves."""
        for _, websocket in list(self.sessions.values()):
            await websocket.close(code=1001)


async def _close(websocket: web.WebSocketResponse, *, left: bool) -> None:
    await websocket.close(code=ENDED if left else FAILED)


async def _file(path: Path, _request: web.Request) -> web.FileResponse:
    return web.FileResponse(path)
