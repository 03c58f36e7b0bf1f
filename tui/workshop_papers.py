"""What ``portevoix workshop`` puts on paper: reports, a memento with then and now, the programme with its hours."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.errors import BadInput
from coach.phrases import phrase

if TYPE_CHECKING:
    from coach.context import Language
    from coach.workshop.cohort import Cohort
    from coach.workshop.comparison import ThenAndNow
    from coach.workshop.playing import Play
    from tui.wiring import House

Form = Literal["md", "html"]
FORMS: tuple[Form, ...] = ("md", "html")


def report_on_paper(house: House, options: argparse.Namespace) -> int:
    """Print a session's report, one's own memento with then and now, or a participant's if they agreed. Raises ``BadInput``."""
    form: Form = options.format or "md"
    if options.me:
        return hand_over(_mine(house, form), options)
    if options.participant is not None:
        return hand_over(_theirs(house, options.participant, form), options)
    from coach.workshop.pages import report_html
    from coach.workshop.report import report_of, written

    play = chosen(house, options)
    report = report_of(play.session, play.state, house.words.lang)
    today = house.clock.now().date()
    return hand_over(written(report, house.words.lang) if form == "md" else report_html(report, house.words.lang, today), options)


def chosen(house: House, options: argparse.Namespace) -> Play:
    """Return the session asked for, by the beginning of its id, or the last one. Raises ``BadInput``."""
    from coach.workshop.playing import Play

    wanted = options.session_id or options.session or ""
    found = next((each for each in house.logbook.sessions() if each.id.startswith(wanted)), None)
    if found is None:
        raise BadInput(house.words("workshop_verb.no_session"), house.words("workshop_verb.no_session_remedy"))
    return Play(house.logbook, found, house.clock)


def _mine(house: House, form: Form) -> str:
    from coach.line.keeping import read_line
    from coach.workshop.comparison import sittings_of, then_and_now
    from coach.workshop.pages import memento_html, memento_markdown
    from coach.workshop.playing import ME
    from tui.workshop_mirror import mirror_of

    lang = house.words.lang
    found = then_and_now(sittings_of(house.logbook), ME, mirror_of(house.clock))
    if found is None:
        print(phrase(lang, "workshop", "progress.nothing"), phrase(lang, "workshop", "progress.nothing_remedy"), file=sys.stderr)
    made = memento_html if form == "html" else memento_markdown
    return made(read_line(house.notebook, lang).memento, found, lang, house.clock.now().date())


def _theirs(house: House, name: str, form: Form) -> str:
    from coach.workshop.comparison import shown_to_trainer
    from coach.workshop.pages import progress_html, progress_markdown
    from tui.workshop_mirror import mirror_of

    lang = house.words.lang
    cohort, who = _participant(house, name, lang)
    person = cohort.participant(who)
    if person is None or not person.shows_before_after:
        raise _told("kept", lang, name=name)
    found: ThenAndNow | None = shown_to_trainer(cohort, who, house.logbook, mirror_of(house.clock))
    if found is None:
        raise _told("nothing", lang)
    return progress_html(person.name, found, lang, house.clock.now().date()) if form == "html" else progress_markdown(found, lang)


def _participant(house: House, name: str, lang: Language) -> tuple[Cohort, str]:
    from coach.pack_files import nearest

    people = [(cohort, each) for cohort in house.logbook.cohorts() for each in cohort.participants]
    found = next(((cohort, each.id) for cohort, each in people if each.name.casefold() == name.strip().casefold()), None)
    if found is None:
        names = [each.name for _, each in people]
        raise _told("no_one", lang, name=name, close=nearest(name, names) or ", ".join(names) or "—")
    return found


def _told(key: str, lang: Language, **values: object) -> BadInput:
    return BadInput(
        phrase(lang, "workshop", f"progress.{key}", **values), phrase(lang, "workshop", f"progress.{key}_remedy", **values)
    )


def hand_over(said: str, options: argparse.Namespace) -> int:
    """Write to the file asked for, never over one, or print. Raises ``BadInput``."""
    if options.out is None:
        print(said, end="")
        return 0
    lang: Language = options.words.lang
    path: Path = options.out
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(said)
    except OSError as error:
        raise _told("refused", lang, path=path, why=error.strerror or str(error)) from error
    print(phrase(lang, "workshop", "progress.written", path=path), file=sys.stderr)
    return 0


def programme_on_paper(house: House, options: argparse.Namespace) -> int:
    """Print the programme, each half-day with its hours, and its dates when a first one is given. Raises ``BadInput``."""
    from coach.workshop.cohort import suggested_days
    from coach.workshop.programme import shipped_programme
    from coach.workshop.reading import pick
    from coach.workshop.timetable import programme_markdown
    from tui.workshops import exercises_of

    lang: Language = options.lang or options.words.lang
    programme, exercises = shipped_programme(lang), exercises_of(house.packs, lang)
    played = [[pick(exercises, name, lang) for name in half_day.exercises] for half_day in programme.half_days]
    days = suggested_days(options.first, programme) if options.first else ()
    return hand_over(programme_markdown(programme, played, days, options.at, lang), options)


def hour(said: str) -> dt.time:
    """Return the time ``9:30`` says. Raises ``ValueError``."""
    return dt.datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007 - an hour on the wall, of no zone
