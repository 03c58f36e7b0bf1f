"""The editorial calendar: a rhythm turned into days, with series and the strong moments of the house and of the trade.

One post a month is a good rhythm: nothing here is late, a slot that passes unused is only a day that has passed.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field, model_validator

from coach.charter.pack import Window
from coach.finding import Pillar, Value
from coach.line.memento import PILLARS, Memento, Mix, Territory
from coach.text import words

SlotKind = Literal["slot", "series", "moment"]
AROUND = 3
"""Days a slot may move to stand on a strong moment, or off a quiet period."""
USUAL_DAY = 1
"""Tuesday, counted from Monday 0: any day is as good, one has to be the default."""
_QUIET = ("quiet_period", "embargo", "election")


class Series(Value):
    """A format that comes back: « une panne par mois », say."""

    name: str = Field(min_length=1, max_length=80)
    every_weeks: int = Field(default=4, ge=1, le=26)
    start: dt.date


class Moment(Value):
    """A strong moment one adds oneself: a fair, a launch, a birthday."""

    label: str = Field(min_length=1, max_length=120)
    start: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Moment:
        if self.end < self.start:
            raise ValueError(f"{self.end} is before {self.start}")
        return self


class Plan(Value):
    """What one adds to the rhythm of the memento."""

    series: tuple[Series, ...] = ()
    moments: tuple[Moment, ...] = ()
    weekday: int = Field(default=USUAL_DAY, ge=0, le=6)


class Slot(Value):
    """Days of the calendar, both ends included."""

    uid: str
    """The same at every export, so that a calendar updates its event and does not double it."""
    kind: SlotKind
    start: dt.date
    end: dt.date
    label: str = ""
    """Name of a series or of a strong moment."""
    pillar: Pillar | None = None
    """For a slot: what the mix would have it be about."""
    territory: str | None = None
    """For a slot: a subject whose turn it is."""
    quiet: str | None = None
    """For a slot: the quiet period or the embargo it falls in."""


def slots(memento: Memento, plan: Plan, windows: Sequence[Window], day: dt.date, months: int = 3) -> tuple[Slot, ...]:
    """Return the days from ``day`` on, over ``months`` months: planned posts, series, strong moments, by date."""
    last = _months_on(day, months)
    moments = [*_own_moments(plan, day, last), *_house_moments(windows, day, last)]
    posts = list(_posts(memento, plan, windows, moments, day, last))
    series = [slot for one in plan.series for slot in _episodes(one, day, last)]
    order = {"moment": 0, "series": 1, "slot": 2}
    return tuple(sorted((*moments, *series, *posts), key=lambda s: (s.start, order[s.kind], s.label)))


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _own_moments(plan: Plan, day: dt.date, last: dt.date) -> Iterable[Slot]:
    for one in plan.moments:
        if one.end >= day and one.start <= last:
            uid = f"moment-{one.start}-{_slug(one.label)}"
            yield Slot(uid=uid, kind="moment", start=one.start, end=one.end, label=one.label)


def _house_moments(windows: Iterable[Window], day: dt.date, last: dt.date) -> Iterable[Slot]:
    for one in windows:
        if one.kind == "launch" and one.start and one.start <= last and (one.end or one.start) >= day:
            uid = f"house-{one.start}-{_slug(one.label)}"
            yield Slot(uid=uid, kind="moment", start=one.start, end=one.end or one.start, label=one.label)


def _episodes(one: Series, day: dt.date, last: dt.date) -> Iterable[Slot]:
    step = dt.timedelta(weeks=one.every_weeks)
    at = one.start if one.start >= day else one.start + step * -(-(day - one.start).days // step.days)
    while at <= last:
        yield Slot(uid=f"series-{at}-{_slug(one.name)}", kind="series", start=at, end=at, label=one.name)
        at += step


def _posts(
    memento: Memento, plan: Plan, windows: Sequence[Window], moments: Sequence[Slot], day: dt.date, last: dt.date
) -> Iterable[Slot]:
    """Yield the posts of the rhythm: spread over each month, nudged onto a strong moment when one is near."""
    subjects, pillars, posts = memento.strongest(), turns(memento.mix), memento.rhythm.posts_a_month
    for year, month in _months(day, last):
        for n, at in enumerate(_days(year, month, posts, plan.weekday)):
            if not day <= at <= last:
                continue
            turn = (year * 12 + month) * posts + n  # of the calendar, not of today: a slot keeps its subject next month
            on = _nudged(at, moments, day)
            yield Slot(
                uid=f"post-{at}",
                kind="slot",
                start=on,
                end=on,
                pillar=pillars[turn % len(pillars)],
                territory=_subject(subjects, pillars, turn),
                quiet=next((w.label for w in windows if w.kind in _QUIET and w.start and w.open_on(on)), None),
            )


def _subject(subjects: Sequence[Territory], pillars: Sequence[Pillar], turn: int) -> str | None:
    """Return the name of the subject whose turn it is: one of the pillar of the slot when there is one, in rotation."""
    rounds, place = divmod(turn, len(pillars))
    pillar = pillars[place]
    fit = [t for t in subjects if t.pillar == pillar] or [t for t in subjects if t.pillar is None] or subjects
    before = rounds * pillars.count(pillar) + pillars[:place].count(pillar)
    return fit[before % len(fit)].name if fit else None


def turns(mix: Mix, of: int = 10) -> tuple[Pillar, ...]:
    """Return ``of`` pillars in the shares of ``mix``, the most lacking next each time."""
    order: list[Pillar] = []
    for n in range(1, of + 1):
        order.append(max(PILLARS, key=lambda p: mix.of(p) * n / 100 - order.count(p)))
    return tuple(order)


def _months(day: dt.date, last: dt.date) -> Iterable[tuple[int, int]]:
    at = day.replace(day=1)
    while at <= last:
        yield at.year, at.month
        at = _months_on(at, 1)


def _days(year: int, month: int, posts: int, weekday: int) -> list[dt.date]:
    """Return ``posts`` days of a month, evenly spread, on the weekday wanted as long as there are enough of them."""
    length = calendar.monthrange(year, month)[1]
    days = [dt.date(year, month, n) for n in range(1, length + 1)]
    wanted = [d for d in days if d.weekday() == weekday]
    choice = wanted if posts <= len(wanted) else [d for d in days if d.weekday() < 5] if posts <= 20 else days
    posts = min(posts, len(choice))
    return [choice[(2 * n + 1) * len(choice) // (2 * posts)] for n in range(posts)]


def _nudged(at: dt.date, moments: Sequence[Slot], day: dt.date) -> dt.date:
    if any(one.start <= at <= one.end for one in moments):
        return at
    near = [one.start for one in moments if day <= one.start and abs((one.start - at).days) <= AROUND]
    return min(near, key=lambda start: abs((start - at).days), default=at)


def _slug(text: str) -> str:
    return "-".join(word.key for word in words(text))[:40] or "x"
