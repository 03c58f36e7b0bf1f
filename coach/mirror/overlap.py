"""Where a stretch of a draft and a stretch of a post hold the same words: exact runs, chained with gaps, in order or not.

The measure is *evidence*: the sum of what each shared word tells, shared neighbours counting in full and lonely words in part.
It asks how unlikely it is that two people wrote this apart: four articles in a row are nothing, six words of a subject are a lot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.finding import How
from coach.mirror.tokens import GONE, Reading, places_of

UNMATCHED_COST = 0.45
"""What a word of the draft that is not in the post takes away from a passage, against what it tells."""
REWRITING_COST = 0.5
"""What each place takes away where words stand on both sides, but not as many: writing anew, not swapping or cutting."""
OTHER_FIGURES_COST = 1.0
"""What it takes away that each sentence gives a figure the other does not: another day, another news."""
LONELY = 0.6
"""What is left of the worth of a shared word whose neighbours are not shared."""
SLACK = 8
"""How far a chain may wander in the post, in words, beyond the length of what is compared."""
LONELY_DRIFT = 6
"""How far a lonely word may stand from where its neighbours say it should, in words."""
TURNED_FROM = 1.0
"""What a run must tell to count where the post has it in another order: stray words of one subject are in any order."""
MAX_BLOCKS = 400
"""Shared runs looked at for one stretch and one post, best first: bounds the work on hostile texts."""


class Block(NamedTuple):
    """A run of equal words in the draft (from ``at``) and in the post (from ``to``)."""

    at: int
    to: int
    size: int
    worth: float


class Overlap(NamedTuple):
    """A stretch of the draft found in a post."""

    first: int
    """First word, in the draft."""
    last: int
    """One past the last word, in the draft."""
    to_first: int
    """First word, in the post."""
    to_last: int
    """One past the last word, in the post."""
    shared: int
    """Words of the stretch that are the post's."""
    whole: float
    """Share of the post's sentences it stands in that it takes, 0 to 1."""
    how: How
    evidence: float
    """How much the shared words tell; 3 is a short sentence of a subject."""
    strength: float
    """Share of the stretch's words that are the post's, 0 to 1."""


def overlap(draft: Reading, low: int, high: int, post: Reading) -> Overlap | None:
    """Return the best stretch of words ``low`` to ``high`` of ``draft`` that ``post`` holds, or ``None``."""
    blocks = sorted(_blocks(draft, low, high, post), key=lambda b: (-b.worth, b.at, b.to))[:MAX_BLOCKS]
    if not blocks:
        return None
    partner = _assign(blocks, low, high)
    worth = [_worth(draft, post, partner, low, k) for k in range(high - low)]
    first, last = _best_stretch(worth, draft.weights[low:high], partner)
    kept = [(k, partner[k]) for k in range(first, last) if partner[k] >= 0]
    if not kept:
        return None
    to = [j for _, j in kept]
    start, end = post.around(min(to), max(to))
    how = _how(kept, last - first, to)
    cost = REWRITING_COST * _rewritings(kept)
    if how != "reordered":
        cost += REWRITING_COST * _rims(first, high - low - last, min(to) - start, end - max(to) - 1)
    if _other_figures(draft.keys[low:high], post.keys[start:end]):
        cost += OTHER_FIGURES_COST
    return Overlap(
        first=low + first,
        last=low + last,
        to_first=min(to),
        to_last=max(to) + 1,
        shared=len(kept),
        whole=len(kept) / (end - start),
        how=how,
        evidence=sum(worth[first:last]) - cost,
        strength=round(len(kept) / (last - first), 3),
    )


def _blocks(draft: Reading, low: int, high: int, post: Reading) -> Iterator[Block]:
    keys, others, weights = draft.keys, post.keys, draft.weights
    count, places = len(others), places_of(others, set(keys[low:high]))
    for i in range(low, high):
        key = keys[i]
        if key == GONE:
            continue
        before = keys[i - 1] if i > low else GONE
        for j in places.get(key, ()):
            if before != GONE and j and others[j - 1] == before:
                continue
            size = 1
            while i + size < high and j + size < count and keys[i + size] != GONE and keys[i + size] == others[j + size]:
                size += 1
            if size > 1 or min(weights[i], post.weights[j]) >= LONELY:
                yield Block(i, j, size, sum(weights[i : i + size]) * (1 if size > 1 else LONELY))


