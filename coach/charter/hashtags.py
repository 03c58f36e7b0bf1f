"""Hashtags of several words: cut into words so that capitals can be put back."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

SHORTEST = 10
"""Letters from which a hashtag may hold several words worth parting."""
_LONG = 13
"""Letters from which one piece may be unknown."""
_ELISIONS = frozenset("ldnscjmt")
_SMALL = frozenset(
    "a au aux de du des en et la le les un une of to in on at my we is it ma"
    " mon mes nos the and for our ia ai rh hr go be no".split()
)
"""Short words that may stand inside or at the head of a cut."""
_ENDS = frozenset(
    "day job rse ete mer vie art eau us tv ia ai hr rh it pme fun car top web lab app bio duo roi feu toi moi".split()
)
"""Short words that may end one."""
_PREFIXES = frozenset(
    "tele auto multi hyper super inter cyber micro macro photo video electro hydro radio retro contre trans poly mono neuro"
    " psycho socio techno agro aero thermo over under anti semi ultra infra intra extra post fore meta para nano giga mega"
    " mini".split()
)
_LINKS = frozenset(
    "entre avec dans pour sans sous vers chez contre tout tous toute leur leurs mieux dont with from that this your".split()
)


@cache
def _lexicon() -> frozenset[str]:
    """Return common words of French and English without accents, from ``charter_rules/networks/words.txt``."""
    text = files("charter_rules").joinpath("networks", "words.txt").read_text("utf-8")
    return frozenset(_bare(w) for w in text.split())


def _bare(word: str) -> str:
    spread = unicodedata.normalize("NFD", word.casefold()).replace("œ", "oe")
    return "".join(c for c in spread if not unicodedata.combining(c))


def camel_case(tag: str) -> str | None:
    """Return ``tag`` (without ``#``) with a capital at each word, or ``None`` when it needs none or is one word."""
    if len(tag) < SHORTEST or not tag.isalnum() or any(c.isupper() for c in tag) or len(_bare(tag)) != len(tag):
        return None
    pieces = [p for digits, run in groupby(tag, str.isdigit) for p in _parted("".join(run), digits=digits)]
    if sum(not p.isdigit() for p in pieces) < 2:
        return None
    return "".join(p[:1].upper() + p[1:] for p in pieces)


def _parted(run: str, *, digits: bool) -> list[str]:
    return [run] if digits else _cut(run)


def _cut(run: str) -> list[str]:
    """Return ``run`` cut into the fewest words, all known but at most one; whole when it cannot be."""
    bare = _bare(run)
    if _known(bare):
        return [run]
    cuts = _best(bare, allowed=0) or (_best(bare, allowed=1) if len(bare) >= _LONG else None)
    return [run[a:b] for a, b in pairwise([0, *cuts])] if cuts else [run]


def _known(word: str) -> bool:
    """Tell whether a word, or its singular or masculine, is in the lexicon."""
    known = _lexicon()
    endings = ("", "s", "e", "es") if len(word) > 4 else ("",)
    return any(word.endswith(ending) and word[: len(word) - len(ending)] in known for ending in endings)


def _best(bare: str, *, allowed: int) -> list[int] | None:
    """Return the ends of the best cut of ``bare`` with at most ``allowed`` unknown pieces, or ``None``."""
    best: dict[tuple[int, int], list[int]] = {(0, 0): []}
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - 20), end):
            strange = _price(bare, start, end)
            if strange is None:
                continue
            for spent in range(allowed + 1 - strange):
                cuts = best.get((start, spent))
                key = (end, spent + strange)
                if cuts is not None and (key not in best or _cost([*cuts, end]) < _cost(best[key])):
                    best[key] = [*cuts, end]
    found = (best[len(bare), spent] for spent in range(allowed + 1) if (len(bare), spent) in best)
    return next((cuts for cuts in found if _sound(bare, cuts)), None)


def _price(bare: str, start: int, end: int) -> int | None:
    """Return 0 for a piece that may be a word here, 1 for one that may be an unknown word, ``None`` for neither."""
    word = bare[start:end]
    last = end == len(bare)
    if len(word) == 1:
        return 0 if word in _ELISIONS and not last and bare[end] in "aeiouyh" else None
    if len(word) <= 3:
        return 0 if word in _ENDS or (word in _SMALL and not last) else None
    if _known(word):
        return 0
    return 1 if word not in _PREFIXES and any(c in "aeiouy" for c in word) else None


def _sound(bare: str, cuts: list[int]) -> bool:
    """Tell whether a cut rests on a word that means something, and does not line up crumbs."""
    words = [bare[a:b] for a, b in pairwise([0, *cuts])]
    crumbs = any(max(map(len, three)) <= 2 for three in zip(words, words[1:], words[2:], strict=False))
    return not crumbs and any(len(w) >= 4 and _known(w) and w not in _LINKS for w in words) and words[0] not in _PREFIXES


def _cost(cuts: list[int]) -> tuple[int, int]:
    """Fewest words first, then the longest shortest one."""
    lengths = [b - a for a, b in pairwise([0, *cuts])]
    return len(lengths), -min(lengths)
