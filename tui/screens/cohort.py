"""The group, for who leads it: people, dates, homework; and a before and after only where its author agreed to show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import BadInput
from coach.text import clean
from coach.workshop.cohort import Cohort, Participant, spacing, suggested_days, uninvite
from coach.workshop.comparison import ThenAndNow, shown_to_trainer
from coach.workshop.pages import progress_html
from coach.workshop.programme import Programme, shipped_programme
from tui.commands import Command
from tui.commands.progress import COHORT, InvitePeople, NewCohort, NextCohort, PrintProgress, SetDates, UninvitePerson
from tui.line_delivery import deliver
from tui.moments import calendar_day
from tui.screens.form import Answers, Field
from tui.screens.room import Room
from tui.widgets.arrows import ArrowList
from tui.widgets.beside import Piece, beside
from tui.widgets.plain import Plain, Said
from tui.workshop_cohort import asked, new_cohort
from tui.workshop_mirror import mirror_of

LOOK_S = 2.0
"""Seconds between two looks at the group: people say yes, and take it back, while it is on screen."""
_GLYPH = {"in": ("● ", "$good"), "paused": ("‖ ", "$soft"), "invited": ("○ ", "$soft")}


@dataclass
class Compared(Message):
    """Somebody's before and after was looked at; ``None`` when there is too little."""

    who: str
    found: ThenAndNow | None


