"""The programme written out for a trainer: each half-day with its hours, its exercises and the work in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from coach.context import Language
from coach.phrases import phrase
from coach.workshop.exercise import Exercise
from coach.workshop.programme import HalfDay, Programme, Slot, timetable


def programme_markdown(
    programme: Programme, played: Sequence[Sequence[Exercise]], days: Sequence[dt.date], begins: dt.time, lang: Language
) -> str:
    """Return a programme in Markdown. ``played`` are the exercises of each half-day; ``days`` may be fewer, or none."""
    lines = [f"# {programme.title}", "", phrase(lang, "workshop", "programme.spacing"), ""]
    for place, (half_day, exercises) in enumerate(zip(programme.half_days, played, strict=True)):
        lines += _half_day(place, half_day, days[place : place + 1], lang)
        lines += [f"- {_hour(begins, slot)} {_said(slot, place, lang)}" for slot in timetable(half_day, exercises)]
        lines += ["", *_homework(half_day, lang)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _half_day(place: int, half_day: HalfDay, day: Sequence[dt.date], lang: Language) -> Iterator[str]:
    said = {"n": place + 1, "title": half_day.title}
    dated = phrase(lang, "workshop", "programme.dated", day=day[0].isoformat(), **said) if day else ""
    yield f"## {dated or phrase(lang, 'workshop', 'programme.half_day', **said)}"
    yield from ("", half_day.goal, "")


def _hour(begins: dt.time, slot: Slot) -> str:
    at = begins.hour * 60 + begins.minute + slot.begins
    return f"{at // 60 % 24:02}:{at % 60:02} ({slot.minutes} min)"


def _said(slot: Slot, place: int, lang: Language) -> str:
    if slot.exercise is None:
        first = slot.moment == "welcome" and place == 0
        return phrase(lang, "workshop", "programme.first_welcome" if first else f"programme.{slot.moment}")
    return phrase(lang, "workshop", "programme.exercise", title=slot.exercise.title, name=slot.exercise.name)


def _homework(half_day: HalfDay, lang: Language) -> Iterator[str]:
    for each in half_day.homework:
        yield f"- {phrase(lang, 'workshop', 'programme.homework', minutes=each.minutes, text=each.text)}"
    if half_day.homework:
        yield ""
