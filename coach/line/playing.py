"""Which card a draft plays: the subject of the memento whose telling words it shares most. Pure.

A word of a subject's own name counts two, a word of its true instance or of its evidence one, and a word that several subjects
hold counts half: it tells them apart less. The thresholds are low on purpose: a wrong « outside » is worse than a missed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coach.context import Language
from coach.line.hearing import families, heard, telling
from coach.line.memento import Memento, Territory

NAME_POINTS, INSTANCE_POINTS = 2.0, 1.0
PLAYED = 2.0
"""Points from which a card is said to be played: a word of its name, or two of its instance."""
LONG_ENOUGH = 60
"""Words of a draft from which « outside one's subjects » may be said."""
FAMILIAR = 3
"""Telling words of one's own published posts from which a draft is at home, whatever its card."""


class Play(NamedTuple):
    """The card a draft plays."""

    territory: Territory
    points: float
    shared: tuple[str, ...]
    """Words of the draft that say so, as they are written there, each once."""


@lru_cache(maxsize=32)
def _profile(territory: Territory, lang: Language) -> dict[str, float]:
    """Return what each family of words is worth for one subject."""
    told = f"{territory.instance} {territory.asked_by} {territory.to_show}"
    points = dict.fromkeys(families(told, lang), INSTANCE_POINTS)
    name = families(territory.name, lang) or families(territory.name, lang, common=True)
    return {**points, **dict.fromkeys(name, NAME_POINTS)}


def played(text: str, territories: Sequence[Territory], lang: Language) -> Play | None:
    """Return the card ``text`` plays, or ``None`` when no subject is to be recognised in it."""
    profiles = [_profile(t, lang) for t in territories]
    held_by = Counter(family for profile in profiles for family in profile)
    there = telling(text, lang, common=True)
    mine = {w.family for w in there}
    best: Play | None = None
    for territory, profile in zip(territories, profiles, strict=True):
        common = mine & profile.keys()
        points = sum(profile[f] / (1 if held_by[f] == 1 else 2) for f in common)
        if points >= PLAYED and (best is None or points > best.points):
            words = dict.fromkeys(w.key for w in there if w.family in common)
            seen = {w.key: w.span.of(text) for w in reversed(there)}
            best = Play(territory, points, tuple(seen[key] for key in words)[:5])
    return best


def familiar(published: Sequence[str], own_words: Sequence[str], lang: Language) -> frozenset[str]:
    """Return the families of words that are one's own: in two published posts at least, or among one's own words."""
    seen = Counter(family for text in published for family in families(text, lang))
    told = families(" ".join(own_words), lang)
    return frozenset(family for family, n in seen.items() if n >= 2) | told


def inside(text: str, memento: Memento, play: Play | None, known: frozenset[str], lang: Language) -> bool | None:
    """Tell whether a draft is in the territory: a card is played, or it speaks with the words one usually speaks with.

    ``None`` when it is too short to tell, or there is no subject yet.
    """
    if play is not None:
        return True
    if not memento.usable or len(heard(text, lang)) < LONG_ENOUGH:
        return None
    return len(families(text, lang) & known) >= FAMILIAR
