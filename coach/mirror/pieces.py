"""The pieces a draft is compared by: its sentences, cut at emoji that stand for a full stop and where they never end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.text import Span, sentences, trim, words

LONG_PIECE = 60
"""Words from which a sentence is read in several pieces: a text without full stops must not cost its square."""
PIECE = 40
"""Words of such a piece."""

_PICTURE = "[\u203c-\u3299\ufe0f\u200d\U0001f000-\U0001faff]"
_PICTURED = re.compile(_PICTURE)
_EMOJI = re.compile(rf"\s+(?P<emoji>{_PICTURE}+(?:\s+{_PICTURE}+)*)\s+(?=[^\W\d_a-zà-öø-ÿ])")
_ENDED = frozenset('.!?…:;»”"')


class Piece(NamedTuple):
    """A sentence of a draft, or a part of a very long one, with what is hidden in it (spans of its own text)."""

    span: Span
    text: str
    hidden: tuple[Span, ...]

    def out(self, span: Span) -> Span:
        """Return a span of the piece as a span of the draft."""
        return Span(self.span.start + span.start, self.span.start + span.end)


def pieces(text: str, hidden: Sequence[Span]) -> Iterator[Piece]:
    """Yield the pieces of ``text`` to compare, in order."""
    low = 0
    pictured = _PICTURED.search(text) is not None
    for sentence in sentences(text):
        for line in _at_emoji(text, sentence) if pictured else (sentence,):
            for span in _parts(text, line):
                while low < len(hidden) and hidden[low].end <= span.start:
                    low += 1
                yield Piece(span, span.of(text), _inside(span, hidden, low))


def _inside(span: Span, hidden: Sequence[Span], low: int) -> tuple[Span, ...]:
    inside: list[Span] = []
    for place in range(low, len(hidden)):
        if hidden[place].start >= span.end:
            break
        start, end = max(hidden[place].start, span.start), min(hidden[place].end, span.end)
        inside.append(Span(start - span.start, end - span.start))
    return tuple(inside)


def _at_emoji(text: str, sentence: Span) -> Iterator[Span]:
    """Cut where an emoji before a capital stands for a full stop; it ends what it follows, unless that has ended already."""
    start = sentence.start
    for match in _EMOJI.finditer(text, sentence.start, sentence.end):
        ended = text[match.start() - 1] in _ENDED if match.start() > start else True
        cut = match.start("emoji") if ended else match.end("emoji")
        if cut > start:
            yield trim(text, Span(start, cut))
            start = cut
    yield trim(text, Span(start, sentence.end))


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    if sentence.end - sentence.start < LONG_PIECE * 2:
        if sentence.start < sentence.end:
            yield sentence
        return
    if sum(text.count(mark, sentence.start, sentence.end) for mark in " '’\u00a0/-") < LONG_PIECE:
        yield sentence
        return
    found = words(sentence.of(text))
    if len(found) <= LONG_PIECE:
        yield sentence
        return
    inner = (sentence.start + found[k].start for k in range(PIECE, len(found) - PIECE // 2, PIECE))
    for start, end in pairwise([sentence.start, *inner, sentence.end]):
        yield trim(text, Span(start, end))
