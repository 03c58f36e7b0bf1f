"""What a word tells: words that belong to everybody weigh little, whatever the siblings' store holds.

The lists are data written from general knowledge of each language (``prompts/<lang>/lexicon.toml``). They are never learnt from
the store: a sentence that thirty colleagues pasted would look like a formula there, and it is the worst parrot.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from coach.context import Language
from coach.phrases import room
from coach.text import fold

LANGUAGES: tuple[Language, ...] = ("fr", "en")

FUNCTION_WEIGHT = 0.15
"""Of an article, a pronoun, an auxiliary."""
RITUAL_WEIGHT = 0.3
"""Of a word of the network's rituals: thank, announce, team, comment."""
COMMON_WEIGHT = 0.4
"""Of one of the few hundred most used words of a language."""
NUMBER_WEIGHT = 0.6
"""Of a bare number."""
CONTENT_WEIGHT = 1.0
"""Of any other word."""


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each listed word, folded, both languages together: a passage may be in either."""
    found: dict[str, float] = {}
    for lang in LANGUAGES:
        lists = room("prompts", lang, "lexicon")
        for name, weight in (("common", COMMON_WEIGHT), ("ritual", RITUAL_WEIGHT), ("function", FUNCTION_WEIGHT)):
            for word in str(lists[name]).split():
                key = fold(word)
                found[key] = min(weight, found.get(key, weight))
    return found


def weight_of(key: str) -> float:
    """Return how much a folded word tells, from 0.15 (an article) to 1 (a word of the subject)."""
    known = weights().get(key)
    if known is not None:
        return known
    if len(key) == 1:
        return FUNCTION_WEIGHT
    if "-" in key:
        return max(weights().get(part, CONTENT_WEIGHT) for part in key.split("-"))
    return NUMBER_WEIGHT if key.replace(",", "").replace(".", "").isdigit() else CONTENT_WEIGHT
