"""An exercise in plain words: a step a paragraph, an answer a line or a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from coach.text import clean
from coach.workshop.landing import Landed
from coach.workshop.playing import MORE_MIN, Play
from tui.asking import read_line
from tui.verbs.reports import one_line
from tui.words import Words
from tui.workshop_lines import LEADS, Act, Give, Led, Pick, Put, Table


class PlainFace:
    """A step on lines of its own; a text ends with an empty line, the end of input leaves all of it for later."""

    def __init__(self, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self._words, self._in, self._out = words, stdin, stdout

    def open(self, play: Play) -> None:
        """Say what it is and how it goes."""
        exercise = play.state.exercise
        if exercise is not None:
            told = self._words("workshop_verb.minutes", n=exercise.minutes)
            self._say(f"{one_line(exercise.title)} ({told})", exercise.goal)
        self._say(self._words("workshop_verb.rules"))

    def step(self, table: Table) -> None:
        """Print the step and what lies on the table."""
        step = table.step
        minutes = self._words("workshop_verb.minutes", n=round(max(0.0, table.timer.left_s) / 60)) if table.timer else ""
        heading = f"{one_line(step.title)}  [{minutes}]"
        self._say("", heading, "─" * len(heading), step.prompt)
        if table.role:
            self._say(table.role)
        for place, piece in enumerate(table.pieces, 1):
            self._say(f"{place:3}. {piece.text}")
        for shown in table.shown:
            self._say("", shown.title, *shown.lines, *(f"« {quote} »" for quote in shown.quotes))

    def read(self, table: Table) -> Sequence[Act] | None:
        """Read the answers of a step: texts field by field, numbers for pieces, an empty line otherwise."""
        match table.step.kind:
            case "choose":
                return self._picks(table)
            case "match":
                return self._gives(table)
        acts: list[Act] = []
        for part, label, begun in table.fields:
            self._say("", label, *([begun] if begun else []))
            text = self._text(begun)
            if isinstance(text, Led) or text is None:
                return text if text is None else [*acts, text]
            acts.append(Put(part, text))
        if table.fields:
            return [*acts, Led("next")]
        line = self._line()
        return line if line is None else [_lead(line) or Led("next")]

    def _text(self, begun: str) -> str | Led | None:
        lines: list[str] = []
        while (line := self._line()) is not None:
            if not lines and (lead := _lead(line)):
                return lead
            if not line.strip():
                break
            lines.append(line)
        if line is None and not lines:
            return None
        return clean("\n".join(lines)) or begun

    def _picks(self, table: Table) -> Sequence[Act] | None:
        while (line := self._line()) is not None:
            if lead := _lead(line):
                return [lead]
            places = line.replace(",", " ").split()
            if all(place.isdecimal() and 1 <= int(place) <= len(table.pieces) for place in places):
                return [Pick(tuple(table.pieces[int(place) - 1].id for place in dict.fromkeys(places))), Led("next")]
            self._say(self._words("workshop_verb.numbers", n=len(table.pieces)))
        return None

    def _gives(self, table: Table) -> Sequence[Act] | None:
        acts: list[Act] = []
        for piece in table.pieces:
            self._say("", f"« {piece.text} »", *(f"{n:3}. {option}" for n, option in enumerate(table.step.options, 1)))
            line = self._line()
            if line is None:
                return None
            if lead := _lead(line):
                return [*acts, lead]
            place = int(line) if line.strip().isdecimal() else 0
            options = table.step.options
            answer = options[place - 1] if 1 <= place <= len(options) else clean(line.strip())
            acts.append(Give(piece.id, answer))
        return [*acts, Led("next")]

    def done(self, play: Play, act: Act) -> None:
        """Say the pause and the added minutes; the rest is seen by the next step."""
        match act:
            case Led("pause"):
                self._say(self._words("workshop_verb.paused"))
            case Led("extend"):
                left = play.timer()
                self._say(self._words("workshop_verb.left", n=round(left.left_s / 60)) if left else "")

    def close(self, play: Play, landed: Sequence[Landed]) -> None:
        """Say what was saved where."""
        self._say("")
        if play.state.ended is None:
            self._say(self._words("workshop_verb.kept"))
            return
        self._say(self._words("workshop_verb.over"))
        for each in landed:
            what = self._words(f"workshop_verb.saved_{each.saves}")
            self._say(f"- {self._words('workshop_verb.said', what=what, text=one_line(each.text))}")

    def _line(self) -> str | None:
        self._out.write("> ")
        self._out.flush()
        return read_line(self._in)

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._out.write(line + "\n")
        self._out.flush()


def _lead(line: str) -> Led | None:
    """Return what a line that begins with a colon asks for: ``:skip``, ``:pause``, ``:extend 10``."""
    name, _, more = line.strip().removeprefix(":").partition(" ")
    if not line.strip().startswith(":") or name not in LEADS:
        return None
    lead = next(each for each in LEADS if each == name)
    return Led(lead, float(more) if more.strip().isdecimal() else MORE_MIN)
