"""What one sentence of a draft shares with the posts of a corpus: the part that is cached, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from coach.mirror.apport import Sign, signs
from coach.mirror.evidence import LEAST, is_parrot, is_weak
from coach.mirror.formulas import covered
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.pieces import Piece
from coach.mirror.prospects import needles, prospect
from coach.mirror.tokens import GONE, Reading, read, read_post
from coach.ports import Corpus, Hit
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

Fetch = Callable[[Iterable[str]], Mapping[str, Post]]
"""Returns posts by id; one that has left is absent."""


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
    telling = [place for place, reading in enumerate(readings) if sum(reading.weights) >= LEAST]
    candidates = dict(zip(telling, _candidates([readings[place] for place in telling], corpus, fetch), strict=True))
    return [_compared(reading, candidates.get(place, ())) for place, reading in enumerate(readings)]


def _compared(reading: Reading, posts: Sequence[tuple[str, Reading]]) -> Looked:
    own = signs(reading)
    found = _stretches(reading, posts, 0, len(reading.keys))
    if found and any(said := covered(reading.keys)):
        reading = reading.without(said)
        found = _stretches(reading, posts, 0, len(reading.keys))
    return Looked(reading, tuple(sorted(found, key=lambda s: s.best.first)), own)


def _candidates(readings: Sequence[Reading], corpus: Corpus, fetch: Fetch) -> list[list[tuple[str, Reading]]]:
    """Return the posts worth reading word by word; none where the first few tell too little for the others to tell more."""
    hits, sought = _hits(readings, corpus), [needles(reading) for reading in readings]
    first = [
        [hit.post_id for hit in some[:FIRST] if prospect(each, hit.said).weak(each.reading)]
        for each, some in zip(sought, hits, strict=True)
    ]
    known = fetch({post_id for some in first for post_id in some})
    worth = [
        [hit.post_id for hit in some if prospect(each, hit.said).counts()]
        if len(some) < FIRST or any(_promises(each.reading, known.get(post_id)) for post_id in promising)
        else []
        for each, some, promising in zip(sought, hits, first, strict=True)
    ]
    posts = fetch({post_id for some in worth for post_id in some})
    return [[(post_id, read_post(posts[post_id].text)) for post_id in some if post_id in posts] for some in worth]


def _hits(readings: Sequence[Reading], corpus: Corpus) -> list[list[Hit]]:
    """Return the posts that share most with each reading: a few, and where the last shares as much as the first, more."""
    asked = [[key or GONE for key in reading.keys] for reading in readings]
    hits = corpus.lexical_each(asked, COMPARED + 1)
    tied = [place for place, some in enumerate(hits) if len(some) > COMPARED and some[-1].shared >= SAME * some[0].shared]
    for place, some in zip(tied, corpus.lexical_each([asked[place] for place in tied], CANDIDATES), strict=True):
        hits[place] = some
    return [[hit for place, hit in enumerate(some) if place < COMPARED or hit.shared >= SAME * some[0].shared] for some in hits]


def _promises(reading: Reading, post: Post | None) -> bool:
    """Tell whether the post holds enough of the sentence for others to be worth a look."""
    seen = overlap(reading, 0, len(reading.keys), read_post(post.text)) if post else None
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
