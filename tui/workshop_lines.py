"""An exercise on lines, alone: for a person, a screen reader, a pipe or a script. No screen is drawn here.

One loop under two faces: :mod:`tui.workshop_plain` in words, :mod:`tui.workshop_json` in one JSON object a line each way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, Protocol

from coach.workshop.exercise import Step
from coach.workshop.landing import Landed
from coach.workshop.looking import Shown
from coach.workshop.playing import ME, MORE_MIN, Play
from coach.workshop.session import Timer
from coach.workshop.table import Piece, asked, begins_with, pieces, role_of

Lead = Literal["next", "back", "skip", "pause", "resume", "extend", "stop", "end"]
LEADS: tuple[Lead, ...] = ("next", "back", "skip", "pause", "resume", "extend", "stop", "end")


class Put(NamedTuple):
    """A text for one part of the open step."""

    part: str
    text: str


class Pick(NamedTuple):
    """What was picked, as ids."""

    picks: tuple[str, ...]


class Give(NamedTuple):
    """What a piece was given to."""

    piece: str
    answer: str


class Led(NamedTuple):
    """Something a trainer does; alone, one is one's own."""

    lead: Lead
    minutes: float = MORE_MIN


Act = Put | Pick | Give | Led
"""What one line of input may say."""


class Table(NamedTuple):
    """The open step as it lies before the person."""

    step: Step
    pieces: Sequence[Piece]
    fields: Sequence[tuple[str, str, str]]
    """Part, label and text so far."""
    role: str | None
    shown: Sequence[Shown]
    timer: Timer | None


class Face(Protocol):
    """How a step is shown and answers are read."""

    def open(self, play: Play) -> None:
        """Say which exercise begins, or is taken up."""
        ...

    def step(self, table: Table) -> None:
        """Show the open step."""
        ...

    def read(self, table: Table) -> Sequence[Act] | None:
        """Return what the person does next; ``None`` at the end of input."""
        ...

    def done(self, play: Play, act: Act) -> None:
        """Say that an act was kept."""
        ...

    def close(self, play: Play, landed: Sequence[Landed]) -> None:
        """Say how it ended and what was saved where."""
        ...


def run_lines(play: Play, face: Face, look: Callable[[Step], Sequence[Shown]], land: Callable[[], Sequence[Landed]]) -> int:
    """Play to the end, or to the end of input, which leaves the session to be taken up; return 0."""
    face.open(play)
    while (step := play.state.current) is not None:
        table = table_of(play, step, look)
        face.step(table)
        while play.state.step == step.id:
            acts = face.read(table)
            if acts is None or Led("stop") in acts:
                face.close(play, ())
                return 0
            for act in acts:
                _do(play, act)
                face.done(play, act)
    face.close(play, land())
    return 0


def table_of(play: Play, step: Step, look: Callable[[Step], Sequence[Shown]]) -> Table:
    """Return what lies before whoever plays alone."""
    state, person = play.state, play.state.people.get(ME)
    begun = begins_with(state, step, ME)
    fields = [(p.id, p.label, (person.text(step.id, p.id) if person else "") or begun) for p in asked(state, step, ME)]
    role = role_of(state, step, ME)
    shown = look(step) if step.kind == "look" else ()
    laid = pieces(state, step, ME) if step.kind != "look" else ()
    return Table(step, laid, fields, f"{role.name} : {role.prompt}" if role else None, shown, play.timer())


def _do(play: Play, act: Act) -> None:
    match act:
        case Put(part, text):
            play.write(text, part)
        case Pick(picks):
            play.choose(picks)
        case Give(piece, answer):
            play.match(piece, answer)
        case Led("next"):
            play.go_on()
        case Led("back"):
            play.go_back()
        case Led("skip"):
            play.skip()
        case Led("pause"):
            _time(play, running=False)
        case Led("resume"):
            _time(play, running=True)
        case Led("extend", minutes):
            play.extend(minutes)
        case Led("end"):
            play.end()


def _time(play: Play, *, running: bool) -> None:
    if (play.state.running is not None) != running:
        play.pause_or_resume()