class CohortRoom(Room):
    """The cohort of that id, or the newest."""

    WORDS = "cohort"
    ASKS = COHORT
    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = "#people"

    def __init__(self, cohort: str | None = None) -> None:
        super().__init__()
        self._id = cohort
        self._cohort: Cohort | None = None
        self._compared: Compared | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out dates and people beside the one under the cursor."""
        with Horizontal(id="bench"):
            with Vertical(id="left"):
                yield Plain(id="dates")
                yield ArrowList(id="people", markup=False, compact=True)
            with VerticalScroll(id="page", can_focus=False):
                yield Said("cohort.none_room", id="about")

    def on_mount(self) -> None:
        """Read it, and look again now and then."""
        self._read()
        self.set_interval(LOOK_S, self._read)

    def relabel(self) -> None:
        """Say it in the other language."""
        super().relabel()
        self._show()

    def _read(self) -> None:
        log = self.house.logbook
        found = log.cohort(self._id) if self._id else next(iter(log.cohorts()), None)
        if found != self._cohort:
            self._cohort, self._id = found, found.id if found else None
            self._show()

    @property
    def _programme(self) -> Programme:
        return shipped_programme(self.words.lang)

    @property
    def _chosen(self) -> Participant | None:
        people = self._cohort.participants if self._cohort else ()
        at = self.query_one("#people", OptionList).highlighted
        return people[at] if at is not None and at < len(people) else None

    # --- showing

    def _show(self) -> None:
        cohort = self._cohort
        self.masthead.subject = clean(cohort.name) if cohort else ""
        shelf = self.query_one("#people", OptionList)
        at = shelf.highlighted or 0
        shelf.clear_options()
        if cohort is not None:
            self.query_one("#dates", Plain).show(self._dates(cohort))
            shelf.add_options([Option(self._line(each)) for each in cohort.participants])
            shelf.highlighted = min(at, len(cohort.participants) - 1) if cohort.participants else None
            self.masthead.state = self.words.many("board.here", len(cohort.present))
        self._tell()

    def _dates(self, cohort: Cohort) -> Content:
        say, today = self.words, self.house.clock.now().date()
        pieces: list[Piece] = [(f"{say('cohort.dates')}\n", "$soft")]
        for n, half in enumerate(self._programme.half_days, 1):
            day = cohort.days[n - 1] if n <= len(cohort.days) else None
            past = day is not None and day < today
            when = calendar_day(day, today, say) if day else say("cohort.not_dated")
            pieces += [(f"{'✓' if past else ' '} {n}. {clean(half.title)}", "" if past else "bold"), (f"  {when}\n", "$soft")]
        pieces += [(f"⚠ {said}\n", "$warn") for said in spacing(cohort.days, self._programme, say.lang)]
        return Content.assemble(*pieces, (f"\n{say('cohort.people')}", "$soft"))

    def _line(self, each: Participant) -> Content:
        say, shows = self.words, each.shows_before_after
        done = say.many("cohort.homework", len(each.homework)) if each.homework else ""
        note = " · ".join(filter(None, (say(f"cohort.{each.standing}"), done, say("cohort.shows") if shows else "")))
        return Content.assemble(_GLYPH[each.standing], (clean(each.name), "bold"), (f"  {note}", "$soft"))

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Show the one under the cursor, and have the mirror look if they agreed."""
        cohort, person, say = self._cohort, self._chosen, self.words
        about = self.query_one("#about", Plain)
        if cohort is None or person is None:
            about.show(say("cohort.nobody" if cohort else "cohort.none_room"))
            self.refresh_bindings()
            return
        pieces: list[Piece] = [(f"{clean(person.name)}\n\n", "bold $primary")]
        pieces += self._homework(person)
        if person.standing == "invited":
            pieces.append(say("cohort.invited_note", name=clean(person.name)))
        elif not person.shows_before_after:
            pieces.append(say("cohort.kept", name=clean(person.name)))
        else:
            pieces.append(self._progress(cohort, person))
        pieces += self._sessions(cohort)
        lead = f'portevoix workshop host degraisser --cohort "{clean(cohort.name)}"'
        pieces += [("\n\n" + say("cohort.lead"), "$soft"), f"\n{lead}"]
        about.show(Content.assemble(*pieces))
        self.refresh_bindings()

    def _sessions(self, cohort: Cohort) -> Iterable[Piece]:
        say, played = self.words, self.house.logbook.sessions(cohort.id)
        if played:
            yield (f"\n\n{say('cohort.sessions')}", "$soft")
        for session in reversed(played):
            when = calendar_day(session.made.date(), self.house.clock.now().date(), say)
            yield f"\n{clean(session.title)}"
            yield (f"  {when}{'' if session.over else ' · ' + say('cohort.open')}", "$soft")

    def _homework(self, person: Participant) -> Iterable[Piece]:
        works = [work for half in self._programme.half_days for work in half.homework if work.id in person.homework]
        if works:
            yield (f"{self.words('cohort.done', name=clean(person.name))}\n", "$soft")
            yield from (f"✓ {clean(work.text)}\n" for work in works)
            yield "\n"

    def _progress(self, cohort: Cohort, person: Participant) -> Content:
        found = self._compared
        if found is None or found.who != person.id:
            log, clock, who = self.house.logbook, self.house.clock, person.id

            def work() -> None:
                self.post_message(Compared(who, shown_to_trainer(cohort, who, log, mirror_of(clock))))

            self.run_worker(work, thread=True, group="compare", exclusive=True, exit_on_error=False, description="compare")
            return Content(self.words("cohort.looking"))
        if found.found is None:
            return Content(self.words("cohort.too_early", name=clean(person.name)))
        return beside(found.found, self.words)

    @on(Compared)
    def _has_compared(self, event: Compared) -> None:
        self._compared = event
        self._tell()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Change what there is; print what was agreed to."""
        person = self._chosen if self.is_mounted else None
        if ask is PrintProgress:
            shown = person is not None and person.shows_before_after and self._compared is not None
            return True if shown and self._compared and self._compared.found is not None else None
        if ask is UninvitePerson:
            return True if person is not None and person.standing == "invited" and not person.came else None
        if ask is NextCohort:
            return True if len(self.house.logbook.cohorts()) > 1 else None
        return True if ask is NewCohort or self._cohort is not None else None

    def _change(self, change: Callable[[Cohort], Cohort]) -> None:
        """Keep the group changed, from what stands now: somebody may have taken back a yes since it was shown."""
        log = self.house.logbook
        cohort = log.cohort(self._id) if self._id else None
        if cohort is not None:
            log.save_cohort(change(cohort))
            self._read()

    @on(NewCohort)
    def _new(self) -> None:
        say = self.words
        fields = (Field("name", say("cohort.field_name")), Field("first", say("cohort.field_first")))
        self.porte_voix.ask_dialog("form", self._begun, title=say("cohort.new_asked"), fields=fields, check=self._wrong_new)

    def _wrong_new(self, said: Answers) -> str | None:
        if not said["name"]:
            return self.words("cohort.wrong_name")
        if any(each.name.casefold() == said["name"].casefold() for each in self.house.logbook.cohorts()):
            return self.words("cohort.wrong_taken")
        return self._wrong_day(said["first"])

    def _wrong_day(self, said: str) -> str | None:
        return self.words("cohort.wrong_day", said=said) if said and _day(said) is None else None

    def _begun(self, said: Answers | None) -> None:
        if said is not None:
            made = new_cohort(said["name"], _day(said["first"]), self.house.clock.now(), self.words.lang)
            self.house.logbook.save_cohort(made)
            self._id = made.id
            self._read()

    @on(SetDates)
    def _ask_dates(self) -> None:
        cohort, say = self._cohort, self.words
        if cohort is None:
            return
        days = [day.isoformat() for day in cohort.days] + [""] * len(self._programme.half_days)
        halves = enumerate(zip(self._programme.half_days, days, strict=False), 1)
        fields = [Field(str(n), say("cohort.field_day", n=n, title=half.title), day) for n, (half, day) in halves]
        self.porte_voix.ask_dialog("form", self._dated, title=say("cohort.dates_asked"), fields=fields, check=self._wrong_dates)

    def _wrong_dates(self, said: Answers) -> str | None:
        days = list(said.values())
        if any(not before and after for before, after in pairwise(days)):
            return self.words("cohort.wrong_gap")
        return next(filter(None, map(self._wrong_day, days)), None)

    def _dated(self, said: Answers | None) -> None:
        if said is not None and self._cohort is not None:
            days = tuple(day for day in map(_day, said.values()) if day is not None)
            full = suggested_days(days[0], self._programme) if len(days) == 1 and not self._cohort.days else days
            self._change(lambda cohort: cohort.model_copy(update={"days": full}))

    @on(InvitePeople)
    def _invite(self) -> None:
        say = self.words
        self.porte_voix.ask_dialog("line", self._invited, question=say("cohort.invite_asked"), detail=say("cohort.invite_detail"))

    def _invited(self, said: str | None) -> None:
        if said:
            try:
                self._change(lambda cohort: asked(cohort, said, self.house.clock.now(), self.words))
            except BadInput as error:
                self.porte_voix.complain(error)

    @on(NextCohort)
    def _next(self) -> None:
        ids = [each.id for each in self.house.logbook.cohorts()]
        if ids:
            self._id = ids[(ids.index(self._id) + 1) % len(ids)] if self._id in ids else ids[0]
            self._read()

    @on(UninvitePerson)
    def _uninvite(self) -> None:
        person = self._chosen
        if person is not None:
            self._change(lambda cohort: uninvite(cohort, person.id))
            self.porte_voix.say("cohort.removed", name=person.name)

    @on(PrintProgress)
    def _print(self) -> None:
        self._read()  # a consent taken back a moment ago holds already
        person, found, today = self._chosen, self._compared, self.house.clock.now().date()
        if person is not None and found is not None and found.found is not None and person.shows_before_after:
            page = progress_html(person.name, found.found, self.words.lang, today)
            name = self.words("cohort.paper", day=today.isoformat())
            deliver(self.porte_voix, page.encode("utf-8", "replace"), name, "text/html")


def _day(said: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        return None
