"""The same idea in other words, or in the other language: what the neighbours of a sentence in meaning tell.

A cosine alone cannot say it: two strangers' sentences on one subject are as near as a paraphrase. What tells is nearness together
with the margin to the next neighbour that says something else, and with the words both share. What each counts is data
(:mod:`coach.mirror.model`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.context import Language
from coach.finding import How
from coach.language import language_of
from coach.mirror.commonplace import is_commonplace
from coach.mirror.evidence import LEAST, is_plain
from coach.mirror.likeness import likeness
from coach.mirror.model import Line, Measures, Model
from coach.mirror.overlap import Overlap, overlap
from coach.mirror.stretches import Match, Stretch
from coach.mirror.tokens import Reading, proper_names, read_post
from coach.ports import Corpus, Neighbour
from coach.post import Post
from coach.text import Span, columns

NEIGHBOURS = 12
"""Sentences asked for: the copies of one text, and enough others to know how near anything is."""
LONGEST = 600
"""Characters of the longest piece whose meaning is looked for: beyond, it is not one sentence."""
TELLING_WORDS = 3
"""Words, hashtags apart, under which a neighbour says nothing."""
ALIKE = 0.6
"""Share of words from which two neighbours are copies of one text."""

LONG_NAME = 3
"""Words of a name that does not count when sentences are held side by side."""
QUOTE = 3
"""Hidden words in a row that are a quotation, not a name: a sentence around one says what it says without it."""
SHORT = 3
"""Words of the shortest sentence looked for among those that run into each other."""
BEFORE = 8
"""Words before a capital that say whether the line is a title."""
TITLED = 0.7
"""Share of capitals among them from which it is one."""


_OPENED = (" “", ' "', " « ", " «\u00a0", " «\u202f", " «")


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
    telling = sum(reading.weights) >= LEAST and len(reading.text) <= LONGEST
    return telling and not is_plain(reading, sum(map(bool, reading.keys))) and not is_commonplace(reading.keys)


def meant(reading: Reading, lang: Language, corpus: Corpus, post: Callable[[str], Post | None], by: Model) -> Stretch | None:
    """Return the sentence of a post that says the same as ``reading``, or as one of the sentences that run into each other there.

    Its copies come with it; ``None`` when there is none. Slow: asks for vectors.
    """
    found: list[tuple[float, Stretch]] = []
    parts = unstopped(reading)
    everybody_s = any(is_commonplace(reading.keys[first:last]) for first, last in parts)
    for first, last in parts if everybody_s else [(0, _introduced(reading)), *parts]:
        part = reading.part(first, last)
        if can_mean(part):
            found += _said_by(part, first, lang, corpus, post, by)
    return max(found, key=lambda f: (f[1].best.how == "paraphrase", f[0]))[1] if found else None


def _introduced(reading: Reading) -> int:
    """Return where the formula begins that a colon introduces and that ends the piece; how many words there are without one."""
    colons = [k for k in range(1, len(reading.keys)) if ":" in reading.text[reading.ends[k - 1] : reading.starts[k]]]
    return next((k for k in colons if is_commonplace(reading.keys[k:])), len(reading.keys))


def unstopped(reading: Reading) -> list[tuple[int, int]]:
    """Return, as first and last word, the sentences that follow each other without a full stop; nothing when there is but one.

    A headline ends without one, and so does a line of a post. A small word that takes a capital in the middle of a line starts
    a sentence, unless a name follows (*La Poste*) or most words around take one (a title); so does a capital that opens a
    quotation after no colon.
    """
    upper = [reading.text[start].isupper() for start in reading.starts]
    cuts = [0]
    for k in range(SHORT, len(upper) - SHORT + 1):
        between = reading.text[reading.ends[k - 1] : reading.starts[k]]
        long = reading.ends[k] - reading.starts[k] > 1 or reading.keys[k] == "a"
        alone = upper[k] and not upper[k + 1] and reading.small[k] and long and between == " "
        quoted = upper[k] and between in _OPENED
        if (alone or quoted) and k - cuts[-1] >= SHORT and sum(upper[max(0, k - BEFORE) : k]) < TITLED * min(BEFORE, k):
            cuts.append(k)
    return list(pairwise([*cuts, len(upper)])) if len(cuts) > 1 else []


def _said_by(
    reading: Reading, offset: int, lang: Language, corpus: Corpus, post: Callable[[str], Post | None], by: Model
) -> Iterator[tuple[float, Stretch]]:
    """Yield what says the same as ``reading``, words ``offset`` and after of a piece, and how far beyond enough it is."""
    text = visible(reading)
    spoken = language_of(text, lang)
    other: Language = "en" if spoken == "fr" else "fr"
    lines: tuple[tuple[Language, How, Line], ...] = ((spoken, "paraphrase", by.paraphrase), (other, "translated", by.translated))
    for tongue, how, line in lines:
        near = nearest(reading, corpus.nearest(text, tongue, NEIGHBOURS), post, tongue)
        if near is None or near.measures.similarity < by.least_near:
            continue
        measures = near.measures
        # Terms cost another look of the engine: only where they may decide.
        if line.weights.terms and line.beyond(measures._replace(terms=1.0)) >= 0:
            measures = measures._replace(terms=corpus.common(text, _sentence(near.copies[0]).text))
        beyond = line.beyond(measures)
        if beyond >= 0:
            yield beyond, Stretch(tuple(Match(c.neighbour.post_id, _as_overlap(reading, offset, c, how)) for c in near.copies))


def visible(reading: Reading) -> str:
    """Return the text of a piece without its hidden words at both ends, nor those of a quotation in its middle."""
    live = [k for k, key in enumerate(reading.keys) if key]
    if not live or len(live) == len(reading.keys):
        return reading.text
    start = reading.starts[live[0]] if live[0] else 0
    parts = []
    for before, after in pairwise(live):
        if after - before > QUOTE:
            parts.append(reading.text[start : reading.ends[before]])
            start = reading.starts[after]
    end = reading.ends[live[-1]] if live[-1] < len(reading.keys) - 1 else len(reading.text)
    return " ".join([*parts, reading.text[start:end]])


def nearest(reading: Reading, found: Sequence[Neighbour], post: Callable[[str], Post | None], lang: Language) -> Near | None:
    """Return the nearest of the neighbours ``found``, in ``lang``, that says anything, with its copies and its measures.

    All measures but ``terms``, which is 0.
    """
    close = [c for c in (_read(n, post) for n in found) if c is not None]
    if not close:
        return None
    first = close[0]
    copies = tuple(c for c in close if c is first or _alike(first, c))
    following = next((c.neighbour.similarity for c in close if c not in copies), 0.0)
    return Near(copies, _measured(reading, first, following, lang))


def _measured(reading: Reading, first: Close, following: float, lang: Language) -> Measures:
    sentence = _sentence(first)
    sizes = sorted((sum(map(bool, reading.keys)), len(sentence.keys)))
    like = likeness(reading.keys, sentence.keys, lang)
    if long_names := named(reading):
        ours = [key for key, name in zip(reading.keys, long_names, strict=True) if not name]
        gone = {key for key, name in zip(reading.keys, long_names, strict=True) if name}
        rest = likeness(ours, [key for key in sentence.keys if key not in gone], lang)
        like = like._replace(covered=min(like.covered, rest.covered))
    return Measures(
        similarity=first.neighbour.similarity,
        following=following,
        covered=like.covered,
        length=sizes[0] / sizes[1],
        other_figures=like.other_figures,
        same_figures=like.same_figures,
        apart=like.apart,
        terms=0.0,
    )


def named(reading: Reading) -> list[bool]:
    """Tell for each word whether it belongs to a name of ``LONG_NAME`` words or more; empty when there is none.

    A product's long name alone brings two sentences near: what is left must say the same too.
    """
    found = [False] * len(reading.keys)
    names = set(proper_names(reading.text, columns(reading.text)))
    for k in names:
        if all(n in names for n in range(k, k + LONG_NAME)):
            found[k : k + LONG_NAME] = [True] * LONG_NAME
    return found if any(found) else []


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


def _as_overlap(reading: Reading, offset: int, close: Close, how: How) -> Overlap:
    live = [k for k, key in enumerate(reading.keys) if key]
    return Overlap(
        first=offset + live[0],
        last=offset + live[-1] + 1,
        to_first=close.first,
        to_last=close.last,
        shared=0,
        whole=1.0,
        how=how,
        evidence=close.neighbour.similarity,
        strength=round(min(1.0, max(0.0, close.neighbour.similarity)), 3),
    )
