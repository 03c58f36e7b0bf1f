"""A session: what its events say, folded into one state by a pure function. The same events always give the same state.

No event is refused: one that makes no sense (a pause in a pause, a step nobody knows) changes nothing, so that a log written by
several windows, or by a later version, still opens.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

from coach.finding import Value
from coach.text import words
from coach.workshop.events import (
    Away,
    Chose,
    Ended,
    Event,
    Extended,
    Joined,
    Matched,
    Opened,
    Paused,
    Resumed,
    Shared,
    Skipped,
    Started,
    Turned,
    Unshared,
    Withdrew,
    Wrote,
)  # fmt: skip
from coach.workshop.exercise import TEXT, Exercise, Step

STUCK_MIN = 3
"""Minutes without a new word after which somebody may need help."""
ENOUGH_WORDS = 15
"""Words from which a text that rests is taken to be finished, when its step does not say."""


class Text(Value):
    """What somebody wrote at one place, as last saved."""

    text: str
    at: dt.datetime


class Person(Value):
    """A participant and all they did in this session."""

    name: str
    here: bool = True
    step: str | None = None
    """The step they look at; ``None`` for the room's."""
    active: dt.datetime
    """When they last did anything."""
    wrote: Mapping[str, Mapping[str, Text]] = {}
    """Their texts, by step and part."""
    shared: Mapping[str, bool] = {}
    """What they said of showing a step's texts, by step; the step's own rule holds for the others."""
    chose: Mapping[str, tuple[str, ...]] = {}
    """Pieces they picked, by step."""
    matched: Mapping[str, Mapping[str, str]] = {}
    """Their answers, by step and piece."""

    def text(self, step: str, part: str = TEXT) -> str:
        """Return what they wrote at one place, empty when nothing."""
        found = self.wrote.get(step, {}).get(part)
        return found.text if found else ""


class Timing(Value):
    """How long a step lasted. One gone back to is there twice."""

    step: str
    planned_s: float
    """What it was given, extensions included."""
    took_s: float
    skipped: bool = False


class State(Value):
    """A session as it stands."""

    exercise: Exercise | None = None
    inputs: Mapping[str, tuple[str, ...]] = {}
    seed: int = 0
    alone: bool = False
    begun: dt.datetime | None = None
    step: str | None = None
    """The step that is open; ``None`` before the first and after the end."""
    running: dt.datetime | None = None
    """Since when the timer runs; ``None`` while it does not."""
    ran_s: float = 0
    """Seconds it had run at this step before that."""
    extra_s: float = 0
    """Seconds this step was given besides its own."""
    past: tuple[Timing, ...] = ()
    ended: dt.datetime | None = None
    people: Mapping[str, Person] = {}
    """Who takes part, by id, in the order they came."""
    dealt: Mapping[str, tuple[str, ...]] = {}
    """Who was here when a step with roles first opened, by step: whoever comes later takes nobody's role."""

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps as this session plays them."""
        if self.exercise is None:
            return ()
        return self.exercise.played_alone() if self.alone else self.exercise.plan

    @property
    def current(self) -> Step | None:
        """The step that is open."""
        return next((step for step in self.plan if step.id == self.step), None)

    @property
    def next_step(self) -> Step | None:
        """The step after the open one; the first before anything is open."""
        ids = [step.id for step in self.plan]
        at = ids.index(self.step) + 1 if self.step in ids else 0
        return None if self.ended or at >= len(ids) else self.plan[at]


class Timer(Value):
    """The time of the step that is open, in seconds."""

    planned_s: float
    ran_s: float
    paused: bool

    @property
    def left_s(self) -> float:
        """What is left; negative once the time is over."""
        return self.planned_s - self.ran_s


Standing = Literal["away", "elsewhere", "stuck", "working"]


class Whereabouts(Value):
    """Where one participant is, for the trainer's board."""

    who: str
    name: str
    step: str | None
    standing: Standing
    """Page closed; at another step than the room; here and without a new word for a while; or at work."""
    words: int
    """Words they wrote at that step."""
    quiet_s: float
    """Seconds since they last did anything at this step."""


def replay(events: Iterable[Event]) -> State:
    """Return the state these events make, in order."""
    state = State()
    for event in events:
        state = fold(state, event)
    return state


def fold(state: State, event: Event) -> State:
    """Return the state after ``event``."""
    match event:
        case Started() if state.exercise is None:
            told = {"exercise": event.exercise, "inputs": event.inputs, "seed": event.seed, "alone": event.alone}
            return state.model_copy(update={**told, "begun": event.at})
        case Opened() | Skipped() | Paused() | Resumed() | Extended() | Ended():
            return _led(state, event)
        case Withdrew():
            return state.model_copy(update={"people": {who: p for who, p in state.people.items() if who != event.who}})
        case Joined() | Away() | Turned() | Wrote() | Shared() | Unshared() | Chose() | Matched():
            before = state.people.get(event.who) or Person(name=event.who, active=event.at)
            return state.model_copy(update={"people": {**state.people, event.who: _did(before, event)}})
    return state


