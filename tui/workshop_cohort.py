"""A cohort from the command line: made, dated, its people asked by name, and read as a page of text. Textual-free."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import TYPE_CHECKING
from uuid import uuid4

from coach.errors import BadInput
from coach.pack_files import nearest
from coach.phrases import phrase
from coach.text import clean
from coach.workshop.cohort import MOST, Cohort, Participant, invite, spacing, suggested_days
from coach.workshop.programme import Programme, shipped_programme
from tui.verbs.reports import one_line, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.context import Language
    from coach.workshop.logbook import Logbook
    from tui.wiring import House
    from tui.words import Words


def cohort_verb(house: House, options: argparse.Namespace) -> int:
    """List the cohorts, or make, change and print one. Raises ``BadInput``."""
    lang: Language = options.lang or house.words.lang
    if options.name is None:
        found = house.logbook.cohorts()
    else:
        cohort = _named(house.logbook, options.name) or new_cohort(options.name, options.first, house.clock.now(), lang)
        changed = changed_by(cohort, options, house.clock.now(), house.words)
        house.logbook.save_cohort(changed)
        found = [changed]
    if options.json:
        print(to_json({"cohorts": [each.model_dump(mode="json") for each in found]}, 1 if sys.stdout.isatty() else None))
        return 0
    for each in found:
        print("\n".join(told(each, house.words)))
    if not found:
        print(house.words("cohort.none"))
    return 0


def new_cohort(name: str, first: dt.date | None, now: dt.datetime, lang: Language) -> Cohort:
    """Return a cohort nobody is in yet, its dates counted from the first when there is one."""
    days = suggested_days(first, shipped_programme(lang)) if first else ()
    return Cohort(id=uuid4().hex, name=" ".join(clean(name).split())[:80], lang=lang, made=now, days=days)


def changed_by(cohort: Cohort, options: argparse.Namespace, now: dt.datetime, words: Words) -> Cohort:
    """Return a cohort with the dates and the people asked for. Raises ``BadInput``."""
    if options.first and options.first not in cohort.days[:1]:
        cohort = cohort.model_copy(update={"days": suggested_days(options.first, shipped_programme(cohort.lang))})
    for said in options.day:
        cohort = dated(cohort, said, words)
    for said in options.invite:
        cohort = asked(cohort, said, now, words)
    return cohort


def dated(cohort: Cohort, said: str, words: Words) -> Cohort:
    """Return the cohort with the date ``2=2027-01-26`` says. Raises ``BadInput``."""
    number, _, day = said.partition("=")
    try:
        at, on = int(number) - 1, dt.date.fromisoformat(day)
    except ValueError:
        at, on = -1, dt.date.min
    if not 0 <= at <= len(cohort.days) or at >= len(shipped_programme(cohort.lang).half_days):
        raise BadInput(words("cohort.bad_day", said=one_line(said)), words("cohort.bad_day_remedy"))
    return cohort.model_copy(update={"days": (*cohort.days[:at], on, *cohort.days[at + 1 :])})


def asked(cohort: Cohort, said: str, now: dt.datetime, words: Words) -> Cohort:
    """Return the cohort with people asked by name, several apart by commas. Raises ``BadInput`` when it is full."""
    known = {each.name.casefold() for each in cohort.participants}
    for name in (" ".join(clean(each).split())[:60] for each in said.split(",")):
        if not name or name.casefold() in known:
            continue
        try:
            cohort = invite(cohort, uuid4().hex, name, now)
        except ValueError:
            raise BadInput(words("cohort.full", most=MOST), words("cohort.full_remedy")) from None
        known.add(name.casefold())
    return cohort


def cohort_named(log: Logbook, name: str, words: Words) -> Cohort:
    """Return the cohort of that name, or whose id begins so. Raises ``BadInput`` naming the nearest one."""
    found = _named(log, name)
    if found is None:
        names = [each.name for each in log.cohorts()]
        close = nearest(name, names) or ", ".join(names) or "—"
        raise BadInput(words("cohort.unknown", name=name), words("cohort.unknown_remedy", name=name, close=close))
    return found


def _named(log: Logbook, name: str) -> Cohort | None:
    said = " ".join(name.split()).casefold()
    return next((each for each in log.cohorts() if each.name.casefold() == said), None)


def told(cohort: Cohort, words: Words) -> Iterator[str]:
    """Yield a cohort as lines: its dates and what they lack, then its people with what they say of themselves."""
    programme = shipped_programme(cohort.lang)
    yield f"# {cohort.name}"
    yield from _dates(cohort, programme)
    yield from (f"⚠ {said}" for said in spacing(cohort.days, programme, words.lang))
    yield ""
    yield from (f"- {_person(each, words)}" for each in cohort.participants)
    if not cohort.participants:
        yield words("cohort.nobody")
    yield ""


def _dates(cohort: Cohort, programme: Programme) -> Iterator[str]:
    for n, half in enumerate(programme.half_days, 1):
        key = "dated" if n <= len(cohort.days) else "half_day"
        day = cohort.days[n - 1].isoformat() if n <= len(cohort.days) else ""
        yield phrase(cohort.lang, "workshop", f"programme.{key}", n=n, title=half.title, day=day)


def _person(each: Participant, words: Words) -> str:
    shows = words("cohort.shows" if each.shows_before_after else "cohort.keeps") if each.standing != "invited" else ""
    done = words.many("cohort.homework", len(each.homework)) if each.homework else ""
    return " · ".join(filter(None, (each.name, words(f"cohort.{each.standing}"), done, shows)))
