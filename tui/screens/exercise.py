"""An exercise played alone, from start to end: a step at a time, a timer in sight, everything kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import uuid4

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer as Tick
from textual.widget import Widget

from coach.autosave import SAVE_AFTER_S
from coach.errors import CoachError
from coach.text import clean
from coach.workshop.exercise import Step
from coach.workshop.landing import Landed
from coach.workshop.looking import Shown, look
from coach.workshop.playing import ME, MORE_MIN, Beginning, Play, begin, unfinished
from coach.workshop.reading import pick
from tui.commands import Command
from tui.commands.exercise import EXERCISE, EndExercise, MoreTime, NextStep, OpenSaved, PauseTimer, PreviousStep, SkipStep
from tui.saving import RETRY_S
from tui.screens.dialogs import Choice
from tui.screens.room import Room
from tui.widgets.plain import Plain, fit
from tui.widgets.step_page import StepPage
from tui.workshop_lines import table_of
from tui.workshops import brought_for, exercises_of, land_mine, reviewer_of

_BAR, _TITLE = 12, 24
"""Columns of the timer's bar, and of a step's title beside it."""


@dataclass
class Looked(Message):
    """What a step ``look`` shows was worked out."""

    step: str
    shown: Sequence[Shown]


class ExerciseRoom(Room):
    """One exercise, by its name; it is taken up where it was left, unless ``again``."""

    WORDS = "exercise"
    ASKS = EXERCISE
    CSS_PATH = "atelier.tcss"
    AUTO_FOCUS = ""

    def __init__(self, exercise: str = "", brought: Mapping[str, Sequence[str]] | None = None, *, again: bool = False) -> None:
        """``brought`` holds texts for the inputs; what the house has is used without it."""
        super().__init__()
        self._asked = exercise, brought, again
        self._play: Play | None = None
        self._unsaved: dict[tuple[str, str], str] = {}
        self._saving: Tick | None = None
        self._landed: tuple[Landed, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Lay out the steps beside the one that is open, the timer over it."""
        with Horizontal(id="bench"):
            with VerticalScroll(id="rail", can_focus=False):
                yield Plain(id="steps")
            with Vertical():
                yield Plain(id="clock")
                yield Vertical(id="page")

    def on_mount(self) -> None:
        """Begin, or take up what was left."""
        try:
            self._play = self._taken_up() or self._begun()
        except CoachError as error:
            self.porte_voix.complain(error)
            return
        self.masthead.subject = self._play.session.title
        self.set_interval(1, self._tick)
        self.call_later(self._lay)

    def _taken_up(self) -> Play | None:
        name, _, again = self._asked
        return None if again else unfinished(self.house.logbook, name, self.house.clock)

    def _begun(self) -> Play:
        """Begin a session. Raises ``CoachError``."""
        name, brought, _ = self._asked
        house = self.house
        exercise = pick(exercises_of(house.packs if self.porte_voix.warm else (), self.words.lang), name, self.words.lang)
        texts = brought if brought is not None else brought_for(house, exercise)
        who = house.settings.name or house.notebook.read("name") or self.words("exercise.me")
        seed = int(house.clock.now().timestamp())
        return begin(house.logbook, exercise, house.clock, Beginning(uuid4().hex, seed, texts, alone=clean(who)[:60] or "…"))

    # --- showing

    async def _lay(self) -> None:
        """Show the step that is open, or how it ended."""
        play = self._play
        if play is None:
            return
        page = self.query_one("#page", Vertical)
        await page.remove_children()
        step, person = play.state.current, play.state.people.get(ME)
        if step is None:
            await page.mount(VerticalScroll(Plain(self._ending(play), classes="ending")))
        else:
            picked = person.chose.get(step.id, ()) if person else ()
            given = person.matched.get(step.id, {}) if person else {}
            await page.mount(StepPage(table_of(play, step, lambda _: ()), picked, given))
            if step.kind == "look":
                self._look(play, step)
        self._tick()
        self.refresh_bindings()

    def _look(self, play: Play, step: Step) -> None:
        state, lang, review = play.state, self.words.lang, reviewer_of(self.house)

        def work() -> None:
            self.post_message(Looked(step.id, look(state, step, ME, lang, review)))

        self.run_worker(work, thread=True, group="look", exclusive=True, exit_on_error=False, description="look at an exercise")

    @on(Looked)
    def _show_look(self, message: Looked) -> None:
        if self._play is not None and self._play.state.step == message.step:
            self.query_one(StepPage).show_look(message.shown)

    def _ending(self, play: Play) -> Content:
        minutes = round(sum(timing.took_s for timing in play.state.past) / 60)
        pieces: list[Content | str | tuple[str, str]] = [(self.words("exercise.over"), "bold $primary")]
        pieces += ["\n", (self.words("exercise.lasted", n=minutes), "$soft"), "\n\n"]
        for each in self._landed:
            pieces += [(f"✓ {self.words(f'exercise.saved_{each.saves}')}", "bold $good"), f"\n{clean(each.text)}\n\n"]
        return Content.assemble(*pieces)

    def _tick(self) -> None:
        play = self._play
        if play is None or not self.is_mounted:
            return
        self.query_one("#steps", Plain).show(self._rail(play))
        clock, left = self.query_one("#clock", Plain), play.timer()
        clock.display = left is not None
        if left is not None:
            ids = [step.id for step in play.state.plan]
            place = self.words("exercise.place", n=ids.index(play.state.step or ids[0]) + 1, of=len(ids))
            key = "paused" if left.paused else "over_by" if left.left_s < 0 else "left"
            told = self.words(f"exercise.{key}", time=_minutes(abs(left.left_s)), of=_minutes(left.planned_s))
            full = min(_BAR, round(_BAR * left.ran_s / left.planned_s)) if left.planned_s else _BAR
            clock.show(Content.assemble(("━" * full, "$primary"), ("─" * (_BAR - full), "$rule"), f"  {told} · {place}"))
            clock.set_class(left.left_s < 0, "-over")

    def _rail(self, play: Play) -> Content:
        pieces: list[Content | str | tuple[str, str]] = []
        done = {timing.step for timing in play.state.past}
        for step in play.state.plan:
            here = step.id == play.state.step
            mark = "▸" if here else "✓" if step.id in done else " "
            tone = "bold" if here else "$soft"
            pieces += [(f"{mark} {fit(clean(step.title), _TITLE):<{_TITLE}}", tone), (f"  {step.minutes}\n", "$soft")]
        return Content.assemble(*pieces)

    # --- keeping what is typed

    @on(StepPage.Typed)
    def _typed(self, event: StepPage.Typed) -> None:
        self._unsaved[event.step, event.part] = event.text
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER_S, self._save)

    def _save(self) -> bool:
        """Keep what was typed; what cannot be kept stays to be tried again, and is told. Return whether all of it is kept."""
        self._saving = None
        try:
            for (step, part), text in list(self._unsaved.items()):
                if self._play is not None:
                    self._play.write(text, part, step=step)
                del self._unsaved[step, part]
        except CoachError as error:
            self.porte_voix.complain(error)
            self._saving = self.set_timer(RETRY_S, self._save)
            return False
        self.masthead.state = self.words("exercise.kept")
        return True

    def leave(self) -> None:
        """Keep the last keys before another room is shown."""
        self._save()

    @on(StepPage.Picked)
    async def _picked(self, event: StepPage.Picked) -> None:
        self._do(lambda play: play.choose(event.picks, step=event.step))
        if self._play is not None and self._play.state.step != event.step:
            await self._lay()  # a quick hand was at the next step already, which shows what is picked here
        else:
            self._show_answers()

    @on(StepPage.ToGive)
    def _give(self, event: StepPage.ToGive) -> None:
        step = self._play.state.current if self._play else None
        choices = [Choice(option, option) for option in (step.options if step else ())]
        if choices:
            detail, given = event.piece.text, partial(self._given, event.piece.id)
            self.porte_voix.ask_dialog("choose", given, title=self.words("exercise.give"), detail=detail, choices=choices)

    def _given(self, piece: str, answer: str | None) -> None:
        if answer is not None:
            self._do(lambda play: play.match(piece, answer))
            self._show_answers()

    def _show_answers(self) -> None:
        play = self._play
        step, person = (play.state.current, play.state.people.get(ME)) if play else (None, None)
        if step is not None and person is not None:
            self.query_one(StepPage).put(person.chose.get(step.id, ()), person.matched.get(step.id, {}))

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Lead while it lasts; open what came out once it is over."""
        state = self._play.state if self._play else None
        if state is None:
            return None
        if ask is OpenSaved:
            return state.step is None and bool(self._landed)
        if state.step is None:
            return None if ask is PreviousStep else False
        return (True if state.past else None) if ask is PreviousStep else True

    def _do(self, act: Callable[[Play], object]) -> bool:
        """Keep what is typed, then do ``act``; tell what fails. Return whether it was done."""
        for page in self.query(StepPage):  # what was typed a moment ago may not have been heard of yet
            self._unsaved.update(page.typed())
        if self._play is None or not self._save():
            return False
        try:
            act(self._play)
        except CoachError as error:
            self.porte_voix.complain(error)
            return False
        return True

    async def _go(self, act: Callable[[Play], object]) -> None:
        if self._do(act):
            if self._play is not None and self._play.state.ended is not None:
                self._land(self._play)
            await self._lay()

    def _land(self, play: Play) -> None:
        try:
            self._landed = land_mine(self.house.notebook, play, self.house.clock, self.words.lang)
        except CoachError as error:
            self.porte_voix.complain(error)

    @on(NextStep)
    async def _next(self) -> None:
        for page in self.query(StepPage):  # a text one begins with is one's text when it is left as it is
            self._unsaved.update(page.texts())
        await self._go(Play.go_on)

    @on(PreviousStep)
    async def _previous(self) -> None:
        await self._go(Play.go_back)

    @on(SkipStep)
    async def _skip(self) -> None:
        await self._go(Play.skip)

    @on(EndExercise)
    async def _end(self) -> None:
        await self._go(Play.end)

    @on(PauseTimer)
    def _pause(self) -> None:
        self._do(Play.pause_or_resume)
        self._tick()

    @on(MoreTime)
    def _more(self) -> None:
        self._do(lambda play: play.extend(MORE_MIN))
        self._tick()

    @on(OpenSaved)
    def _open_saved(self) -> None:
        draft = next((each.draft for each in self._landed if each.draft), None)
        if draft is not None:
            self.porte_voix.open_room("workbench", draft=draft)
        else:
            self.porte_voix.open_room("desk" if self._landed[0].saves == "idea" else "memento")


def _minutes(seconds: float) -> str:
    """Return a time as ``4:05``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"
