"""The fourth axis of the parrot: a model that gives the same line to two people. What it showed is kept as hashes.

A line is known by its *grams*: signed 64-bit hashes of every five folded words in a row, and of every six without one of the
inner four. A word replaced, added or taken out leaves grams of both kinds in common, so a light edit is still seen. What stands
between quotation marks is left out of the log: a model quotes the person, and their words are nobody else's business.

A hash is not a secret: whoever already guesses the five words can check the guess. It keeps words from being read, no more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from coach.mirror.evidence import is_parrot
from coach.mirror.formulas import covered
from coach.mirror.masks import not_ones_own
from coach.mirror.overlap import UNMATCHED_COST, Overlap
from coach.mirror.passages import Passage
from coach.mirror.pieces import Piece, pieces
from coach.mirror.stretches import Looked, explained
from coach.mirror.tokens import GONE, Reading, read
from coach.ports import Corpus, Line, Proposed
from coach.post import Post
from coach.text import Span

RUN = 5
"""Words of a gram (seed 001: the same phrase); fewer are anybody's."""
LEAST_WORDS, LEAST_SHARE = 8, 0.5
"""Words in common, or share of the line, from which it is the line, not a term of the trade."""
KEPT = 2048
"""Sentences remembered, so that only the edited one is paid for."""
_PERSON = b"portevoix.line.1"


class Gram(NamedTuple):
    """The hash of a run of words, and which words of the sentence it was made of."""

    hash: int
    words: tuple[int, ...]


def grams(keys: Sequence[str]) -> Iterator[Gram]:
    """Yield the grams of folded words in order; a hidden word (``GONE``) is in none."""
    for first in range(len(keys) - RUN + 1):
        whole = range(first, first + RUN + 1)
        runs = [tuple(whole[:RUN])]
        if whole[-1] < len(keys):
            runs += [tuple(at for at in whole if at != left_out) for left_out in whole[1:-1]]
        for run in runs:
            said = [keys[at] for at in run]
            if GONE not in said:
                yield Gram(_hashed(said), run)


def _hashed(said: Sequence[str]) -> int:
    digest = hashlib.blake2b("\x1f".join(said).encode("utf-8", "surrogatepass"), digest_size=8, person=_PERSON).digest()
    return int.from_bytes(digest, signed=True)


def line_of(text: str) -> Line:
    """Return what is kept of a line a model showed: without a word, nor anything of what it quotes."""
    read_pieces = [read(piece.text, piece.hidden).keys for piece in pieces(text, not_ones_own(text))]
    found = dict.fromkeys(gram.hash for keys in read_pieces for gram in grams(keys))
    return Line(tuple(found), sum(key != GONE for keys in read_pieces for key in keys))


def log(corpus: Corpus, text: str, today: dt.date) -> None:
    """Remember that a model showed ``text`` to the person. Call it for what was shown, not for what was refused before.

    Nothing is kept of a line too short to be anybody's. Raises ``CoachError`` when the store cannot be written.
    """
    line = line_of(text)
    if line.grams:
        corpus.log_suggestion(line, today.isoformat())


class Echoes:
    """Finds in a draft what a model proposed to somebody else. Sentences are remembered until the store changes."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: OrderedDict[tuple[str, ...], tuple[Proposed, ...]] = OrderedDict()
        self._heard: bool | None = None

    def clear(self) -> None:
        """Forget what was found: the store has changed."""
        self._known.clear()
        self._heard = None

    def passages(self, text: str, found: Sequence[Piece], looked: Sequence[Looked]) -> list[Passage]:
        """Return the passages of ``text`` proposed to somebody else, in the sentences no post explains. Errors go through."""
        if not self._any():
            return []
        asked = [
            (piece, one.reading)
            for piece, one in zip(found, looked, strict=True)
            if not explained(one) and len(one.reading.keys) >= RUN
        ]
        self._ask([reading.keys for _, reading in asked])
        made = (self._passage(text, piece, reading) for piece, reading in asked)
        return [passage for passage in made if passage is not None]

    def _passage(self, text: str, piece: Piece, reading: Reading) -> Passage | None:
        proposed = self._known.get(reading.keys)
        if not proposed:
            return None
        places = {gram.hash: gram.words for gram in grams(reading.keys)}
        if any(said := covered(reading.keys)):
            reading = reading.without(said)
        best: tuple[Overlap, Proposed] | None = None
        for _, of_line in groupby(sorted(proposed, key=lambda each: each.line), key=lambda each: each.line):
            those = list(of_line)
            overlap = _overlap(reading, {at for each in those for at in places[each.gram]}, those[0].words)
            if _is_line(overlap) and is_parrot(overlap, reading) and (best is None or overlap.evidence > best[0].evidence):
                best = overlap, those[0]
        return None if best is None else _shown(text, piece, reading, *best)

    def _any(self) -> bool:
        """Tell whether anything was ever shown to somebody else: most stores know of nothing, and hashing a draft is not free."""
        if self._heard is None:
            self._heard = self._corpus.suggests()
        return self._heard

    def _ask(self, sentences: Iterable[tuple[str, ...]]) -> None:
        """Find out what was proposed of the sentences not known yet, in one question."""
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        fresh = {keys: {gram.hash for gram in grams(keys)} for keys in sentences if keys not in self._known}
        every = set().union(*fresh.values())
        proposed = self._corpus.suggested(list(every)) if every else []
        for keys, own in fresh.items():
            self._known[keys] = tuple(each for each in proposed if each.gram in own)


def _is_line(found: Overlap) -> bool:
    return found.shared >= LEAST_WORDS or found.whole >= LEAST_SHARE


def _overlap(reading: Reading, shared: set[int], line_words: int) -> Overlap:
    """Return the stretch of a sentence that a line holds, as if it had been compared with its words."""
    first, last = min(shared), max(shared) + 1
    own = [at for at in range(first, last) if at not in shared]
    worth = sum(reading.weights[at] for at in shared) - UNMATCHED_COST * sum(reading.weights[at] for at in own)
    return Overlap(
        first=first,
        last=last,
        to_first=0,
        to_last=line_words,
        shared=len(shared),
        whole=min(1.0, len(shared) / max(1, line_words)),
        how="words_replaced" if own else "verbatim",
        evidence=worth,
        strength=round(len(shared) / (last - first), 3),
    )


def _shown(text: str, piece: Piece, reading: Reading, overlap: Overlap, proposed: Proposed) -> Passage:
    """Return the passage; its source is known by the draft's own words only, since none of the line's were kept."""
    span = piece.out(reading.span(overlap.first, overlap.last))
    said = span.of(text)
    return Passage(
        span=span,
        post=Post(id=proposed.line, text=said, kind="suggestion", date=proposed.date),
        to=Span(0, len(said)),
        how=overlap.how,
        strength=overlap.strength,
        words=overlap.last - overlap.first,
        parrot=True,
        own=False,
        colleagues=0,
    )
