"""What happens in a session, as small values that are only ever added. Every participant's word carries who said it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, TypeAdapter

from coach.finding import Value
from coach.text import clean
from coach.workshop.exercise import TEXT, Exercise

Who = Annotated[str, Field(min_length=1, max_length=64)]
"""Id of a participant, no name."""
Clean = Annotated[str, BeforeValidator(lambda said: clean(said) if isinstance(said, str) else said)]
"""Words of a participant: clean, whichever window or page they came from."""
StepId = Annotated[str, Field(min_length=1, max_length=40)]


class _Event(Value):
    """Something that happened."""

    at: dt.datetime
    """When, with its zone."""


class Started(_Event):
    """The exercise begins; it goes along whole, so that a session stays what it was when a file changes."""

    kind: Literal["started"] = "started"
    exercise: Exercise
    inputs: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Texts brought for an input, by its name; the exercise's own are used for the others."""
    seed: int = 0
    """What lots are drawn with: the same seed deals the same hands."""
    alone: bool = False
    """Whether one person plays it alone."""


class Opened(_Event):
    """The room goes to a step, forward or back; the one before ends."""

    kind: Literal["opened"] = "opened"
    step: StepId


class Skipped(_Event):
    """The step that was open is left aside; the next one opens."""

    kind: Literal["skipped"] = "skipped"


class Paused(_Event):
    """The timer stops."""

    kind: Literal["paused"] = "paused"


class Resumed(_Event):
    """The timer goes on."""

    kind: Literal["resumed"] = "resumed"


class Extended(_Event):
    """The step that is open is given more time, or less."""

    kind: Literal["extended"] = "extended"
    minutes: float = Field(ge=-240, le=240)


class Ended(_Event):
    """The exercise is over."""

    kind: Literal["ended"] = "ended"


class Joined(_Event):
    """Somebody comes in, or comes back."""

    kind: Literal["joined"] = "joined"
    who: Who
    name: Clean = Field(min_length=1, max_length=60)
    """What they are called in the room."""


class Away(_Event):
    """Somebody's page is closed or out of reach; all they wrote stays."""

    kind: Literal["away"] = "away"
    who: Who


class Withdrew(_Event):
    """Somebody leaves for good, with all they wrote: nothing of theirs is in the session any more."""

    kind: Literal["withdrew"] = "withdrew"
    who: Who


class Turned(_Event):
    """Somebody looks at a step, which may not be the one the room is at."""

    kind: Literal["turned"] = "turned"
    who: Who
    step: StepId


class Wrote(_Event):
    """A text as it stands at a pause of typing: the whole of it, in place of what it was."""

    kind: Literal["wrote"] = "wrote"
    who: Who
    step: StepId
    part: str = Field(default=TEXT, min_length=1, max_length=64)
    text: Clean = Field(max_length=50_000)


class Shared(_Event):
    """Somebody shows the group what they wrote at a step, under their name."""

    kind: Literal["shared"] = "shared"
    who: Who
    step: StepId


class Unshared(_Event):
    """Somebody keeps to themselves what they wrote at a step, whatever the step says."""

    kind: Literal["unshared"] = "unshared"
    who: Who
    step: StepId


class Chose(_Event):
    """What somebody picked at a step, in place of what they picked before."""

    kind: Literal["chose"] = "chose"
    who: Who
    step: StepId
    picks: tuple[str, ...] = Field(default=(), max_length=200)
    """Ids of the pieces (see :mod:`coach.workshop.table`)."""


class Matched(_Event):
    """Whom, or which option, somebody gave one piece to; empty takes it back."""

    kind: Literal["matched"] = "matched"
    who: Who
    step: StepId
    piece: str = Field(min_length=1, max_length=64)
    answer: Clean = Field(default="", max_length=200)
    """Id of a person, or the words of an option."""


Event = Annotated[
    Started | Opened | Skipped | Paused | Resumed | Extended | Ended | Joined | Away | Withdrew | Turned | Wrote | Shared
    | Unshared | Chose | Matched,
    Field(discriminator="kind"),
]  # fmt: skip
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
"""Reads an event from JSON, and writes it."""


class Entry(NamedTuple):
    """An event where it stands in its session's log."""

    n: int
    """Grows with every event of the log; some numbers are missing."""
    event: Event
