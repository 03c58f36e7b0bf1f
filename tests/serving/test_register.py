"""A participant's own line: read and changed by their own code alone, shown to the trainer with a yes, erased when they leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from coach.workshop.cohort import Cohort, invite
from coach.workshop.comparison import shown_to_trainer
from coach.workshop.events import Joined, Wrote
from coach.workshop.playing import Beginning, Play, begin
from coach.workshop.reading import pick, shipped
from tests.coach.workshop.test_comparison import FIRST, LAST, mirrored
from tests.fakes import NOON
from tests.serving.conftest import CODE, Cradle
from tests.serving.test_conduct import CLOCK, Salle, until, wrote
from tests.workshop_fakes import MemoryLogbook
from tui.serving.conduct import Conduct
from tui.serving.doorway import Doorway
from tui.serving.link import Address, Unreachable
from tui.serving.mine import ask, learn, leave, texts
from tui.serving.people import People
from tui.serving.register import Register
from tui.serving.room import Room
from tui.serving.rules import Rules

pytestmark = pytest.mark.anyio
TRIM = pick(shipped("fr"), "degraisser", "fr")


class Group(Salle):
    """A workshop of a cohort, whose first half-day is past."""

    log: MemoryLogbook

    async def of(self, token: str) -> Any:
        status, told = await self.call("GET", "/api/mine", token)
        assert status == 200
        return told

    async def ask(self, token: str, wish: str, **more: str) -> tuple[int, Any]:
        return await self.call("POST", "/api/mine", token, json={"ask": wish, **more})


def begun(log: MemoryLogbook, name: str, cohort: str | None) -> Play:
    return begin(log, TRIM, CLOCK, Beginning(name, 1, {}, cohort=cohort, half_day=4 if cohort else None))


@asynccontextmanager
async def group(folder: Path, cohort: str | None = "c") -> AsyncIterator[Group]:
    from aiohttp import web

    log = MemoryLogbook()
    log.save_cohort(invite(Cohort(id="c", name="Printemps", made=NOON), "asked", "Léa", NOON))
    rules = Rules(folder)
    people = People(folder / "people", most=9, now=CLOCK.now)
    room = Room(rules, people, Doorway(rules, people, code=CODE), Cradle())  # type: ignore[arg-type]
    room.conduct = conduct = Conduct(begun(log, "now", cohort), people, "fr")
    conduct.register = Register(conduct, log, CLOCK, lambda: mirrored, room.farewell)
    runner = web.AppRunner(room.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made = Group(conduct, room, f"http://127.0.0.1:{runner.addresses[0][1]}")
    made.log = log
    try:
        yield made
    finally:
        await runner.cleanup()


def earlier(log: MemoryLogbook, who: str) -> None:
    """The first half-day, in which ``who`` wrote."""
    play = begin(log, TRIM, CLOCK, Beginning("then", 1, {}, cohort="c", half_day=1))
    play.do(Joined(at=play.now, who=who, name="Léa"))
    play.do(Wrote(at=play.now, who=who, step="apres", text=FIRST))
    play.end()


async def test_a_yes_is_given_and_taken_back_and_only_then_is_anything_shown(tmp_path: Path) -> None:
    async with group(tmp_path) as s:
        lea, karim = await s.token("Léa"), await s.token("Karim")
        who = (await s.seen(lea))["who"]
        await s.seen(karim)
        earlier(s.log, who)
        while (step := s.play.go_on()) is not None and step.id != "apres":
            pass
        await s.call("POST", "/api/acts", lea, json=[wrote("apres", LAST)])
        told = await s.of(lea)
        assert (told["me"]["id"], told["me"]["standing"], told["me"]["came"]) == (who, "invited", True)
        assert told["found"]["pairs"][0]["then"]["text"] == FIRST
        assert (await s.of(karim))["found"] is None
        assert FIRST not in str(await s.of(karim))

        def shown() -> object:
            cohort = s.log.cohort("c")
            assert cohort is not None
            return shown_to_trainer(cohort, who, s.log, mirrored)

        assert (await s.ask(lea, "yes"))[1]["me"]["standing"] == "in"
        assert shown() is None
        assert (await s.ask(lea, "show"))[1]["me"]["shows_before_after"]
        assert shown() is not None
        assert not (await s.ask(lea, "keep"))[1]["me"]["shows_before_after"]
        assert shown() is None
        assert (await s.ask(lea, "tick", homework="ligne"))[1]["me"]["homework"] == ["ligne"]
        assert (await s.of(karim))["me"]["homework"] == []


async def test_who_leaves_takes_every_word_and_their_code_opens_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.serving.room.FAREWELL_S", 0)
    async with group(tmp_path) as s:
        lea, karim = await s.token("Léa"), await s.token("Karim")
        who = (await s.seen(lea))["who"]
        await s.seen(karim)
        earlier(s.log, who)
        s.play.go_on()
        await s.call("POST", "/api/acts", lea, json=[wrote(str(s.play.state.step), "Mes mots d'aujourd'hui.")])
        status, taken = await s.call("GET", "/api/mine/texts", lea)
        assert status == 200
        assert FIRST in taken["text"]
        assert "Mes mots d'aujourd'hui." in taken["text"]
        home = s.room.people.home(s.room.people.of(lea))  # type: ignore[arg-type]
        assert home.is_dir()
        assert (await s.ask(lea, "leave")) == (200, {"left": True})
        cohort = s.log.cohort("c")
        assert cohort is not None
        assert cohort.participant(who) is None
        assert who not in s.play.state.people
        assert all(who not in str(entry) for name in ("now", "then") for entry in s.log.entries(name))
        assert (await s.call("GET", "/api/room", lea))[0] == 403
        assert (await s.call("POST", "/api/acts", lea, json=[]))[0] == 403
        await until(lambda: not home.exists())
        assert People(s.room.people.folder, most=9, now=CLOCK.now).of(lea) is None
        assert (await s.seen(karim))["who"] in s.play.state.people


async def test_strangers_and_odd_wishes_change_nothing(tmp_path: Path) -> None:
    async with group(tmp_path) as s:
        lea = await s.token("Léa")
        await s.seen(lea)
        before = s.log.cohort("c")
        for token in ("", CODE, "ABCD" * 5):
            assert (await s.call("GET", "/api/mine", token))[0] == 403
            assert (await s.ask(token, "leave"))[0] == 403
            assert (await s.call("GET", "/api/mine/texts", token))[0] == 403
        for body in ([], {"ask": "everything"}, {"ask": "tick", "homework": "x" * 41}, {"who": "asked", "ask": "show"}):
            assert (await s.call("POST", "/api/mine", lea, json=body))[0] == 400
        assert s.log.cohort("c") == before


async def test_without_a_cohort_there_is_nothing_to_agree_to_and_one_still_leaves(tmp_path: Path) -> None:
    async with group(tmp_path, cohort=None) as s:
        lea = await s.token("Léa")
        await s.seen(lea)
        told = await s.of(lea)
        assert (told["cohort"], told["me"], told["found"]) == (None, None, None)
        assert (await s.ask(lea, "show"))[0] == 409
        s.play.go_on()
        await s.call("POST", "/api/acts", lea, json=[wrote(str(s.play.state.step), "Mes mots.")])
        assert "Mes mots." in (await s.call("GET", "/api/mine/texts", lea))[1]["text"]
        assert (await s.ask(lea, "leave"))[0] == 200
        assert s.play.state.people == {}


async def test_an_app_asks_by_its_own_code_and_says_when_it_is_not_known(tmp_path: Path) -> None:
    async with group(tmp_path) as s:
        lea = Address(s.url, await s.token("Léa"))
        await s.seen(lea.token)
        told = await asyncio.to_thread(learn, lea)
        assert told.cohort == "Printemps"
        assert (await asyncio.to_thread(ask, lea, "yes")).me.standing == "in"  # type: ignore[union-attr]
        assert "Léa" in await asyncio.to_thread(texts, lea)
        await asyncio.to_thread(leave, lea)
        with pytest.raises(Unreachable, match="code"):
            await asyncio.to_thread(learn, lea)
    with pytest.raises(Unreachable):
        await asyncio.to_thread(learn, Address(s.url, lea.token))
