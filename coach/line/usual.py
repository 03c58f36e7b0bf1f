"""How a draft differs from one's usual sentences: a hint with its n, never a verdict, and silence when there are too few.

Three things only, each plain enough to be checked by eye: how long the sentences are, exclamation marks, whether one is there
oneself (« je », « nous »). Nothing here tells who or what wrote a text, and nothing is said of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.context import Language
from coach.text import sentences, words

FEWEST_USUAL = 20
"""One's own sentences under which nothing is said."""
FEWEST_HERE = 5
"""Sentences of a draft under which nothing is said of it."""
FACTOR = 1.6
"""Times longer or shorter from which the length of the sentences is remarked on."""
SURE = 2.5
"""Standard errors the difference of lengths must be away from chance, too."""
SELDOM = 0.03
"""Share of sentences with an exclamation mark under which a person hardly uses any."""
LOUD = 2
"""Exclamation marks from which that is remarked on."""
THERE = 0.35
"""Share of sentences with oneself in them from which being absent is remarked on."""
_SELF: dict[Language, frozenset[str]] = {
    "fr": frozenset("je j me m moi mon ma mes nous notre nos on".split()),
    "en": frozenset("i me my mine we us our ours".split()),
}

What = Literal["longer", "shorter", "exclaims", "absent"]


class Habits(NamedTuple):
    """What a number of sentences are like."""

    n: int
    mean: float
    """Words a sentence."""
    spread: float
    """Standard deviation of that."""
    loud: float
    """Share of sentences that end with an exclamation mark."""
    self_there: float
    """Share of sentences with oneself in them."""


class Difference(NamedTuple):
    """The one difference worth a hint."""

    what: What
    here: int
    """Words a sentence, or exclamation marks, in the draft."""
    usual: int
    """Words a sentence, or percent of sentences, usually."""


@lru_cache(maxsize=64)
def habits(texts: tuple[str, ...], lang: Language) -> Habits:
    """Return the habits of the sentences of ``texts``; one of a single word (a list mark, a tag) is not a sentence."""
    sizes: list[int] = []
    loud = there = 0
    for piece in _pieces(texts):
        keys = [word.key for word in words(piece)]
        if len(keys) < 2:
            continue
        sizes.append(len(keys))
        loud += piece.rstrip("»” \u00a0").endswith("!")
        there += not _SELF[lang].isdisjoint(keys)
    n = len(sizes)
    if not n:
        return Habits(0, 0.0, 0.0, 0.0, 0.0)
    mean = sum(sizes) / n
    spread = math.sqrt(sum((size - mean) ** 2 for size in sizes) / n)
    return Habits(n, mean, spread, loud / n, there / n)


def _pieces(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (span.of(text) for span in sentences(text))


def difference(text: str, usual: Habits, lang: Language) -> Difference | None:
    """Return the difference worth a hint, the plainest first; ``None`` when there is none or too little to tell."""
    here = habits((text,), lang)
    if usual.n < FEWEST_USUAL or here.n < FEWEST_HERE:
        return None
    if usual.self_there >= THERE and not here.self_there and here.n > FEWEST_HERE:
        return Difference("absent", 0, round(100 * usual.self_there))
    marks = round(here.loud * here.n)
    if usual.loud < SELDOM and marks >= LOUD:
        return Difference("exclaims", marks, round(100 * usual.loud))
    error = usual.spread * math.sqrt(1 / here.n + 1 / usual.n)
    ratio = here.mean / usual.mean if usual.mean else 1.0
    if max(ratio, 1 / ratio) >= FACTOR and abs(here.mean - usual.mean) >= SURE * error:
        return Difference("longer" if ratio > 1 else "shorter", round(here.mean), round(usual.mean))
    return None


def of_language(texts: Sequence[tuple[str, Language]], lang: Language) -> tuple[str, ...]:
    """Return the texts of one language: sentences of two languages are not compared."""
    return tuple(text for text, said in texts if said == lang)
