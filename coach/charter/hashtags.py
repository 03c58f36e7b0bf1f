"""Hashtags of several words: cut into words so that capitals can be put back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise

SHORTEST = 9
"""Letters from which a hashtag may hold several words worth parting."""
_ELISIONS = frozenset("ldnscjmt")


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
    if len(tag) < SHORTEST or "_" in tag or any(c.isupper() for c in tag) or not any(c.isalpha() for c in tag):
        return None
    if len(_bare(tag)) != len(tag):
        return None
    pieces: list[str] = []
    for run in re.findall(r"[^\W\d]+|\d+", tag):
        pieces += [run] if run.isdigit() else _cut(run)
    words = [p for p in pieces if not p.isdigit()]
    if len(words) < 2:
        return None
    return "".join(p[:1].upper() + p[1:] for p in pieces)


def _cut(run: str) -> list[str]:
    """Return ``run`` cut into the fewest words known, or whole when it cannot be."""
    bare = _bare(run)
    known = _lexicon()
    if bare in known or (bare.endswith(("s", "e")) and bare[:-1] in known) or (bare.endswith("es") and bare[:-2] in known):
        return [run]
    best: list[list[int] | None] = [None] * (len(bare) + 1)
    best[0] = []
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - 20), end):
            cuts = best[start]
            word = bare[start:end]
            if cuts is None or not _is_word(word, known, last=end == len(bare)):
                continue
            if best[end] is None or _cost([*cuts, end]) < _cost(best[end] or []):
                best[end] = [*cuts, end]
    cuts = best[len(bare)]
    if not cuts:
        return [run]
    edges = [0, *cuts]
    return [run[a:b] for a, b in pairwise(edges)]


def _is_word(word: str, known: frozenset[str], *, last: bool) -> bool:
    if len(word) == 1:
        return word in _ELISIONS and not last
    return word in known or (
        len(word) > 4 and ((word.endswith("s") and word[:-1] in known) or (word.endswith("es") and word[:-2] in known))
    )


def _cost(cuts: list[int]) -> tuple[int, int]:
    """Fewest words first, then the longest shortest one."""
    edges = [0, *cuts]
    lengths = [b - a for a, b in pairwise(edges)]
    return len(lengths), -min(lengths)
