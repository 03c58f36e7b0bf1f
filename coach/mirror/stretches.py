"""What one sentence of a draft shares with the posts of a corpus: the part that is cached, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.mirror.apport import Sign, signs
from coach.mirror.evidence import LEAST, is_parrot, is_weak
from coach.mirror.formulas import covered
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.pieces import Piece
from coach.mirror.prospects import prospect
from coach.mirror.tokens import GONE, Reading, read, read_post
from coach.ports import Corpus
from coach.post import Post

CANDIDATES = 48
"""Posts asked of the index for one sentence."""
COMPARED = 8
"""Posts read word by word for one sentence, beyond those that share as much as the best."""
FIRST = 3
"""Posts read before giving up: the index says which share the rarest pairs."""
SAME = 0.95
"""Share of the best evidence from which another post holds the same passage."""
NEARLY = 0.8
"""Share of the best evidence from which another post holds it with a word or two changed: counted among those who took it up."""
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


def compare(piece: Piece, corpus: Corpus, post: Callable[[str], Post | None], excuse: Callable[[Reading], Reading]) -> Looked:
    """Return ``piece`` compared with the posts that share word pairs with it."""
    reading = excuse(read(piece.text, piece.hidden))
    own = signs(reading)
    if sum(reading.weights) < LEAST:
        return Looked(reading, (), own)
    posts = _candidates(reading, corpus, post)
    found = _stretches(reading, posts, 0, len(reading.keys))
    if found and any(said := covered(reading.keys)):
        reading = reading.without(said)
        found = _stretches(reading, posts, 0, len(reading.keys))
    return Looked(reading, tuple(sorted(found, key=lambda s: s.best.first)), own)


def _candidates(reading: Reading, corpus: Corpus, post: Callable[[str], Post | None]) -> list[tuple[str, Reading]]:
    """Return the posts worth reading word by word; none when the first few tell too little for the others to tell more."""
    keys = [key or GONE for key in reading.keys]
    hits = corpus.lexical(keys, COMPARED + 1)
    if len(hits) > COMPARED and hits[-1].shared >= SAME * hits[0].shared:
        hits = corpus.lexical(keys, CANDIDATES)
    kept = [hit.post_id for place, hit in enumerate(hits) if place < COMPARED or hit.shared >= SAME * hits[0].shared]
    first = [post(post_id) for post_id in kept[:FIRST]]
    if len(first) == FIRST and first[-1] and not any(one and _promises(reading, one.text) for one in first):
        return []
    known = (*first, *map(post, kept[FIRST:]))
    return [(one.id, read_post(one.text)) for one in known if one and prospect(reading, one.text).counts()]


def _promises(reading: Reading, text: str) -> bool:
    """Tell whether the post of ``text`` holds enough of the sentence for others to be worth a look."""
    if not prospect(reading, text).weak(reading):
        return False
    seen = overlap(reading, 0, len(reading.keys), read_post(text))
    return seen is not None and is_weak(seen, reading)


def _stretches(reading: Reading, posts: Sequence[tuple[str, Reading]], low: int, high: int) -> list[Stretch]:
    known: dict[int, Overlap | None] = {}
    matches: list[Match] = []
    for post_id, other in posts:
        if id(other) not in known:
            known[id(other)] = overlap(reading, low, high, other)
        found = known[id(other)]
        if found is not None and found.evidence >= LEAST:
            matches.append(Match(post_id, found))
    if not matches:
        return []
    best = max((m.overlap for m in matches), key=lambda o: o.evidence)
    same = [m for m in matches if m.overlap.evidence >= NEARLY * best.evidence and _meet(m.overlap, best)]
    same.sort(key=lambda m: -m.overlap.evidence)
    found_here = [Stretch(tuple(same))]
    for left, right in ((low, best.first), (best.last, high)):
        if right - left >= REST and right - left < high - low:
            found_here += _stretches(reading, posts, left, right)
    return found_here


def _meet(one: Overlap, two: Overlap) -> bool:
    return min(one.last, two.last) - max(one.first, two.first) >= 0.8 * max(one.last - one.first, two.last - two.first)
