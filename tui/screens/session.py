"""A session as a participant lives it: the step the trainer opened, where one answers, and nothing that is not one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer as Tick
from textual.widget import Widget
from textual.widgets import TextArea

from coach.autosave import SAVE_AFTER_S
from coach.errors import CoachError
from coach.text import clean
from coach.workshop.exercise import Step
from coach.workshop.landing import Landed, land
from coach.workshop.looking import OF_GROUP, Shown, look
from coach.workshop.table import Piece
from tui.commands import Command
from tui.commands.board import SESSION, FollowRoom, ShareText
from tui.commands.progress import SeeProgress
from tui.saving import RETRY_S
from tui.screens.dialogs import Choice
from tui.screens.room import Room
from tui.serving.link import Address, Link, in_room
from tui.widgets.countdown import Countdown
from tui.widgets.plain import Plain
from tui.widgets.step_page import StepPage
from tui.workshop_lines import Table
from tui.workshops import reviewer_of


@dataclass
class News(Message):
    """The room said something, or cannot be reached any more."""


@dataclass
class Looked(Message):
    """What a step ``look`` shows was worked out."""

    step: str
    shown: tuple[Shown, ...]


class SessionRoom(Room):
    """Follows the room that opened this app, or the one at ``address``."""

    WORDS = "session"
    ASKS = SESSION
    CSS_PATH = ["board.tcss", "atelier.tcss"]  # noqa: RUF012 as Textual has it
    AUTO_FOCUS = ""

    def __init__(self, address: Address | None = None) -> None:
        super().__init__()
        self._address = address or in_room()
        self._link: Link | None = None
        self._laid: str | None = "?"
        self._pieces: tuple[tuple[str, str], ...] = ()
        self._unsaved: dict[tuple[str, str], str] = {}
        self._saving: Tick | None = None
        self._landed: tuple[Landed, ...] | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out how the connection is, the time, and the step."""
        yield Plain(id="line")
        yield Countdown(id="clock")
        yield VerticalScroll(id="page", can_focus=False)

    def on_mount(self) -> None:
        """Begin to follow."""
        if self._address is None:
            return
        data = getattr(self.house.home, "data", Path())
        told: Callable[[], object] = lambda: self.post_message(News())  # noqa: E731 a thread calls it
        self._link = Link(self._address, data / "outbox.json", self.house.clock, lambda: (told(), None)[1])
        self._link.begin()
        self.set_interval(1, self._tick)
        self._tick()

    def on_unmount(self) -> None:
        """Keep the last keys, and stop."""
        self._save()
        if self._link is not None:
            self._link.end()

    def leave(self) -> None:
        """Keep the last keys before another room is shown."""
        self._save()

    @on(News)
    async def _news(self) -> None:
        link = self._link
        if link is None or link.session is None:
            self._tick()
            return
        self.masthead.subject = clean(link.session.title)
        step = link.state.step
        if self._laid != step or (link.before.pieces != self._pieces and not link.before.fields):
            self._save()
            await self._lay()
        elif (current := link.state.current) is not None and current.kind == "look":
            self._look(current)
        self._tick()
        self.refresh_bindings()

    async def _lay(self) -> None:
        link = self._link
        if link is None:
            return
        page, state = self.query_one("#page", VerticalScroll), link.state
        self._pieces = link.before.pieces
        self._laid, step, person = state.step, state.current, state.people.get(link.who)
        await page.remove_children()
        if step is None:
            if state.ended is not None:
                self._land(link)
            await page.mount(Plain(self._between(link)))
            return
        picked = person.chose.get(step.id, ()) if person else ()
        given = person.matched.get(step.id, {}) if person else {}
        await page.mount(StepPage(self._table(link, step), picked, given))
        for area in page.query(TextArea):
            area.cursor_blink = not self.app.is_web
        page.scroll_home(animate=False)
        if step.kind == "look":
            self._look(step)

    def _table(self, link: Link, step: Step) -> Table:
        person, before = link.state.people.get(link.who), link.before
        fields = [(part, label, (person.text(step.id, part) if person else "") or begun) for part, label, begun in before.fields]
        laid = [Piece(key, text) for key, text in before.pieces]
        return Table(step, laid, fields, before.role, link.shown, link.timer())

    def _between(self, link: Link) -> Content:
        say = self.words
        if link.state.ended is None:
            return Content(say("session.soon"))
        pieces_: list[Content | str | tuple[str, str]] = [(say("session.over"), "bold $primary"), "\n\n"]
        for each in self._landed or ():
            pieces_ += [(f"✓ {say(f'exercise.saved_{each.saves}')}", "bold $good"), f"\n{clean(each.text)}\n\n"]
        return Content.assemble(*pieces_)

    def _land(self, link: Link) -> None:
        if link.session is None or self._landed is not None:
            return
        try:
            self._landed = land(self.house.notebook, link.state, link.session.id, link.who, link.now, self.words.lang)
        except CoachError as error:
            self.porte_voix.complain(error)

    def _look(self, step: Step) -> None:
        link = self._link
        if link is None:
            return
        state, who, lang, together = link.state, link.who, self.words.lang, link.shown
        review = reviewer_of(self.house)

        def work() -> None:
            own = tuple(each for each in look(state, step, who, lang, review) if each.show not in OF_GROUP)
            self.post_message(Looked(step.id, (*together, *own)))

        self.run_worker(work, thread=True, group="look", exclusive=True, exit_on_error=False, description="look at an exercise")

    @on(Looked)
    def _show_look(self, message: Looked) -> None:
        if self._link is not None and self._link.state.step == message.step and self.query(StepPage):
            self.query_one(StepPage).show_look(message.shown)

    def _tick(self) -> None:
        link = self._link
        if not self.is_mounted:
            return
        say, line = self.words, self.query_one("#line", Plain)
        lost = link is None or link.reached is False
        key = "nowhere" if link is None else "refused" if link.refused else "lost" if lost else ""
        line.display = bool(key)
        line.set_class(lost, "-lost")
        line.show(say(f"session.{key}") if key else "")
        if link is not None:
            self.query_one(Countdown).show_time(link.state, link.timer(), say)
            kept = "kept_here" if link.waiting else "kept"
            self.masthead.state = say(f"session.{kept}") if link.session else ""

    # --- keeping what is typed

    @on(StepPage.Typed)
    def _typed(self, event: StepPage.Typed) -> None:
        if self._laid is not None:
            self._unsaved[self._laid, event.part] = event.text
            if self._saving is None:
                self._saving = self.set_timer(SAVE_AFTER_S, self._save)

    def _save(self) -> None:
        self._saving = None
        if self._link is None:
            return
        try:
            for (step, part), text in list(self._unsaved.items()):
                self._link.write(text, part, step=step)
                del self._unsaved[step, part]
        except OSError as error:
            self.porte_voix.complain(error)
            if self.is_running:
                self._saving = self.set_timer(RETRY_S, self._save)

    @on(StepPage.Picked)
    def _picked(self, event: StepPage.Picked) -> None:
        self._do(lambda link: link.choose(event.picks))

    @on(StepPage.ToGive)
    def _give(self, event: StepPage.ToGive) -> None:
        link = self._link
        step = link.state.current if link else None
        if link is None or step is None:
            return
        others = [(who, person.name) for who, person in link.state.people.items() if who != link.who]
        choices = [Choice(option, option) for option in step.options] or [Choice(who, clean(name)) for who, name in others]
        if choices:
            given, title = partial(self._given, event.piece.id), self.words("session.give")
            self.porte_voix.ask_dialog("choose", given, title=title, detail=event.piece.text, choices=choices)

    def _given(self, piece: str, answer: str | None) -> None:
        if answer is not None:
            self._do(lambda link: link.match(piece, answer))

    def _do(self, act: Callable[[Link], None]) -> None:
        self._save()
        link = self._link
        if link is None:
            return
        try:
            act(link)
        except OSError as error:
            self.porte_voix.complain(error)
            return
        step, person = link.state.current, link.state.people.get(link.who)
        if step is not None and person is not None and self.query(StepPage):
            self.query_one(StepPage).put(person.chose.get(step.id, ()), person.matched.get(step.id, {}))
        self.refresh_bindings()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Share what can be shared; open what came out once it is over."""
        state = self._link.state if self._link else None
        step = state.current if state else None
        if ask is ShareText:
            return step is not None and step.kind == "write"
        if ask is FollowRoom:
            return any(each.draft for each in self._landed or ())
        return True

    @on(ShareText)
    def _share(self) -> None:
        link = self._link
        step = link.state.current if link else None
        if link is None or step is None:
            return
        person = link.state.people.get(link.who)
        now_shared = person is not None and person.shared.get(step.id, False)
        self._do(lambda link: link.share(shared=not now_shared))
        told = "unshared" if now_shared else "shared"
        self.porte_voix.say(f"session.{told}")

    @on(SeeProgress)
    def _progress(self) -> None:
        self.porte_voix.open_room("progress", address=self._address)

    @on(FollowRoom)
    def _open_saved(self) -> None:
        draft = next((each.draft for each in self._landed or () if each.draft), None)
        if draft is not None:
            self.porte_voix.open_room("workbench", draft=draft)
