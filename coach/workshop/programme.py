"""A programme: half-days with their exercises, and the work people do on their own in between. The one shipped is seed 003's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal, NamedTuple

from pydantic import Field

from coach.context import Language
from coach.line.memento import Noted
from coach.workshop.exercise import Exercise

LENGTH_MIN = 210
"""Minutes of a half-day: three hours and a half."""
Moment = Literal["welcome", "exercise", "pause", "closing", "slack"]


class Slot(NamedTuple):
    """One thing in a half-day."""

    moment: Moment
    begins: int
    """Minutes from the beginning."""
    minutes: int
    exercise: Exercise | None = None


class Homework(Noted):
    """Something to do alone before the next half-day."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    text: str = Field(min_length=1, max_length=400)
    minutes: int = Field(ge=5, le=600)


class HalfDay(Noted):
    """Three hours and a half together, the break included."""

    title: str = Field(min_length=1, max_length=80)
    goal: str = Field(min_length=1, max_length=400)
    exercises: tuple[str, ...] = Field(min_length=1)
    """Names of its exercises, in order."""
    homework: tuple[Homework, ...] = ()
    """What is done after it."""
    follow_up: bool = False
    """Whether it comes months after the one before, not weeks."""
    welcome: int = Field(default=15, ge=0, le=60)
    """Minutes before the first exercise: who is here, what the homework gave."""
    pause: int = Field(default=15, ge=10, le=60)
    """Minutes of the break."""
    closing: int = Field(default=10, ge=0, le=60)
    """Minutes after the last exercise: the homework, the next date."""


class Programme(Noted):
    """All the half-days."""

    title: str = Field(min_length=1, max_length=80)
    half_days: tuple[HalfDay, ...] = Field(min_length=1, max_length=12)


@cache
def shipped_programme(lang: Language) -> Programme:
    """Return the programme of four half-days, in one language."""
    text = files("prompts").joinpath(lang, "programme.toml").read_text("utf-8")
    return Programme.model_validate(tomllib.loads(text))


def timetable(half_day: HalfDay, exercises: Sequence[Exercise]) -> tuple[Slot, ...]:
    """Return what a half-day is made of, in order; ``exercises`` are those it names. What is left of its time comes last."""
    slots: list[Slot] = []
    at = 0
    for moment, minutes, exercise in _moments(half_day, exercises):
        if minutes:
            slots.append(Slot(moment, at, minutes, exercise))
        at += minutes
    return (*slots, Slot("slack", at, LENGTH_MIN - at)) if at < LENGTH_MIN else tuple(slots)


def _moments(half_day: HalfDay, exercises: Sequence[Exercise]) -> Iterator[tuple[Moment, int, Exercise | None]]:
    yield "welcome", half_day.welcome, None
    ends = list(accumulate(each.minutes for each in exercises))
    # The break comes between two exercises, as near the middle of the work as can be.
    middle = min(range(len(ends) - 1), key=lambda place: abs(2 * ends[place] - ends[-1]), default=-1)
    for place, exercise in enumerate(exercises):
        yield "exercise", exercise.minutes, exercise
        if place == middle:
            yield "pause", half_day.pause, None
    yield "closing", half_day.closing, None
