"""Which column is which: asked of a table whose headings are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from coach.text import clean
from tui.screens.room import Dialog
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said

FIELDS = ("text", "author", "date")
NONE = ""


class ColumnsDialog(Dialog[dict[str, str]]):
    """The answer maps fields to headings, ``{"text": "Corps du billet"}``, and always has the text."""

    CSS_PATH = ["dialogs.tcss", "columns.tcss"]  # noqa: RUF012 an instance attribute for Textual
    AUTO_FOCUS = "#text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, where: str, columns: Sequence[str]) -> None:
        super().__init__()
        self._where, self._columns = where, columns

    def compose(self) -> ComposeResult:
        """Lay out one line a field."""
        with Vertical(classes="sheet"):
            yield Said("posts.columns_title", classes="title")
            yield Said("posts.columns_detail", classes="detail", where=clean(self._where))
            yield from self._lines()
            yield Plain(id="missing")
            yield Said("posts.columns_keys", classes="keys")

    def _lines(self) -> Iterator[Widget]:
        none = Item(NONE, self.words("posts.columns_none"))
        # A heading is known by its place: two may have the same name, and the first of them is the one meant then.
        headings = [Item(str(n), " ".join(clean(name).split()) or "…") for n, name in enumerate(self._columns)]
        for field in FIELDS:
            with Horizontal(classes="ask"):
                yield Said(f"posts.columns_{field}")
                yield Pick([none, *headings], id=field)
        with Horizontal(classes="ask"):
            yield Said("posts.columns_order")
            yield Pick([Item(order, self.words(f"posts.order_{order or 'auto'}")) for order in (NONE, "dmy", "mdy")], id="order")

    def action_answer(self) -> None:
        """Answer, unless the text is missing."""
        picked = {field: self.query_one(f"#{field}", Pick).picked for field in FIELDS}
        if picked["text"] == NONE:
            self.query_one("#missing", Plain).show(self.words("posts.columns_missing"))
            self.query_one("#text").focus()
            return
        mapping = {field: self._columns[int(place)] for field, place in picked.items() if place != NONE}
        order = self.query_one("#order", Pick).picked
        self.dismiss(mapping | ({"date_order": order} if order and "date" in mapping else {}))
