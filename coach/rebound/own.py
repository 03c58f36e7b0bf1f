"""What is left of a comment once the words of the post it answers, and the words anybody says, are taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.mirror.attribution import attributed
from coach.mirror.evidence import is_weak
from coach.mirror.formulas import covered
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.tokens import Reading, read, read_post
from coach.text import Span, sentences, trim

SHARED = 0.5
"""Share of a sentence's words from which it is the post's, though words were changed."""
RUN = 4
"""Words in a row that are the post's and not the person's, wherever they stand."""
LONGEST = 10_000
"""Characters of a comment looked at: networks stop well before."""


class Own(NamedTuple):
    """A passage of the person's own."""

    span: Span
    text: str
    words: int
    """Words of it that no formula says."""


class Sorted(NamedTuple):
    """A comment, told apart."""

    own: tuple[Own, ...]
    copied: tuple[Span, ...]


def told_apart(text: str, source: str) -> Sorted:
    """Return the passages of ``text`` that are the person's and those that are the post's. Quotations are nobody's."""
    text = text[:LONGEST]
    post = read_post(source[:LONGEST])
    quoted = list(attributed(text))
    own: list[Own] = []
    copied: list[Span] = []
    for sentence in sentences(text):
        inside = [Span(max(0, q.start - sentence.start), q.end - sentence.start) for q in quoted if q.overlaps(sentence)]
        reading = read(sentence.of(text), inside)
        taken = list(_taken(reading, post))
        copied += [_at(sentence, span) for span in taken]
        own += _left(text, sentence, reading, [*taken, *inside])
    return Sorted(tuple(own), tuple(copied))


def _taken(reading: Reading, post: Reading) -> Iterator[Span]:
    """Yield what a sentence took from the post, as spans of the sentence."""
    count = len(reading.keys)
    found = overlap(reading, 0, count, post) if count else None
    if found is None:
        return
    if found.shared >= SHARED * count and (found.shared >= RUN or found.shared == count) and is_weak(found, reading):
        yield Span(0, len(reading.text))
    elif _longest_run(reading, found, post) >= RUN:
        yield reading.span(found.first, found.last)


def _longest_run(reading: Reading, found: Overlap, post: Reading) -> int:
    """Return the longest run of words of the overlap that stands in the post as it is."""
    theirs = " ".join(post.keys)
    best = run = 0
    for at in range(found.first, found.last):
        run += 1
        while run and f" {' '.join(reading.keys[at - run + 1 : at + 1])} " not in f" {theirs} ":
            run -= 1
        best = max(best, run)
    return best


def _left(text: str, sentence: Span, reading: Reading, gone: Sequence[Span]) -> Iterator[Own]:
    """Yield the passages of a sentence outside ``gone``, spans of the sentence, that say anything."""
    edges = [0, *(edge for span in sorted(gone) for edge in span), sentence.end - sentence.start]
    said = covered(reading.keys)
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        if high <= low:
            continue
        span = trim(text, Span(sentence.start + low, sentence.start + high))
        inside = [k for k, start in enumerate(reading.starts) if low <= start < high]
        words = sum(1 for k in inside if reading.keys[k] and not said[k])
        if words:
            yield Own(span, span.of(text), words)


def _at(sentence: Span, inner: Span) -> Span:
    return Span(sentence.start + inner.start, sentence.start + inner.end)