def _assign(blocks: Sequence[Block], low: int, high: int) -> list[int]:
    """Give each word of the stretch at most one word of the post, longest runs first, all within one region of the post."""
    anchor = blocks[0]
    reach = (high - low) + SLACK
    region = (anchor.to - reach, anchor.to + anchor.size + reach)
    partner = [-1] * (high - low)
    taken: set[int] = set()
    for block in blocks:
        if block.to < region[0] or block.to + block.size > region[1]:
            continue
        if block.size == 1 and not _in_place(block, partner, low):
            continue
        if block.worth < TURNED_FROM and _turned(block, partner, low):
            continue
        for k in range(block.size):
            at, to = block.at - low + k, block.to + k
            if partner[at] < 0 and to not in taken:
                partner[at] = to
                taken.add(to)
    return partner


def _in_place(block: Block, partner: Sequence[int], low: int) -> bool:
    at = block.at - low
    for away in range(1, LONELY_DRIFT + 1):
        for k in (at - away, at + away):
            if 0 <= k < len(partner) and partner[k] >= 0:
                return abs((block.to - partner[k]) - (at - k)) <= LONELY_DRIFT
    return False


def _turned(block: Block, partner: Sequence[int], low: int) -> bool:
    """Tell whether the run stands on one side of what is already given in the draft and on the other in the post."""
    at = block.at - low
    before = next((p for p in reversed(partner[:at]) if p >= 0), -1)
    after = next((p for p in partner[at:] if p >= 0), block.to + block.size)
    return block.to < before or block.to > after


def _worth(draft: Reading, post: Reading, partner: Sequence[int], low: int, k: int) -> float:
    to = partner[k]
    if to < 0:
        return 0.0
    weight = min(draft.weights[low + k], post.weights[to])
    joined = (k > 0 and partner[k - 1] == to - 1) or (k + 1 < len(partner) and partner[k + 1] == to + 1)
    return weight if joined else weight * LONELY


def _best_stretch(worth: Sequence[float], weights: Sequence[float], partner: Sequence[int]) -> tuple[int, int]:
    """Return the stretch whose shared words outweigh its own words most (the maximal sub-array), the longest of equals."""
    best, best_at, total, start = 0.0, (0, 0), 0.0, 0
    for k, gain in enumerate(worth):
        if total < 0 or (total == 0 and partner[start] < 0):
            total, start = 0.0, k
        total += gain if partner[k] >= 0 else -UNMATCHED_COST * weights[k]
        if partner[k] >= 0 and total >= best:
            best, best_at = total, (start, k + 1)
    first, last = best_at
    while first < last and partner[first] < 0:
        first += 1
    return first, last


def _rewritings(kept: Sequence[tuple[int, int]]) -> int:
    """Count the gaps that hold a different number of words in the draft and in the post, and the turns."""
    count = 0
    for (one, to), (two, onto) in pairwise(kept):
        here, there = two - one - 1, onto - to - 1
        count += there < 0 or (here > 0 and there > 0 and here != there)
    return count


def _rims(before: int, after: int, to_before: int, to_after: int) -> int:
    """Count the ends where both sentences go on, each its own way: in the draft and in the post, another number of words."""
    return sum(1 for here, there in ((before, to_before), (after, to_after)) if here and there and here != there)


def _other_figures(one: Sequence[str], two: Sequence[str]) -> bool:
    here = {k for k in one if k[:1].isdigit()}
    if not here:
        return False
    there = {k for k in two if k[:1].isdigit()}
    return bool(here - there and there - here)


def _how(kept: Sequence[tuple[int, int]], size: int, to: Sequence[int]) -> How:
    turned = sum(1 for one, two in pairwise(to) if two < one)
    if turned:
        return "reordered"
    whole = len(kept) == size and max(to) + 1 - min(to) == size
    return "verbatim" if whole else "words_replaced"
