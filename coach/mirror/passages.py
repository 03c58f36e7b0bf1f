"""From stretches of sentences to borrowed passages: one source each, whole sentences where whole, joined where they touch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.context import Context
from coach.finding import How
from coach.mirror.evidence import is_parrot, is_weak
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.pieces import Piece
from coach.mirror.stretches import Looked, Match, Stretch
from coach.mirror.tokens import Reading, read_post
from coach.post import Post
from coach.text import Span, fold

SUPPORTED_FROM = 0.6
"""Evidence from which a short sentence counts, when its neighbour comes from the same place of the same post."""
SUPPORT_STRENGTH = 0.8
"""Share of such a sentence that must be the post's."""
NEAR = 60
"""How far apart, in words of the post, two neighbouring sentences of a draft may come from and still support each other."""
EXACT = 0.99
"""Share of the best evidence under which a post is not the one the words were taken from, official or not."""
RIM = 0.34
"""Words left at one side of a stretch, against its length, that go with it: a word changed at the rim is still the sentence."""

_BETWEEN = re.compile(r"\w")


class Passage(NamedTuple):
    """A borrowed passage of a draft and where it comes from."""

    span: Span
    """In the draft."""
    post: Post
    to: Span
    """In the post's text."""
    how: How
    strength: float
    """Share of its words that are the post's, 0 to 1."""
    words: int
    """Words of the passage."""
    parrot: bool
    """Whether the evidence is enough to call it borrowed."""
    own: bool
    """Whether the person wrote it first."""
    colleagues: int
    """Colleagues who published it, the source's author left out."""


class _Found(NamedTuple):
    place: int
    """Which piece."""
    stretch: Stretch
    match: Match


def passages(
    all_pieces: Sequence[Piece],
    looked: Sequence[Looked],
    post: Callable[[str], Post | None],
    context: Context,
) -> list[Passage]:
    """Return the borrowed passages of a draft, in order."""
    votes = Counter(m.post_id for one in looked for s in one.stretches for m in s.matches)
    found = [
        _Found(place, stretch, choose(stretch.matches, votes, post, context))
        for place, one in enumerate(looked)
        for stretch in one.stretches
    ]
    strong = [f for f in found if is_parrot(f.match.overlap, looked[f.place].reading)]
    supported = _supported(looked, strong, post)
    explained = {f.place for f in supported}
    rest = [f for f in found if f not in strong and f.place not in explained]
    weak = [f for f in rest if is_weak(f.match.overlap, looked[f.place].reading)]
    made = [_passage(f, all_pieces, looked, post, context, parrot=f not in weak) for f in [*strong, *supported, *weak]]
    made.sort(key=lambda p: p.span)
    return _joined(made, all_pieces)


def choose(matches: Sequence[Match], votes: Counter[str], post: Callable[[str], Post | None], context: Context) -> Match:
    """Return the match to show: the closest words; among equals official, most borrowed from, earliest, one's own."""

    best = max(m.overlap.evidence for m in matches)

    def rank(match: Match) -> tuple[bool, bool, int, str, bool, str]:
        known = post(match.post_id)
        own = known is not None and is_own(known, context)
        official = known is not None and known.kind == "official"
        date = (known.date if known else None) or "9999"
        worse = match.overlap.evidence < EXACT * best
        return (worse, not official, -votes[match.post_id], date, not own, match.post_id)

    return min(matches, key=rank)


def is_own(post: Post, context: Context) -> bool:
    """Tell whether the post is the person's own: by its kind, or by its author's name in any case and accents."""
    return post.kind == "own" or bool(post.author and context.author and fold(post.author) == fold(context.author))


def _supported(looked: Sequence[Looked], strong: Sequence[_Found], post: Callable[[str], Post | None]) -> list[_Found]:
    """Return the short sentences that a borrowed neighbour explains: three words between two pasted sentences are pasted."""
    anchors = {f.place: f.match for f in strong}
    added: list[_Found] = []
    for step in (1, -1):
        order = range(len(looked)) if step == 1 else range(len(looked) - 1, -1, -1)
        for place in order:
            near = anchors.get(place - step)
            if place in anchors or near is None:
                continue
            match = _lean(looked[place].reading, near, post)
            if match is not None:
                anchors[place] = match
                added.append(_Found(place, Stretch((match,)), match))
    return added


