"""The server as browsers meet it: who gets in, what each sees, how pages end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError

from tests.serving.conftest import CODE, Opened, Salle
from tui.serving import patience as rules
from tui.serving.doorway import COOKIE
from tui.serving.room import ENDED, FAILED, FULL, IDLE

pytestmark = pytest.mark.anyio
BEHIND = ("/ws", "/alive", "/download/k1", "/static/js/textual.js", "/own/serve.js", "/static/", "/nothing", "/%2e%2e/ws")


async def echo(page: Any, text: str) -> bytes:
    await page.send_json(["stdin", text])
    message = await asyncio.wait_for(page.receive(), 5)
    assert message.type is WSMsgType.BINARY, message
    return bytes(message.data)


async def closed(page: Any) -> int:
    while (message := await asyncio.wait_for(page.receive(), 5)).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED):
        pass
    return int(page.close_code or message.data)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0)


@pytest.mark.parametrize("at", ["", "/pv"])
async def test_without_the_code_there_is_a_door_and_nothing_behind(salle: Opened, at: str) -> None:
    async with salle(prefix=at) as s:
        stranger = s.browser()
        door = await stranger.get(f"{at}/")
        assert door.status == 200
        text = await door.text()
        assert 'name="code"' in text
        assert "/ws" not in text
        for origin in (s.origin, "https://evil.example", None):
            headers = {"Origin": origin} if origin else {}
            for path in BEHIND:
                seen = await stranger.get(at + path, headers=headers)
                assert seen.status == 403, (path, origin)
            with pytest.raises(WSServerHandshakeError):
                await stranger.ws_connect(f"{at}/ws", headers=headers)
        assert s.cradle.born == []


async def test_with_the_code_one_types_and_sees_and_a_second_person_has_another_home(salle: Opened) -> None:
    async with salle() as s:
        one, two = await s.guest(), await s.guest()
        first, second = await s.open(one), await s.open(two)
        assert await echo(first, "Léa écrit") == "Léa écrit".encode()
        assert await echo(second, "b") == b"b"
        homes = {env["PORTEVOIX_HOME"] for env in s.cradle.asked}
        assert len(homes) == 2
        await first.close()
        await until(lambda: s.cradle.born[0].ended)
        assert not s.cradle.born[1].ended
        assert await echo(second, "c") == b"c"


async def test_a_page_of_another_site_opens_nothing_for_somebody_inside(salle: Opened) -> None:
    async with salle() as s:
        lea = await s.guest()
        for origin in ("https://evil.example", "null", f"{s.origin}.evil.example"):
            with pytest.raises(WSServerHandshakeError):
                await s.open(lea, origin)
            assert (await lea.get("/", headers={"Origin": origin})).status == 403
            assert (await lea.post("/leave", headers={"Origin": origin}, allow_redirects=False)).status == 403
        with pytest.raises(WSServerHandshakeError):
            await lea.ws_connect("/ws")  # a websocket with no origin is no browser's
        rebound = await lea.get("/", headers={"Host": "rebound.example"})
        assert rebound.status == 403
        assert s.cradle.born == []


async def test_the_cookie_is_the_browsers_own_and_every_answer_is_dressed(salle: Opened) -> None:
    async with salle(prefix="/pv") as s:
        lea = s.browser()
        joined = await s.join(lea)
        said = joined.headers["Set-Cookie"]
        assert all(word in said for word in ("HttpOnly", "SameSite=Strict", "Path=/pv/"))
        assert "Secure" not in said
        for path in ("/pv/", "/pv/alive", "/pv/own/serve.js", "/pv/static/js/textual.js", "/pv/nothing", "/x"):
            seen = await lea.get(path)
            assert "default-src 'none'" in seen.headers["Content-Security-Policy"], path
            assert seen.headers["X-Content-Type-Options"] == "nosniff"
            assert seen.headers["Cache-Control"] == "no-store"
            assert "Server" not in seen.headers
        app = await (await lea.get("/pv/")).text()
        assert 'data-prefix="/pv"' in app
        assert "https://" not in app
        assert lea.session.cookie_jar.filter_cookies(lea.make_url("/pv/"))[COOKIE].value not in app


async def test_behind_a_proxy_with_tls_the_cookie_and_the_socket_are_for_tls(salle: Opened) -> None:
    host, site = "salle.example.fr", "https://salle.example.fr"
    async with salle(declared=frozenset({site}), proxied=True) as s:
        lea = s.browser()
        joined = await s.join(lea, headers={"Origin": site, "Host": host})
        assert "Secure" in joined.headers["Set-Cookie"]
        cookie = {"Cookie": joined.headers["Set-Cookie"].partition(";")[0], "Host": host}
        assert 'id="terminal"' in await (await s.browser().get("/", headers=cookie)).text()
        page = await s.browser().ws_connect("/ws", headers={**cookie, "Origin": site})
        assert await echo(page, "a") == b"a"


async def test_somebody_comes_back_by_their_browser_or_by_their_own_code(salle: Opened) -> None:
    async with salle() as s:
        lea = s.browser()
        own = (await (await s.join(lea)).text()).partition('<output id="own">')[2].partition("<")[0]
        assert (await lea.get("/alive")).status == 204
        elsewhere = s.browser()
        assert (await s.join(elsewhere, own.lower(), "", allow_redirects=False)).status == 303
        await (await s.open(lea)).close()
        await (await s.open(elsewhere)).close()
        assert len({env["PORTEVOIX_HOME"] for env in s.cradle.asked}) == 1
        assert len(s.room.people) == 1
        await elsewhere.post("/leave", headers={"Origin": s.origin})
        assert (await elsewhere.get("/alive")).status == 403


@pytest.mark.slow
async def test_wrong_codes_wait_and_ten_thousand_of_them_do_not_get_in(salle: Opened) -> None:
    async with salle(proxied=True) as s:
        guesser, statuses = s.browser(), set()
        for n in range(10_000):
            headers = {"X-Forwarded-For": f"10.1.{n // 250}.{n % 250}"}
            seen = await s.join(guesser, f"WRNG{n:04}", headers=headers)
            statuses.add(seen.status)
        assert statuses == {403, 429}
        assert s.room.doorway.patience.shut
        assert len(s.room.people) == 0
        right = await s.join(guesser, headers={"X-Forwarded-For": "203.0.113.9"})
        assert right.status == 429  # shut to the right code too, or an answer would tell
        assert int(right.headers["Retry-After"]) > 0
        s.time.now += rules.ALL_WINDOW_S
        assert (await s.join(guesser, headers={"X-Forwarded-For": "203.0.113.9"})).status == 200


async def test_one_address_is_slowed_down_and_a_forged_one_does_not_help(salle: Opened) -> None:
    async with salle() as s:
        guesser = s.browser()
        seen = [await s.join(guesser, "WRONG", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(rules.FREE + 2)]
        assert [answer.status for answer in seen] == [403] * (rules.FREE + 1) + [429]
        assert (await s.join(guesser)).status == 429


async def test_a_name_is_asked_for_and_a_full_room_says_so(salle: Opened) -> None:
    async with salle(people=1) as s:
        lea = s.browser()
        assert (await s.join(lea, name=" \u202e ")).status == 400
        assert (await s.join(lea, name="<b>Léa</b>")).status == 200
        assert (await s.join(s.browser())).status == 503
        assert (await s.join(s.browser(), "x" * 70_000)).status == 413
        s.room.doorway.open_to_new = False
        assert (await s.join(s.browser())).status == 403


async def test_a_closed_room_code_still_lets_its_people_back(salle: Opened) -> None:
    async with salle() as s:
        lea = await s.guest()
        s.room.doorway.open_to_new = False
        assert await echo(await s.open(lea), "a") == b"a"
        assert (await s.join(s.browser(), CODE)).status == 403


async def test_there_is_room_for_so_many_pages_and_each_person_has_a_share(salle: Opened) -> None:
    async with salle(sessions=3, sessions_each=2) as s:
        lea, max_, eve = await s.guest(), await s.guest(), await s.guest()
        pages = [await s.open(lea), await s.open(lea)]
        assert await closed(await s.open(lea)) == FULL
        pages.append(await s.open(max_))
        assert await closed(await s.open(eve)) == FULL
        await pages[0].close()
        await until(lambda: len(s.room.sessions) == 2)
        assert await echo(await s.open(eve), "a") == b"a"


async def test_a_page_says_how_it_ended(salle: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.serving.room.LOOK_S", 0.01)
    async with salle(idle_s=60.0) as s:
        lea = await s.guest()
        page = await s.open(lea)
        await page.send_json(["stdin", "!quit"])
        assert await closed(page) == ENDED
        page = await s.open(lea)
        await page.send_json(["stdin", "!die"])
        assert await closed(page) == FAILED
        page = await s.open(lea)
        assert await echo(page, "a") == b"a"
        s.time.now += 61
        assert await closed(page) == IDLE
        await until(lambda: all(app.ended for app in s.cradle.born))
        assert s.room.sessions == {}


@pytest.mark.parametrize("sent", ['{"a":1}', "[]", '["resize"]', '["stdin", 5]', '["resize", {"width": "x"}]', "not json", "[["])
async def test_what_no_page_sends_ends_that_page_and_nothing_else(salle: Opened, sent: str) -> None:
    async with salle() as s:
        lea, max_ = await s.guest(), await s.guest()
        page, other = await s.open(lea), await s.open(max_)
        await page.send_str(sent)
        await closed(page)
        await until(lambda: s.cradle.born[0].ended)
        assert await echo(other, "a") == b"a"


async def test_a_page_of_a_million_columns_is_not_believed(salle: Opened) -> None:
    async with salle() as s:
        page = await s.open(await s.guest())
        await page.send_json(["resize", {"width": 10**6, "height": -4}])
        await echo(page, "a")
        assert s.cradle.born[0].size == (400, 8)


async def test_a_file_is_for_the_one_whose_app_made_it_and_is_never_opened_as_a_page(salle: Opened) -> None:
    async with salle() as s:
        lea, max_ = await s.guest(), await s.guest()
        page = await s.open(lea)
        await page.send_json(["stdin", "!file"])
        assert await asyncio.wait_for(page.receive_json(), 5) == ["deliver_file_start", "k1"]
        assert (await max_.get("/download/k1")).status == 404
        assert (await s.browser().get("/download/k1")).status == 403
        await page.send_json(["stdin", "!script"])
        assert await echo(page, "a") == b"a"  # the address of a script was passed to nobody
        getting = asyncio.create_task(lea.get("/download/k1"))
        await until(lambda: bool(s.room.download_manager._active_downloads["k1"].incoming_chunks._getters))
        await s.room.download_manager.chunk_received("k1", b"<b>")
        got = await getting
        await s.room.download_manager.chunk_received("k1", b"")
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert await got.read() == b"<b>"


async def test_stopping_the_server_ends_every_app(salle: Opened) -> None:
    async with salle() as s:
        page = await s.open(await s.guest())
        await echo(page, "a")
        born = s.cradle.born
        await _stop(s)
    assert all(app.ended for app in born)


async def _stop(s: Salle) -> None:
    await s.room.on_shutdown(s.server.app)
    await until(lambda: not s.room.sessions)