def _led(state: State, event: Opened | Skipped | Paused | Resumed | Extended | Ended) -> State:
    """Return the state after something the trainer did; nothing leads a session that is over but going back to a step."""
    match event:
        case Opened() if event.step != state.step and any(step.id == event.step for step in state.plan):
            return _opened(state, event.at, event.step, skipped=False)
        case Skipped() if state.step is not None:
            after = state.next_step
            return _opened(state, event.at, after.id if after else None, skipped=True)
        case Paused() if state.running is not None:
            return state.model_copy(update={"ran_s": _ran(state, event.at), "running": None})
        case Resumed() if state.running is None and state.step is not None:
            return state.model_copy(update={"running": event.at})
        case Extended() if state.current is not None:
            return state.model_copy(update={"extra_s": max(state.extra_s + event.minutes * 60, -state.current.minutes * 60)})
        case Ended() if state.begun is not None and state.ended is None:
            return _opened(state, event.at, None, skipped=False)
    return state


def _opened(state: State, at: dt.datetime, step: str | None, *, skipped: bool) -> State:
    past = state.past
    if (current := state.current) is not None:
        planned, ran = current.minutes * 60 + state.extra_s, _ran(state, at)
        past = (*past, Timing(step=current.id, planned_s=planned, took_s=ran, skipped=skipped))
    changed = {"past": past, "step": step, "running": at if step else None, "ran_s": 0.0, "extra_s": 0.0}
    return _dealt(state.model_copy(update={**changed, "ended": None if step else at}))


def _dealt(state: State) -> State:
    """Return the state with who sits in the circles of the step that is open, if it has roles and never had them dealt."""
    step = state.current
    if step is None or not step.roles or step.id in state.dealt:
        return state
    here = tuple(who for who, person in state.people.items() if person.here)
    return state.model_copy(update={"dealt": {**state.dealt, step.id: here}})


def _ran(state: State, now: dt.datetime) -> float:
    return state.ran_s + (max(0.0, (now - state.running).total_seconds()) if state.running else 0.0)


def _did(person: Person, event: Joined | Away | Turned | Wrote | Shared | Unshared | Chose | Matched) -> Person:
    """Return the participant after what they did."""
    changed: dict[str, object]
    match event:
        case Joined():
            changed = {"name": event.name}
        case Away():
            return person.model_copy(update={"here": False})
        case Turned():
            changed = {"step": event.step}
        case Wrote():
            there = {**person.wrote.get(event.step, {}), event.part: Text(text=event.text, at=event.at)}
            changed = {"wrote": {**person.wrote, event.step: there}}
        case Shared() | Unshared():
            changed = {"shared": {**person.shared, event.step: isinstance(event, Shared)}}
        case Chose():
            changed = {"chose": {**person.chose, event.step: event.picks}}
        case Matched():
            answers = {**person.matched.get(event.step, {}), event.piece: event.answer}
            kept = {piece: answer for piece, answer in answers.items() if answer}
            changed = {"matched": {**person.matched, event.step: kept}}
    return person.model_copy(update={"here": True, "active": event.at, **changed})


def timer(state: State, now: dt.datetime) -> Timer | None:
    """Return the time of the step that is open, ``None`` when none is."""
    if state.current is None:
        return None
    return Timer(planned_s=state.current.minutes * 60 + state.extra_s, ran_s=_ran(state, now), paused=state.running is None)


def whereabouts(state: State, now: dt.datetime, stuck_min: float = STUCK_MIN) -> tuple[Whereabouts, ...]:
    """Return where everybody is, in the order they came. Nobody is stuck in a pause, nor at a step that asks for no writing."""
    return tuple(_where(who, person, state, now, stuck_min) for who, person in state.people.items())


def _where(who: str, person: Person, state: State, now: dt.datetime, stuck_min: float) -> Whereabouts:
    at = person.step or state.step
    here = next((step for step in state.plan if step.id == at), None)
    wrote = person.wrote.get(at or "", {})
    count = sum(len(words(text.text)) for text in wrote.values())
    # What went on while the timer stood still is nobody's silence: it counts from the last resuming.
    since = max(person.active, state.running) if state.running else now
    quiet = max(0.0, (now - since).total_seconds())
    standing: Standing = "working"
    if not person.here:
        standing = "away"
    elif at != state.step:
        standing = "elsewhere"
    elif here is not None and _asks_more(here, person, count) and quiet >= stuck_min * 60:
        standing = "stuck"
    return Whereabouts(who=who, name=person.name, step=at, standing=standing, words=count, quiet_s=quiet)


def _asks_more(step: Step, person: Person, count: int) -> bool:
    match step.kind:
        case "write":
            return count < (step.least or ENOUGH_WORDS)
        case "choose":
            return len(person.chose.get(step.id, ())) < max(1, step.least)
        case "match":
            return not person.matched.get(step.id)
    return False
