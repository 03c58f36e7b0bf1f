"""A programme: half-days with their exercises, and the work people do on their own in between. The one shipped is seed 003's."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field

from coach.context import Language
from coach.line.memento import Noted


class Homework(Noted):
    """Something to do alone before the next half-day."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    text: str = Field(min_length=1, max_length=400)
    minutes: int = Field(ge=5, le=600)


class HalfDay(Noted):
    """Three hours together."""

    title: str = Field(min_length=1, max_length=80)
    goal: str = Field(min_length=1, max_length=400)
    exercises: tuple[str, ...] = Field(min_length=1)
    """Names of its exercises, in order."""
    homework: tuple[Homework, ...] = ()
    """What is done after it."""
    follow_up: bool = False
    """Whether it comes months after the one before, not weeks."""


class Programme(Noted):
    """All the half-days."""

    title: str = Field(min_length=1, max_length=80)
    half_days: tuple[HalfDay, ...] = Field(min_length=1, max_length=12)


@cache
def shipped_programme(lang: Language) -> Programme:
    """Return the programme of four half-days, in one language."""
    text = files("prompts").joinpath(lang, "programme.toml").read_text("utf-8")
    return Programme.model_validate(tomllib.loads(text))
