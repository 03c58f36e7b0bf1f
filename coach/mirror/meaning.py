"""The same idea in other words, or in the other language: what the neighbours of a sentence in meaning tell.

A cosine alone cannot say it: two strangers' sentences on one subject are as near as a paraphrase. What tells is nearness together
with the margin to the next neighbour that says something else, and with the words both share. The weights below are those of a
logistic regression on labelled sentences, rounded; they hold for ``multilingual-e5-small`` (see ``docs/mirror.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.context import Language
from coach.finding import How
from coach.language import language_of
from coach.mirror.evidence import LEAST, is_plain
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.stretches import Match, Stretch
from coach.mirror.tokens import Reading, read_post
from coach.ports import Corpus, Neighbour
from coach.post import Post
from coach.text import Span

NEIGHBOURS = 12
"""Sentences asked for: the copies of one text, and enough others to know how near anything is."""
LONGEST = 600
"""Characters of the longest piece whose meaning is looked for: beyond, it is not one sentence."""
TELLING_WORDS = 3
"""Words, hashtags apart, under which a neighbour says nothing."""
ALIKE = 0.6
"""Share of words from which two neighbours are copies of one text."""


class Measures(NamedTuple):
    """What is measured between a sentence and its nearest neighbour."""

    similarity: float
    """Cosine of the two."""
    following: float
    """Cosine of the next neighbour that says something else."""
    shared: float
    """Share of what the sentence tells that the neighbour's words tell too, 0 to 1."""
    length: float
    """Words of the shorter against words of the longer, 0 to 1."""
    other_figures: bool
    """Whether both give figures and none in common: another day, another news."""


class Line(NamedTuple):
    """A straight line between borrowed and not: what is measured, each times its weight, against ``enough``."""

    how: How
    similarity: float
    margin: float
    shared: float
    length: float
    other_figures: float
    bias: float
    enough: float
    floor: float
    """How near the next neighbour is at least taken to be: in a small store there is no next one to speak of."""

    def beyond(self, m: Measures) -> float:
        """Return how far beyond ``enough`` the measures are; positive means borrowed."""
        margin = m.similarity - max(m.following, self.floor)
        told = self.similarity * m.similarity + self.margin * margin + self.shared * m.shared + self.length * m.length
        return told + self.other_figures * m.other_figures + self.bias - self.enough


SAID_OTHERWISE = Line(
    "paraphrase", similarity=34, margin=60, shared=5.5, length=4.4, other_figures=-3, bias=-39.3, enough=0.5, floor=0.86
)
TRANSLATED = Line(
    "translated", similarity=62, margin=83, shared=0, length=3, other_figures=-3.5, bias=-61.2, enough=0.5, floor=0.83
)
LEAST_NEAR = 0.87
"""Cosine under which nothing is the same idea."""


class Close(NamedTuple):
    """A neighbour, read."""

    neighbour: Neighbour
    reading: Reading
    """The post's text."""
    first: int
    """First word of the sentence in the post."""
    last: int
    """One past its last word."""


def can_mean(reading: Reading) -> bool:
    """Tell whether the piece says enough for its meaning to be looked for."""
    return sum(reading.weights) >= LEAST and len(reading.text) <= LONGEST and not is_plain(reading, sum(map(bool, reading.keys)))


def meant(reading: Reading, lang: Language, corpus: Corpus, post: Callable[[str], Post | None]) -> Stretch | None:
    """Return the sentence of a post that says the same as ``reading``, with its copies, or ``None``. Slow: asks for vectors."""
    text = visible(reading)
    spoken = language_of(text, lang)
    other: Language = "en" if spoken == "fr" else "fr"
    found = [
        _judged(reading, line, corpus.nearest(text, tongue, NEIGHBOURS), post)
        for tongue, line in ((spoken, SAID_OTHERWISE), (other, TRANSLATED))
    ]
    best = max((f for f in found if f is not None), key=lambda f: f[0], default=None)
    return best[1] if best else None


def visible(reading: Reading) -> str:
    """Return the text of a piece without its hidden words at both ends."""
    live = [k for k, key in enumerate(reading.keys) if key]
    if not live or len(live) == len(reading.keys):
        return reading.text
    start = reading.starts[live[0]] if live[0] else 0
    end = reading.ends[live[-1]] if live[-1] < len(reading.keys) - 1 else len(reading.text)
    return reading.text[start:end]


def _judged(
    reading: Reading, line: Line, near: Sequence[Neighbour], post: Callable[[str], Post | None]
) -> tuple[float, Stretch] | None:
    close = [c for c in (_read(n, post) for n in near) if c is not None]
    if not close or close[0].neighbour.similarity < LEAST_NEAR:
        return None
    first = close[0]
    copies = [c for c in close if c is first or _alike(first, c)]
    following = next((c.neighbour.similarity for c in close if c not in copies), 0.0)
    beyond = line.beyond(_measured(reading, first, following))
    if beyond < 0:
        return None
    return beyond, Stretch(tuple(Match(c.neighbour.post_id, _as_overlap(reading, c, line.how)) for c in copies))


def _measured(reading: Reading, first: Close, following: float) -> Measures:
    sentence = _sentence(first)
    found = overlap(reading, 0, len(reading.keys), sentence)
    sizes = sorted((sum(map(bool, reading.keys)), len(sentence.keys)))
    figures, others = _figures(reading), _figures(sentence)
    return Measures(
        similarity=first.neighbour.similarity,
        following=following,
        shared=max(0.0, found.evidence) / sum(reading.weights) if found else 0.0,
        length=sizes[0] / sizes[1],
        other_figures=bool(figures and others and not figures & others),
    )


def _figures(reading: Reading) -> set[str]:
    return {key for key in reading.keys if key and key[0].isdigit()}


def _read(neighbour: Neighbour, post: Callable[[str], Post | None]) -> Close | None:
    known = post(neighbour.post_id)
    if known is None:
        return None
    reading = read_post(known.text)
    inside = [
        k for k, (s, e) in enumerate(zip(reading.starts, reading.ends, strict=True)) if s < neighbour.end and e > neighbour.start
    ]
    told = [k for k in inside if known.text[max(0, reading.starts[k] - 1)] != "#"]
    return Close(neighbour, reading, inside[0], inside[-1] + 1) if len(told) >= TELLING_WORDS else None


def _alike(one: Close, two: Close) -> bool:
    found = overlap(two.reading, two.first, two.last, _sentence(one))
    return found is not None and found.shared >= ALIKE * (two.last - two.first)


def _sentence(close: Close) -> Reading:
    return read_post(Span(close.neighbour.start, close.neighbour.end).of(close.reading.text))


def _as_overlap(reading: Reading, close: Close, how: How) -> Overlap:
    live = [k for k, key in enumerate(reading.keys) if key]
    return Overlap(
        first=live[0],
        last=live[-1] + 1,
        to_first=close.first,
        to_last=close.last,
        shared=0,
        whole=1.0,
        how=how,
        evidence=close.neighbour.similarity,
        strength=round(min(1.0, max(0.0, close.neighbour.similarity)), 3),
    )
