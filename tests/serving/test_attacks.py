"""The door under attack, in bytes no browser sends: nothing behind it is seen, and nobody's app begins."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import FormData, WSServerHandshakeError

from tests.serving.conftest import CODE, Opened, Salle
from tui.serving import patience as rules
from tui.serving.codes import OWN_LENGTH, digest
from tui.serving.doorway import COOKIE

pytestmark = pytest.mark.anyio

PATHS = (
    *(
        "{at}/ws",
        "{at}//ws",
        "/{at}/ws",
        "{at}/./ws",
        "{at}/join/../ws",
        "{at}/api/../ws",
        "{at}/api/%2e%2e/ws",
        "{at}/api/..%2fws",
    ),
    *(
        "{at}/ws/",
        "{at}/ws?x=/join",
        "{at}/ws#/join",
        "{at}/ws;/join",
        "{at}/%77s",
        "{at}/WS",
        "{at}{at}/ws",
        "/api{at}/ws",
        "/ws",
    ),
    *("{at}/own/serve.js", "{at}/static/js/textual.js", "{at}/static/../../../../etc/passwd", "{at}/static/..%2f..%2fserver.py"),
    *(
        "{at}/api/../own/serve.js",
        "{at}/api/..%5cws",
        "{at}/api//../alive",
        "{at}/alive",
        "{at}/download/k1",
        "{at}/api/../download/k1",
    ),
    *("http://127.0.0.1{at}/ws", "http://evil.example{at}/alive", "{at}/own/..%2fpages%2fapp.html", "{at}/join%00/../alive", "*"),
)
INSIDE = ("terminal", "textual", "websocket", "root:", "def ")


async def raw(s: Salle, *lines: str, body: str = "") -> tuple[int, str]:
    """Send lines as they are, and return the status and all that is answered; 0 when the server hung up."""
    reading, writing = await asyncio.open_connection(s.server.host, s.server.port)
    writing.write("\r\n".join((*lines, "Connection: close", "", body)).encode("latin-1"))
    await writing.drain()
    got = (await asyncio.wait_for(reading.read(), 5)).decode("latin-1")
    writing.close()
    return (int(got.split(" ", 2)[1]) if got.startswith("HTTP/") else 0), got


@pytest.mark.parametrize("at", ["", "/pv", "/api"])
async def test_no_way_of_writing_a_path_leads_behind_the_door(salle: Opened, at: str) -> None:
    async with salle(prefix=at) as s:
        host = f"{s.server.host}:{s.server.port}"
        upgrade = ("Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
        for path in PATHS:
            for more in ((), (f"Origin: {s.origin}",), ("Origin: null",), (f"Origin: {s.origin}", *upgrade)):
                for method in ("GET", "POST", "HEAD", "OPTIONS"):
                    status, got = await raw(s, f"{method} {path.format(at=at)} HTTP/1.1", f"Host: {host}", *more)
                    assert status in (0, 400, 403, 404, 405), (method, path, more, got[:200])
                    assert not any(word in got.partition("\r\n\r\n")[2] for word in INSIDE), (path, got)
        assert s.cradle.born == []
        assert len(s.room.people) == 0


async def test_no_name_but_ours_is_answered_to(salle: Opened) -> None:
    async with salle() as s:
        own = f"{s.server.host}:{s.server.port}"
        for host in (
            "evil.example",
            f"{own}.evil.example",
            f"evil.example@{own}",
            "localhost.evil.example",
            "",
            "[::1",
            "127.1.evil",
        ):
            for more in ((), (f"Origin: http://{host}",), (f"X-Forwarded-Host: {own}",)):
                status, _ = await raw(s, "GET / HTTP/1.1", f"Host: {host}", *more)
                assert status in (0, 400, 403), (host, more)
        assert (await raw(s, "GET / HTTP/1.1", f"Host: {own}"))[0] == 200


async def test_no_cookie_but_somebodys_own_code_opens(salle: Opened) -> None:
    async with salle() as s:
        lea, max_ = await s.guest(), await s.guest()
        token = lea.session.cookie_jar.filter_cookies(lea.make_url("/"))[COOKIE].value
        assert len(token) == OWN_LENGTH
        for forged in (
            "",
            "x",
            CODE,
            digest(token),
            token[:-1],
            token + "2",
            token.lower(),
            f"{token}%00",
            "é" * 20,
            "A" * 4_000,
        ):
            with pytest.raises(WSServerHandshakeError):
                await s.browser().ws_connect("/ws", headers={"Cookie": f"{COOKIE}={forged}", "Origin": s.origin})
        stranger = s.browser()
        for header in ("Authorization", "X-Portevoix"):
            seen = await stranger.get("/alive", headers={header: f"Bearer {token}"})
            assert seen.status == 403
        theirs = s.browser()
        page = await theirs.ws_connect("/ws", headers={"Cookie": f"{COOKIE}={token}", "Origin": s.origin})
        await page.close()
        assert {env["PORTEVOIX_SEAT_NAME"] for env in s.cradle.asked} == {"Léa"}
        assert (await max_.get("/alive")).status == 204


async def test_no_form_is_too_strange_for_the_door(salle: Opened) -> None:
    async with salle() as s:
        here = {"Origin": s.origin}
        for code in (
            "",
            "A" * 60_000,
            CODE + "A",
            CODE[:-1],
            "\x00" * 8,
            "٣" * 8,
            f"{CODE}\n{CODE}",
            "%s%n",
            "' or 1=1 --",
            "[]",
            "*",
        ):
            seen = await s.browser().post("/join", data={"code": code, "name": "Eve"}, headers=here)
            assert seen.status in (403, 429), code
            s.time.now += rules.ADDRESS_SHUT_S + 1
        twice = FormData([("code", "WRONG"), ("code", CODE), ("name", "Eve")])
        assert (await s.browser().post("/join", data=twice, headers=here)).status in (403, 429)
        for body in (
            b"[]",
            b"null",
            b'{"code": {"$ne": ""}, "name": "Eve"}',
            b"{",
            b"\xff",
            b'{"code": ["' + CODE.encode() + b'"]}',
        ):
            s.time.now += rules.ADDRESS_SHUT_S + 1
            seen = await s.browser().post("/api/join", data=body, headers={"Content-Type": "application/json"})
            assert seen.status in (400, 403, 429), body
        filed = FormData()
        filed.add_field("code", CODE.encode(), filename="code.txt")
        assert (await s.browser().post("/join", data=filed, headers=here)).status in (400, 403, 429)
        assert len(s.room.people) == 0


async def test_guesses_in_a_rush_are_no_more_than_guesses_in_a_row(salle: Opened) -> None:
    async with salle() as s:
        rush = [s.join(s.browser(), f"WRNG{n:04}") for n in range(60)]
        statuses = [seen.status for seen in await asyncio.gather(*rush)]
        assert statuses.count(403) <= rules.FREE + 1
        assert set(statuses) == {403, 429}


async def test_a_line_forged_before_the_proxys_own_makes_nobody_else_of_me(salle: Opened) -> None:
    async with salle(proxied=True) as s:
        host = f"{s.server.host}:{s.server.port}"
        body = "code=WRONG&name=Eve"
        said = []
        for n in range(rules.FREE + 2):
            lines = (f"X-Forwarded-For: 10.0.0.{n}", "X-Forwarded-For: 203.0.113.9", f"Content-Length: {len(body)}")
            more = (f"Host: {host}", f"Origin: {s.origin}", "Content-Type: application/x-www-form-urlencoded")
            said.append((await raw(s, "POST /join HTTP/1.1", *more, *lines, body=body))[0])
        assert said == [403] * (rules.FREE + 1) + [429]
