"""The posts worth reading word by word for each sentence of a draft: a few of those the index proposes, often none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from coach.mirror.evidence import LEAST, is_weak
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.prospects import Needles, needles, prospect
from coach.mirror.tokens import GONE, Reading, read_post
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
ENOUGH = 0.8
"""Share of the best evidence from which another post counts among those who took the passage up, a word or two changed."""

Fetch = Callable[[Iterable[str]], Mapping[str, Post]]
"""Returns posts by id; one that has left is absent."""


class Candidates:
    """The posts one sentence is held against; each is read when something may come of it, and not before."""

    def __init__(self, sought: Needles, hits: Sequence[Hit], posts: Mapping[str, Post]) -> None:
        """Take the posts of ``hits`` that are among ``posts``, closest first."""
        self._sought = sought
        self._posts = [(hit, posts[hit.post_id].text) for hit in hits if hit.post_id in posts]

    def overlaps(self, reading: Reading, low: int, high: int) -> list[tuple[str, Overlap]]:
        """Return what words ``low`` to ``high`` of the sentence share with posts: with the best, and those not far from it.

        ``reading`` is the sentence, or the same with words excused. A post whose words cannot prove ``ENOUGH`` is not read.
        """
        promised = [prospect(self._sought, hit.said, low, high) for hit, _ in self._posts]
        found: dict[int, Overlap] = {}
        known: dict[str, Overlap | None] = {}
        best = LEAST / ENOUGH
        for place in sorted(range(len(promised)), key=lambda place: -promised[place].evidence):
            if not promised[place].proves(ENOUGH * best):
                break
            text = self._posts[place][1]
            if text not in known:
                known[text] = overlap(reading, low, high, read_post(text))
            seen = known[text]
            if seen is not None and seen.evidence >= LEAST:
                found[place] = seen
                best = max(best, seen.evidence)
        return [(self._posts[place][0].post_id, found[place]) for place in sorted(found)]


def candidates(readings: Sequence[Reading], corpus: Corpus, fetch: Fetch) -> list[Candidates | None]:
    """Return the posts worth reading for each sentence; ``None`` where the first few tell too little for others to tell more.

    Errors of the corpus go through.
    """
    sought = [needles(reading) for reading in readings]
    asked = [[key or GONE for key in reading.keys] for reading in readings]
    first = corpus.lexical_each(asked, FIRST)
    doubtful = [
        [hit.post_id for hit in some if prospect(each, hit.said).weak(each.reading)]
        for each, some in zip(sought, first, strict=True)
    ]
    known = fetch({post_id for some in doubtful for post_id in some})
    telling = [
        place
        for place, (each, some) in enumerate(zip(sought, first, strict=True))
        if len(some) < FIRST or any(_promises(each.reading, known.get(post_id)) for post_id in doubtful[place])
    ]
    hits = dict(zip(telling, _hits([asked[place] for place in telling], corpus), strict=True))
    worth = {place: [h for h in some if prospect(sought[place], h.said).proves(LEAST)] for place, some in hits.items()}
    posts = fetch({hit.post_id for some in worth.values() for hit in some})
    return [Candidates(each, worth[place], posts) if place in worth else None for place, each in enumerate(sought)]


def _hits(asked: Sequence[Sequence[str]], corpus: Corpus) -> list[list[Hit]]:
    """Return the posts that share most with each passage: a few, and where the last shares as much as the first, more."""
    hits = corpus.lexical_each(asked, COMPARED + 1)
    tied = [place for place, some in enumerate(hits) if len(some) > COMPARED and some[-1].shared >= SAME * some[0].shared]
    for place, some in zip(tied, corpus.lexical_each([asked[place] for place in tied], CANDIDATES), strict=True):
        hits[place] = some
    return [[hit for place, hit in enumerate(some) if place < COMPARED or hit.shared >= SAME * some[0].shared] for some in hits]


def _promises(reading: Reading, post: Post | None) -> bool:
    """Tell whether the post holds enough of the sentence for others to be worth a look."""
    seen = overlap(reading, 0, len(reading.keys), read_post(post.text)) if post else None
    return seen is not None and is_weak(seen, reading)
