"""How much two sentences of one language say the same, word by word: families of words, and words that exclude each other.

The lists are data written from general knowledge of each language (``prompts/<lang>/meanings.toml``), never learnt from the
store. They serve to weigh a resemblance in meaning; nobody is ever shown one of these words: the mirror proposes no synonym.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from coach.context import Language
from coach.mirror.lexicon import spoken, stem
from coach.phrases import room
from coach.text import fold

FAMILY = 0.9
"""What a word of the same family of meaning covers of a word."""
ROOT = 0.8
"""What a word that begins alike covers (*libyenne*, *Libye*)."""
LONG_ROOT = 5
"""Letters from which words that begin alike are of one root."""
SHORT_ROOT = 4
"""The same for words that are little longer than that."""
ROOT_SHARE = 0.7
"""Share of the longer word that such a short root must be."""
MOST = 2
"""Contradictions counted, at most."""


class Likeness(NamedTuple):
    """What two sentences have in common, and what sets them apart."""

    covered: float
    """Share of what each tells that the other tells too, in these words or like ones; mean of both, 0 to 1."""
    apart: int
    """Pairs of words that cannot both be true (*hausse* and *baisse*, *rouge* and *vert*), at most ``MOST``."""
    other_figures: bool
    """Whether each gives a figure the other does not."""
    same_figures: bool
    """Whether both give one and the same."""


class Meanings(NamedTuple):
    """The lists of one language, by word and by stem."""

    same: Mapping[str, frozenset[int]]
    """Families a word belongs to."""
    apart: Mapping[str, frozenset[tuple[int, int]]]
    """Families of exclusion a word belongs to, with its place there."""


def likeness(one: Sequence[str], two: Sequence[str], lang: Language) -> Likeness:
    """Return what sentences of folded words ``one`` and ``two``, both in ``lang``, have in common."""
    here, there = _telling(one, lang), _telling(two, lang)
    figures, others = {k for k in here if k[0].isdigit()}, {k for k in there if k[0].isdigit()}
    return Likeness(
        covered=(_cover(here, there, lang) + _cover(there, here, lang)) / 2,
        apart=min(MOST, _excluded(here, there, lang)),
        other_figures=bool(figures - others and others - figures),
        same_figures=bool(figures & others),
    )


@cache
def meanings(lang: Language) -> Meanings:
    """Return the lists of ``lang``."""
    lists = room("prompts", lang, "meanings")
    same: dict[str, set[int]] = {}
    apart: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(fold(str(lists["same"])).splitlines()):
        for word in line.split():
            for key in (word, stem(word, lang)):
                same.setdefault(key, set()).add(number)
    for number, line in enumerate(fold(str(lists["apart"])).splitlines()):
        for place, words in enumerate(line.split()):
            for word in words.split("+"):
                for key in (word, stem(word, lang)):
                    apart.setdefault(key, set()).add((number, place))
    return Meanings({k: frozenset(v) for k, v in same.items()}, {k: frozenset(v) for k, v in apart.items()})


def _telling(keys: Sequence[str], lang: Language) -> dict[str, float]:
    """Return the words that tell something and what each tells, hyphens apart."""
    known = spoken(lang)
    parts = (part for key in keys if key for part in key.split("-") if part)
    told: dict[str, float] = {}
    for part in parts:
        if part not in known.small:
            told[part] = told.get(part, 0.0) + known[part]
    return told


def _cover(told: Mapping[str, float], by: Mapping[str, float], lang: Language) -> float:
    total = sum(told.values())
    got = sum(weight * max((_alike(key, other, lang) for other in by), default=0.0) for key, weight in told.items())
    return got / total if total else 0.0


def _alike(one: str, two: str, lang: Language) -> float:
    if one == two:
        return 1.0
    roots = stem(one, lang), stem(two, lang)
    if roots[0] == roots[1]:
        return 1.0
    same = meanings(lang).same
    if same.get(one, same.get(roots[0], frozenset())) & same.get(two, same.get(roots[1], frozenset())):
        return FAMILY
    shared = next((k for k, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
    close = shared >= SHORT_ROOT and shared >= ROOT_SHARE * max(len(one), len(two))
    return ROOT if shared >= LONG_ROOT or close else 0.0


def _excluded(one: Mapping[str, float], two: Mapping[str, float], lang: Language) -> int:
    here, there = _families(one, lang), _families(two, lang)
    return sum(1 for number, places in here.items() if number in there and not places & there[number])


def _families(told: Mapping[str, float], lang: Language) -> dict[int, set[int]]:
    apart = meanings(lang).apart
    found: dict[int, set[int]] = {}
    for key in told:
        for number, place in apart.get(key, apart.get(stem(key, lang), frozenset())):
            found.setdefault(number, set()).add(place)
    return found
