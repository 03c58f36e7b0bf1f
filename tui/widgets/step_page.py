"""One step of an exercise on the page: what it asks, what lies on the table, and where one answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from coach.text import clean, words
from coach.workshop.looking import Shown
from coach.workshop.table import Piece
from tui.widgets.plain import Plain, words_of
from tui.workshop_lines import Table


class PieceList(OptionList):
    """Pieces to pick (``●`` is picked) or to give to something (its name follows)."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]

    def __init__(self, pieces: Sequence[Piece], *, several: int | None) -> None:
        """``several`` is how many may be picked, ``None`` for any number."""
        super().__init__(markup=False, compact=True)
        self.pieces = pieces
        """What lies on the table, in order."""
        self._most = several
        self._picked: list[str] = []
        self._given: dict[str, str] = {}

    def put(self, picked: Iterable[str], given: Mapping[str, str]) -> None:
        """Show what was picked and given."""
        ids = [piece.id for piece in self.pieces]
        self._picked = [each for each in picked if each in ids]
        self._given = dict(given)
        at = self.highlighted or 0
        self.clear_options()
        self.add_options([Option(self._line(piece)) for piece in self.pieces])
        self.highlighted = at if self.pieces else None

    def _line(self, piece: Piece) -> Content:
        if piece.id in self._given:
            return Content.assemble(("● ", "bold $primary"), clean(piece.text), (f"\n  → {clean(self._given[piece.id])}", "bold"))
        here = piece.id in self._picked
        mark = ("● ", "bold $primary") if here else ("○ ", "$soft")
        return Content.assemble(mark, (clean(piece.text), "bold" if here else ""))

    @property
    def answered(self) -> int:
        """How many are picked or given."""
        return len(self._given) or len(self._picked)

    def toggled(self, piece: str) -> list[str]:
        """Take ``piece`` or put it back and return what is picked; the oldest goes when there are too many."""
        kept = [each for each in self._picked if each != piece]
        picked = kept if piece in self._picked else [*kept, piece]
        self._picked = picked[-self._most :] if self._most else picked
        return self._picked


class StepPage(Vertical):
    """A step. It says what is typed, picked and given, and at which step: the room may be at the next one when it hears it."""

    class Typed(Message):
        """A text changed."""

        def __init__(self, step: str, part: str, text: str) -> None:
            super().__init__()
            self.step, self.part, self.text = step, part, text

    class Picked(Message):
        """Other pieces are picked."""

        def __init__(self, step: str, picks: Sequence[str]) -> None:
            super().__init__()
            self.step, self.picks = step, tuple(picks)

    class ToGive(Message):
        """A piece is to be given to a person or an option."""

        def __init__(self, piece: Piece) -> None:
            super().__init__()
            self.piece = piece

    def __init__(self, table: Table, picked: Sequence[str], given: Mapping[str, str]) -> None:
        super().__init__()
        self.table = table
        """What it shows."""
        self._begun = picked, given
        self.set_class(len(table.fields) > 1, "-several")
        self.set_class(bool(table.fields) or table.step.kind in ("choose", "match"), "-answers")

    def compose(self) -> ComposeResult:
        """Lay out what the step asks and gives over the place where one answers."""
        step = self.table.step
        picking = step.kind in ("choose", "match")
        with VerticalScroll(id="given"):
            yield Plain(Content.assemble((clean(step.title), "bold $primary")))
            yield Plain(step.prompt, classes="prompt")
            if self.table.role:
                yield Plain(self.table.role, classes="prompt")
            for piece in () if picking else self.table.pieces:
                yield Plain(piece.text, classes="piece")
            if step.kind == "look":
                yield Plain(words_of(self)("exercise.looking"), id="looked")
        if picking:
            yield PieceList(self.table.pieces, several=step.most if step.kind == "choose" else None)
        if self.table.fields:
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._fields()
        yield Plain(id="counted", classes="label")

    def _fields(self) -> Iterable[Widget]:
        for place, (_, label, text) in enumerate(self.table.fields):
            if label != self.table.step.title:
                yield Plain(label, classes="label")
            yield TextArea(text, soft_wrap=True, compact=True, tab_behavior="focus", id=f"part-{place}")

    def on_mount(self) -> None:
        """Show what was picked, and put the hand where one answers."""
        for pieces in self.query(PieceList):
            pieces.put(*self._begun)
        if not self.table.pieces and self.table.step.kind in ("choose", "match"):
            self.query_one("#counted", Plain).show(words_of(self)("exercise.nothing_here"))
        answer: Widget = next(iter(self.query("TextArea, PieceList")), self.query_one("#given"))
        answer.focus(scroll_visible=False)
        for area in self.query(TextArea):
            area.move_cursor(area.document.end)  # one goes on where one stopped
        self._count()

    def show_look(self, shown: Sequence[Shown]) -> None:
        """Show what a step ``look`` found."""
        pieces: list[Content | str | tuple[str, str]] = []
        for each in shown:
            pieces += [(each.title, "bold"), "\n"]
            pieces += [f"{clean(line)}\n" for line in each.lines]
            for quote in each.quotes:
                pieces += ["\n", ("│ ", "$primary"), clean(quote).replace("\n", "\n│ "), "\n"]
            pieces.append("\n")
        for place in self.query("#looked"):
            if isinstance(place, Plain):
                place.show(Content.assemble(*pieces))

    def put(self, picked: Sequence[str], given: Mapping[str, str]) -> None:
        """Show what is picked and given now."""
        for pieces in self.query(PieceList):
            pieces.put(picked, given)
        self._count()

    def texts(self) -> dict[tuple[str, str], str]:
        """Return the text of every part as it stands, by step and part."""
        boxes = ((part, self.query_one(f"#part-{at}", TextArea).text) for at, (part, _, _) in enumerate(self.table.fields))
        return {(self.table.step.id, part): text for part, text in boxes}

    def typed(self) -> dict[tuple[str, str], str]:
        """Return those that are no longer what the step opened with."""
        begun = {(self.table.step.id, part): text for part, _, text in self.table.fields}
        return {place: text for place, text in self.texts().items() if text != begun[place]}

    def _count(self) -> None:
        step, say = self.table.step, words_of(self)
        if step.kind == "write" and (step.least or step.most):
            said = sum(len(words(text)) for text in self.texts().values())
            key = "words" if step.least and step.most else "words_least" if step.least else "words_most"
            self.query_one("#counted", Plain).show(say(f"exercise.{key}", n=said, least=step.least, most=step.most))
        for pieces in self.query(PieceList) if self.table.pieces else ():
            key = "how_give" if step.kind == "match" else "how_pick_most" if step.most else "how_pick"
            self.query_one("#counted", Plain).show(
                say(f"exercise.{key}", n=pieces.answered, most=step.most, of=len(pieces.pieces))
            )

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        place = int((event.text_area.id or "part-0").removeprefix("part-"))
        self._count()
        self.post_message(self.Typed(self.table.step.id, self.table.fields[place][0], event.text_area.text))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        pieces = event.option_list
        if isinstance(pieces, PieceList):
            piece = pieces.pieces[event.option_index]
            if self.table.step.kind == "match":
                self.post_message(self.ToGive(piece))
            else:
                self.post_message(self.Picked(self.table.step.id, pieces.toggled(piece.id)))
