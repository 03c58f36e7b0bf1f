"""The served app under load: key to paint, lost keystrokes, memory a session, with N pages typing at once.

    python tests/bench/serve.py [--sessions 30] [--seconds 20] [--rate 3]

Every page is a websocket that speaks as textual's page does, on a home of its own with the posts of the demo company; all type at
once, ``rate`` keys a second each. A key is painted when the first frame that holds its letter has come. Memory is told twice: PSS
(pages shared between processes counted once, divided among them), which is what a machine must have, and RSS, which counts shared
pages for every process again. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType

ROOT = Path(__file__).parents[2]
MOVES = re.compile(r"\x1b(\[[0-9;?<>=]*[A-Za-z~]|\][^\x07]*\x07)")
TEXT = "Hier soir j'ai repris la vieille machine de Roanne et personne n'avait noté pourquoi elle tournait encore aussi bien. "
NEW_DRAFT = "\x1bOS"
LATE_S = 10.0
SETTLE_S = 0.8


class Typist:
    """One page and the hands on it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.waits: list[float] = []
        self.lost = 0
        self.typed = ""
        self._seen = ""
        self._frame = asyncio.Event()

    async def read(self, page: ClientWebSocketResponse) -> None:
        async for message in page:
            if message.type is WSMsgType.BINARY:
                self._seen += MOVES.sub("", message.data.decode(errors="replace"))
                self._frame.set()

    def forget(self) -> None:
        """Look at what comes from now on only."""
        self._seen = ""

    async def shown(self, words: str) -> None:
        """Wait until some words have been painted."""
        while words not in self._seen:
            self._frame.clear()
            await asyncio.wait_for(self._frame.wait(), 120)

    async def type(self, page: ClientWebSocketResponse, seconds: float, rate: float) -> None:
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            char = TEXT[len(self.typed) % len(TEXT)]
            begun = time.perf_counter()
            self._seen = ""
            await page.send_json(["stdin", char])
            self.typed += char
            painted = await self._painted(char, begun)
            if painted is None:
                self.lost += 1
            elif char != " ":  # a blank may be painted by not painting
                self.waits.append(painted)
            await asyncio.sleep(max(0.0, 1 / rate - (time.perf_counter() - begun)))

    async def _painted(self, char: str, begun: float) -> float | None:
        while time.perf_counter() - begun < LATE_S:
            if char == " " or char in self._seen:
                return time.perf_counter() - begun
            self._frame.clear()
            try:
                await asyncio.wait_for(self._frame.wait(), LATE_S)
            except TimeoutError:
                break
        return None


def memory(pid: int) -> tuple[float, float]:
    """PSS and RSS of a process in MB."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return tuple(int(re.search(rf"^{name}:\s+(\d+)", told, re.M)[1]) / 1024 for name in ("Pss", "Rss"))  # type: ignore[index, return-value]


def spent(pid: int) -> float:
    """CPU seconds of a process so far."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def worked() -> float:
    """CPU seconds of all that runs on this machine so far, and of what other machines take of it."""
    user, nice, system, _idle, _wait, irq, soft, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + soft + steal) / os.sysconf("SC_CLK_TCK")


