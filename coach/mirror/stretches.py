"""What one sentence of a draft shares with the posts of a corpus: the part that is cached, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.mirror.apport import Sign, signs, sought
from coach.mirror.candidates import ENOUGH, Candidates, Fetch, candidates
from coach.mirror.evidence import LEAST, is_parrot
from coach.mirror.formulas import covered
from coach.mirror.overlap import Overlap
from coach.mirror.pieces import Piece
from coach.mirror.tokens import Reading, read
from coach.ports import Corpus

REST = 5
"""Words left beside a borrowed stretch that are worth a look of their own."""


class Match(NamedTuple):
    """One post that holds a stretch."""

    post_id: str
    overlap: Overlap


class Stretch(NamedTuple):
    """A stretch of one piece, and all the posts that hold it about as well, best first."""

    matches: tuple[Match, ...]

    @property
    def best(self) -> Overlap:
        """The best overlap."""
        return self.matches[0].overlap


class Looked(NamedTuple):
    """One piece of a draft, read and compared."""

    reading: Reading
    stretches: tuple[Stretch, ...]
    """In the order of the words."""
    signs: tuple[Sign, ...]
    """What the person brings in it, spans of the piece."""


def explained(one: Looked) -> bool:
    """Tell whether words alone show that the piece, or part of it, was borrowed."""
    return any(is_parrot(s.best, one.reading) for s in one.stretches)


def compare(pieces: Sequence[Piece], corpus: Corpus, fetch: Fetch, excuse: Callable[[Reading], Reading]) -> list[Looked]:
    """Return each of ``pieces`` compared with the posts that share word pairs with it; the corpus is asked once for all."""
    readings = [excuse(read(piece.text, piece.hidden)) for piece in pieces]
    cues = sought("\n".join(piece.text for piece in pieces))
    telling = [place for place, reading in enumerate(readings) if sum(reading.weights) >= LEAST]
    posts = dict(zip(telling, candidates([readings[place] for place in telling], corpus, fetch), strict=True))
    return [_compared(reading, posts.get(place), signs(reading, cues)) for place, reading in enumerate(readings)]


def _compared(reading: Reading, posts: Candidates | None, own: tuple[Sign, ...]) -> Looked:
    if posts is None:
        return Looked(reading, (), own)
    found = _stretches(reading, posts, 0, len(reading.keys))
    if found and any(said := covered(reading.keys)):
        reading = reading.without(said)
        found = _stretches(reading, posts, 0, len(reading.keys))
    return Looked(reading, tuple(sorted(found, key=lambda s: s.best.first)), own)


def _stretches(reading: Reading, posts: Candidates, low: int, high: int) -> list[Stretch]:
    matches = [Match(*found) for found in posts.overlaps(reading, low, high)]
    if not matches:
        return []
    best = max((m.overlap for m in matches), key=lambda o: o.evidence)
    same = [m for m in matches if m.overlap.evidence >= ENOUGH * best.evidence and _meet(m.overlap, best)]
    same.sort(key=lambda m: -m.overlap.evidence)
    found_here = [Stretch(tuple(same))]
    for left, right in ((low, best.first), (best.last, high)):
        if right - left >= REST and right - left < high - low:
            found_here += _stretches(reading, posts, left, right)
    return found_here


def _meet(one: Overlap, two: Overlap) -> bool:
    return min(one.last, two.last) - max(one.first, two.first) >= 0.8 * max(one.last - one.first, two.last - two.first)
