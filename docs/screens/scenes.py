"""The workshop's pictures: a group half-way through its programme, a room on a port, a participant in it, and its pages."""

from __future__ import annotations

import datetime as dt
from contextlib import AsyncExitStack
from typing import Any, NamedTuple

FIRST = {"fr": "Bravo à toutes les équipes !", "en": "Well done to all the teams!"}
LAST = {
    "fr": "Mardi à Roanne, Karim a rouvert le vérin 12 pour la troisième fois. Je croyais qu'on le jetterait. Il tourne, et je ne"
    " sais pas encore combien de temps.",
    "en": "On Tuesday in Waterford, Karim opened cylinder 12 for the third time. I thought we would throw it away. It runs, and I"
    " do not know yet for how long.",
}
PEOPLE = ("Nadia", "Moussa", "Karim", "Léa")
DATES = (-77, -63, -49, 0)


class Staged(NamedTuple):
    """A room on a port, and how one of its people comes in."""

    address: Any
    hosting: Any
    play: Any


async def staged(app: Any, stack: AsyncExitStack, exercise: str = "degraisser") -> Staged:
    """Lay a group with its first half-day behind it, and open its fourth on a port; Nadia takes part and lets the trainer see."""
    from aiohttp import web

    from coach.workshop.cohort import Cohort, meet, say_yes, show_before_after, tick
    from coach.workshop.playing import Beginning, begin
    from coach.workshop.reading import pick
    from tui.hosting import Hosting
    from tui.serve import room_of
    from tui.serving.conduct import Conduct
    from tui.serving.link import Address
    from tui.serving.register import Register
    from tui.serving.rules import Rules
    from tui.workshop_mirror import mirror_of
    from tui.workshops import brought_for, exercises_of

    house, lang, now = app.house, app.words.lang, app.house.clock.now()
    room = room_of(Rules(house.home.data / "served", port=0), house)
    room.doorway.code = "R4K7WN2D"
    days = tuple(now.date() + dt.timedelta(days=day) for day in DATES)
    cohort = Cohort(id="c", name={"fr": "Printemps", "en": "Spring"}[lang], lang=lang, made=now, days=days)
    tokens = {}
    for name in PEOPLE:
        person, token = room.people.welcome(name, lang)
        tokens[name] = (person.id, token)
        cohort = meet(cohort, person.id, name, now)
        if name != "Léa":
            cohort = tick(say_yes(cohort, person.id, now), person.id, "ligne")
    nadia = tokens["Nadia"][0]
    house.logbook.save_cohort(tick(show_before_after(cohort, nadia, "yes"), nadia, "premier-post"))
    trim = pick(exercises_of(house.packs, lang), "degraisser", lang)
    _first_half_day(house, trim, nadia, now, days[0])
    chosen = pick(exercises_of(house.packs, lang), exercise, lang)
    play = begin(house.logbook, chosen, house.clock, Beginning("now", 7, brought_for(house, chosen), cohort="c", half_day=4))
    room.conduct = conduct = Conduct(play, room.people, lang)
    conduct.register = Register(conduct, house.logbook, house.clock, lambda: mirror_of(house.clock), room.farewell)
    _come_in(play, tokens, lang)
    runner = web.AppRunner(room.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hosting = Hosting(room, conduct)
    hosting.url = "http://192.168.1.20:8000/"
    return Staged(Address(f"http://127.0.0.1:{runner.addresses[0][1]}", tokens["Nadia"][1]), hosting, play)


def _first_half_day(house: Any, exercise: Any, who: str, now: dt.datetime, day: dt.date) -> None:
    from coach.text import sentences
    from coach.workshop.events import Joined, Started, Wrote
    from coach.workshop.logbook import Session
    from coach.workshop.playing import Play

    at = now.replace(year=day.year, month=day.month, day=day.day)
    session = Session(id="then", exercise=exercise.name, title=exercise.title, made=at, cohort="c", half_day=1, over=True)
    house.logbook.save_session(session)
    play = Play(house.logbook, session, house.clock)
    play.do(Started(at=at, exercise=exercise))
    play.do(Joined(at=at, who=who, name="Nadia"))
    released = exercise.inputs[0].texts[0]
    begins = " ".join(span.of(released) for span in sentences(released)[:2])
    play.do(Wrote(at=at, who=who, step="apres", text=f"{begins} {FIRST[exercise.lang]}"))
    house.logbook.save_session(session)


def _come_in(play: Any, tokens: dict[str, tuple[str, str]], lang: str) -> None:
    from coach.workshop.events import Joined, Opened, Wrote

    for name, (who, _) in tokens.items():
        play.do(Joined(at=play.now, who=who, name=name))
    steps = [step.id for step in play.state.plan]
    play.do(Opened(at=play.now, step=steps[0]))
    if "apres" in steps:
        play.do(Opened(at=play.now, step="apres"))
        play.do(Wrote(at=play.now, who=tokens["Nadia"][0], step="apres", text=LAST[lang]))


async def quiet(app: Any, pilot: Any) -> None:
    """Wait until nothing is being asked of the room any more, but for its news."""
    for _ in range(100):
        await pilot.pause(0.05)
        if app.warm and not [worker for worker in app.workers if worker.is_running]:
            break
    await pilot.pause(0.6)


async def progress(app: Any, pilot: Any, stack: AsyncExitStack) -> None:
    """Nadia's own progress."""
    stage = await staged(app, stack)
    app.open_room("progress", address=stage.address)
    await quiet(app, pilot)


async def progress_alone(app: Any, pilot: Any, stack: AsyncExitStack) -> None:  # noqa: ARG001 as the others
    """The same of somebody who has played once, alone."""
    app.open_room("progress")
    await quiet(app, pilot)


async def cohort(app: Any, pilot: Any, stack: AsyncExitStack) -> None:
    """The trainer's group, on somebody who lets them see."""
    await staged(app, stack)
    app.open_room("cohort")
    await quiet(app, pilot)


async def cohort_kept(app: Any, pilot: Any, stack: AsyncExitStack) -> None:
    """The same on somebody who keeps it."""
    await cohort(app, pilot, stack)
    await pilot.press("down")
    await quiet(app, pilot)


async def session(app: Any, pilot: Any, stack: AsyncExitStack) -> None:
    """A participant's page, in the middle of writing."""
    stage = await staged(app, stack)
    app.open_room("session", address=stage.address)
    await pilot.pause(1.5)
    await quiet(app, pilot)


async def session_debrief(app: Any, pilot: Any, stack: AsyncExitStack) -> None:
    """A participant's page at the look."""
    stage = await staged(app, stack)
    stage.play.go_on()
    app.open_room("session", address=stage.address)
    await pilot.pause(1.5)
    await quiet(app, pilot)


SCENES = {
    "progress": progress,
    "progress-alone": progress_alone,
    "cohort": cohort,
    "cohort-kept": cohort_kept,
    "session": session,
    "session-look": session_debrief,
}
"""Pictures of rooms that need a room on a port, by the name of their file."""

# --- on paper

NOTES = {
    "fr": (
        ("Nous sommes fiers d'annoncer cette belle ouverture !", "Lundi au quai 4, Louise a posé la pompe 12 sur mon établi."),
        ("Bravo à toutes les équipes pour ce projet ambitieux.", "J'ai visité l'atelier en mars. Il y fait froid, et personne ne part."),
        ("Fier d'annoncer cette belle ouverture !", "Onze de mes anciens collègues y travaillent. Deux ne sont pas venus."),
    ),
    "en": (
        ("We are proud to announce this great opening!", "On Monday at dock 4, Louise put pump 12 on my bench."),
        ("Well done to all the teams for this ambitious project.", "I visited the shop in March. It is cold, and nobody leaves."),
        ("Proud to announce this great opening!", "Eleven of my former colleagues work there. Two did not come."),
    ),
}
KEPT = {"fr": "Dire ce que j'ai vu, pas ce que j'en pense.", "en": "Say what I saw, not what I think of it."}


def report_page(house: Any) -> str:
    """Return the report of a session of three, as a page."""
    import json

    from coach.workshop.pages import report_html
    from coach.workshop.report import report_of
    from coach.workshop.script import StageClock, perform, read_script
    from tui.workshops import exercises_of

    lang, now = house.words.lang, house.clock.now()
    cues: list[dict[str, Any]] = [{"minute": 0, "exercise": "degraisser", "people": list(PEOPLE[:3])}, {"minute": 0, "do": "next"}]
    cues += [{"minute": 2, "who": who, "text": before} for who, (before, _) in zip(PEOPLE, NOTES[lang], strict=False)]
    cues += [{"minute": minute, "do": "next"} for minute in (7, 13, 21)]
    cues += [{"minute": 25, "who": who, "text": after} for who, (_, after) in zip(PEOPLE, NOTES[lang], strict=False)]
    cues += [{"minute": 33, "do": "next"}, {"minute": 40, "do": "next"}]
    cues += [{"minute": 44, "who": PEOPLE[0], "text": KEPT[lang]}, {"minute": 47, "do": "end"}]
    read = read_script("\n".join(map(json.dumps, cues)), "half-day", lang)
    (play,) = perform(read, exercises_of(house.packs, lang), house.logbook, StageClock(now), lambda: "paper", lang, 7)
    return report_html(report_of(play.session, play.state, lang), lang, now.date())


def memento_page(house: Any) -> str:
    """Return a participant's memento, with what changed between two half-days under it."""
    from coach.line.keeping import read_line
    from coach.workshop.comparison import sittings_of, then_and_now
    from coach.workshop.events import Joined, Wrote
    from coach.workshop.pages import memento_html
    from coach.workshop.playing import Beginning, begin
    from coach.workshop.reading import pick
    from tui.workshop_mirror import mirror_of
    from tui.workshops import exercises_of

    lang, now = house.words.lang, house.clock.now()
    trim = pick(exercises_of(house.packs, lang), "degraisser", lang)
    _first_half_day(house, trim, "nadia", now, now.date() + dt.timedelta(days=DATES[0]))
    play = begin(house.logbook, trim, house.clock, Beginning("now", 7, {}, cohort="c", half_day=4))
    play.do(Joined(at=now, who="nadia", name="Nadia"))
    play.do(Wrote(at=now, who="nadia", step="apres", text=LAST[lang]))
    found = then_and_now(sittings_of(house.logbook, "c"), "nadia", mirror_of(house.clock))
    return memento_html(read_line(house.notebook, lang).memento, found, lang, now.date())


PAPERS = {"paper-report": report_page, "paper-memento": memento_page}
"""Pages as they are printed, by the name of their file."""
