"""The whole of it in a real Chromium: join, type, see marks, copy, reload, two at once, a wrong code, another site's page."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import re
from pathlib import Path

import pytest

import tui.commands
from tests.chromium import Browser, Page, browser, find
from tests.serving.browsing import Served, come_in, copies, drafts, homes, keeps_a_file, painted, pasted, served, until, written
from tui.cli import main
from tui.kept_keys import in_browser

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.skipif(find() is None, reason="no Chromium here")]


@pytest.mark.slow
async def test_a_room_in_a_real_browser(tmp_path: Path) -> None:
    home = tmp_path / "trainer"
    assert main(["--lang-ui", "fr", "demo", "--into", str(home)]) == 0
    async with served(home) as room, browser() as chromium:
        kept = tmp_path / "kept"
        kept.mkdir()
        lea, max_ = await chromium.page(downloads=kept), await chromium.page()
        await wrong_code(lea, room)
        own = await come_in(lea, room, "Léa")
        await come_in(max_, room, "Max")
        await types_and_copies(lea, room, kept)
        await foreign_page(chromium, room)
        await max_.picture(tmp_path / "max.png")
        await reloads(lea, room)
        await from_elsewhere(await chromium.page(), room, own)
        await a_wandering_pointer_says_little(max_)
        await every_key_comes_through(max_)
        asked = {url for page in (lea, max_) for url in page.asked if not url.startswith(("data:", "blob:"))}
        assert asked
        assert {url for url in asked if not re.match(rf"(http|ws)://{re.escape(room.url[7:-1])}/", url)} == set()
        assert [line for page in (lea, max_) for line in page.said if "exception" in line or "Security" in line] == []


async def wrong_code(page: Page, room: Served) -> None:
    await page.go(room.url)
    await page.run("document.getElementById('code').value = 'WRON-GCDE'; document.forms[0].submit()")
    await page.until("document.querySelector('.wrong')?.textContent.length > 10")
    assert await page.run("fetch('/static/js/textual.js').then(r => r.status)") == 403


async def types_and_copies(page: Page, room: Served, kept: Path) -> None:
    """Léa begins a draft, types, sees what is borrowed, and copies it out."""
    home = homes(room)["Léa"]
    await page.press("F4", 115)
    await until(lambda: drafts(home) != [])
    author, borrowed = pasted()
    text = f"Hier, déjà. {borrowed}"
    await page.type(text)
    await written(home, text)
    await until(lambda: author in page.painted)
    await page.picture(Path(os.environ.get("PORTEVOIX_PICTURES", str(home))) / "served.png")
    await copies(page, text)
    assert await page.run("navigator.clipboard.readText()") == ""
    await keeps_a_file(page, kept, text)


async def a_wandering_pointer_says_little(page: Page) -> None:
    """Forty cells crossed at once are one, told before the click that follows."""
    page.sent.clear()
    moved = "screen.dispatchEvent(new MouseEvent(kind, { clientX: x, clientY: 200, bubbles: true, view: window }))"
    await page.run(
        "(() => { const screen = document.querySelector('.xterm-screen'); const tell = (kind, x) => " + moved + ";"
        " for (let x = 100; x < 900; x += 20) tell('mousemove', x); tell('mousedown', 880); tell('mouseup', 880) })()"
    )
    await until(lambda: sum("[<0;" in said for said in page.sent) == 2)
    sent = [said.partition("[<")[2].partition(";")[0] for said in page.sent if "[<" in said]
    assert sent == ["35", "0", "0"], page.sent


async def every_key_comes_through(page: Page) -> None:
    """No key of ours is taken by the page's terminal; those that a browser takes before any page have another."""
    await page.run("(() => { window.sent = []; WebSocket.prototype.send = (said) => sent.push(said) })()")
    for module in pkgutil.iter_modules(tui.commands.__path__):
        importlib.import_module(f"tui.commands.{module.name}")
    keys = {key for ask in tui.commands.Command.__subclasses__() for key in ask.keys.split(",") if key}
    assert {"f1", "f12", "ctrl+n", "ctrl+p"} <= keys
    for key in sorted({*keys, *map(in_browser, keys)}):
        held, _, name = key.rpartition("+")
        if name[0] == "f" and name[1:].isdigit():
            await page.press(name.upper(), 111 + int(name[1:]))
        elif held and len(name) == 1:
            await page.press(name, ord(name.upper()), modifiers={"ctrl": 2, "alt": 1}[held])
        else:
            continue  # letters alone, arrows, Enter, Escape: every terminal's own
        sent = [said for said in await page.run("sent.splice(0)") if "stdin" in said]
        assert len(sent) == 1, key
        assert held != "alt" or json.loads(sent[0])[1] == chr(ord(name) - 96), key


async def foreign_page(chromium: Browser, room: Served) -> None:
    evil = await chromium.page()
    await evil.go("data:text/html,<p>elsewhere")
    socket = f"new Promise(done => {{ const s = new WebSocket('{room.url.replace('http', 'ws')}ws'); s.onopen = () => done('in');"
    assert await evil.run(socket + " s.onerror = () => done('out') })") == "out"


async def reloads(page: Page, room: Served) -> None:
    before = drafts(homes(room)["Léa"])
    await page.ask("Page.reload")
    await painted(page)
    assert drafts(homes(room)["Léa"]) == before


async def from_elsewhere(page: Page, room: Served, own: str) -> None:
    await page.go(room.url)
    await page.run(f"document.getElementById('code').value = '{own}'; document.forms[0].submit()")
    await painted(page)
    assert len(homes(room)) == 2
