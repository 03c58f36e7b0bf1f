"""A few words in a row, one of them picked: arrows and the mouse change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from coach.text import clean

_GAP = 3


class Item(NamedTuple):
    """Something that can be picked."""

    key: str
    label: str
    note: str = ""
    """After the label, in softer ink: a count."""


class Pick(Widget, can_focus=True):
    """One line. The item picked is underlined as well as coloured."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
    ]

    class Picked(Message):
        """Another item was picked."""

        def __init__(self, pick: Pick, key: str) -> None:
            super().__init__()
            self.pick, self.key = pick, key

        @property
        def control(self) -> Pick:
            """The row of words, for selectors."""
            return self.pick

    def __init__(self, items: Sequence[Item] = (), picked: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items = tuple(items)
        """What can be picked."""
        self.picked = picked or (self.items[0].key if self.items else "")
        """Key of the item picked."""

    def put(self, items: Sequence[Item], picked: str) -> None:
        """Show these items, one of them picked."""
        if (tuple(items), picked) != (self.items, self.picked):
            self.items, self.picked = tuple(items), picked
            self.refresh()

    def render(self) -> Content:
        """Return the row, begun as far on as it takes for the one picked to be seen."""
        pieces: list[Content | str | tuple[str, str]] = []
        for item in self._shown():
            here = item.key == self.picked
            pieces += [(clean(item.label), "bold underline $primary" if here else "")]
            pieces += [(f" {item.note}", "$soft")] if item.note else []
            pieces.append(" " * _GAP)
        return Content.assemble(*pieces[:-1])

    def _shown(self) -> Sequence[Item]:
        start, width = 0, self.content_size.width
        place = next((n for n, item in enumerate(self.items) if item.key == self.picked), 0)
        while start < place and sum(_width(item) for item in self.items[start : place + 1]) - _GAP > width:
            start += 1
        return self.items[start:]

    def action_step(self, step: int) -> None:
        """Pick the next item, or the one before."""
        place = next((n for n, item in enumerate(self.items) if item.key == self.picked), 0) + step
        if 0 <= place < len(self.items):
            self._pick(self.items[place].key)

    def on_click(self, event: Click) -> None:
        """Pick the item under the mouse."""
        at = event.x - self.gutter.left
        for item in self._shown():
            if 0 <= at < _width(item) - _GAP:
                self._pick(item.key)
                return
            at -= _width(item)

    def _pick(self, key: str) -> None:
        if key != self.picked:
            self.picked = key
            self.refresh()
            self.post_message(self.Picked(self, key))


def _width(item: Item) -> int:
    return cell_len(clean(item.label)) + (cell_len(item.note) + 1 if item.note else 0) + _GAP
