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
FEWEST_POSTS = 10
"""Published posts of the language of a draft under which it is never said to be outside: one's words are not known yet."""
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


class Home(NamedTuple):
    """What one's own published posts of one language hold in common."""

    known: frozenset[str]
    """Families of words that are one's own: in two posts at least, or among one's own words."""
    seen: frozenset[str]
    """Families of every post, and of one's own words."""
    least: float
    """The smallest share of its telling words that one of them has in common with the others, 0 to 1."""
    n: int
    """How many they are."""


def home(published: Sequence[str], own_words: Sequence[str], lang: Language) -> Home:
    """Return what one's own posts hold in common: each is held against the others, as a draft is against them all."""
    posts = [families(text, lang) for text in published]
    count = Counter(family for post in posts for family in post)
    told = families(" ".join(own_words), lang)
    common = [sum(count[f] > 1 or f in told for f in post) / len(post) for post in posts if post]
    known = frozenset(family for family, n in count.items() if n >= 2) | told
    return Home(known, frozenset(count) | told, min(common, default=0.0), len(common))


def inside(text: str, memento: Memento, play: Play | None, at_home: Home, lang: Language) -> bool | None:
    """Tell whether a draft is in the territory: a card is played, or it speaks with the words one usually speaks with.

    It is outside only when it has less in common with one's posts than any of them has with the others: among ``n`` posts and a
    draft of the same kind, that happens to the draft once in ``n + 1``. ``None`` when it cannot be told.
    """
    if play is not None:
        return True
    if not memento.usable or len(heard(text, lang)) < LONG_ENOUGH:
        return None
    mine = families(text, lang)
    if len(mine & at_home.known) >= FAMILIAR:
        return True
    if at_home.n < FEWEST_POSTS or not mine:
        return None
    return False if len(mine & at_home.seen) / len(mine) < at_home.least else None
