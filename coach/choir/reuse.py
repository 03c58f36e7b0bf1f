"""Which members' posts say an official message again, sentence by sentence, as the mirror judges it. Pure.

The official messages are indexed by their pairs of neighbouring words, so a text is read for real only where it shares some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.choir.crowd import Crowd, Official
from coach.choir.naming import Names, keys_once, spelt
from coach.mirror.candidates import ENOUGH as NEARLY
from coach.mirror.evidence import LEAST, is_parrot
from coach.mirror.exemption import excuse
from coach.mirror.formulas import covered
from coach.mirror.lexicon import tongue
from coach.mirror.masks import hidden
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.pieces import Piece, pieces
from coach.mirror.tokens import Reading, read, read_post
from coach.post import Post
from coach.text import Span

PAIRS = 2
"""Pairs of neighbouring words, not both small, that a text and a message must share before they are compared word by word."""


class Reuse(NamedTuple):
    """A member's post that says an official message again."""

    post: Post
    sentences: tuple[str, ...]
    """The sentences of the message it takes up, as the message writes them."""


class _Text(NamedTuple):
    """One text of one message."""

    message: int
    reading: Reading


def reuses(crowd: Crowd) -> list[list[Reuse]]:
    """Return, for each message of the crowd, the members' posts that reuse its wording; a post older than it does not."""
    found: list[list[Reuse]] = [[] for _ in crowd.messages]
    index = _Index(crowd.messages, crowd.names)
    known: dict[str, dict[int, tuple[str, ...]]] = {}
    for post in crowd.members:
        if post.text not in known:
            known[post.text] = index.reused(post.text)
        for message, sentences in known[post.text].items():
            if not _older(post.date, crowd.messages[message].date):
                found[message].append(Reuse(post, sentences))
    return found


def _older(one: str | None, two: str | None) -> bool:
    """Tell whether ``one`` is of an earlier day than ``two``, both being known."""
    return bool(one and two) and (one or "")[:10] < (two or "")[:10]


class _Index:
    def __init__(self, messages: Sequence[Official], names: Names) -> None:
        self._exempt = exempt_of(names)
        self._texts: list[_Text] = []
        self._pairs: dict[tuple[str, str], set[int]] = {}
        self._readings: dict[tuple[str, tuple[Span, ...]], Reading | None] = {}
        self._borrowed: dict[tuple[str, tuple[Span, ...], int], Overlap | None] = {}
        for at, message in enumerate(messages):
            for text in dict.fromkeys(message.texts):
                for pair in telling_pairs(keys_once(text)):
                    self._pairs.setdefault(pair, set()).add(len(self._texts))
                self._texts.append(_Text(at, read_post(text)))

    def reused(self, text: str) -> dict[int, tuple[str, ...]]:
        """Return the messages ``text`` reuses, each with its sentences that are taken up."""
        near = self._near(text)
        if not near:
            return {}
        found: dict[int, dict[str, None]] = {}
        for piece in pieces(text, hidden(text)):
            for place, one in self._held(piece, near):
                sentences = found.setdefault(self._texts[place].message, {})
                sentences.update(dict.fromkeys(_sentences(self._texts[place].reading, one)))
        return {message: tuple(sentences) for message, sentences in sorted(found.items())}

    def _near(self, text: str) -> list[int]:
        keys = keys_once(text)
        held = self._pairs.keys() & set(pairwise(keys))
        shared = Counter(place for pair in _telling(held, keys) for place in self._pairs[pair]) if held else {}
        return sorted(place for place, count in shared.items() if count >= PAIRS)

    def _held(self, piece: Piece, near: Iterable[int]) -> list[tuple[int, Overlap]]:
        """Return the texts that hold a piece enough for it to be borrowed, but for those far behind the best."""
        reading = self._reading(piece)
        if reading is None:
            return []
        held = [(place, one) for place in near if (one := self._parrot(piece, reading, place)) is not None]
        best = max((one.evidence for _, one in held), default=0.0)
        return [(place, one) for place, one in held if one.evidence >= NEARLY * best]

    def _reading(self, piece: Piece) -> Reading | None:
        """Return a piece as it is compared, its formulas left out; ``None`` when it is too little. Once for all who paste it."""
        said = (piece.text, piece.hidden)
        if said not in self._readings:
            reading = excuse(read(*said), self._exempt)
            least = sum(reading.weights) >= LEAST
            if least and any(formulas := covered(reading.keys)):
                reading = reading.without(formulas)
            self._readings[said] = reading if least else None
        return self._readings[said]

    def _parrot(self, piece: Piece, reading: Reading, place: int) -> Overlap | None:
        """Return what a piece borrows from a text; ``None`` when that is not enough."""
        asked = (piece.text, piece.hidden, place)
        if asked not in self._borrowed:
            one = overlap(reading, 0, len(reading.keys), self._texts[place].reading)
            self._borrowed[asked] = one if one is not None and is_parrot(one, reading) else None
        return self._borrowed[asked]


def exempt_of(names: Names) -> tuple[tuple[str, ...], ...]:
    """Return the names of the company as runs of folded words: to say whom one works for is no borrowing."""
    return tuple(sorted({run for name in names.all for run in (keys_once(name), spelt(name))}, key=len, reverse=True))


def telling_pairs(keys: Sequence[str]) -> set[tuple[str, str]]:
    """Return the pairs of neighbouring words that are not both articles, pronouns or auxiliaries."""
    return _telling(pairwise(keys), keys)


def _telling(pairs: Iterable[tuple[str, str]], keys: Sequence[str]) -> set[tuple[str, str]]:
    """Return those of ``pairs`` that tell something in the language of ``keys``."""
    small = tongue(keys).small
    return {pair for pair in pairs if pair[0] not in small or pair[1] not in small}


def _sentences(reading: Reading, found: Overlap) -> list[str]:
    """Return the sentences of a message that a stretch stands in."""
    start, end = reading.span(found.to_first, found.to_last)
    return [span.of(reading.text) for span in reading.sentences if span.start < end and start < span.end]