def apps(folder: Path) -> dict[int, Path]:
    """The processes of the apps served from ``folder``, each with its home: the folder it stands in says."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            where = (process / "cwd").resolve()
        except OSError:
            continue
        if where.is_relative_to(folder):
            found[int(process.name)] = where.parent
    return found


def drafts(home: Path) -> list[str]:
    with sqlite3.connect(f"file:{home}/data/notebook.db?mode=ro", uri=True) as db:
        return [row[0] for row in db.execute("select text from draft")]


async def serve(home: Path) -> tuple[asyncio.subprocess.Process, str, str]:
    env = {**os.environ, "PORTEVOIX_HOME": str(home), "PORTEVOIX_LANG": "en", "PYTHONPATH": str(ROOT)}
    command = (sys.executable, "-m", "tui.cli", "serve", "--port", "0", "--sessions", "200", "--people", "1000")
    process = await asyncio.create_subprocess_exec(*command, env=env, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    told = ""
    while "Ctrl+C" not in told:
        assert process.stderr is not None
        told += (await process.stderr.readline()).decode()
    return process, re.search(r"http://\S+", told)[0], re.search(r"code: (\S+)", told)[1]  # type: ignore[index]


async def main(sessions: int, seconds: float, rate: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "trainer")
        lay = (sys.executable, "-m", "tui.cli", "demo", "--into", str(home))
        null = asyncio.subprocess.DEVNULL
        await (await asyncio.create_subprocess_exec(*lay, cwd=ROOT, stdout=null)).wait()
        process, url, code = await serve(home)
        try:
            await measure(home, process.pid, url, code, sessions, seconds, rate)
        finally:
            process.send_signal(signal.SIGTERM)
            await process.wait()


async def measure(home: Path, server: int, url: str, code: str, sessions: int, seconds: float, rate: float) -> None:
    typists = [Typist(number) for number in range(sessions)]
    begun, people = time.perf_counter(), home / "data" / "served" / "people"
    clients, pages, reading = [], [], []
    for typist in typists:
        http = ClientSession(cookie_jar=CookieJar(unsafe=True))
        clients.append(http)
        origin = {"Origin": url.rstrip("/")}
        joined = await http.post(f"{url}join", data={"code": code, "name": f"P{typist.number}"}, headers=origin)
        assert joined.status == 200, joined.status
        page = await http.ws_connect(f"{url}ws?width=110&height=30", headers=origin, max_msg_size=0)
        pages.append(page)
        reading.append(asyncio.create_task(typist.read(page)))
    await asyncio.gather(*(typist.shown("F4") for typist in typists))
    print(f"{sessions} pages open, all painted {time.perf_counter() - begun:.1f} s after the first joined")
    for typist, page in zip(typists, pages, strict=True):
        typist.forget()
        await page.send_json(["stdin", NEW_DRAFT])
    await asyncio.gather(*(typist.shown("F9") for typist in typists))
    # The store and the packs are opened behind the first paint: a second of processor each, which is not the typing.
    await asyncio.sleep(4 + SETTLE_S * sessions)
    load = os.getloadavg()[0]
    before, served, own = {pid: spent(pid) for pid in apps(people)}, spent(server), time.process_time()
    machine, start = worked(), time.perf_counter()
    await asyncio.gather(*(typist.type(page, seconds, rate) for typist, page in zip(typists, pages, strict=True)))
    await asyncio.sleep(1.5)
    cost = sum(spent(pid) - was for pid, was in before.items()), spent(server) - served, time.process_time() - own
    lasted, others = time.perf_counter() - start, worked() - machine - sum(cost)
    waits = sorted(wait for typist in typists for wait in typist.waits)
    keys = sum(len(typist.typed) for typist in typists)
    print(f"{keys} keys, {rate:g} a second each: key to paint p50 {median(waits) * 1e3:.0f} ms, "
          f"p95 {waits[int(0.95 * len(waits))] * 1e3:.0f} ms, worst {waits[-1] * 1e3:.0f} ms "
          f"({os.cpu_count()} cores, load {load:.1f} before)")  # fmt: skip
    print(f"processors busy meanwhile: {sum(cost) / lasted:.2f} with this, {others / lasted:.2f} with other work: "
          "the waits above mean something only where the latter is near 0")  # fmt: skip
    print("CPU a key: apps {:.1f} ms, server {:.1f} ms, this bench {:.1f} ms".format(*(each * 1e3 / keys for each in cost)))
    known = {json.loads(card.read_text())["name"]: card.parent for card in people.glob("*/person.json")}
    whole = sum(typist.typed in drafts(known[f"P{typist.number}"]) for typist in typists)
    print(f"drafts on disk 1.5 s after the last key, whole: {whole} of {sessions}; keys never painted: "
          f"{sum(typist.lost for typist in typists)}")  # fmt: skip
    running = apps(people)
    sizes = [memory(pid) for pid in running]
    print(f"memory of {len(sizes)} app processes: PSS mean {sum(p for p, _ in sizes) / len(sizes):.0f} MB, "
          f"largest {max(p for p, _ in sizes):.0f}; RSS mean {sum(r for _, r in sizes) / len(sizes):.0f} MB, "
          f"largest {max(r for _, r in sizes):.0f}")  # fmt: skip
    for page, http in zip(pages, clients, strict=True):
        await page.close()
        await http.close()
    until = time.perf_counter() + 20
    while apps(people) and time.perf_counter() < until:
        await asyncio.sleep(0.1)
    print(f"app processes left once every page was closed: {len(apps(people))}")
    for task in reading:
        task.cancel()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sessions", type=int, default=30)
    asked.add_argument("--seconds", type=float, default=20.0)
    asked.add_argument("--rate", type=float, default=3.0)
    chosen = asked.parse_args()
    asyncio.run(main(chosen.sessions, chosen.seconds, chosen.rate))
