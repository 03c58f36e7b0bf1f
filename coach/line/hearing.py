"""What the line listens for in a text: telling words by their family, whatever their ending. Pure, and cheap at every pause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from coach.context import Language
from coach.mirror.lexicon import COMMON_WEIGHT, spoken, stem
from coach.phrases import phrase
from coach.text import Span, fold, keys_of, words

SHORTEST = 3
"""Letters of a word that may tell a subject."""


class Heard(NamedTuple):
    """A word of a text, with its family."""

    span: Span
    key: str
    family: str
    weight: float
    """What it tells, 0.15 to 1."""


@lru_cache(maxsize=64)
def heard(text: str, lang: Language) -> tuple[Heard, ...]:
    """Return the words of ``text`` in order; those joined by a hyphen are also one word of their own."""
    tongue = spoken(lang)
    return tuple(Heard(Span(w.start, w.end), w.key, stem(w.key, lang), tongue[w.key]) for w in words(text))


def telling(text: str, lang: Language, *, common: bool = False) -> tuple[Heard, ...]:
    """Return the words that tell what ``text`` is about: none of the common ones, unless ``common``, and no bare number."""
    least = _least(common=common)
    return tuple(w for w in heard(text, lang) if w.weight >= least and _may_tell(w.key))


def families(text: str, lang: Language, *, common: bool = False) -> frozenset[str]:
    """Return the families of the telling words."""
    return families_of(keys_of(text), lang, common=common)


def families_of(keys: Iterable[str], lang: Language, *, common: bool = False) -> frozenset[str]:
    """Return the families of the telling ones among folded words."""
    least = _least(common=common)
    return frozenset(family for key in set(keys) if (family := _family(key, lang, least)))


@lru_cache(maxsize=30_000)
def _family(key: str, lang: Language, least: float) -> str:
    """Return the family of a word that tells ``least`` or more; empty for any other. Ten thousand posts share their words."""
    return stem(key, lang) if spoken(lang)[key] >= least and _may_tell(key) else ""


def _least(*, common: bool) -> float:
    return COMMON_WEIGHT if common else COMMON_WEIGHT + 0.1


def _may_tell(key: str) -> bool:
    return len(key) >= SHORTEST and not key.replace(",", "").isdigit()


@lru_cache(maxsize=16)
def listed(lang: Language, name: str) -> frozenset[str]:
    """Return a list of words of ``prompts/<lang>/line.toml``, folded."""
    return frozenset(fold(phrase(lang, "line", f"words.{name}")).split())


@lru_cache(maxsize=16)
def listed_families(lang: Language, name: str) -> frozenset[str]:
    """Return the families of the words of a list."""
    return frozenset(stem(key, lang) for key in listed(lang, name))


def runs(keys: Sequence[str], wanted: Sequence[str]) -> Iterable[int]:
    """Yield where ``wanted`` begins in ``keys``, word for word."""
    size = len(wanted)
    if not size:
        return
    for at in range(len(keys) - size + 1):
        if keys[at] == wanted[0] and tuple(keys[at : at + size]) == tuple(wanted):
            yield at
