"""A half-day as it is lived: a trainer's board and wall in a terminal, people in real browser pages and terminals, a dead host.

    python tests/bench/half_day.py [--pages 6] [--terminals 2] [--pictures FOLDER]

Everybody comes in by the code, types, shows a text; the wall is looked at for names; the host is killed with SIGKILL while all
type, and begun again; then the exercise is played to its report. Needs tmux and Chromium. It says what it
did, and what it measured:

- from the key that shows a text to the trainer's board, at most a second;
- after the kill, everybody back, and nothing lost that was typed more than a second before it.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.chromium import Browser, Page, browser, find  # noqa: E402

NAMES = ("Aïcha", "Bruno", "Chloé", "Diego", "Elsa", "Farid", "Gaëlle", "Hugo")
WORDS = ("abricot", "bouleau", "cerise", "digue", "ecluse", "fougere", "grenier", "herisson")
F3, F6, F8 = ("F3", 114), ("F6", 117), ("F8", 119)
PATIENCE_S = 120.0
SAFE_S = 1.0
"""What was typed longer ago than this must be there after a kill."""


class Terminal:
    """One window of a tmux server of our own."""

    def __init__(self, server: str, name: str, size: tuple[int, int]) -> None:
        self._server, self._name = server, name
        self._tmux("new-session", "-d", "-s", name, "-x", str(size[0]), "-y", str(size[1]), "bash --norc")

    def _tmux(self, *command: str) -> str:
        return subprocess.run(["tmux", "-L", self._server, *command], check=True, capture_output=True, text=True).stdout

    def run(self, home: Path, *command: str) -> None:
        """Run portevoix there, in a home of its own."""
        env = f"PORTEVOIX_HOME={shlex.quote(str(home))} PORTEVOIX_LANG=fr COLORTERM=truecolor"
        called = shlex.join((sys.executable, "-m", "tui.cli", *command))
        self._tmux("send-keys", "-t", self._name, f"cd {shlex.quote(str(ROOT))} && clear && {env} {called}", "Enter")

    def press(self, key: str) -> None:
        self._tmux("send-keys", "-t", self._name, key)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-t", self._name, "-l", text)

    def screen(self, *, colours: bool = False) -> str:
        return self._tmux("capture-pane", "-p", *(["-e", "-N"] if colours else []), "-t", self._name)

    async def shows(self, words: str, seconds: float = PATIENCE_S) -> float:
        """Wait for words on the screen; return when they were seen."""
        async with asyncio.timeout(seconds):
            while words not in self.screen():
                await asyncio.sleep(0.02)
        return time.perf_counter()

    def kill(self) -> None:
        """Kill what runs there, so that it can put nothing in order."""
        shell = int(self._tmux("list-panes", "-t", self._name, "-F", "#{pane_pid}"))
        below = subprocess.run(["pgrep", "-P", str(shell)], check=True, capture_output=True, text=True).stdout
        for pid in map(int, below.split()):
            os.kill(pid, signal.SIGKILL)


class Hands(Protocol):
    """Somebody who takes part."""

    name: str

    async def type(self, text: str) -> None: ...
    async def show(self) -> None: ...
    async def sees(self, words: str) -> None: ...


class AtTerminal:
    """Somebody with their own portevoix."""

    def __init__(self, name: str, terminal: Terminal) -> None:
        self.name, self.terminal = name, terminal

    async def come_in(self, home: Path, url: str, code: str) -> None:
        """Join by hand, as the guide says."""
        self.terminal.run(home, "workshop", "join", url)
        await self.terminal.shows("Code de la salle")
        self.terminal.type(code)
        self.terminal.press("Enter")
        await self.terminal.shows("Ton prénom")
        self.terminal.type(self.name)
        self.terminal.press("Enter")

    async def type(self, text: str) -> None:
        self.terminal.type(text)

    async def show(self) -> None:
        self.terminal.press("F8")

    async def sees(self, words: str) -> None:
        await self.terminal.shows(words)


class AtPage:
    """Somebody with nothing but a browser."""

    def __init__(self, name: str, page: Page) -> None:
        self.name, self.page = name, page

    async def come_in(self, url: str, code: str) -> None:
        """Join by the form, as a person does."""
        page = self.page
        await page.ask("Network.setExtraHTTPHeaders", headers={"Accept-Language": "fr"})
        await page.go(url)
        for box, said in (("code", code.lower()), ("name", self.name)):
            await page.run(f"document.getElementById('{box}').focus()")
            await page.type(said)
        await page.run("document.querySelector('button').click()")
        await page.until("document.getElementById('own')?.textContent")
        await page.run("document.getElementById('go').click()")

    async def type(self, text: str) -> None:
        await self.page.type(text)

    async def show(self) -> None:
        await self.page.press(*F8)

    async def sees(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while words.replace(" ", "") not in self.page.painted.replace(" ", ""):
                await asyncio.sleep(0.05)

    def forget(self) -> None:
        """Look at what is painted from now on only."""
        self.page.painted = ""


class Figures(NamedTuple):
    """What was measured."""

    shown_s: list[float]
    back_s: float
    lost: list[str]
    named: list[str]


class HalfDay:
    """The whole of it, in one folder."""

    def __init__(self, folder: Path, server: str, chromium: Browser, asked: argparse.Namespace) -> None:
        self.folder, self.server, self.chromium, self.asked = folder, server, chromium, asked
        self.host_home = folder / "host"
        self.port = _free_port()
        self.host = Terminal(server, "host", (140, 44))
        self.people: list[AtPage | AtTerminal] = []

    def portevoix(self, *command: str) -> str:
        """Run a verb in the trainer's home."""
        env = {**os.environ, "PORTEVOIX_HOME": str(self.host_home), "PORTEVOIX_LANG": "fr"}
        return subprocess.run(
            [sys.executable, "-m", "tui.cli", *command], check=True, capture_output=True, text=True, env=env, cwd=ROOT
        ).stdout

    async def lead(self) -> str:
        """Begin to lead, or again; return the code."""
        self.host.run(
            self.host_home, "workshop", "host", "degraisser", "--cohort", "Banc", "--half-day", "1", "--port", str(self.port)
        )
        await self.host.shows("code ")
        found = re.search(r"code ([A-Z0-9]{4}-[A-Z0-9]{4})", self.host.screen())
        assert found is not None, self.host.screen()
        return found[1]

    async def come_in(self, code: str) -> None:
        url = f"http://127.0.0.1:{self.port}/"
        for n, name in enumerate(NAMES[: self.asked.pages + self.asked.terminals]):
            if n < self.asked.pages:
                page = AtPage(name, await self.chromium.page())
                await page.come_in(url, code)
                self.people.append(page)
            else:
                seat = AtTerminal(name, Terminal(self.server, f"p{n}", (80, 24)))
                await seat.come_in(self.folder / f"home{n}", url, code)
                self.people.append(seat)
            await self.people[-1].sees("étape s'ouvre")
            await self.host.shows(name)

    async def all(self, act: Callable[[AtPage | AtTerminal, str], Awaitable[None]]) -> None:
        await asyncio.gather(*(act(each, word) for each, word in zip(self.people, WORDS, strict=False)))

    async def play(self) -> Figures:
        """Live it, and return what was measured."""
        self.portevoix("workshop", "cohort", "Banc", "--first", "2027-01-12", "--invite", ",".join(NAMES))
        await self.come_in(await self.lead())
        said(f"{len(self.people)} came in: {self.asked.pages} pages, {self.asked.terminals} terminals")
        self.host.press("F3")
        await self.all(lambda each, _: each.sees("Votre réflexe"))
        said("the first step is before everybody")
        shown = await self.shared()
        named = await self.wall()
        back, lost = await self.killed()
        await self.to_the_end()
        return Figures(shown, back, lost, named)

    async def shared(self) -> list[float]:
        """Everybody writes; then each shows it under their name, one after the other."""
        await self.all(lambda each, word: each.type(f"Lundi, la pompe {word} s'est tue."))
        for word in WORDS[: len(self.people)]:
            await self.host.shows(f"la pompe {word} s'est")
        waits = []
        for each in self.people:
            begun = time.perf_counter()
            await each.show()
            waits.append(await self.host.shows(f"{each.name} : Lundi") - begun)
        await self.picture("board", self.host)
        await self.picture_of_people("participant")
        return waits

    async def wall(self) -> list[str]:
        """Look at the wall for names."""
        self.host.press("F6")
        await self.host.shows("Au mur")
        await self.host.shows(f"la pompe {WORDS[0]}")
        wall = self.host.screen()
        await self.picture("projector", self.host)
        self.host.press("F6")
        await self.host.shows("Dans la salle")
        said("the wall was looked at")
        return [name for name in NAMES if name in wall]

    async def killed(self) -> tuple[float, list[str]]:
        """Kill the host while everybody types, begin it again, and look for what was typed a second before."""
        await self.all(lambda each, word: each.type(f" Avant {word}."))
        await asyncio.sleep(SAFE_S)
        typing = asyncio.create_task(self.all(lambda each, word: each.type(f" Pendant {word}.")))
        await asyncio.sleep(0.1)
        for each in self.people:
            if isinstance(each, AtPage):
                each.forget()
        self.host.kill()
        died = time.perf_counter()
        await asyncio.wait({typing}, timeout=10)
        await asyncio.sleep(1.0)
        await self.lead()
        begun = time.perf_counter()
        await self.host.shows(f"{len(self.people)} personnes")
        await self.all(lambda each, word: each.sees(f"Avant {word}"))
        back = time.perf_counter() - begun
        said(f"killed, begun again {begun - died:.0f} s after, everybody back {back:.1f} s later")
        kept = self.kept()
        return back, [word for word in WORDS[: len(self.people)] if not any(f"Avant {word}." in text for text in kept)]

    def kept(self) -> list[str]:
        """Return every text the trainer's notebook holds."""
        with sqlite3.connect(f"file:{self.host_home / 'data' / 'notebook.db'}?mode=ro", uri=True) as db:
            found = [json.loads(state) for (state,) in db.execute("SELECT state FROM event")]
        return [event["text"] for event in found if event["kind"] == "wrote"]

    async def to_the_end(self) -> None:
        """Play what is left, end it, and print its report."""
        for title in ("Les faits", "Ce que vous en avez vu", "Votre post", "Avant, après", "Débrief"):
            self.host.press("F3")
            await self.host.shows(title)
            await self.people[-1].sees(title)
        self.host.press("F3")
        await self.host.shows("Terminé")
        await self.picture_of_people("end")
        page = self.folder / "report.html"
        self.portevoix("workshop", "report", "--format", "html", "-o", str(page))
        named = [name for name in NAMES if name in page.read_text("utf-8")]
        said(f"ended; the report names {', '.join(named) or 'nobody'}")
        await self.paper("report", page)

    # --- pictures

    async def picture(self, name: str, terminal: Terminal) -> None:
        if self.asked.pictures:
            from rich.console import Console
            from rich.text import Text

            drawn = Console(record=True, width=140, file=io.StringIO(), force_terminal=True)
            drawn.print(Text.from_ansi(terminal.screen(colours=True)))
            svg = self.folder / f"{name}.svg"
            drawn.save_svg(str(svg), title="portevoix workshop host")
            await self.paper(name, svg)

    async def picture_of_people(self, name: str) -> None:
        pages = [each.page for each in self.people if isinstance(each, AtPage)]
        if self.asked.pictures and pages:
            await pages[0].picture(self.asked.pictures / f"{name}.png")

    async def paper(self, name: str, file: Path) -> None:
        if self.asked.pictures:
            page = await self.chromium.page()
            await page.go(file.as_uri())
            await page.picture(self.asked.pictures / f"{name}.png")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def said(what: str) -> None:
    print(f"· {what}", flush=True)


async def lived(asked: argparse.Namespace) -> Figures:
    server = f"half-day-{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="half-day-", ignore_cleanup_errors=True) as folder:
        try:
            async with browser() as chromium:
                return await HalfDay(Path(folder), server, chromium, asked).play()
        finally:
            subprocess.run(["tmux", "-L", server, "kill-server"], check=False, capture_output=True)


def main() -> int:
    """Print the figures; 1 when one is not what was promised."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=6)
    parser.add_argument("--terminals", type=int, default=2)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    if find() is None or shutil.which("tmux") is None:
        print("Chromium and tmux are needed.")
        return 2
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that windows and browser are closed behind us
    found = asyncio.run(lived(asked))
    waits = sorted(found.shown_s)
    print(f"shown      {len(waits)} texts  median {waits[len(waits) // 2]:.2f} s  longest {waits[-1]:.2f} s  (promised: 1 s)")
    print(f"killed     everybody back {found.back_s:.1f} s after the host  texts lost: {len(found.lost)} {found.lost or ''}")
    print(f"wall       names on it: {len(found.named)}")
    return int(waits[-1] > SAFE_S or bool(found.lost) or bool(found.named))


if __name__ == "__main__":
    sys.exit(main())
