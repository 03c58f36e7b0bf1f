"""The trainer's board: where everybody is, who may need help, the time, and what people chose to show. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.errors import CoachError
from coach.text import clean
from coach.workshop.looking import look_together
from coach.workshop.playing import Play
from coach.workshop.session import Whereabouts, whereabouts
from coach.workshop.table import lot
from coach.workshop.view import shared_texts
from tui.commands import Command
from tui.commands.board import (
    BOARD,
    CloseDoor,
    EndSession,
    GiveTime,
    HoldTimer,
    OpenNext,
    OpenPrevious,
    Project,
    SkipOpen,
)
from tui.commands.progress import SeeGroup
from tui.screens.room import Room
from tui.widgets.countdown import Countdown
from tui.widgets.plain import Plain, Said

if TYPE_CHECKING:
    from tui.hosting import Hosting

LOOK_S = 0.1
"""Seconds between two looks for anything new: what somebody shows is on the board well within a second."""
_GLYPH = {"working": "●", "stuck": "⚑", "elsewhere": "↪", "away": "○"}
_TONE = {"working": "$good", "stuck": "bold $warn", "elsewhere": "$advise", "away": "$soft"}


class Led(Room):
    """What board and projector share: the session, and the trainer's hands on it."""

    def __init__(self, hosting: Hosting) -> None:
        super().__init__()
        self.hosting = hosting
        self._stood: object = None
        self._looked: object = None

    @property
    def play(self) -> Play:
        """The session."""
        return self.hosting.conduct.play

    def on_mount(self) -> None:
        """Look at the session now and then."""
        self.masthead.subject = clean(self.play.session.title)
        self.masthead.served = self.hosting.beyond
        self.set_interval(LOOK_S, self._look)
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Show the session when anything happened, or a second passed; offer again what can be asked once it moved on."""
        looked = (self.play.last, int(self.play.now.timestamp()), self.hosting.open_to_new)
        if looked == self._looked:
            return
        self._looked = looked
        self.show()
        state = self.play.state
        stands = (state.step, state.ended, bool(state.past))
        if stands != self._stood:
            self._stood = stands
            self.refresh_bindings()

    def show(self) -> None:
        """Show the session as it stands."""

    def relabel(self) -> None:
        """Say it in the other language."""
        super().relabel()
        self.show()

    def allows(self, ask: type[Command]) -> bool | None:
        """Lead while it lasts."""
        state = self.play.state
        if ask in (Project, CloseDoor):
            return True
        if ask is SeeGroup:
            return self.play.session.cohort is not None
        if ask is OpenNext:
            return state.ended is None
        if ask is OpenPrevious:
            return True if state.past else None
        return None if state.step is None else True

    def _lead(self, act: Callable[[Play], object]) -> None:
        try:
            act(self.play)
        except CoachError as error:
            self.porte_voix.complain(error)
            return
        self.hosting.conduct.led()
        self.show()
        self.refresh_bindings()

    @on(OpenNext)
    def _next(self) -> None:
        self._lead(Play.go_on)

    @on(OpenPrevious)
    def _previous(self) -> None:
        self._lead(Play.go_back)

    @on(HoldTimer)
    def _hold(self) -> None:
        self._lead(Play.pause_or_resume)

    @on(GiveTime)
    def _give(self) -> None:
        self._lead(Play.extend)

    @on(SkipOpen)
    def _skip(self) -> None:
        self._lead(Play.skip)


class BoardRoom(Led):
    """For the trainer's own eyes."""

    WORDS = "board"
    ASKS = BOARD
    CSS_PATH = "board.tcss"
    AUTO_FOCUS = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the door, the time, the people, and what is shown."""
        yield Plain(id="door")
        yield Countdown(led=True, id="clock")
        with Horizontal(id="bench"):
            with VerticalScroll(id="who"):
                yield Said("board.people", classes="title")
                yield Plain(id="people")
            with VerticalScroll(id="what"):
                yield Said("board.shared", classes="title")
                yield Plain(id="shared")

    def show(self) -> None:
        """Show everything again; what has not changed is not painted."""
        if not self.is_mounted:
            return
        say, play = self.words, self.play
        self.query_one("#door", Plain).show(self._door())
        self.query_one(Countdown).show_time(play.state, play.timer(), say)
        self.query_one("#people", Plain).show(self._people(whereabouts(play.state, play.now)))
        self.query_one("#shared", Plain).show(self._shared())
        self.masthead.state = say.many("board.here", sum(person.here for person in play.state.people.values()))

    def _door(self) -> Content:
        say, hosting = self.words, self.hosting
        code = (hosting.code, "bold $primary") if hosting.open_to_new else (say("board.closed"), "$warn")
        pieces: list[Content | str | tuple[str, str]] = [f"{hosting.url}  ", (say("board.code"), "$soft"), " ", code]
        if hosting.in_clear:
            pieces += ["  ", (f"⚠ {say('board.clear')}", "$warn")]
        return Content.assemble(*pieces)

    def _people(self, found: Iterable[Whereabouts]) -> Content:
        say, pieces = self.words, list[Content | str | tuple[str, str]]()
        titles = {step.id: step.title for step in self.play.state.plan}
        for each in found:
            minutes = say.many("board.quiet", int(each.quiet_s // 60))
            told = {"stuck": minutes, "elsewhere": clean(titles.get(each.step or "", "")), "away": say("board.away")}
            count = say.many("board.words", each.words) if each.words else ""
            note = " · ".join(filter(None, (count, told.get(each.standing, ""))))
            pieces += [(f"{_GLYPH[each.standing]} ", _TONE[each.standing]), (clean(each.name), "bold"), (f"  {note}\n", "$soft")]
        return Content.assemble(*pieces) if pieces else Content(say("board.nobody"))

    def _shared(self) -> Content:
        play, pieces = self.play, list[Content | str | tuple[str, str]]()
        step = play.state.current
        if step is not None and step.kind == "look":
            for shown in look_together(play.state, step, self.words.lang):
                pieces += [(f"{clean(shown.title)}\n", "bold $primary"), *(f"{clean(line)}\n" for line in shown.lines)]
                pieces += [*(f"« {clean(quote)} »\n" for quote in shown.quotes), "\n"]
        for each in reversed(play.state.plan):
            texts = shared_texts(play.state, each)
            if texts:
                pieces.append((f"{clean(each.title)}\n", "bold $primary"))
                # Drawn by lot, or the order of arrival would sign what is not signed.
                drawn = lot(texts, play.state.seed, each.id, "wall")
                said = [(clean(name), clean(text).strip()) for _, name, text in drawn]
                pieces += [f"{name} : {text}\n\n" if name else f"« {text} »\n\n" for name, text in said]
        return Content.assemble(*pieces) if pieces else Content(self.words("board.nothing"))

    @on(Project)
    def _project(self) -> None:
        self.porte_voix.open_room("projector", hosting=self.hosting)

    @on(SeeGroup)
    def _group(self) -> None:
        self.porte_voix.open_room("cohort", cohort=self.play.session.cohort)

    @on(CloseDoor)
    def _close_door(self) -> None:
        self.hosting.turn_lock()
        self.show()

    @on(EndSession)
    def _end(self) -> None:
        say = self.words
        self.porte_voix.ask_dialog(
            "confirm",
            lambda yes: self._lead(Play.end) if yes else None,
            question=say("board.end_asked"),
            detail=say("board.end_detail"),
            yes=say("board.end_yes"),
        )
