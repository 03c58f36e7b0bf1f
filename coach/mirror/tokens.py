"""A text read for comparison: its words in order, what each one tells, and where each stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from coach.mirror.lexicon import FUNCTION_WEIGHT, tongue
from coach.text import Span, Word, fold, sentences, words

NAME_WEIGHT = 0.3
"""Of each word of a proper name of several words: a name is a name, not a phrase."""
SHOUTED = 0.6
"""Share of capitalised words from which capitals say nothing of names: a title, a line in capitals."""
MAX_PLACES = 40
"""Places kept of one word in one text: beyond, the word tells nothing of where one is."""

GONE = ""
"""Key of a word that takes no part in the comparison (a hashtag, an attributed quotation): it matches nothing."""


class Reading(NamedTuple):
    """The words of a text, as parallel columns."""

    text: str
    keys: tuple[str, ...]
    """Folded words; ``GONE`` where a mask hides one."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    weights: tuple[float, ...]
    """What each word tells, 0 to 1."""
    small: tuple[bool, ...]
    """Whether each is an article, a pronoun, an auxiliary: it tells next to nothing, excused or not."""
    places: Mapping[str, Sequence[int]]
    """Where each key stands, at most ``MAX_PLACES`` each."""
    sentences: tuple[Span, ...]
    """Sentences, as spans of ``text``."""

    def sentence_words(self, first: int, last: int) -> int:
        """Return how many words the sentences hold that go from word ``first`` to word ``last``."""
        start = next((s.start for s in reversed(self.sentences) if s.start <= self.starts[first]), 0)
        end = next((s.end for s in self.sentences if s.end >= self.ends[last]), len(self.text))
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def without(self, excused: Sequence[bool]) -> Reading:
        """Return the same reading where the words of ``excused`` tell nothing, though they still join their neighbours."""
        weights = (0.0 if gone else weight for weight, gone in zip(self.weights, excused, strict=True))
        return self._replace(weights=tuple(weights))

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word ``first`` up to, not including, word ``last``."""
        return Span(self.starts[first], self.ends[last - 1])


def read(text: str, hidden: Sequence[Span] = ()) -> Reading:
    """Return ``text`` read for comparison, without the words inside ``hidden`` spans."""
    found = words(text)
    keys = tuple(GONE if any(word.start < h.end and h.start < word.end for h in hidden) else word.key for word in found)
    known = tongue(keys)
    weights = [known.weight(key) if key else 0.0 for key in keys]
    small = tuple(weight == FUNCTION_WEIGHT for weight in weights)
    spans = tuple(sentences(text))
    for place in proper_names(text, found, spans):
        weights[place] = min(weights[place], NAME_WEIGHT)
    return Reading(
        text=text,
        keys=keys,
        starts=tuple(word.start for word in found),
        ends=tuple(word.end for word in found),
        weights=tuple(weights),
        small=small,
        places=places_of(keys),
        sentences=spans,
    )


@lru_cache(maxsize=4096)
def read_post(text: str) -> Reading:
    """Return a post's text read for comparison; the same words pasted by many are read once."""
    return read(text)


def places_of(keys: Sequence[str]) -> dict[str, list[int]]:
    """Return where each key stands."""
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        known = places.setdefault(key, [])
        if len(known) < MAX_PLACES:
            known.append(place)
    places.pop(GONE, None)
    return places


def proper_names(text: str, found: Sequence[Word], spans: Sequence[Span]) -> list[int]:
    """Return the places of the words that make a proper name of two words or more (``Port Brumaire 2030``)."""
    names: list[int] = []
    place = 0
    for span in spans:
        inside: list[int] = []
        while place < len(found) and found[place].start < span.end:
            inside.append(place)
            place += 1
        capital = [text[found[i].start].isupper() for i in inside]
        letters = sum(text[found[i].start].isalpha() for i in inside)
        if len(inside) > 2 and sum(capital) < SHOUTED * letters:
            names += _runs(inside, capital, [text[found[i].start].isdigit() for i in inside])
    return names


def _runs(inside: Sequence[int], capital: Sequence[bool], digit: Sequence[bool]) -> list[int]:
    names: list[int] = []
    run: list[int] = []
    for i, upper, number in zip([*inside, -1], [*capital, False], [*digit, False], strict=True):
        if upper or (number and run):
            run.append(i)
            continue
        if len(run) > 1:
            names += run
        run = []
    return names


def same_words(text: str) -> str:
    """Return the folded words of ``text`` joined by spaces: equal for the same words, whatever their dress."""
    return " ".join(word.key for word in words(text)) or fold(text).strip()
