"""Sentences into posts: the fewest cuts that hurt, then the fewest posts, then posts of about one length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.text import Span, trim
from coach.thread.gaps import Gap, Rank, gaps, pieces
from coach.thread.room import Room, chop

_HURTS: dict[Rank, float] = {
    Rank.PARAGRAPH: 0,
    Rank.LINE: 30,
    Rank.SENTENCE: 110,
    Rank.CLAUSE: 4_000,
    Rank.BREATH: 5_000,
    Rank.SPACE: 8_000,
    Rank.QUOTED_SENTENCE: 12_000,
    Rank.QUOTED_SPACE: 16_000,
    Rank.GLUE: 40_000,
    Rank.NOWHERE: 60_000,
}
"""Cost of a cut. One inside a paragraph costs a little more than a post: paragraphs are the person's own posts."""
_POST = 100.0
"""Cost of one more post."""
_UNEVEN = 60.0
"""Cost of a post left empty; the square of what it lacks."""
_ORPHAN = 250.0
"""Cost of a post shorter than :data:`ORPHAN`."""
ORPHAN = 40
"""Units under which a post looks like a slip."""
_DANGLES = 150.0
"""Cost of a post that starts with a word leaning on the one before."""
_FINEST = 48
"""A post is made of at most about this many atoms: shorter sentences are taken together, so that time grows with the text."""


class Atom(NamedTuple):
    """A stretch that is not cut again."""

    span: Span
    rank: Rank
    """What a cut after it breaks."""


class Piece(NamedTuple):
    """A post to be: a stretch of the text."""

    span: Span
    broken: Rank
    """What the cut after it breaks."""


Dangles = Callable[[str], bool]
"""Tells whether a text starts with a word that leans on something before it."""


def pack(text: str, room: Room, dangles: Dangles, *, opens: bool) -> list[Piece]:
    """Return ``text`` as stretches that each fit a post; the first is the one that ``opens`` the thread, if it does.

    White space between two stretches is dropped, everything else is in exactly one of them.
    """
    whole = trim(text, Span(0, len(text)))
    if whole.start == whole.end:
        return []
    if room.holds(whole.of(text), opens=opens):
        return [Piece(whole, Rank.PARAGRAPH)]
    known = [gap for gap in gaps(text) if whole.start < gap.start and gap.end < whole.end]
    atoms = _gathered(text, _atoms(text, whole, known, Rank.SENTENCE, room), room)
    return _chosen(text, atoms, room, dangles, opens=opens)


def _atoms(text: str, span: Span, known: Sequence[Gap], rank: Rank, room: Room, after: Rank = Rank.PARAGRAPH) -> list[Atom]:
    """Return ``span`` cut at every gap up to ``rank``, and deeper where a stretch is still too long."""
    edges = [gap for gap in known if gap.rank <= rank]
    found: list[Atom] = []
    at = 0
    for i, piece in enumerate(pieces(span, edges)):
        last = edges[i].rank if i < len(edges) else after
        if room.holds(piece.of(text), opens=False):
            found.append(Atom(piece, last))
        elif rank == Rank.NOWHERE:
            hard = chop(text, piece, room)
            found += [Atom(part, Rank.NOWHERE) for part in hard[:-1]] + [Atom(hard[-1], last)]
        else:
            while at < len(known) and known[at].end <= piece.start:
                at += 1
            end = at
            while end < len(known) and known[end].start < piece.end:
                end += 1
            found += _atoms(text, piece, known[at:end], Rank(rank + 1), room, last)
            at = end
    return found


def _gathered(text: str, atoms: list[Atom], room: Room) -> list[Atom]:
    """Return the atoms, the very short ones taken together."""
    least = room.budget(opens=False) // _FINEST
    found: list[Atom] = []
    for atom in atoms:
        if found and atom.span.end - found[-1].span.start <= least:
            joined = Span(found[-1].span.start, atom.span.end)
            if room.holds(joined.of(text), opens=False):
                found[-1] = Atom(joined, atom.rank)
                continue
        found.append(atom)
    return found


def _chosen(text: str, atoms: Sequence[Atom], room: Room, dangles: Dangles, *, opens: bool) -> list[Piece]:
    """Return the cheapest way of putting the atoms into posts, by dynamic programming from the front."""
    sizes = [room.size(atom.span.of(text)) for atom in atoms]
    between = [0, *(room.size(text[a.span.end : b.span.start]) for a, b in pairwise(atoms))]
    leans = [k > 0 and atoms[k - 1].rank <= Rank.SENTENCE and dangles(atom.span.of(text)) for k, atom in enumerate(atoms)]
    best = [0.0] + [float("inf")] * len(atoms)
    start_of = [0] * (len(atoms) + 1)
    for end in range(1, len(atoms) + 1):
        used = 0
        for start in range(end - 1, -1, -1):
            used += sizes[start] + (between[start + 1] if start + 1 < end else 0)
            budget = room.budget(opens=opens and start == 0)
            if used > budget and start + 1 < end:
                if opens and used <= room.budget(opens=True):
                    continue
                break
            cost = best[start] + _cost(used, budget) + _DANGLES * leans[start] + (_HURTS[atoms[start - 1].rank] if start else 0)
            if cost < best[end]:
                best[end], start_of[end] = cost, start
    cuts = [len(atoms)]
    while cuts[-1]:
        cuts.append(start_of[cuts[-1]])
    cuts.reverse()
    return [
        piece for first, last in pairwise(cuts) for piece in _verified(text, atoms[first:last], room, opens=opens and first == 0)
    ]


def _cost(used: int, budget: int) -> float:
    empty = max(0.0, 1 - used / budget)
    return _POST + _UNEVEN * empty * empty + (_ORPHAN if used < ORPHAN else 0)


def _verified(text: str, atoms: Sequence[Atom], room: Room, *, opens: bool) -> list[Piece]:
    """Return the atoms as one piece, counted once more as a whole, or each apart: two halves may count for more together."""
    joined = Span(atoms[0].span.start, atoms[-1].span.end)
    if len(atoms) == 1 or room.holds(joined.of(text), opens=opens):
        return [Piece(joined, atoms[-1].rank)]
    half = len(atoms) // 2
    return _verified(text, atoms[:half], room, opens=opens) + _verified(text, atoms[half:], room, opens=False)
