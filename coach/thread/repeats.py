"""The same idea twice: passages whose telling words are the same, a family of words counting as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from coach.context import Language
from coach.mirror.lexicon import COMMON_WEIGHT, CONTENT_WEIGHT, RITUAL_WEIGHT, spoken, stem
from coach.text import Span, sentences, words
from coach.thread.cues import families, says
from coach.thread.units import Unit

ENOUGH = 2.6
"""What a passage must tell, in words of full weight, to be compared."""
ALIKE = 0.52
"""Share of what two passages tell that they tell both (Dice), from which they are one idea."""
HELD = ((0.58, 2.9), (0.5, 3.6))
"""Share of the shorter that the longer holds, with what that makes, from which it is said again inside."""
OPENING = 0.7
"""The same for the first post, which is allowed to announce."""
OFTEN = 0.34
"""Share of the posts from which a word is the subject of the thread, and tells less."""
SUBJECT_WEIGHT = 0.45
_WHOLE = 6
"""Sentences a post has, at most, to be compared as a whole."""
_YEAR = re.compile(r"(?:19|20)\d\d")
LONG = 4000
"""Characters of one post that are compared."""
LONGEST = 300
"""Passages compared, at most: beyond, it is a book."""


_root = lru_cache(maxsize=1 << 15)(stem)


class Passage(NamedTuple):
    """A sentence, or a whole post, and what it tells."""

    unit: int
    span: Span
    told: Mapping[str, float]


class Repeat(NamedTuple):
    """A passage that says again what another one said."""

    span: Span
    first: Span
    """The passage that said it before."""


@lru_cache(maxsize=4096)
def ideas(text: str, lang: Language) -> Mapping[str, float]:
    """Return what ``text`` tells: the stems of its telling words, or the head of their family, each with its weight."""
    tongue, kin = spoken(lang), families(lang)
    found: dict[str, float] = {}
    for word in words(text[:LONG]):
        weight = tongue[word.key]
        root = _root(word.key, lang)
        if len(word.key) > 1 and word.key[0].isdigit() and not _YEAR.fullmatch(word.key):
            found[word.key] = CONTENT_WEIGHT
            continue
        if weight <= RITUAL_WEIGHT and root not in kin:
            continue
        found[kin.get(root, root)] = CONTENT_WEIGHT if root in kin else max(weight, COMMON_WEIGHT)
    return found


def subject(units: Sequence[Unit], lang: Language) -> frozenset[str]:
    """Return what so many posts tell that it is what the thread is about."""
    often = Counter(key for unit in units for key in ideas(unit.text, lang))
    return frozenset(key for key, n in often.items() if len(units) > 3 and n > max(2, OFTEN * len(units)))


def repeated(units: Sequence[Unit], about: frozenset[str], lang: Language) -> list[Repeat]:
    """Return the passages that say again what an earlier post, or an earlier sentence, said.

    What the whole thread is ``about`` weighs less.
    """
    passages = _passages(units, about, lang)
    found: list[Repeat] = []
    for i, later in enumerate(passages):
        for earlier in passages[:i]:
            if _same(earlier, later, len(units)) and not any(r.span.overlaps(later.span) for r in found):
                found.append(Repeat(later.span, earlier.span))
                break
    return found


def _passages(units: Sequence[Unit], about: frozenset[str], lang: Language) -> list[Passage]:
    """Return the sentences, the pairs of sentences and the whole posts that tell enough to be compared."""
    found = []
    for i, unit in enumerate(units):
        if unit.only_asks():
            continue
        spans = [s for s in sentences(unit.text) if not says("plainly", s.of(unit.text), lang)]
        pairs = [Span(a.start, b.end) for a, b in pairwise(spans)] if len(spans) > 2 else []
        whole = [Span(spans[0].start, spans[-1].end)] if 1 < len(spans) <= _WHOLE else []
        for span in [*spans, *pairs, *whole]:
            told = {k: w * (SUBJECT_WEIGHT if k in about else 1) for k, w in ideas(span.of(unit.text), lang).items()}
            if sum(told.values()) >= ENOUGH:
                found.append(Passage(i, unit.at(*span), told))
        if len(found) >= LONGEST:
            break
    return found[:LONGEST]


def _same(earlier: Passage, later: Passage, count: int) -> bool:
    if earlier.span.overlaps(later.span):
        return False
    shared = sum(min(w, later.told[k]) for k, w in earlier.told.items() if k in later.told)
    one, two = sum(earlier.told.values()), sum(later.told.values())
    alike, held = 2 * shared / (one + two), shared / min(one, two)
    if earlier.unit == 0 and later.unit:
        return alike >= OPENING and later.unit != count - 1
    return alike >= ALIKE or any(held >= share and shared >= much for share, much in HELD)
