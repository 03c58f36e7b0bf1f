"""Which posts weigh most for each of several passages, over the segments on disk and the posts that came since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from corpus.fresh import FreshPosts
from corpus.pairs import Pair, rarity
from corpus.segment import Segment, hashes_of, heaviest, packed, unpacked

WEIGHED = 64
"""Posts ranked at least, however few are asked for: the first few of a question are then the first of a longer one."""

Ranked = list[tuple[int, float]]
"""Posts by number with their weight, heaviest first, then latest."""


class Shelves(NamedTuple):
    """Where posts are looked for."""

    segments: tuple[Segment, ...]
    fresh: FreshPosts

    def total(self) -> int:
        """Return how many posts there are."""
        return len(self.fresh) + sum(segment.note.docs for segment in self.segments)


def ranked(shelves: Shelves, passages: Sequence[Sequence[Pair]], limit: int) -> Iterator[Ranked]:
    """Yield for each passage, given as its pairs, the posts that weigh most, more than ``limit``. Raises ``DamagedSegment``."""
    keep = max(limit * 2 + 16, WEIGHED)
    if shelves.segments:
        yield from _on_disk(shelves, passages, keep)
        return
    total = shelves.total()
    for pairs in passages:
        weights = {pair: rarity(len(shelves.fresh.holders(pair)), total) for pair in pairs}
        yield _sorted(shelves.fresh.scores(weights, keep))


def _on_disk(shelves: Shelves, passages: Sequence[Sequence[Pair]], keep: int) -> Iterator[Ranked]:
    """Do the same where there are segments: the pairs of all passages are looked up at once, then each passage is weighed."""
    import numpy as np

    every = list(chain.from_iterable(passages))
    hashes = hashes_of(every)
    found = [segment.find(hashes) for segment in shelves.segments]
    holders = np.array([len(shelves.fresh.holders(pair)) for pair in every], int) + sum(each.ends - each.starts for each in found)
    weights = np.log1p(shelves.total() / np.maximum(holders, 1))
    single = weights.astype(np.float32)
    bounds = list(accumulate(map(len, passages), initial=0))
    for pairs, (low, high) in zip(passages, pairwise(bounds), strict=True):
        best = [
            segment.best(each.part(low, high), single[low:high], keep)
            for segment, each in zip(shelves.segments, found, strict=True)
        ]
        if len(shelves.fresh):
            known = shelves.fresh.scores(dict(zip(pairs, weights[low:high].tolist(), strict=True)), keep)
            best.append(packed(np.array([n for n, _ in known], np.uint64), np.array([score for _, score in known]), 0))
        some, scores = unpacked(np.sort(heaviest(np.concatenate(best), keep))[::-1])
        yield list(zip(some.tolist(), scores.tolist(), strict=True))


def _sorted(known: Ranked) -> Ranked:
    return sorted(known, key=lambda item: (-item[1], -item[0]))
