"""A session of several: what each may see and do, what is told when, and what outlives a dead host or a lost network."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from coach.adapters.clock import SystemClock
from coach.workshop.events import Started
from coach.workshop.logbook import Session
from coach.workshop.playing import Play
from coach.workshop.reading import shipped
from coach.workshop.view import shared_texts, view
from tests.serving.conftest import CODE, Cradle
from tests.workshop_fakes import MemoryLogbook
from tui.serving.conduct import AWAY_S, Conduct
from tui.serving.doorway import Doorway
from tui.serving.link import Address, Link, Outbox
from tui.serving.nursery import Nursery
from tui.serving.people import People
from tui.serving.room import Room
from tui.serving.rules import Rules
from tui.serving.seat import environment

pytestmark = pytest.mark.anyio
CLOCK = SystemClock()
ROOT = Path(__file__).parent.parent.parent


def new_play(name: str = "degraisser") -> Play:
    log, exercise = MemoryLogbook(), next(e for e in shipped("fr") if e.name == name)
    session = Session(id="s1", exercise=exercise.name, title=exercise.title, made=CLOCK.now())
    log.save_session(session)
    play = Play(log, session, CLOCK)
    play.do(Started(at=CLOCK.now(), exercise=exercise, seed=7))
    return play


class Salle:
    """A workshop on a port, and programs that take part in it."""

    def __init__(self, conduct: Conduct, room: Room, url: str) -> None:
        self.conduct, self.room, self.url = conduct, room, url
        self.play = conduct.play

    async def token(self, name: str) -> str:
        async with ClientSession() as http, http.post(f"{self.url}/api/join", json={"code": CODE, "name": name}) as answer:
            assert answer.status == 200
            return str((await answer.json())["token"])

    async def call(self, method: str, path: str, token: str, **more: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
        async with ClientSession() as http, http.request(method, self.url + path, headers=headers, **more) as answer:
            return answer.status, (await answer.json() if answer.content_type == "application/json" else None)

    async def seen(self, token: str) -> Any:
        status, told = await self.call("GET", "/api/room", token)
        assert status == 200
        return told


@asynccontextmanager
async def salle(folder: Path, play: Play | None = None, port: int = 0) -> AsyncIterator[Salle]:
    from aiohttp import web

    rules = Rules(folder)
    people = People(folder / "people", most=9, now=CLOCK.now)
    room = Room(rules, people, Doorway(rules, people, code=CODE), Cradle())  # type: ignore[arg-type]
    room.conduct = Conduct(play or new_play(), people, "fr")
    runner = web.AppRunner(room.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield Salle(room.conduct, room, f"http://127.0.0.1:{runner.addresses[0][1]}")
    finally:
        await runner.cleanup()


async def until(true: Callable[[], Any], seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)


def wrote(step: str, text: str, who: str = "anybody") -> dict[str, str]:
    return {"kind": "wrote", "at": "2020-01-01T00:00:00Z", "who": who, "step": step, "text": text}


async def test_each_sees_their_own_and_what_the_others_show_and_nothing_else(tmp_path: Path) -> None:
    async with salle(tmp_path) as s:
        lea, karim = await s.token("Léa"), await s.token("Karim")
        me = (await s.seen(lea))["who"]
        other = (await s.seen(karim))["who"]
        s.play.go_on()
        step, current = str(s.play.state.step), s.play.state.current
        assert current is not None
        assert (await s.call("POST", "/api/acts", lea, json=[wrote(step, "Un secret", other)]))[0] == 200
        assert s.play.state.people[me].text(step) == "Un secret"  # whoever it said it was from
        assert s.play.state.people[other].text(step) == ""
        assert "Un secret" in str(await s.seen(lea))
        assert "Un secret" not in str(await s.seen(karim))
        assert shared_texts(s.play.state, current) == ((me, "", "Un secret"),)  # this step shows what is written, unsigned
        await s.call("POST", "/api/acts", lea, json=[{"kind": "shared", "at": "2020-01-01T00:00:00Z", "who": "x", "step": step}])
        assert shared_texts(s.play.state, current) == ((me, "Léa", "Un secret"),)
        await s.call(
            "POST", "/api/acts", lea, json=[{"kind": "unshared", "at": "2020-01-01T00:00:00Z", "who": "x", "step": step}]
        )
        assert "Un secret" not in str(await s.seen(karim))
        assert shared_texts(s.play.state, current) == ()
        assert view(s.play.state, "nobody").people[me].chose == {}


async def test_pieces_of_the_others_come_without_their_author(tmp_path: Path) -> None:
    async with salle(tmp_path, new_play("hook")) as s:
        lea, karim = await s.token("Léa"), await s.token("Karim")
        await s.seen(karim)
        author = (await s.seen(lea))["who"]
        while (step := s.play.go_on()) is not None and step.id != "vote":
            if step.kind == "write":
                await s.call("POST", "/api/acts", lea, json=[wrote(step.id, "Le pont roulant s'est tu.")])
        told = await s.seen(karim)
        laid = [text for _, text in told["before"]["pieces"]]
        assert "Le pont roulant s'est tu." in " ".join(laid)
        assert not any(author in key for key, _ in told["before"]["pieces"])
        assert told["state"]["people"][author]["wrote"] == {}


@pytest.mark.parametrize(
    "acts",
    [
        [{"kind": "ended", "at": "2020-01-01T00:00:00Z"}],
        [{"kind": "opened", "at": "2020-01-01T00:00:00Z", "step": "faits"}],
        [{"kind": "withdrew", "at": "2020-01-01T00:00:00Z", "who": "x"}],
        [{"kind": "joined", "at": "2020-01-01T00:00:00Z", "who": "x", "name": "Trainer"}],
        [wrote("s", "x" * 50_001)],
        [wrote("s", "x")] * 65,
        {"a": 1},
        "x",
    ],
)
async def test_nobody_but_the_trainer_leads(tmp_path: Path, acts: Any) -> None:
    async with salle(tmp_path) as s:
        lea = await s.token("Léa")
        before = s.play.state
        assert (await s.call("POST", "/api/acts", lea, json=acts))[0] == 400
        assert s.play.state == before


async def test_without_a_token_or_from_another_sites_page_there_is_no_session(tmp_path: Path) -> None:
    async with salle(tmp_path) as s:
        lea = await s.token("Léa")
        for token, headers in (("", {}), ("ABCD" * 5, {}), (CODE, {}), (lea, {"Origin": "https://evil.example"})):
            assert (await s.call("GET", "/api/room", token, headers=headers))[0] == 403
            assert (await s.call("POST", "/api/acts", token, json=[], headers=headers))[0] == 403
        assert s.play.state.people == {}
        async with ClientSession() as http:
            wrong = await http.post(f"{s.url}/api/join", json={"code": "NO", "name": "x"})
            assert wrong.status == 403
            assert (await wrong.json())["why"] == "wrong"
            assert (await http.post(f"{s.url}/api/join", json=[1])).status == 400
            assert (await http.post(f"{s.url}/api/join", data=b"\xff")).status == 400


async def test_news_comes_at_once_to_those_it_concerns_and_to_no_others(tmp_path: Path) -> None:
    async with salle(tmp_path) as s:
        lea, karim = await s.token("Léa"), await s.token("Karim")
        mine, his = await s.seen(lea), None
        his = await s.seen(karim)
        mine = await s.seen(lea)  # Karim has come in meanwhile
        s.play.go_on()
        s.conduct.led()
        mine, his = await s.seen(lea), await s.seen(karim)
        asking = asyncio.create_task(s.call("GET", f"/api/room?after={his['mark']}", karim))
        await s.call("POST", "/api/acts", lea, json=[wrote(str(s.play.state.step), "Pour moi")])
        await asyncio.sleep(0.4)
        assert not asking.done()
        s.play.extend()
        s.conduct.led()
        status, told = await asyncio.wait_for(asking, 1.0)
        assert status == 200
        assert told["mark"] != his["mark"]
        assert mine["session"]["title"] == s.play.session.title


async def test_somebody_who_asks_nothing_any_more_is_away_and_comes_back(tmp_path: Path) -> None:
    async with salle(tmp_path) as s:
        lea = await s.token("Léa")
        who = (await s.seen(lea))["who"]
        later = s.conduct._now
        s.conduct._now = lambda: later() + AWAY_S + 1
        s.conduct.note_gone()
        assert not s.play.state.people[who].here
        s.conduct._now = later
        await s.seen(lea)
        assert s.play.state.people[who].here


async def test_what_is_typed_while_the_room_is_away_is_told_when_it_is_back(tmp_path: Path) -> None:
    play, outbox = new_play(), tmp_path / "outbox.json"
    async with salle(tmp_path, play) as s:
        address = Address(s.url, await s.token("Léa"))
        link = Link(address, outbox, CLOCK, lambda: None)
        link.begin()
        await until(lambda: link.session is not None)
        play.go_on()
        s.conduct.led()
        await until(lambda: link.state.step is not None)
        link.write("Avant.")
        await until(lambda: play.state.people[link.who].text(str(play.state.step)) == "Avant.")
    await until(lambda: link.reached is False)
    link.write("Pendant.")
    assert link.state.people[link.who].text(str(link.state.step)) == "Pendant."
    link.end()
    again = Link(address, outbox, CLOCK, lambda: None)  # the app too was closed and opened again
    assert again.waiting == 1
    async with salle(tmp_path, play, int(address.url.rpartition(":")[2])):
        again.begin()
        await until(lambda: again.waiting == 0 and again.session is not None)
        assert play.state.people[again.who].text(str(play.state.step)) == "Pendant."
    again.end()


async def test_an_answer_that_crosses_what_was_told_does_not_take_it_back(tmp_path: Path) -> None:
    async with salle(tmp_path) as s:
        token = await s.token("Léa")
        s.play.go_on()
        before = await s.seen(token)
        link = Link(Address(s.url, token), tmp_path / "outbox.json", CLOCK, lambda: None)
        link._take(before)
        link._will_ask()  # its answer is on its way when the text is told
        link.write("Ce que je viens de taper.")
        link._was_told(link._outbox.waiting())
        assert link.waiting == 0
        link._take(before)
        assert link.state.people[link.who].text(str(link.state.step)) == "Ce que je viens de taper."
        link._will_ask()
        link._take(before)
        assert link.state.people[link.who].text(str(link.state.step)) == ""  # what the room says holds, once it was asked after


def test_an_outbox_keeps_the_last_of_each_place_and_survives_a_damaged_file(tmp_path: Path) -> None:
    from coach.workshop.events import Wrote

    at = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    box = Outbox(tmp_path / "box.json")
    for text in ("a", "ab"):
        box.put(Wrote(at=at, who="x", step="s", text=text))
    box.put(Wrote(at=at, who="x", step="t", text="c"))
    sent = box.waiting()
    assert [act.text for act in sent if isinstance(act, Wrote)] == ["ab", "c"]
    box.put(Wrote(at=at, who="x", step="s", text="abc"))
    box.told(sent)
    assert [act.text for act in Outbox(tmp_path / "box.json").waiting() if isinstance(act, Wrote)] == ["abc"]
    (tmp_path / "box.json").write_text("[{", "utf-8")
    assert Outbox(tmp_path / "box.json").waiting() == ()


HOST = """
import asyncio, sys
from pathlib import Path
from coach.adapters.clock import SystemClock
from coach.adapters.home import locate_home
from tests.serving import test_conduct as t
from tui.wiring import open_house
folder, port = Path(sys.argv[1]), int(sys.argv[2])
house = open_house("fr", {"PORTEVOIX_HOME": str(folder)})
from coach.workshop.playing import Play
log = house.logbook
if not log.sessions():
    memory = t.new_play()
    log.save_session(memory.session)
    play = Play(log, memory.session, t.CLOCK)
    for entry in memory._log.entries("s1"):
        play.do(entry.event)
    play.go_on()
