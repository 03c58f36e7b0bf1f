"""One participant and their cohort: what they are told of it, what they may ask of it, and all that is theirs to take away.

Nothing here is the trainer's: a standing, a consent and a homework are said by the person, and each can be taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Literal

from coach.context import Language
from coach.finding import Value
from coach.line.page import inert
from coach.phrases import phrase
from coach.workshop.cohort import Cohort, Participant, leave, rest, say_yes, show_before_after, tick
from coach.workshop.comparison import Sitting, ThenAndNow
from coach.workshop.logbook import Logbook
from coach.workshop.measures import own_text
from coach.workshop.programme import Homework, Programme

Ask = Literal["yes", "rest", "show", "keep", "tick"]
"""What somebody says of themselves: in, or back; resting; the trainer may see their before and after, or may not; homework."""


class Day(Value):
    """A half-day as a participant is told of it."""

    n: int
    """From 1."""
    title: str
    goal: str
    day: dt.date | None = None
    homework: tuple[Homework, ...] = ()


class Belonging(Value):
    """All that one participant is told of their cohort. Of the others there is not a word in it."""

    cohort: str | None = None
    """Its name; ``None`` where the session belongs to none."""
    me: Participant | None = None
    days: tuple[Day, ...] = ()
    found: ThenAndNow | None = None
    """Their first session beside their last, when there are two."""
    wrote: int = 0
    """Sessions they wrote in."""


def days_of(cohort: Cohort | None, programme: Programme) -> tuple[Day, ...]:
    """Return the half-days of a programme with the dates of a cohort, as far as there are any."""
    dates = cohort.days if cohort else ()
    return tuple(
        Day(n=n, title=half.title, goal=half.goal, day=dates[n - 1] if n <= len(dates) else None, homework=half.homework)
        for n, half in enumerate(programme.half_days, 1)
    )


def belonging(
    cohort: Cohort | None, who: str, sittings: Sequence[Sitting], programme: Programme, found: ThenAndNow | None
) -> Belonging:
    """Return what ``who`` is told; ``sittings`` are the sessions of the cohort, ``found`` what changed in them."""
    me = cohort.participant(who) if cohort else None
    wrote = sum(bool(_texts(sitting, who)) for sitting in sittings)
    days = days_of(cohort, programme) if cohort else ()
    return Belonging(cohort=cohort.name if cohort else None, me=me, days=days, found=found, wrote=wrote)


def asked_by(cohort: Cohort, who: str, ask: Ask, homework: str, now: dt.datetime) -> Cohort:
    """Return the cohort after what ``who`` asked for themselves."""
    match ask:
        case "yes":
            return say_yes(cohort, who, now)
        case "rest":
            return rest(cohort, who, now)
        case "show" | "keep":
            return show_before_after(cohort, who, "yes" if ask == "show" else "no")
        case "tick":
            return tick(cohort, who, homework)


def forget(log: Logbook, cohort: Cohort, who: str) -> int:
    """Erase ``who`` from a cohort and all they did from its sessions; return how many events that was. Raises ``CoachError``."""
    log.save_cohort(leave(cohort, who))
    return sum(log.forget(who, session.id) for session in log.sessions(cohort.id))


def all_of(sittings: Sequence[Sitting], who: str, name: str, lang: Language, day: dt.date) -> str:
    """Return everything somebody wrote or picked in these sessions, as Markdown: what they take along."""
    lines = [f"# {phrase(lang, 'workshop', 'belonging.taken', name=inert(name))}", ""]
    for sitting in sittings:
        texts = _texts(sitting, who)
        if texts:
            lines += [f"## {inert(sitting.session.title)}, {sitting.session.made.date().isoformat()}", ""]
            for title, text in texts:
                lines += [
                    f"### {inert(title)}",
                    "",
                    *(f"> {inert(line)}" if line.strip() else ">" for line in text.splitlines()),
                    "",
                ]
    if len(lines) == 2:
        lines += [phrase(lang, "workshop", "belonging.nothing"), ""]
    return "\n".join([*lines, phrase(lang, "workshop", "report.footer", day=day.isoformat()), ""])


def _texts(sitting: Sitting, who: str) -> list[tuple[str, str]]:
    return list(_each_text(sitting, who))


def _each_text(sitting: Sitting, who: str) -> Iterator[tuple[str, str]]:
    for step in sitting.state.plan:
        if text := own_text(sitting.state, step, who):
            yield step.title, text
