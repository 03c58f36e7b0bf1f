"""What a word tells: words that belong to everybody weigh little, whatever the siblings' store holds.

The lists are data written from general knowledge of each language (``prompts/<lang>/lexicon.toml``). They are never learnt from
the store: a sentence that thirty colleagues pasted would look like a formula there, and it is the worst parrot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from coach.context import Language
from coach.phrases import room
from coach.text import fold

LANGUAGES: tuple[Language, ...] = ("fr", "en")

FUNCTION_WEIGHT = 0.15
"""Of an article, a pronoun, an auxiliary."""
RITUAL_WEIGHT = 0.2
"""Of a word of the network's rituals: thank, announce, team, comment."""
COMMON_WEIGHT = 0.6
"""Of one of the few hundred most used words of a language."""
NUMBER_WEIGHT = 0.6
"""Of a bare number."""
CONTENT_WEIGHT = 1.0
"""Of any other word."""


_ENDINGS: Mapping[Language, tuple[str, ...]] = {
    "fr": tuple(
        "issements issement ablement atrices atrice ateurs ateur ations ation ements ement euses euse eurs eur ives ive ifs if"
        " aient erions eriez erons eront erait eraient erez erai eras era ants ante antes ant ait ais ions iez ees ee es er ez"
        " ons ent aux al ales ale elles elle els el e s x".split()
    ),
    "en": tuple("ations ation ements ement ments ment ings ing iest ier ied ies ily ors or ers er ed ly ness es s e y".split()),
}
"""Endings taken off to find a word's family, longest first."""
STEM = 4
"""Shortest stem left, in letters."""


_RANKS: Mapping[Language, Mapping[str, int]] = {lang: {e: k for k, e in enumerate(some)} for lang, some in _ENDINGS.items()}
_LONGEST = max(len(ending) for some in _ENDINGS.values() for ending in some)
_TAKEN: Mapping[Language, Mapping[str, int]] = {
    lang: {e: len(min((other for other in ranks if e.endswith(other)), key=ranks.__getitem__)) for e in ranks}
    for lang, ranks in _RANKS.items()
}
"""Letters taken off a word whose longest ending is this one: those of the first of the list among the endings it ends with."""


@lru_cache(maxsize=1 << 15)
def stem(key: str, lang: Language) -> str:
    """Return ``key`` without its ending: *partageons* and *partager* are one word of the language."""
    taken = _TAKEN[lang]
    # The endings a word may have are its own last letters: nine to look up instead of seventy to try.
    for size in range(min(_LONGEST, len(key) - STEM), 0, -1):
        letters = taken.get(key[-size:])
        if letters:
            return key[:-letters]
    return key


class Tongue(dict[str, float]):
    """What the words of one language tell, families of words together: from 0.15 (an article) to 1 (a word of the subject).

    A word that is not listed is weighed when first asked for, then kept.
    """

    def __init__(self, lang: Language) -> None:
        """Read the lists of ``lang``."""
        super().__init__()
        self._lang = lang
        self._families: dict[str, float] = {}
        lists = room("prompts", lang, "lexicon")
        for name, weight in (("common", COMMON_WEIGHT), ("ritual", RITUAL_WEIGHT), ("function", FUNCTION_WEIGHT)):
            for word in fold(str(lists[name])).split():
                self[word] = weight
                if name != "function":
                    self._families[stem(word, lang)] = weight
        self.small = frozenset(fold(str(lists["function"])).split())
        """Articles, pronouns, auxiliaries."""

    def __missing__(self, key: str) -> float:
        """Weigh a word that is not listed."""
        weight = self[key] = self._unlisted(key)
        return weight

    def _unlisted(self, key: str) -> float:
        if len(key) < 2:
            return FUNCTION_WEIGHT if key else 0.0
        if "-" in key:
            return max(self[part] for part in key.split("-"))
        if key.replace(",", "").replace(".", "").isdigit():
            return NUMBER_WEIGHT
        return self._families.get(stem(key, self._lang), CONTENT_WEIGHT)


@cache
def spoken(lang: Language) -> Tongue:
    """Return what the words of ``lang`` tell."""
    return Tongue(lang)


def tongue(keys: Sequence[str]) -> Tongue:
    """Return the language most small words of ``keys`` belong to (*some* tells something in French)."""
    french, english = spoken("fr"), spoken("en")
    return french if sum(map(french.small.__contains__, keys)) >= sum(map(english.small.__contains__, keys)) else english