play = Play(log, log.sessions()[0], t.CLOCK)
async def main():
    async with t.salle(folder, play, port) as s:
        print(s.url, flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
async def test_a_host_killed_in_mid_exercise_finds_everybody_where_they_were(tmp_path: Path) -> None:
    async def begin(port: int) -> tuple[asyncio.subprocess.Process, str]:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = (sys.executable, "-c", HOST, str(tmp_path), str(port))
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
        assert process.stdout is not None
        return process, (await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip()

    host, url = await begin(0)
    async with ClientSession() as http:
        token = (await (await http.post(f"{url}/api/join", json={"code": CODE, "name": "Léa"})).json())["token"]
    link = Link(Address(url, token), tmp_path / "outbox.json", CLOCK, lambda: None)
    link.begin()
    try:
        await until(lambda: link.state.step is not None)
        step = str(link.state.step)
        link.write("Ce que j'ai tapé une seconde avant.")
        await until(lambda: link.waiting == 0, 1.0)
        host.send_signal(signal.SIGKILL)
        await host.wait()
        link.write("Ce que j'ai tapé une seconde avant, et pendant.")
        host, _ = await begin(int(url.rpartition(":")[2]))
        await until(lambda: link.reached is True and link.waiting == 0)
        assert link.state.step == step
        assert link.state.people[link.who].text(step).endswith("et pendant.")
    finally:
        link.end()
        host.kill()
        await host.wait()


@pytest.mark.slow
async def test_a_nursery_that_cannot_fork_begins_apps_one_by_one(tmp_path: Path) -> None:
    nursery = Nursery(forks=False)
    await nursery.open()
    env = environment(os.environ, tmp_path / "home", "Léa", "fr", 80, 24)
    born = await nursery.begin(env, tmp_path, tmp_path / "log")
    assert born.stdout is not None
    assert born.stdin is not None
    born.stdin.close()  # whoever served it is gone before it began
    await asyncio.wait_for(born.stdout.read(), 60)
    await nursery.close()
