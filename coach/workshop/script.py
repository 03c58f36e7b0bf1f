"""A half-day written down: who does what at which minute, played without anybody, so that a workshop can be rehearsed.

One JSON object a line. ``{"minute": 0, "exercise": "degraisser", "people": ["Ana", "Bo"]}`` begins an exercise (and ends the one
before); ``{"minute": 0, "do": "next"}`` leads it; ``{"minute": 3.5, "who": "Ana", "text": "…"}`` writes at the open step, with
``"part"`` where it asks for several texts (``"1"``, ``"2"`` where it asks for one a piece picked); ``"picks": [1, 3]`` picks and
``"gives": {"1": "Bo"}`` matches what lies before that person, counted from 1.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from coach.context import Language
from coach.finding import Value
from coach.workshop.events import Away, Clean, Joined, Shared, Unshared
from coach.workshop.exercise import TEXT, Exercise, Step
from coach.workshop.logbook import Logbook
from coach.workshop.playing import Beginning, Play, begin
from coach.workshop.reading import pick, trouble
from coach.workshop.table import asked, pieces

Do = Literal["next", "skip", "back", "pause", "resume", "extend", "end"]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda said: (said,) if isinstance(said, str) else said)]


class Cue(Value):
    """One line of a script."""

    minute: float = Field(ge=0, le=24 * 60)
    """From the beginning of the half-day; never less than the line before."""
    exercise: str | None = None
    people: tuple[Clean, ...] = Field(default=(), max_length=60)
    inputs: Mapping[str, Texts] = Field(default_factory=dict)
    do: Do | None = None
    minutes: float = 5
    """How much ``extend`` adds."""
    who: Clean | None = None
    text: Clean | None = None
    part: str = TEXT
    picks: tuple[int, ...] | None = None
    gives: Mapping[str, Clean] | None = None
    share: Literal["yes", "no"] | None = None
    away: Literal["yes"] | None = None


class StageClock:
    """A clock that shows the minute of the script."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start
        self._minute = 0.0

    def now(self) -> dt.datetime:
        """Return the time of the script."""
        return self._start + dt.timedelta(minutes=self._minute)

    def show(self, minute: float) -> None:
        """Go to a minute."""
        self._minute = minute


def read_script(text: str, shown: str, lang: Language) -> tuple[Cue, ...]:
    """Return the lines of a script. Raises ``BadInput`` naming file, line and what is wrong."""
    found: list[Cue] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            cue = Cue.model_validate(json.loads(line))
        except ValidationError as error:
            fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
            why = f"{'.'.join(map(str, fault['loc']))} : {fault['msg']}"
            raise trouble(lang, "script", file=shown, line=number, why=why) from None
        except (ValueError, RecursionError) as error:
            raise trouble(lang, "script", file=shown, line=number, why=str(error)) from None
        if found and cue.minute < found[-1].minute:
            raise trouble(lang, "script_order", file=shown, line=number, minute=cue.minute, before=found[-1].minute)
        if not found and cue.exercise is None:
            raise trouble(lang, "script_first", file=shown, line=number)
        found.append(cue)
    return tuple(found)


def perform(
    cues: Iterable[Cue],
    exercises: Sequence[Exercise],
    log: Logbook,
    clock: StageClock,
    ids: Callable[[], str],
    lang: Language,
    seed: int = 0,
) -> list[Play]:
    """Play a script into ``log`` and return its sessions, each ended. Raises ``BadInput`` for a name nobody has."""
    plays: list[Play] = []
    for cue in cues:
        clock.show(cue.minute)
        if cue.exercise is not None:
            _close(plays)
            how = Beginning(ids(), seed, cue.inputs)
            plays.append(begin(log, pick(exercises, cue.exercise, lang), clock, how))
            for name in cue.people:
                plays[-1].do(Joined(at=clock.now(), who=name, name=name))
        if cue.do is not None:
            _lead(plays[-1], cue)
        if cue.who is not None:
            _act(plays[-1], cue, cue.who, lang)
    _close(plays)
    return plays


def _close(plays: Sequence[Play]) -> None:
    if plays and plays[-1].state.ended is None:
        plays[-1].end()


def _lead(play: Play, cue: Cue) -> None:
    match cue.do:
        case "next":
            play.go_on()
        case "skip":
            play.skip()
        case "back":
            play.go_back()
        case "pause" | "resume":
            if (cue.do == "pause") == (play.state.running is not None):
                play.pause_or_resume()
        case "extend":
            play.extend(cue.minutes)
        case "end":
            play.end()


def _act(play: Play, cue: Cue, who: str, lang: Language) -> None:
    step = play.state.current
    if who not in play.state.people:
        play.do(Joined(at=play.now, who=who, name=who))
    if step is None:
        return
    if cue.text is not None:
        play.write(cue.text, _part(play, step, who, cue.part), who)
    if cue.picks is not None:
        play.choose([_laid(play, step, who, place, lang) for place in cue.picks], who)
    for place, answer in (cue.gives or {}).items():
        play.match(_laid(play, step, who, int(place) if place.isdigit() else 0, lang), answer, who)
    if cue.share is not None:
        play.do((Shared if cue.share == "yes" else Unshared)(at=play.now, who=who, step=step.id))
    if cue.away is not None:
        play.do(Away(at=play.now, who=who))


def _part(play: Play, step: Step, who: str, part: str) -> str:
    """Return the id of a part; where each piece picked asks for one, ``"1"`` is that of the first."""
    fields = asked(play.state, step, who) if step.each else ()
    return fields[int(part) - 1].id if part.isdecimal() and 1 <= int(part) <= len(fields) else part


def _laid(play: Play, step: Step, who: str, place: int, lang: Language) -> str:
    """Return the id of the piece at a place before somebody. Raises ``BadInput`` when nothing lies there."""
    found = pieces(play.state, step, who)
    if not 1 <= place <= len(found):
        raise trouble(lang, "script_place", who=who, place=place, step=step.id, count=len(found))
    return found[place - 1].id
