"""What one session was, without anybody's name: how long each step took, the figures of the group, the debrief."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from coach.context import Language
from coach.finding import Value
from coach.line.page import inert
from coach.phrases import phrase
from coach.workshop.exercise import DEBRIEF
from coach.workshop.logbook import Session
from coach.workshop.looking import look_together
from coach.workshop.measures import Diversity, Recognition, diversity_at, recognition, texts_at
from coach.workshop.session import State, Timing


class StepReport(Value):
    """One step as it went."""

    step: str
    title: str
    planned_s: float
    """As the exercise has it, without what was added on the day."""
    took_s: float
    skipped: bool
    wrote: int
    """How many people wrote, picked or matched something there."""
    diversity: Diversity | None = None
    """Of a step ``write`` shown to the group."""
    recognition: Recognition | None = None
    """Of a step ``match`` to authors."""
    lines: tuple[str, ...] = ()
    """What a step ``look`` told the group, the texts themselves left out."""


class Report(Value):
    """One session, for the trainer."""

    schema_version: Literal[1] = 1
    session: str
    exercise: str
    title: str
    goal: str
    begun: dt.datetime | None
    people: int
    planned_min: int
    took_s: float
    steps: tuple[StepReport, ...]
    debrief: tuple[str, ...]
    """Its questions."""
    answers: tuple[str, ...] = ()
    """What people wrote of it, in no order of theirs, the names of the participants taken out."""

    @property
    def figures(self) -> tuple[str, ...]:
        """What the group made, in sentences."""
        return tuple(line for step in self.steps for line in step.lines)


def report_of(session: Session, state: State, lang: Language) -> Report:
    """Return the report of a session, over or not."""
    exercise = state.exercise
    return Report(
        session=session.id,
        exercise=session.exercise,
        title=session.title,
        goal=exercise.goal if exercise else "",
        begun=state.begun,
        people=len(state.people),
        planned_min=exercise.minutes if exercise else 0,
        took_s=sum(timing.took_s for timing in state.past),
        steps=tuple(_step(timing, state, lang) for timing in state.past),
        debrief=exercise.debrief if exercise else (),
        answers=_answers(state),
    )


def _answers(state: State) -> tuple[str, ...]:
    debrief = state.exercise.step(DEBRIEF) if state.exercise else None
    said = [_nameless(text, state) for _, _, text in texts_at(state, debrief)] if debrief else []
    return tuple(sorted(said))


def _nameless(text: str, state: State) -> str:
    """Return what somebody wrote without the participants' names, first names too: whole words, whatever their case."""
    people = [person.name for person in state.people.values()]
    names = {name for name in people if len(name) > 1} | {part for name in people for part in name.split() if len(part) > 2}
    if not names or state.alone:
        return text
    said = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{said})(?!\w)", "…", text, flags=re.IGNORECASE)


def said_minutes(report: Report, lang: Language) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row a step: its title, minutes planned, minutes played, how many wrote or chose."""
    for step in report.steps:
        title = f"{step.title} ({phrase(lang, 'workshop', 'report.skipped')})" if step.skipped else step.title
        yield title, str(round(step.planned_s / 60)), str(round(step.took_s / 60)), str(step.wrote)


def _step(timing: Timing, state: State, lang: Language) -> StepReport:
    step = next(each for each in state.plan if each.id == timing.step)
    did = [p for p in state.people.values() if p.wrote.get(step.id) or p.chose.get(step.id) or p.matched.get(step.id)]
    shown = look_together(state, step, lang) if step.kind == "look" else ()
    return StepReport(
        step=step.id,
        title=step.title,
        planned_s=step.minutes * 60,
        took_s=timing.took_s,
        skipped=timing.skipped,
        wrote=len(did),
        diversity=diversity_at(state, step) if step.kind == "write" and step.shown != "nobody" else None,
        recognition=recognition(state, step) if step.kind == "match" and step.to == "people" else None,
        lines=tuple(line for each in shown if each.show != "votes" for line in each.lines),
    )


def written(report: Report, lang: Language) -> str:
    """Return a report in Markdown."""
    day = report.begun.date().isoformat() if report.begun else ""
    lines = [f"# {report.title}", "", report.goal, ""]
    took = round(report.took_s / 60)
    lines.append(phrase(lang, "workshop", "report.about", day=day, people=report.people, planned=report.planned_min, took=took))
    head = [phrase(lang, "workshop", f"report.{key}") for key in ("step", "planned", "took", "did")]
    rows = [tuple(map(inert, row)) for row in said_minutes(report, lang)]
    lines += ["", f"| {' | '.join(head)} |", "|---|---:|---:|---:|", *(f"| {' | '.join(row)} |" for row in rows)]
    if report.figures:
        lines += ["", f"## {phrase(lang, 'workshop', 'report.group')}", "", *(f"- {line}" for line in report.figures)]
    if report.debrief:
        lines += ["", f"## {phrase(lang, 'workshop', 'debrief.title')}", "", *(f"- {question}" for question in report.debrief)]
    if report.answers:
        kept = [line for answer in report.answers for line in (f"> {inert(answer)}", "")]
        lines += ["", f"## {phrase(lang, 'workshop', 'report.answers')}", "", *kept[:-1]]
    return "\n".join(lines) + "\n"
