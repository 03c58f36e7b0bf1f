"""A named part of a page: its heading with a count, its shelf, and what to do when the shelf is empty."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from tui.widgets.plain import Plain, words_of
from tui.widgets.shelf import Row, Shelf


class Zone(Vertical):
    """Shows rows under the heading ``room.name`` of the catalogue."""

    def __init__(self, room: str, name: str) -> None:
        """Words: ``room.name`` for the heading, ``room.name_none`` for an empty shelf."""
        super().__init__(id=name, classes="zone")
        self._key = f"{room}.{name}"
        self._empty = f"{self._key}_none"
        self.shelf = Shelf()

    def compose(self) -> ComposeResult:
        """Lay out the heading over the shelf."""
        yield Plain(classes="heading")
        yield self.shelf
        yield Plain(classes="empty")

    def on_mount(self) -> None:
        """Say the heading: what stands under it is on its way."""
        self._head(0)

    def put(self, rows: Sequence[Row], *, tall: bool, empty: str = "") -> None:
        """Show these rows, or say ``empty`` (a key of the catalogue) when there are none: two spaces set off its number."""
        self._empty = empty or f"{self._key}_none"
        self.shelf.display = bool(rows)
        self.shelf.put(rows, tall=tall)
        self.relabel()

    def relabel(self) -> None:
        """Say the heading again."""
        words, count = words_of(self), len(self.shelf.rows)
        self._head(count)
        step, _, rest = words(self._empty).partition("  ")
        empty = Content.assemble((f"{step}  ", "bold $primary"), rest) if rest else Content.styled(step, "$soft")
        self.query_one(".empty", Plain).show(empty)
        self.query_one(".empty").display = not count

    def _head(self, count: int) -> None:
        heading = Content.assemble((words_of(self)(self._key), "bold $primary"), (f"  {count}" if count else "", "$soft"))
        self.query_one(".heading", Plain).show(heading)

    def lines_wanted(self, width: int) -> int:
        """Return how many lines its body would take, one a row, in ``width`` columns."""
        if self.shelf.rows:
            return len(self.shelf.rows)
        return len(Content(words_of(self)(self._empty)).wrap(max(2, width - 4)))


def share(lines: int, wanted: Sequence[int]) -> list[int]:
    """Return how many of ``lines`` each gets: what it wants while there is enough, else an equal part, the rest to the first.

    Never more than wanted, never none to who wants one unless there are fewer lines than askers.
    """
    given = [0] * len(wanted)
    left = max(0, lines)
    while left and (asking := [n for n, want in enumerate(wanted) if given[n] < want]):
        part = max(1, left // len(asking))
        for n in asking:
            more = min(part, wanted[n] - given[n], left)
            given[n] += more
            left -= more
    return given


class Zones(Container):
    """Zones side by side in a wide window, else one under the other, each with as many lines as it needs and there are."""

    @property
    def wide(self) -> bool:
        """Whether they stand side by side."""
        return self.screen.has_class("-wide")

    def on_resize(self) -> None:
        """Share the lines again, once there is something to share them between."""
        if any(zone.shelf.rows for zone in self.query(Zone)):
            self.share_out()

    def share_out(self) -> None:
        """Give each zone its lines."""
        zones = list(self.query(Zone))
        if self.wide or not self.size.height:
            for zone in zones:
                zone.styles.height = "100%"
            return
        lines = self.size.height - 2 * len(zones) + 1
        for zone, given in zip(zones, share(lines, [zone.lines_wanted(self.size.width) for zone in zones]), strict=True):
            zone.styles.height = 1 + given
