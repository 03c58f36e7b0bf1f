"""Rules of Vale styles, read as Vale reads: block by block, with marks of Markdown out of the way."""

from __future__ import annotations

from collections.abc import Iterator

from coach.charter.kinds import Piece, Work
from coach.charter.passages import FINDS, Passage
from coach.charter.reading import Reading
from coach.text import Span


def style_passages(work: Work, reading: Reading) -> Iterator[Passage]:
    """Yield the places where a Vale rule speaks."""
    find = FINDS[work.rule.extends]
    for found in find(work, Piece.of(reading.text)):
        yield Passage(Span(found.start, found.end), found.subs, found.fixes)
