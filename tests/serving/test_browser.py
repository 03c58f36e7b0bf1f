"""The whole of it in a real Chromium: join, type, see marks, copy, reload, two at once, a wrong code, another site's page."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.chromium import Browser, Page, browser, find
from tests.serving.browsing import Served, come_in, drafts, homes, painted, pasted, served, until, written
from tui.cli import main

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.skipif(find() is None, reason="no Chromium here")]


@pytest.mark.slow
async def test_a_room_in_a_real_browser(tmp_path: Path) -> None:
    home = tmp_path / "trainer"
    assert main(["--lang-ui", "fr", "demo", "--into", str(home)]) == 0
    async with served(home) as room, browser() as chromium:
        lea, max_ = await chromium.page(downloads=tmp_path), await chromium.page()
        await wrong_code(lea, room)
        own = await come_in(lea, room, "Léa")
        await come_in(max_, room, "Max")
        await types_and_copies(lea, room)
        await foreign_page(chromium, room)
        await max_.picture(tmp_path / "max.png")
        await reloads(lea, room)
        await from_elsewhere(await chromium.page(), room, own)
        asked = {url for page in (lea, max_) for url in page.asked if not url.startswith(("data:", "blob:"))}
        assert asked
        assert {url for url in asked if not re.match(rf"(http|ws)://{re.escape(room.url[7:-1])}/", url)} == set()
        assert [line for page in (lea, max_) for line in page.said if "exception" in line or "Security" in line] == []


async def wrong_code(page: Page, room: Served) -> None:
    await page.go(room.url)
    await page.run("document.getElementById('code').value = 'WRON-GCDE'; document.forms[0].submit()")
    await page.until("document.querySelector('.wrong')?.textContent.length > 10")
    assert await page.run("fetch('/static/js/textual.js').then(r => r.status)") == 403


async def types_and_copies(page: Page, room: Served) -> None:
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
    await page.press("F7", 118)
    await page.press("c", 67, modifiers=2)
    # Our page hides the clipboard from apps: a test asks the browser's own.
    own = "Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard').get.call(navigator)"
    assert await page.until(f"{own}.readText()") == text
    assert await page.run("navigator.clipboard.readText()") == ""


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
