"""The editorial calendar: the rhythm as days, with series and strong moments. Nothing is owed: a slot that passes has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from textual import on
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.charter.calendar import windows_of
from coach.errors import CoachError
from coach.line.keeping import Line, with_memento
from coach.line.memento import Rhythm
from coach.line.plan import Moment, Plan, Series, Slot, slots
from coach.line.rhythm import say_rhythm
from coach.line.saying import about, title
from coach.text import clean
from tui.commands import Command
from tui.commands.line import CALENDAR, AddMoment, AddSeries, ChangeRhythm, ExportCalendar, RemoveEntry
from tui.line_files import render
from tui.line_keeping import changed, the_line
from tui.line_parts import rhythm_fields, wrong_with
from tui.messages import Warmed
from tui.moments import said_date
from tui.screens.form import Field
from tui.screens.line import BESIDE
from tui.screens.room import Room
from tui.widgets.plain import Plain, hang, under

SIGNS = {"slot": "○", "series": "◆", "moment": "▲"}
"""A shape for each kind of day."""
MONTHS = 3
"""Months shown."""
_UNDER = 4
"""Cells by which what is said under a day is set back."""


class CalendarRoom(Room):
    """Three months of slots, from today."""

    WORDS = "calendar"
    ASKS = CALENDAR
    CSS_PATH = "line.tcss"
    AUTO_FOCUS = "#days"

    def __init__(self) -> None:
        super().__init__()
        self._line = Line()
        self._slots: tuple[Slot, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Lay out the rhythm over the days."""
        yield Plain(id="line-head")
        yield OptionList(id="days", markup=False, compact=True)

    def on_screen_resume(self) -> None:
        """Read the line, now and each time one comes back."""
        self._line, wrong = the_line(self.house)
        if wrong is not None:
            self.porte_voix.complain(wrong)
        self._show()

    def on_warmed(self, _: Warmed) -> None:
        """Add the strong moments of the packs."""
        self._show()

    def on_resize(self, _: Resize) -> None:
        """Wrap the days again."""
        self._show()

    def relabel(self) -> None:
        """Say every day in the other language."""
        super().relabel()
        self._show()

    def _show(self) -> None:
        memento, words, day = self._line.memento, self.words, self._today()
        packs = self.house.packs if self.porte_voix.warm else ()
        self._slots = slots(memento, self._line.plan, windows_of(packs), day, MONTHS)
        self.query_one("#line-head", Plain).show(say_rhythm(memento.rhythm, words.lang))
        days = self.query_one("#days", OptionList)
        here = days.highlighted
        days.set_options([Option(self._row(slot)) for slot in self._slots])
        if not self._slots:
            days.set_options([Option(Content.styled(words("calendar.nothing"), "italic $soft"), disabled=True)])
        days.highlighted = min(here or 0, len(self._slots) - 1) if self._slots else None
        self.masthead.subject = clean(memento.name)
        self.refresh_bindings()

    def _today(self) -> dt.date:
        return self.house.clock.now().date()

    def _row(self, slot: Slot) -> Content:
        words = self.words
        when = said_date(slot.start, words) + (f" → {said_date(slot.end, words)}" if slot.end != slot.start else "")
        head = (clean(title(slot, words.lang)), "bold" if slot.kind != "slot" else "")
        said = about(slot, words.lang) if slot.kind == "slot" else ""
        warned = "$warn" if slot.quiet else "$soft"
        width = self.size.width - BESIDE
        lines = hang(Content.assemble((f"{SIGNS[slot.kind]} ", "$primary"), (f"{when}  ", "$soft"), head), width, _UNDER)
        return Content.assemble(lines, "\n", under(clean(said), width, warned, _UNDER)) if said else lines

    @property
    def _here(self) -> Slot | None:
        place = self.query_one("#days", OptionList).highlighted
        return self._slots[place] if place is not None and place < len(self._slots) else None

    def allows(self, ask: type[Command]) -> bool | None:
        """Only what one has put there oneself can be taken out."""
        if ask is RemoveEntry:
            return True if (slot := self._here) and (slot.kind == "series" or slot.uid.startswith("moment-")) else None
        if ask is ExportCalendar:
            return True if self._slots else None
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    # --- changing it

    @on(AddSeries)
    def _add_series(self) -> None:
        words = self.words
        fields = [
            Field("name", words("calendar.series_name")),
            Field("every_weeks", words("calendar.series_weeks"), "4"),
            Field("start", words("calendar.start"), self._today().isoformat()),
        ]
        self._ask_form("series", fields, Series.model_validate)

    @on(AddMoment)
    def _add_moment(self) -> None:
        words, today = self.words, self._today().isoformat()
        fields = [
            Field("label", words("calendar.moment_label")),
            Field("start", words("calendar.start"), today),
            Field("end", words("calendar.end"), today),
        ]
        self._ask_form("moments", fields, Moment.model_validate)

    def _ask_form(self, part: str, fields: list[Field], make: Callable[[dict[str, str]], Series | Moment]) -> None:
        def check(said: dict[str, str]) -> str | None:
            return self.words("calendar.wrong") if wrong_with(lambda: make(said), self.words) else None

        def answered(said: dict[str, str] | None) -> None:
            if said is not None:
                one = make(said)
                self._plan(lambda plan: plan.model_copy(update={part: (*getattr(plan, part), one)}))

        self.porte_voix.ask_dialog(
            "form", answered, title=self.words(f"calendar.{part}_title"), detail=self.words(f"calendar.{part}_detail"),
            fields=fields, check=check,
        )  # fmt: skip

    def _plan(self, change: Callable[[Plan], Plan]) -> None:
        self._change(lambda line: line.model_copy(update={"plan": change(line.plan)}))

    def _change(self, change: Callable[[Line], Line]) -> None:
        try:
            self._line = changed(self.house, change)
        except CoachError as error:
            self.porte_voix.complain(error)
        self._show()

    @on(RemoveEntry)
    def _remove(self) -> None:
        if (slot := self._here) is None:
            return

        def without(plan: Plan) -> Plan:
            series = tuple(one for one in plan.series if slot.kind != "series" or one.name != slot.label)
            moments = tuple(
                one for one in plan.moments if slot.kind != "moment" or (one.label, one.start) != (slot.label, slot.start)
            )
            return plan.model_copy(update={"series": series, "moments": moments})

        self._plan(without)

    @on(ChangeRhythm)
    def _change_rhythm(self) -> None:
        words = self.words
        self.porte_voix.ask_dialog(
            "form", self._rhythm,
            title=words("memento.part_rhythm"), detail=words("memento.how_rhythm"),
            fields=rhythm_fields(self._line.memento.rhythm, words),
            check=lambda said: wrong_with(lambda: Rhythm.model_validate(said), words),
        )  # fmt: skip

    def _rhythm(self, said: dict[str, str] | None) -> None:
        if said is not None:
            self._change(lambda line: with_memento(line, rhythm=said))

    @on(ExportCalendar)
    def _export(self) -> None:
        from tui.line_delivery import deliver

        packs = self.house.packs if self.porte_voix.warm else ()
        now = self.house.clock.now()
        made = render(self._line, "ics", packs, now, self.words.lang)
        deliver(self.porte_voix, made, self.words("calendar.file", day=now.date()), "text/calendar")
