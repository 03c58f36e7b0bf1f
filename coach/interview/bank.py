"""The question bank of a language (``prompts/<lang>/questions.toml``): wordings are data, choosing among them is code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from coach.context import Language
from coach.finding import Value
from coach.interview.formats import Persona, Slot


class Entry(Value):
    """One wording of a question."""

    id: str
    slot: Slot
    ask: str
    """The question; ``{message}`` stands for the official message."""
    who: tuple[Persona, ...] = ()
    """The personas it is meant for; empty means everybody."""
    opens: Literal["always", "alone", "idea", "message", "never"] = "never"
    """Whether it may come first: always, only without idea and message, only with one; ``message``: never asked without one."""


class SlotWords(Value):
    """What is said around a slot."""

    relance: tuple[str, ...]
    """Second tries, when the answer does not hold what the slot needs."""
    absent: str
    """How an absence is acknowledged, aloud."""
    gap: tuple[str, ...]
    """What the visible gap of a draft asks; two words at most, so that two drafts with one gap still differ."""


class Echo(Value):
    """How the interviewer picks up the person's words; ``{quote}`` is theirs, literally."""

    idea: tuple[str, ...]
    answer: tuple[str, ...]
    relance: tuple[str, ...]
    aside: str
    """Said after an answer meant for the interviewer rather than for readers."""
    message: tuple[str, ...]
    """Before the first question, when all there is is an official message; ``{message}`` quotes it."""
    borrowed: tuple[str, ...]
    """Second try when the answer is the official message's own words."""


class Marks(Value):
    """The closed list: the only words of a draft that are not the person's."""

    complete: str
    link: str
    link_who: tuple[str, ...]
    link_what: tuple[str, ...]


class Angles(Value):
    """How an angle is offered; ``{one}`` and ``{two}`` quote the person."""

    pair: tuple[str, ...]
    turned: tuple[str, ...]
    """The same the other way round, when ``{two}`` is what the person thinks."""
    story: tuple[str, ...]
    """The other way round, when it is something that happened."""
    single: tuple[str, ...]
    other: tuple[str, ...]


class Bank(Value):
    """Everything the interviewer can say in one language."""

    lang: Language
    echo: Echo
    marks: Marks
    angles: Angles
    slots: Mapping[str, SlotWords]
    """By slot, and ``limit`` for what a thread must admit."""
    questions: tuple[Entry, ...] = Field(alias="question")


@cache
def read_bank(lang: Language) -> Bank:
    """Return the built-in bank of ``lang``."""
    data = tomllib.loads(files("prompts").joinpath(lang, "questions.toml").read_text("utf-8"))
    return Bank(lang=lang, **data)
