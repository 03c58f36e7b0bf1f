"""The first session beside the last, for one person: what each text borrowed, what only they bring, as the mirror counts it.

Like is held against like: the same step of the same exercise, when it was played at both ends; otherwise the first post that was
kept beside the last one. It is shown to its author, and to the trainer only when the author said so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from coach.finding import Apport, Reflection, Value
from coach.workshop.cohort import Cohort
from coach.workshop.exercise import Step
from coach.workshop.logbook import Logbook, Session
from coach.workshop.measures import own_text
from coach.workshop.session import State, replay
from coach.workshop.table import texts_of

Mirrored = Callable[[str, Sequence[str]], Reflection]
"""What the mirror says of a text beside what it was written from."""


class Sitting(NamedTuple):
    """One session and what happened in it."""

    session: Session
    state: State


class Seen(Value):
    """One text in the mirror."""

    text: str
    reprise: float
    """Share of the words borrowed from what lay on the table, 0 to 1."""
    apport: Apport


class Pair(Value):
    """One text then, one now."""

    exercise: str
    step: str
    """Title of the step of the later text."""
    alike: bool
    """Whether both come from the same step of the same exercise."""
    then: Seen
    now: Seen


class ThenAndNow(Value):
    """Both ends of somebody's programme."""

    first: dt.datetime
    last: dt.datetime
    pairs: tuple[Pair, ...]


class _Written(NamedTuple):
    sitting: Sitting
    step: Step
    text: str


def sittings_of(log: Logbook, cohort: str | None = None) -> list[Sitting]:
    """Return the sessions of a cohort, or those played alone without one, oldest first. Raises ``CoachError``."""
    kept = [each for each in log.sessions(cohort) if cohort is not None or (each.alone and each.cohort is None)]
    return [Sitting(each, replay(entry.event for entry in log.entries(each.id))) for each in reversed(kept)]


def then_and_now(sittings: Iterable[Sitting], who: str, mirrored: Mirrored) -> ThenAndNow | None:
    """Return somebody's first session beside their last; ``None`` when they wrote in one alone. As slow as ``mirrored``."""
    ends: dict[tuple[int, dt.date], list[_Written]] = {}
    for sitting in sittings:
        ends.setdefault((sitting.session.half_day or 0, sitting.session.made.date()), []).extend(_posts(sitting, who))
    held = [(key, posts) for key, posts in sorted(ends.items(), key=lambda end: end[0]) if posts]
    if len(held) < 2:
        return None
    (_, before), (_, after) = held[0], held[-1]
    pairs = list(_alike(before, after)) or [(before[-1], after[-1])]
    return ThenAndNow(
        first=before[0].sitting.session.made,
        last=after[0].sitting.session.made,
        pairs=tuple(_pair(then, now, mirrored) for then, now in pairs),
    )


def shown_to_trainer(cohort: Cohort, who: str, log: Logbook, mirrored: Mirrored) -> ThenAndNow | None:
    """Return it for the trainer: ``None``, and nothing is even read, unless the participant lets the trainer see."""
    person = cohort.participant(who)
    if person is None or not person.shows_before_after:
        return None
    return then_and_now(sittings_of(log, cohort.id), who, mirrored)


def _posts(sitting: Sitting, who: str) -> Iterator[_Written]:
    """Yield the posts somebody wrote, those kept as drafts last; notes and red lines are nobody's progress."""
    exercise = sitting.state.exercise
    steps = exercise.steps if exercise else ()
    posts = [step for step in steps if step.kind == "write" and (step.saves == "draft" or (step.saves is None and _a_post(step)))]
    for step in sorted(posts, key=lambda step: step.saves == "draft"):
        if text := own_text(sitting.state, step, who):
            yield _Written(sitting, step, text)


def _a_post(step: Step) -> bool:
    return step.shown != "nobody" and not step.parts and step.each is None


def _alike(before: Sequence[_Written], after: Sequence[_Written]) -> Iterator[tuple[_Written, _Written]]:
    earlier = {(each.sitting.session.exercise, each.step.id): each for each in before}
    for now in after:
        then = earlier.get((now.sitting.session.exercise, now.step.id))
        if then is not None:
            yield then, now


def _pair(then: _Written, now: _Written, mirrored: Mirrored) -> Pair:
    alike = (then.sitting.session.exercise, then.step.id) == (now.sitting.session.exercise, now.step.id)
    title = now.sitting.session.title
    return Pair(exercise=title, step=now.step.title, alike=alike, then=_seen(then, mirrored), now=_seen(now, mirrored))


def _seen(written: _Written, mirrored: Mirrored) -> Seen:
    state, exercise = written.sitting.state, written.sitting.state.exercise
    names = [each.name for each in exercise.inputs if each.gives != "drafts"] if exercise else []
    sources = [text for name in names for text in texts_of(exercise, state.inputs, name)] if exercise else []
    found = mirrored(written.text, sources or [exercise.goal if exercise else ""])
    return Seen(text=written.text, reprise=found.reprise, apport=found.apport)
