"""L'Atelier: the exercises one can play, each with what it leads to and its steps."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import BadInput
from coach.text import clean
from coach.workshop.exercise import Exercise
from tui.commands import Command
from tui.commands.exercise import ATELIER, PlayAgain, PlayExercise
from tui.commands.progress import SeeGroup, SeeProgress
from tui.messages import Warmed
from tui.screens.room import Room
from tui.widgets.arrows import ArrowList
from tui.widgets.plain import Plain
from tui.workshops import exercises_of


class AtelierRoom(Room):
    """The list on the left, what the exercise is on the right."""

    WORDS = "atelier"
    ASKS = ATELIER
    CSS_PATH = "atelier.tcss"
    AUTO_FOCUS = "#exercises"

    def __init__(self) -> None:
        super().__init__()
        self._exercises: tuple[Exercise, ...] = ()
        self._waiting: frozenset[str] = frozenset()

    def body(self) -> Iterable[Widget]:
        """Lay out the list beside the exercise."""
        with Horizontal(id="bench"):
            yield ArrowList(id="exercises", markup=False, compact=True)
            with VerticalScroll(id="page", can_focus=False):
                yield Plain(id="sheet")

    def on_mount(self) -> None:
        """List what is shipped; the packs' own come once they are open."""
        self._list()

    def on_warmed(self, _: Warmed) -> None:
        """Add the exercises of the packs."""
        self._list()

    def on_screen_resume(self) -> None:
        """Show again which exercise was left in the middle."""
        self._list()

    def relabel(self) -> None:
        """List those of the other language."""
        super().relabel()
        self._list()

    def _list(self) -> None:
        packs = self.house.packs if self.porte_voix.warm else ()
        try:
            self._exercises = exercises_of(packs, self.words.lang)
        except BadInput as error:
            self._exercises = exercises_of((), self.words.lang)
            self.porte_voix.complain(error)
        self._waiting = frozenset(s.exercise for s in self.house.logbook.sessions() if s.alone and not s.over)
        shelf = self.query_one("#exercises", OptionList)
        at = shelf.highlighted or 0
        shelf.clear_options()
        shelf.add_options([Option(self._line(each)) for each in self._exercises])
        shelf.highlighted = min(at, len(self._exercises) - 1)
        self.masthead.subject = self.words.many("atelier.count", len(self._exercises))
        self._show()

    def _line(self, exercise: Exercise) -> Content:
        note = self.words("atelier.note", minutes=exercise.minutes, min=exercise.people.min, max=exercise.people.max)
        left = f" · {self.words('atelier.left')}" if exercise.name in self._waiting else ""
        return Content.assemble((clean(exercise.title), "bold"), "\n", (note, "$soft"), (left, "$warn"))

    @property
    def _chosen(self) -> Exercise | None:
        at = self.query_one("#exercises", OptionList).highlighted
        return self._exercises[at] if at is not None and at < len(self._exercises) else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            self.query_one("#sheet", Plain).show(self._sheet(chosen))
        self.refresh_bindings()

    def _sheet(self, exercise: Exercise) -> Content:
        pieces: list[Content | str | tuple[str, str]] = [(clean(exercise.title), "bold $primary"), "\n"]
        pieces += [exercise.goal, "\n\n"]
        for place, step in enumerate(exercise.plan, 1):
            alone = f" · {self.words('atelier.not_alone')}" if step.alone == "skip" else ""
            pieces += [(f"{place:2}  ", "$soft"), step.title, (f"  {step.minutes} min{alone}\n", "$soft")]
        for wanted in exercise.inputs:
            pieces += ["\n", (self.words("atelier.input"), "$soft"), f" {wanted.label}"]
        if exercise.origin:
            pieces += ["\n", (self.words("atelier.origin"), "$soft"), f" {exercise.origin}"]
        if exercise.notes:
            pieces += ["\n\n", (self.words("atelier.notes"), "bold"), "\n", (_unmarked(exercise.notes), "$soft")]
        return Content.assemble(*pieces)

    def allows(self, ask: type[Command]) -> bool | None:
        """Begin anew only what was left in the middle."""
        chosen = self._chosen if self.is_mounted else None
        if ask in (SeeProgress, SeeGroup):
            return True
        if ask is PlayAgain:
            return True if chosen and chosen.name in self._waiting else None
        return True if chosen else None

    @on(PlayExercise)
    def _play(self) -> None:
        if (chosen := self._chosen) is not None:
            self.porte_voix.open_room("exercise", exercise=chosen.name)

    @on(PlayAgain)
    def _again(self) -> None:
        if (chosen := self._chosen) is not None:
            self.porte_voix.open_room("exercise", exercise=chosen.name, again=True)

    @on(SeeProgress)
    def _progress(self) -> None:
        self.porte_voix.open_room("progress")

    @on(SeeGroup)
    def _group(self) -> None:
        self.porte_voix.open_room("cohort")


def _unmarked(notes: str) -> str:
    """Return the trainer's notes with paragraphs joined and the heading's signs gone: they are read, not rendered."""
    return "\n\n".join(" ".join(block.lstrip("# ").split()) for block in notes.split("\n\n") if block.strip())