def _lean(reading: Reading, near: Match, post: Callable[[str], Post | None]) -> Match | None:
    known = post(near.post_id)
    count = len(reading.keys)
    if known is None or not count:
        return None
    found = overlap(reading, 0, count, read_post(known.text))
    if found is None or found.evidence < SUPPORTED_FROM or found.last - found.first < SUPPORT_STRENGTH * count:
        return None
    apart = max(found.to_first - near.overlap.to_last, near.overlap.to_first - found.to_last)
    if found.strength < SUPPORT_STRENGTH or apart > NEAR or found.to_last - found.to_first > 2 * count:
        return None
    return Match(near.post_id, found)


def _passage(
    f: _Found,
    all_pieces: Sequence[Piece],
    looked: Sequence[Looked],
    post: Callable[[str], Post | None],
    context: Context,
    *,
    parrot: bool,
) -> Passage:
    source = post(f.match.post_id)
    if source is None:
        raise LookupError(f.match.post_id)
    reading, found = looked[f.place].reading, f.match.overlap
    siblings = [
        known for m in f.stretch.matches if (known := post(m.post_id)) is not None and known.kind in ("sibling", "comment")
    ]
    who = {known.author or known.id for known in siblings if not is_own(known, context)} - {source.author or source.id}
    inside = _widened(all_pieces[f.place], reading, found)
    return Passage(
        span=all_pieces[f.place].out(inside),
        post=source,
        to=_sentence_end(read_post(source.text), found),
        how=found.how,
        strength=found.strength,
        words=found.last - found.first,
        parrot=parrot,
        own=is_own(source, context),
        colleagues=len(who),
    )


def _widened(piece: Piece, reading: Reading, found: Overlap) -> Span:
    """Return the characters of a stretch in its piece, up to the sentence's own edges when nearly all of it is borrowed."""
    live = [k for k, key in enumerate(reading.keys) if key]
    rim = max(2, round(RIM * (found.last - found.first)))
    left = sum(live[0] <= k < found.first for k in live)
    right = sum(found.last <= k <= live[-1] for k in live)
    start, end = reading.span(found.first, found.last)
    if left <= rim:
        start = reading.starts[live[0]] if piece.hidden and live[0] else 0
    if right <= rim:
        end = reading.ends[live[-1]] if piece.hidden and live[-1] < len(reading.keys) - 1 else len(piece.text)
    return Span(start, end)


def _sentence_end(post: Reading, found: Overlap) -> Span:
    """Return the characters of the passage in the post, with the punctuation that ends it there."""
    start, end = post.span(found.to_first, found.to_last)
    for sentence in post.sentences:
        if sentence.start <= end <= sentence.end and not _BETWEEN.search(post.text, end, sentence.end):
            end = sentence.end
        if sentence.start < start <= sentence.end and not _BETWEEN.search(post.text, sentence.start, start):
            start = sentence.start
    return Span(start, end)


def _joined(found: Sequence[Passage], all_pieces: Sequence[Piece]) -> list[Passage]:
    """Join the passages that touch in the draft and follow each other in the post; say so when they follow in another order."""
    text_end = all_pieces[-1].span.end if all_pieces else 0
    hidden = [p.out(h) for p in all_pieces for h in p.hidden]
    joined: list[Passage] = []
    for passage in found:
        last = joined[-1] if joined else None
        if last is None or last.post.id != passage.post.id or last.parrot != passage.parrot or passage.span.end > text_end:
            joined.append(passage)
            continue
        if passage.span.start < last.span.end:
            continue
        touching = not any(p.span.start >= last.span.end and p.span.end <= passage.span.start for p in all_pieces)
        touching = touching and not any(last.span.end <= h.start < passage.span.start for h in hidden)
        if touching and last.to.end <= passage.to.start and not _BETWEEN.search(last.post.text, last.to.end, passage.to.start):
            joined[-1] = _union(last, passage)
        elif touching and passage.to.end <= last.to.start:
            joined[-1] = last._replace(how="reordered")
            joined.append(passage._replace(how="reordered"))
        else:
            joined.append(passage)
    return joined


def _union(one: Passage, two: Passage) -> Passage:
    words = one.words + two.words
    return one._replace(
        span=Span(one.span.start, two.span.end),
        to=Span(one.to.start, two.to.end),
        how=one.how if one.how == two.how else next(h for h in (one.how, two.how) if h != "verbatim"),
        strength=round((one.strength * one.words + two.strength * two.words) / words, 3),
        words=words,
        colleagues=max(one.colleagues, two.colleagues),
    )
