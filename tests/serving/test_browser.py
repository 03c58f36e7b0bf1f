"""The whole of it in a real Chromium: join, type, see marks, copy, reload, two at once, a wrong code, another site's page."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.chromium import Browser, Page, browser, find
from tui.cli import main

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.skipif(find() is None, reason="no Chromium here")]
ROOT = Path(__file__).parent.parent.parent


class Served(NamedTuple):
    """A server in a process of its own."""

    url: str
    code: str
    people: Path


@asynccontextmanager
async def served(home: Path, *more: str) -> AsyncIterator[Served]:
    env = {**os.environ, "PORTEVOIX_HOME": str(home), "PORTEVOIX_LANG": "fr", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "tui.cli", "serve", "--port", "0", *more)
    process = await asyncio.create_subprocess_exec(*command, env=env, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    told = ""
    async with asyncio.timeout(90):
        while "Ctrl+C" not in told:
            line = await process.stderr.readline()
            assert line, told
            told += line.decode()
    url, code = re.search(r"http://\S+", told), re.search(r"salle\s*: (\S+)", told)
    assert url is not None, told
    assert code is not None, told
    try:
        yield Served(url[0], code[1], home / "data" / "served" / "people")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 30)


async def come_in(page: Page, served: Served, name: str) -> str:
    """Join as a person does, and return one's own code."""
    await page.go(served.url)
    await page.run("document.getElementById('code').focus()")
    await page.type(served.code.lower())
    await page.run("document.getElementById('name').focus()")
    await page.type(name)
    await page.run("document.querySelector('button').click()")
    own = str(await page.until("document.getElementById('own')?.textContent"))
    await page.run("document.getElementById('go').click()")
    await painted(page)
    return own


async def painted(page: Page) -> None:
    await page.until("document.getElementById('veil')?.hidden && document.body.classList.contains('-first-byte')")


def homes(served: Served) -> dict[str, Path]:
    """The homes of the people, by first name."""
    return {json.loads(card.read_text("utf-8"))["name"]: card.parent for card in served.people.glob("*/person.json")}


def drafts(home: Path) -> list[str]:
    """The texts of somebody's drafts, as the disk has them."""
    import sqlite3

    with sqlite3.connect(f"file:{home}/data/notebook.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute("select text from draft")]


async def written(home: Path, text: str) -> None:
    await until(lambda: text in drafts(home))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.05)


def pasted() -> tuple[str, str]:
    """A colleague, and a sentence of theirs to paste."""
    posts = (json.loads(line) for line in (ROOT / "corpus/demo/posts.jsonl").read_text("utf-8").splitlines())
    post = next(post for post in posts if post["kind"] == "sibling" and post["author"] != "Claire" and len(post["text"]) > 200)
    return post["author"], max((s for s in re.split(r"(?<=[.!?])\s+", post["text"]) if "\n" not in s), key=len)


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
