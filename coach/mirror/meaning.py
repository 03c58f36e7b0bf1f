"""The same idea in other words, or in the other language: what the neighbours of a sentence in meaning tell.

A cosine alone cannot say it: two strangers' sentences on one subject are as near as a paraphrase. What tells is nearness together
with the margin to the next neighbour that says something else, and with the words both share. What each counts is data
(:mod:`coach.mirror.model`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.context import Language
from coach.finding import How
from coach.language import language_of
from coach.mirror.evidence import LEAST, is_plain
from coach.mirror.model import Line, Measures, Model
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


class Close(NamedTuple):
    """A neighbour, read."""

    neighbour: Neighbour
    reading: Reading
    """The post's text."""
    first: int
    """First word of the sentence in the post."""
    last: int
    """One past its last word."""


class Near(NamedTuple):
    """What stands nearest to a sentence."""

    copies: tuple[Close, ...]
    """The nearest, and those that say it in the same words."""
    measures: Measures


def can_mean(reading: Reading) -> bool:
    """Tell whether the piece says enough for its meaning to be looked for."""
    return sum(reading.weights) >= LEAST and len(reading.text) <= LONGEST and not is_plain(reading, sum(map(bool, reading.keys)))


def meant(reading: Reading, lang: Language, corpus: Corpus, post: Callable[[str], Post | None], by: Model) -> Stretch | None:
    """Return the sentence of a post that says the same as ``reading``, with its copies, or ``None``. Slow: asks for vectors."""
    text = visible(reading)
    spoken = language_of(text, lang)
    other: Language = "en" if spoken == "fr" else "fr"
    lines: tuple[tuple[Language, How, Line], ...] = ((spoken, "paraphrase", by.paraphrase), (other, "translated", by.translated))
    best: tuple[float, Stretch] | None = None
    for tongue, how, line in lines:
        near = nearest(reading, corpus.nearest(text, tongue, NEIGHBOURS), post)
        if near is None or near.measures.similarity < by.least_near:
            continue
        beyond = line.beyond(near.measures)
        if beyond >= 0 and (best is None or beyond > best[0]):
            best = beyond, Stretch(tuple(Match(c.neighbour.post_id, _as_overlap(reading, c, how)) for c in near.copies))
    return best[1] if best else None


def visible(reading: Reading) -> str:
    """Return the text of a piece without its hidden words at both ends."""
    live = [k for k, key in enumerate(reading.keys) if key]
    if not live or len(live) == len(reading.keys):
        return reading.text
    start = reading.starts[live[0]] if live[0] else 0
    end = reading.ends[live[-1]] if live[-1] < len(reading.keys) - 1 else len(reading.text)
    return reading.text[start:end]


def nearest(reading: Reading, found: Sequence[Neighbour], post: Callable[[str], Post | None]) -> Near | None:
    """Return the nearest of the neighbours ``found`` that says anything, with its copies and what is measured of it."""
    close = [c for c in (_read(n, post) for n in found) if c is not None]
    if not close:
        return None
    first = close[0]
    copies = tuple(c for c in close if c is first or _alike(first, c))
    following = next((c.neighbour.similarity for c in close if c not in copies), 0.0)
    return Near(copies, _measured(reading, first, following))


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
