"""Servers in memory: the real door, rooms and websockets, over apps that only echo."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from tui.serving.doorway import Doorway
from tui.serving.people import People
from tui.serving.room import Room
from tui.serving.rules import Rules

CODE = "ABCDEFGH"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Echo:
    """An app that paints what is typed, gives a file on ``!file``, leaves on ``!quit`` and dies on ``!die``."""

    pid = 2**22 + 1  # no process has such a number

    def __init__(self) -> None:
        self.stdout, self.stderr = asyncio.StreamReader(), asyncio.StreamReader()
        self.stderr.feed_eof()
        self.stdout.feed_data(b"__GANGLION__\n")
        self.stdin: Any = self
        self.size: tuple[int, int] = (0, 0)
        self.ended = False

    def write(self, packet: bytes) -> None:
        kind, payload = packet[:1], packet[5:]
        told = json.loads(payload) if kind == b"M" else {"type": payload.decode()}
        match told["type"]:
            case "quit" | "!die":
                self.end()
            case "!quit":
                self.tell(b"M", json.dumps({"type": "exit"}).encode())
            case "!file":
                meta = {"type": "deliver_file_start", "key": "k1", "path": "/a/b.html", "open_method": "browser"}
                self.tell(b"M", json.dumps({**meta, "mime_type": "text/html", "encoding": "utf-8"}).encode())
            case "!script":
                self.tell(b"M", json.dumps({"type": "open_url", "url": "javascript:alert(1)", "new_tab": False}).encode())
            case "resize":
                self.size = (told["width"], told["height"])
            case _ if kind == b"D":
                self.tell(b"D", payload)

    def tell(self, kind: bytes, payload: bytes) -> None:
        if not self.ended:
            self.stdout.feed_data(kind + len(payload).to_bytes(4, "big") + payload)

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            self.stdout.feed_eof()

    async def drain(self) -> None:
        if self.ended:
            raise ConnectionResetError

    def close(self) -> None:
        self.end()


class Cradle:
    """A nursery of echoes."""

    forking = False

    def __init__(self) -> None:
        self.born: list[Echo] = []
        self.asked: list[dict[str, str]] = []

    async def begin(self, env: dict[str, str], folder: Path, log: Path) -> Echo:
        self.asked.append(env)
        self.born.append(Echo())
        return self.born[-1]


class Time:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Salle:
    """A running room, and browsers to enter it."""

    def __init__(self, room: Room, server: TestServer, cradle: Cradle, time: Time) -> None:
        self.room, self.server, self.cradle, self.time = room, server, cradle, time
        self.clients: list[TestClient[Any, Any]] = []

    @property
    def origin(self) -> str:
        return f"http://{self.server.host}:{self.server.port}"

    @property
    def at(self) -> str:
        return self.room.rules.prefix

    def browser(self) -> TestClient[Any, Any]:
        self.clients.append(TestClient(self.server, cookie_jar=CookieJar(unsafe=True)))
        return self.clients[-1]

    async def join(self, browser: TestClient[Any, Any], code: str = CODE, name: str = "Léa", **more: Any) -> Any:
        headers = {"Origin": self.origin, **more.pop("headers", {})}
        return await browser.post(f"{self.at}/join", data={"code": code, "name": name}, headers=headers, **more)

    async def guest(self) -> TestClient[Any, Any]:
        browser = self.browser()
        assert (await self.join(browser)).status == 200
        return browser

    async def open(self, browser: TestClient[Any, Any], origin: str | None = None) -> Any:
        headers = {"Origin": origin or self.origin}
        return await browser.ws_connect(f"{self.at}/ws?width=90&height=30", headers=headers)


Opened = Callable[..., Any]


@pytest.fixture
def salle(tmp_path: Path) -> Opened:
    """Open a room for the length of a block; keyword arguments are its rules."""

    @asynccontextmanager
    async def opened(**asked: Any) -> AsyncIterator[Salle]:
        rules = Rules(tmp_path, **asked)
        people = People(tmp_path / "people", most=rules.people, now=lambda: dt.datetime(2026, 11, 23, tzinfo=dt.UTC))
        time, cradle = Time(), Cradle()
        room = Room(rules, people, Doorway(rules, people, time, CODE), cradle, time)  # type: ignore[arg-type]
        server = TestServer(room.application())
        await server.start_server()
        found = Salle(room, server, cradle, time)
        try:
            yield found
        finally:
            for client in found.clients:
                await client.session.close()
            await server.close()

    return opened
