"""Dates and times as people say them: « hier, 18 h », « mardi, 9 h 30 », « 2 octobre »."""

from __future__ import annotations

import datetime as dt

from tui.words import Words

_WEEK = 7
_HALF_YEAR = 183


def said_moment(then: dt.datetime, now: dt.datetime, words: Words) -> str:
    """Return when ``then`` was, seen from ``now`` and in its zone: the minutes of an hour, the hour of a week, else the day."""
    here = then.astimezone(now.tzinfo)
    minutes = int((now - here).total_seconds() // 60)
    if 0 <= minutes < 1:
        return words("moments.now")
    if 0 < minutes < 60:
        return words("moments.minutes", n=minutes)
    day = said_day(here.date(), now.date(), words)
    if not 0 <= (now.date() - here.date()).days < _WEEK:
        return day
    hour = "hour_minute" if here.minute else "hour"
    more = {"m": here.minute} if here.minute else {}
    return words("moments.at", day=day, hour=words(f"moments.{hour}", h=here.hour, **more))


def said_day(day: dt.date, today: dt.date, words: Words) -> str:
    """Return a day, past or to come: its name when it is within a week, else its number and month."""
    apart = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(apart)
    if near:
        return words(f"moments.{near}")
    if abs(apart) < _WEEK:
        return weekday(day, words)
    return calendar_day(day, today, words)


def calendar_day(day: dt.date, today: dt.date, words: Words) -> str:
    """Return a day by its number and month, « 8 décembre », with its year when it could be taken for another one's."""
    values = {"day": _number(day, words), "month": month(day, words)}
    if day.year == today.year or 0 <= (day - today).days < _HALF_YEAR:
        return words("moments.day_month", **values)
    return words("moments.day_year", **values, year=day.year)


def said_date(day: dt.date, words: Words) -> str:
    """Return a whole day without its year: « lundi 23 novembre »."""
    return words("moments.weekday_day", weekday=weekday(day, words), day=_number(day, words), month=month(day, words))


def weekday(day: dt.date, words: Words) -> str:
    """Return the name of the day of the week."""
    return words("moments.weekdays").split()[day.weekday()]


def month(day: dt.date, words: Words) -> str:
    """Return the name of the month."""
    return words("moments.months").split()[day.month - 1]


def _number(day: dt.date, words: Words) -> str:
    return words("moments.first") if day.day == 1 else str(day.day)
