"""A cohort: who goes through the programme, when, with which homework; joining is a yes, and leaving takes one's data along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from pydantic import Field

from coach.context import Language
from coach.line.memento import Noted
from coach.phrases import phrase
from coach.workshop.programme import Programme

APART_MIN, APART_MAX = 7, 14
"""Days between two of the first three half-days: a week or two at most (seed 003)."""
FOLLOW_MIN_MONTHS, FOLLOW_MAX_MONTHS = 1, 3
"""Months from the third half-day to the follow-up (seed 003)."""
USUAL, MOST = (4, 8), 30
"""People of a cohort: what the programme is made for, and what it can bear."""
Standing = Literal["invited", "in", "paused"]
"""Asked and not yet answered; volunteering; resting, with everything kept. Who left is not in the cohort any more."""


class Participant(Noted):
    """A volunteer."""

    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=60)
    standing: Standing = "invited"
    since: dt.datetime
    """Of that standing."""
    came: bool = False
    """Whether they ever came in: the id is theirs then, not one made for the name the trainer wrote down."""
    shows_before_after: bool = False
    """Whether the trainer may see their first session beside their last."""
    homework: tuple[str, ...] = ()
    """Ids of the homework they said they did; nobody checks."""


class Cohort(Noted):
    """A group and its dates."""

    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=80)
    lang: Language = "fr"
    made: dt.datetime
    days: tuple[dt.date, ...] = Field(default=(), max_length=12)
    """Days of the half-days, in the programme's order."""
    participants: tuple[Participant, ...] = Field(default=(), max_length=MOST)

    def participant(self, who: str) -> Participant | None:
        """Return one of them."""
        return next((each for each in self.participants if each.id == who), None)

    @property
    def present(self) -> tuple[Participant, ...]:
        """Those who said yes and do not rest."""
        return tuple(each for each in self.participants if each.standing == "in")


def half_day_on(cohort: Cohort, day: dt.date) -> int | None:
    """Return which half-day is on ``day``, from 1."""
    return cohort.days.index(day) + 1 if day in cohort.days else None


def invite(cohort: Cohort, who: str, name: str, now: dt.datetime) -> Cohort:
    """Return the cohort with somebody asked; they are in once they say yes. Raises ``ValueError`` when it is full."""
    if cohort.participant(who) is not None:
        return cohort
    asked = Participant(id=who, name=name, since=now)
    return Cohort.model_validate({**_data(cohort), "participants": (*cohort.participants, asked)})


def meet(cohort: Cohort, who: str, name: str, now: dt.datetime) -> Cohort:
    """Return the cohort with somebody who came in as ``who``: whoever was asked by that name, or one more to be asked.

    A name takes the place of one nobody has come in by yet, and of no other. Raises ``ValueError`` when it is full.
    """
    if cohort.participant(who) is not None:
        return cohort
    said = name.strip().casefold()
    awaited = next((p for p in cohort.participants if not p.came and p.name.casefold() == said), None)
    if awaited is None:
        return _with(invite(cohort, who, name, now), who, came=True)
    return _with(cohort, awaited.id, id=who, came=True)


def uninvite(cohort: Cohort, who: str) -> Cohort:
    """Return the cohort without somebody who was asked and never came; nobody else can be sent away."""
    kept = tuple(each for each in cohort.participants if each.id != who or each.came or each.standing != "invited")
    return cohort.model_copy(update={"participants": kept})


def say_yes(cohort: Cohort, who: str, now: dt.datetime) -> Cohort:
    """Return the cohort with ``who`` in it, by their own word: for the first time, or back from a rest."""
    return _with(cohort, who, standing="in", since=now)


def rest(cohort: Cohort, who: str, now: dt.datetime) -> Cohort:
    """Return the cohort with ``who`` resting; all they wrote is kept, and nobody is told why."""
    return _with(cohort, who, standing="paused", since=now)


def show_before_after(cohort: Cohort, who: str, shows: Literal["yes", "no"]) -> Cohort:
    """Return the cohort with what ``who`` lets the trainer see."""
    return _with(cohort, who, shows_before_after=shows == "yes")


def tick(cohort: Cohort, who: str, homework: str) -> Cohort:
    """Return the cohort with one piece of homework done, or not done after all."""
    person = cohort.participant(who)
    if person is None:
        return cohort
    done = person.homework
    changed = tuple(h for h in done if h != homework) if homework in done else (*done, homework)
    return _with(cohort, who, homework=changed)


def leave(cohort: Cohort, who: str) -> Cohort:
    """Return the cohort without ``who``. Their sessions' words go by :meth:`coach.ports.Logbook.forget`."""
    kept = tuple(each for each in cohort.participants if each.id != who)
    return cohort.model_copy(update={"participants": kept})


def _with(cohort: Cohort, who: str, **changed: object) -> Cohort:
    people = tuple(each.model_copy(update=changed) if each.id == who else each for each in cohort.participants)
    return cohort.model_copy(update={"participants": people})


def _data(cohort: Cohort) -> dict[str, object]:
    return {name: getattr(cohort, name) for name in Cohort.model_fields}


def spacing(days: Sequence[dt.date], programme: Programme, lang: Language) -> tuple[str, ...]:
    """Return what the dates of a programme lack, in sentences; nothing when the homework has its time."""
    return tuple(_gaps(days, programme, lang))


def _gaps(days: Sequence[dt.date], programme: Programme, lang: Language) -> Iterator[str]:
    for at, (before, after) in enumerate(pairwise(days)):
        apart, numbers = (after - before).days, {"one": at + 1, "two": at + 2}
        if apart <= 0:
            yield phrase(lang, "workshop", "spacing.order", **numbers)
        elif at + 1 < len(programme.half_days) and programme.half_days[at + 1].follow_up:
            first, last = _months_after(before, FOLLOW_MIN_MONTHS), _months_after(before, FOLLOW_MAX_MONTHS)
            if not first <= after <= last:
                yield phrase(lang, "workshop", "spacing.follow_up", first=first.isoformat(), last=last.isoformat(), **numbers)
        elif not APART_MIN <= apart <= APART_MAX:
            yield phrase(lang, "workshop", "spacing.apart", days=apart, **numbers)
    if len(days) > len(programme.half_days):
        yield phrase(lang, "workshop", "spacing.many", days=len(days), planned=len(programme.half_days))


def _months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day that many months later, the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))


def suggested_days(first: dt.date, programme: Programme) -> tuple[dt.date, ...]:
    """Return dates that leave its time to the homework: every two weeks, the follow-up two months after."""
    days = [first]
    for half_day in programme.half_days[1:]:
        days.append(_months_after(days[-1], 2) if half_day.follow_up else days[-1] + dt.timedelta(days=APART_MAX))
    return tuple(days)
