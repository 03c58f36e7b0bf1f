"""One's own way through a programme: the first session beside the last, and who may see it. Given, and taken back, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.text import clean
from coach.workshop.belonging import Ask, Belonging, Day
from coach.workshop.programme import Homework
from tui.commands import Command
from tui.commands.progress import PROGRESS, LeaveGroup, PrintOwn, ShowProgress, TakePart, TakeTexts, TickWork
from tui.line_delivery import deliver
from tui.moments import calendar_day
from tui.own_progress import ROOM_KEY, Known, all_texts, known_of, page_of, room_of
from tui.screens.room import Room
from tui.serving.link import Address, Unreachable
from tui.serving.mine import ask, leave, texts
from tui.widgets.arrows import ArrowList
from tui.widgets.beside import Piece, beside
from tui.widgets.plain import Plain


@dataclass
class Learnt(Message):
    """What is known was read again."""

    known: Known
    said: Literal["now_shown", "now_kept", ""] = ""


@dataclass
class Refused(Message):
    """The room did not do what was asked."""

    why: str


@dataclass
class Took(Message):
    """Everything one wrote was handed back."""

    text: str
    leaving: bool


@dataclass
class Left(Message):
    """All of it is erased there."""


class ProgressRoom(Room):
    """Of the room at ``address``, or the one this app was opened in or joined last."""

    WORDS = "progress"
    ASKS = PROGRESS
    CSS_PATH = "progress.tcss"
    AUTO_FOCUS = "#work"

    def __init__(self, address: Address | None = None) -> None:
        super().__init__()
        self._given = address
        self._known: Known | None = None
        self._file = ""
        self._left = False

    def body(self) -> Iterable[Widget]:
        """Lay out what was chosen and the homework beside the two texts."""
        with Horizontal(id="bench"):
            with Vertical(id="mine"):
                yield Plain(id="status")
                yield ArrowList(id="work", markup=False, compact=True)
            with VerticalScroll(id="page"):
                yield Plain(id="beside")

    def on_mount(self) -> None:
        """Ask."""
        self.query_one("#beside", Plain).show(self.words("progress.looking"))
        self._ask(lambda: Learnt(known_of(self.house, self._address)))

    def relabel(self) -> None:
        """Say it in the other language."""
        super().relabel()
        self._show()

    @property
    def _address(self) -> Address | None:
        return self._given or room_of(self.house.notebook)

    @property
    def _told(self) -> Belonging | None:
        return self._known.belonging if self._known else None

    def _ask(self, work: Callable[[], Message]) -> None:
        """Have ``work`` done where no key waits, and hear what came of it."""

        def run() -> None:
            try:
                done = work()
            except Unreachable as error:
                done = Refused(str(error))
            self.post_message(done)

        self.run_worker(run, thread=True, group="progress", exit_on_error=False, description="ask the room about oneself")

    @on(Learnt)
    def _learnt(self, event: Learnt) -> None:
        self._known = event.known
        if event.said:
            self.porte_voix.say(f"progress.{event.said}")
        self._show()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.porte_voix.say("progress.not_done", why=clean(event.why))

    # --- showing

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        told = known.belonging
        self.masthead.subject = clean(told.cohort or "") if told else ""
        self.query_one("#status", Plain).show(Content.assemble(*self._status(known)))
        shelf, at = self.query_one("#work", OptionList), self.query_one("#work", OptionList).highlighted or 0
        shelf.clear_options()
        rows = self._works
        shelf.add_options(
            [Option(self._heading(row), disabled=True) if isinstance(row, Day) else Option(self._line(row)) for row in rows]
        )
        shelf.display = bool(rows)
        shelf.highlighted = min(max(at, 1), len(rows) - 1) if rows else None
        self.query_one("#beside", Plain).show(self._beside(known))
        self.refresh_bindings()

    def _beside(self, known: Known) -> Content:
        say = self.words
        if self._left:
            return Content(say("progress.left", name=self._file))
        head: list[Piece] = [(say("progress.compare"), "bold"), "\n\n"]
        if known.found is not None:
            return Content.assemble(*head, beside(known.found, say))
        wrote = known.belonging.wrote if known.belonging else 0
        counted = f"\n{say.many('progress.wrote', wrote)}" if wrote else ""
        return Content.assemble(*head, say("progress.too_early"), counted)

    def _status(self, known: Known) -> Iterable[Piece]:
        say, told = self.words, known.belonging
        if self._left:
            return
        if told is None or told.me is None:
            if known.why:
                yield (say("progress.refused" if known.why == "code" else "progress.away"), "$warn")
                yield f"\n{say('progress.away_own')}"
            elif told is not None:
                yield say("progress.no_group")
            else:
                yield (say("progress.alone"), "bold")
                yield f"\n{say('progress.alone_detail')}"
            return
        me = told.me
        yield (f"{say('progress.group')}  ", "$soft")
        yield (f"{clean(told.cohort or '')}\n\n", "bold")
        yield f"{say(f'progress.{me.standing}')}\n\n"
        if me.standing != "invited":
            glyph = ("◉ ", "bold $warn") if me.shows_before_after else ("○ ", "bold $good")
            yield from (glyph, (f"{say('progress.shows' if me.shows_before_after else 'progress.keeps')}\n\n", "bold"))
        yield (say("progress.work"), "$soft")

    @property
    def _works(self) -> tuple[Day | Homework, ...]:
        """The half-days, each with its homework under it."""
        told = self._told
        if told is None or told.me is None or self._left:
            return ()
        rows: list[Day | Homework] = []
        for day in told.days:
            rows += [day, *day.homework]
        return tuple(rows)

    def _heading(self, day: Day) -> Content:
        say, today = self.words, self.house.clock.now().date()
        when = calendar_day(day.day, today, say) if day.day else say("progress.not_dated")
        return Content.assemble(f"{day.n}. {clean(day.title)}", (f"  {when}", "$soft"))

    def _line(self, work: Homework) -> Content:
        me = self._told.me if self._told else None
        done = me is not None and work.id in me.homework
        note = self.words("progress.work_note", minutes=work.minutes)
        mark = ("✓ ", "bold $good") if done else ("○ ", "$soft")
        return Content.assemble(mark, (clean(work.text), "" if done else "bold"), (f"  {note}", "$soft"))

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """What is the room's to do only while it answers; a consent only of who takes part."""
        told = self._told
        if ask is PrintOwn:
            return self._known is not None
        if self._left or self._known is None or told is None:
            return False
        if ask in (TakeTexts, LeaveGroup):
            return True
        if told.me is None:
            return False
        if ask is TickWork:
            return bool(self._works)
        return (True if told.me.standing != "invited" else None) if ask is ShowProgress else True

    def _change(self, wish: Ask, homework: str = "", said: Literal["now_shown", "now_kept", ""] = "") -> None:
        address = self._address
        if address is not None:

            def work() -> Message:
                told = ask(address, wish, homework)
                return Learnt(Known(told, told.found), said)

            self._ask(work)

    @on(ShowProgress)
    def _consent(self) -> None:
        me = self._told.me if self._told else None
        if me is not None:
            self._change("keep" if me.shows_before_after else "show", said="now_kept" if me.shows_before_after else "now_shown")

    @on(TakePart)
    def _part(self) -> None:
        me = self._told.me if self._told else None
        if me is not None:
            self._change("rest" if me.standing == "in" else "yes")

    @on(TickWork)
    def _tick(self) -> None:
        at, rows = self.query_one("#work", OptionList).highlighted, self._works
        if at is not None and at < len(rows) and isinstance(row := rows[at], Homework):
            self._change("tick", row.id)

    @on(PrintOwn)
    def _print(self) -> None:
        page = page_of(self.house, self._known.found if self._known else None)
        self._hand_over("page", page, "text/html")

    def _hand_over(self, key: str, text: str, kind: str) -> str:
        name = self.words(f"progress.{key}", day=self.house.clock.now().date().isoformat())
        deliver(self.porte_voix, text.encode("utf-8", "replace"), name, kind)
        return name

    @on(TakeTexts)
    def _take(self) -> None:
        self._take_texts(leaving=False)

    def _take_texts(self, *, leaving: bool) -> None:
        address = self._address
        if address is not None:
            self._ask(lambda: Took(all_texts(self.house, texts(address)), leaving))

    @on(LeaveGroup)
    def _leave(self) -> None:
        say = self.words
        self.porte_voix.ask_dialog(
            "confirm",
            lambda yes: self._take_texts(leaving=True) if yes else None,
            question=say("progress.leave_asked"),
            detail=say("progress.leave_detail"),
            yes=say("progress.leave_yes"),
        )

    @on(Took)
    def _took(self, event: Took) -> None:
        """Hand the file over; only then have everything erased."""
        self._file, address = self._hand_over("file", event.text, "text/markdown"), self._address
        if event.leaving and address is not None:

            def work() -> Message:
                leave(address)
                return Left()

            self._ask(work)

    @on(Left)
    def _has_left(self) -> None:
        self._left = True
        self.house.notebook.put(ROOM_KEY, "{}")
        self._show()
