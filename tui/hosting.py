"""A workshop led from this terminal: the session taken up or begun, the server beside the trainer's board, one loop for both."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from functools import partial
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import uuid4

from coach.errors import BadInput, BrokenEnvironment
from coach.text import clean
from coach.workshop.cohort import Cohort, half_day_on
from coach.workshop.exercise import Exercise
from coach.workshop.playing import Beginning, Play, begin
from coach.workshop.reading import pick
from tui.own_progress import ROOM_KEY
from tui.serve import opened, room_of, rules_of
from tui.serving.codes import new_code, shown
from tui.serving.conduct import Conduct
from tui.serving.link import Address
from tui.serving.origins import is_loopback
from tui.serving.register import Register
from tui.serving.room import Room
from tui.wiring import House, open_house
from tui.words import Words
from tui.workshop_cohort import cohort_named
from tui.workshop_mirror import mirror_of
from tui.workshops import brought_for, exercises_of, read_inputs

if TYPE_CHECKING:
    from coach.context import Language

JOIN_S = 15.0
"""Seconds a room may take to answer somebody who joins."""


class Hosting:
    """What the board needs of the room: where it is, its door, its session."""

    def __init__(self, room: Room, conduct: Conduct) -> None:
        self.room, self.conduct = room, conduct
        self.url = ""
        """The address people type, once we listen."""

    @property
    def code(self) -> str:
        """The room's code, as it is read out."""
        return shown(self.room.doorway.code)

    @property
    def open_to_new(self) -> bool:
        """Whether the code opens."""
        return self.room.doorway.open_to_new and not self.room.doorway.patience.shut

    @property
    def in_clear(self) -> bool:
        """Whether codes and texts cross a network in clear."""
        return self.room.rules.in_clear

    @property
    def beyond(self) -> str:
        """Where people reach the room from other machines; empty when it is open to this one only."""
        rules = self.room.rules
        return self.url if rules.declared or not is_loopback(rules.host) else ""

    def turn_lock(self) -> None:
        """Close the door to whoever has not come yet, or open it under a new code."""
        door = self.room.doorway
        door.open_to_new = not door.open_to_new
        if door.open_to_new:
            door.code = new_code()


def host(options: argparse.Namespace) -> int:
    """Lead an exercise until the trainer leaves; return 0. Raises ``CoachError``."""
    from tui.opening import need_terminal

    words: Words = options.words
    need_terminal(words)
    house = open_house(words.lang, lenient=True)
    try:
        play = session_of(house, options)
        rules = rules_of(options, house.home.data / "served", words)
        room = room_of(rules, house, meaning=options.meaning)
        room.conduct = conduct = Conduct(play, room.people, play.state.exercise.lang if play.state.exercise else words.lang)
        conduct.register = Register(conduct, house.logbook, house.clock, partial(mirror_of, house.clock), room.farewell)
        asyncio.run(_lead(Hosting(room, room.conduct), house))
    finally:
        house.close()
    return 0


async def _lead(hosting: Hosting, house: House) -> None:
    from tui.app import PorteVoix

    print(house.words("serve.preparing"), file=sys.stderr)
    await hosting.room.nursery.open()
    async with opened(hosting.room, house.words) as url:
        hosting.url = url
        await PorteVoix(house, "board", hosting=hosting).run_async()


def session_of(house: House, options: argparse.Namespace) -> Play:
    """Return the session to lead: the one of that exercise that is not over, unless ``--again``. Raises ``BadInput``."""
    lang: Language = options.lang or house.words.lang
    exercise = pick(exercises_of(house.packs, lang), options.name, house.words.lang)
    cohort = cohort_named(house.logbook, options.cohort, house.words) if options.cohort else None
    if not options.again:
        for session in house.logbook.sessions(cohort.id if cohort else None):
            if session.exercise == exercise.name and not session.over:
                play = Play(house.logbook, session, house.clock)
                if play.state.exercise is not None and not play.state.alone:
                    return play
    return _begun(house, exercise, options, cohort)


def _begun(house: House, exercise: Exercise, options: argparse.Namespace, cohort: Cohort | None) -> Play:
    brought = {**brought_for(house, exercise), **read_inputs(options.input, exercise, house.words.lang)}
    seed = int(house.clock.now().timestamp())
    half_day = options.half_day or (half_day_on(cohort, house.clock.now().date()) if cohort else None)
    how = Beginning(uuid4().hex, seed, brought, cohort=cohort.id if cohort else None, half_day=half_day)
    return begin(house.logbook, exercise, house.clock, how)


def join(options: argparse.Namespace) -> int:
    """Join a room from one's own terminal; return the app's status. Raises ``CoachError``."""
    from tui.opening import need_terminal, open_app

    words: Words = options.words
    need_terminal(words)
    url = options.url.rstrip("/")
    if not url.startswith(("http://", "https://")):
        url = f"http://{url}"
    house = open_house(words.lang, lenient=True)
    try:
        known = json.loads(house.notebook.read(ROOM_KEY) or "{}")
        token = known.get(url) if isinstance(known, dict) else None
        if not token or not _still_opens(url, token):
            code = input(words("session.join_code"))
            name = house.settings.name or house.notebook.read("name") or input(words("session.join_name"))
            token = admitted(url, code, name, words)
            house.notebook.put(ROOM_KEY, json.dumps({url: token}))
    finally:
        house.close()
    return open_app(words, "session", address=Address(url, token))


def _still_opens(url: str, token: str) -> bool:
    from tui.serving.link import opens

    return opens(Address(url, token))


def admitted(url: str, code: str, name: str, words: Words) -> str:
    """Return what opens the room to this person from now on. Raises ``BadInput`` and ``BrokenEnvironment``."""
    body = json.dumps({"code": code, "name": name, "lang": words.lang}).encode()
    request = Request(f"{url}/api/join", body, {"Content-Type": "application/json"}, method="POST")  # noqa: S310 http(s)
    try:
        with urlopen(request, timeout=JOIN_S) as answer:  # noqa: S310 http or https: see join
            return str(json.loads(answer.read(65_536))["token"])
    except HTTPError as error:
        raise BadInput(_why(error, words), words("session.join_remedy")) from error
    except (URLError, OSError, ValueError, LookupError, TypeError) as error:
        said = clean(str(getattr(error, "reason", error)))
        raise BrokenEnvironment(words("session.join_away", url=url, why=said), words("session.join_away_remedy")) from error


def _why(error: HTTPError, words: Words) -> str:
    try:
        told = json.loads(error.read(65_536))
        why, seconds = str(told["why"]), int(told["seconds"])
    except (ValueError, LookupError, TypeError, OSError):
        return words("session.join_away", url=error.url, why=f"HTTP {error.code}")
    key = "name_missing" if why == "name" else why
    return words(f"session.join_{key}", seconds=seconds) if key in ("wrong", "closed", "wait", "full", "name_missing") else why
