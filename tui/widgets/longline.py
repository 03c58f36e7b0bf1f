"""A very long paragraph, drawn row by row: of the 2,000 rows it wraps to, only the one on screen is cut out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.containers import Lines
from rich.text import Text

LONG = 4000
"""From how many characters a line is worth it: under, cutting all the rows costs less than a millisecond."""


class LongLine(Text):
    """A line whose :meth:`divide` cuts only the row asked for first.

    A TextArea divides a line at its wraps, takes the one row it draws, then counts the tabs of the rows before it. With no tab
    in the line those rows may as well be empty. With one, the line is divided as any other.
    """

    def divide(self, offsets: Iterable[int]) -> Lines:
        """Return the rows between ``offsets``."""
        cuts = list(offsets)
        if len(cuts) < 8 or "\t" in self.plain:
            return super().divide(cuts)
        return _FirstAsked(self, cuts)


class _FirstAsked(Lines):
    def __init__(self, line: Text, cuts: list[int]) -> None:
        super().__init__()
        self._line = line
        self._bounds = [0, *cuts, len(line)]
        self._asked: int | None = None
        self._none = Text("")

    def __getitem__(self, index: int) -> Text:  # type: ignore[override]
        if self._asked is None:
            self._asked = index
            start, end = self._bounds[index], self._bounds[index + 1]
            return Text.divide(self._line, [start, end])[1] if start else Text.divide(self._line, [end])[0]
        return self._none
