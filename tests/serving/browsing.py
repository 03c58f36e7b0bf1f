"""A server in a process of its own, and what a person does to it in a real browser."""

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

from tests.chromium import Page

ROOT = Path(__file__).parent.parent.parent


class Served(NamedTuple):
    """A server in a process of its own."""

    url: str
    code: str
    people: Path


@asynccontextmanager
async def served(home: Path, *more: str) -> AsyncIterator[Served]:
    env = {**os.environ, "PORTEVOIX_HOME": str(home), "PORTEVOIX_LANG": "fr", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "tui.cli", "serve", *(more or ("--port", "0")))
    process = await asyncio.create_subprocess_exec(*command, env=env, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    told = ""
    async with asyncio.timeout(90):
        while "Ctrl+C" not in told:
            line = await process.stderr.readline()
            assert line, told
            told += line.decode()
    url, code = re.search(r"https?://\S+", told), re.search(r"salle\s*: (\S+)", told)
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


async def writes(page: Page, room: Served, name: str, text: str) -> None:
    """Begin a draft and type it, a key at a time; nothing is lost."""
    await page.press("F4", 115)
    await until(lambda: drafts(homes(room)[name]) != [])
    await page.type(text)
    await written(homes(room)[name], text)


async def copies(page: Page, text: str) -> None:
    """Copy the draft, and ask the browser itself what it holds: our page hides the clipboard from apps."""
    await page.press("F7", 118)
    await page.press("c", 67, modifiers=2)
    own = "Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard').get.call(navigator)"
    assert await page.until(f"{own}.readText()") == text


async def keeps_a_file(page: Page, kept: Path, text: str) -> None:
    """Save the text as a file, from the last look."""
    page.painted = ""
    await page.press("F9", 120)
    await until(lambda: "Ctrl+P" in page.painted)
    await page.press("s", 83, modifiers=2)
    await until(lambda: any(path.suffix == ".txt" for path in kept.iterdir()))
    assert [path.read_text("utf-8") for path in kept.iterdir()] == [text]
