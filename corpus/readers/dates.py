"""Dates as exports write them, read without guessing: day order is settled by evidence or the date is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from coach.text import fold

Order = Literal["dmy", "mdy"]
"""What comes first in ``03/06/2026``: the day or the month."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""A post dated outside these years was misread."""


class Dated(NamedTuple):
    """A date, or why there is none."""

    value: str | None = None
    """ISO 8601: 10 characters for a day, ``…Z`` when the zone is known, seconds always written."""
    problem: Literal["bad_date", "ambiguous_date_kept"] | None = None


_TIME = (
    r"(?:(?:[t,]|\s)\s*(?:a |at |@ )?(?P<hour>\d{1,2})\s?(?::|h\s?(?!\d\d:))(?P<minute>(?<=:)\d{2}|(?<![:\d])\d{0,2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap])?(?:\.?m\b\.?)?)?\s*\(?(?P<zone>z|utc|gmt|[+-]\d\d:?\d\d)?\)?"
)
_NUMERIC = re.compile(r"(?P<a>\d{1,4})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})" + _TIME)
_DAY_FIRST = re.compile(r"(?:[a-z]+\.?,? )?(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?P<month>[a-z]+)\.?,? (?P<year>\d{4})" + _TIME)
_MONTH_FIRST = re.compile(r"(?:[a-z]+\.?,? )?(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})" + _TIME)
_X = re.compile(
    r"[a-z]{3} (?P<month>[a-z]{3}) (?P<day>\d{1,2}) (?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r" (?P<half>(?!))?(?P<zone>[+-]\d{4}) (?P<year>\d{4})"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr fev",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sept sep septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        1,
    )
    for name in names.split()
}


def read_date(raw: str | float, order: Order | None = None, near: dt.datetime | None = None, utc: str = "") -> Dated:
    """Return the date that ``raw`` tells.

    ``order`` is the file's day order, ``near`` a moment known from elsewhere (a post's own id), ``utc`` the suffix of a time
    without a zone: ``"Z"`` where the format is known to write UTC. Numbers are Unix seconds or milliseconds, or Excel days.
    """
    if isinstance(raw, (int, float)) or re.fullmatch(r"\d{5}(?:\.\d+)?|\d{10}|\d{13}", raw.strip()):
        return _counted(raw)
    text = fold(" ".join(raw.split()))
    if (found := _NUMERIC.fullmatch(text)) is not None:
        return _numeric(found, order, near, utc)
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _X):
        if (found := pattern.fullmatch(text)) is not None and found["month"] in _MONTHS:
            day = _day(int(found["year"]), _MONTHS[found["month"]], int(found["day"]))
            return _timed(day, found, utc)
    return Dated(problem="bad_date")


def order_of(samples: Iterable[tuple[str, dt.datetime | None]]) -> Order | None:
    """Return the day order that the dates of a file prove, each with the moment known from elsewhere; ``None`` if unproven."""
    votes: set[Order] = set()
    for raw, near in samples:
        found = _NUMERIC.fullmatch(fold(" ".join(raw.split())))
        if found is None or len(found["a"]) > 2:
            continue
        a, b, year = int(found["a"]), int(found["b"]), _year(found["c"])
        if near is not None and a != b:
            votes |= {o for o, day in _readings(year, a, b) if abs((day - near.date()).days) <= 1}
        elif 12 < a <= 31 and b <= 12:
            votes.add("dmy")
        elif 12 < b <= 31 and a <= 12:
            votes.add("mdy")
    return votes.pop() if len(votes) == 1 else None


def looks_dated(raw: str) -> bool:
    """Tell whether ``raw`` has the shape of a date, right or wrong."""
    text = fold(" ".join(raw.split()))
    return bool(_NUMERIC.fullmatch(text) or _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text) or _X.fullmatch(text))


def _numeric(found: re.Match[str], order: Order | None, near: dt.datetime | None, utc: str) -> Dated:
    a, b = int(found["a"]), int(found["b"])
    if len(found["a"]) > 2:
        return _timed(_day(a, b, int(found["c"])) if len(found["a"]) == 4 else None, found, utc)
    readings = _readings(_year(found["c"]), a, b)
    if found["sep"] == "." and order is None:
        order = "dmy"  # nobody writes 05.13.2026
    if near is not None and (close := [day for _, day in readings if abs((day - near.date()).days) <= 1]):
        return _timed(close[0], found, utc)
    if order is not None:
        return _timed(next((day for o, day in readings if o == order), None), found, utc)
    if len({day for _, day in readings}) > 1:
        return Dated(problem="ambiguous_date_kept")
    return _timed(readings[0][1] if readings else None, found, utc)


def _readings(year: int, a: int, b: int) -> list[tuple[Order, dt.date]]:
    """Return the days that ``a/b/year`` may be."""
    found: list[tuple[Order, dt.date | None]] = [("dmy", _day(year, b, a)), ("mdy", _day(year, a, b))]
    return [(order, day) for order, day in found if day is not None]


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _timed(day: dt.date | None, found: re.Match[str], utc: str) -> Dated:
    """Return ``day`` with the time of day found beside it, in UTC when its zone is known."""
    if day is None:
        return Dated(problem="bad_date")
    if found["hour"] is None:
        return Dated(day.isoformat())
    hour, half = int(found["hour"]), found["half"]
    if half and not 1 <= hour <= 12:
        return Dated(problem="bad_date")
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    try:
        time = dt.time(hour, int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError:
        return Dated(problem="bad_date")
    moment = dt.datetime.combine(day, time)
    zone = found["zone"] or ""
    if zone[:1] in "+-" and zone:
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        moment -= dt.timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return Dated(moment.isoformat() + ("Z" if zone else utc))


def _counted(raw: str | float) -> Dated:
    """Return the moment a bare number stands for: Excel days, Unix seconds or milliseconds."""
    try:
        number = float(raw)
    except OverflowError:
        return Dated(problem="bad_date")
    if 32_874 <= number < 73_415:  # 1990 to 2100, days since 1899-12-30
        moment = dt.datetime(1899, 12, 30) + dt.timedelta(seconds=round(number * 86_400))  # noqa: DTZ001 - Excel knows no zone
        return Dated(moment.isoformat() if moment.time() != dt.time() else moment.date().isoformat())
    seconds = number / 1000 if number > 1e11 else number
    if not 631_152_000 <= seconds < 4_102_444_800:
        return Dated(problem="bad_date")
    return Dated(dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
