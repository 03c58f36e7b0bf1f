"""A text read for comparison: its words in order, what each one tells, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar, overload

from coach.mirror.lexicon import FUNCTION_WEIGHT, tongue
from coach.text import Columns, Span, columns, fold, keys_of, sentences

NAME_WEIGHT = 0.3
"""Of each word of a proper name of several words: a name is a name, not a phrase."""
SHOUTED = 0.6
"""Share of capitalised words from which capitals say nothing of names: a title, a line in capitals."""
AROUND = 20
"""Words looked at on each side to tell a line in capitals."""
SPELT_OUT = 8
"""Words before an acronym in brackets that may spell it out."""
_ACRONYM = re.compile(r"(?<=\s)\(([A-Z][A-Z0-9]{1,6})(?=[\s)])")
_END = frozenset(".!?…\n")
MAX_PLACES = 40
"""Places kept of one word in one text: beyond, the word tells nothing of where one is."""

GONE = ""
"""Key of a word that takes no part in the comparison (a hashtag, an attributed quotation): it matches nothing."""


T = TypeVar("T")


class OnDemand(Sequence[T]):
    """A column whose values are found when asked for: most never are."""

    def __init__(self, size: int, at: Callable[[int], T]) -> None:
        """Take how many values there are and what finds the one at a place."""
        self._places = range(size)
        self._at = at

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        found = self._places[place]
        return self._at(found) if isinstance(found, int) else tuple(map(self._at, found))

    def __iter__(self) -> Iterator[T]:
        return map(self._at, self._places)


class Reading(NamedTuple):
    """The words of a text, as parallel columns."""

    text: str
    keys: tuple[str, ...]
    """Folded words; ``GONE`` where a mask hides one."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    weights: Sequence[float]
    """What each word tells, 0 to 1."""
    small: Sequence[bool]
    """Whether each is an article, a pronoun, an auxiliary: it tells next to nothing, excused or not."""

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences, as spans of ``text``; found when first asked for."""
        return _sentences(self.text)

    def around(self, first: int, last: int) -> tuple[int, int]:
        """Return the first word, and one past the last, of the sentences that go from word ``first`` to word ``last``."""
        start = next((s.start for s in reversed(self.sentences) if s.start <= self.starts[first]), 0)
        end = next((s.end for s in self.sentences if s.end >= self.ends[last]), len(self.text))
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def without(self, excused: Sequence[bool]) -> Reading:
        """Return the same reading where the words of ``excused`` tell nothing, though they still join their neighbours."""
        weights = (0.0 if gone else weight for weight, gone in zip(self.weights, excused, strict=True))
        return self._replace(weights=tuple(weights))

    def part(self, first: int, last: int) -> Reading:
        """Return the reading of words ``first`` up to, not including, ``last``, as if the text held nothing else."""
        if (first, last) == (0, len(self.keys)):
            return self
        low = self.starts[first] if first else 0
        high = self.starts[last] if last < len(self.keys) else len(self.text)
        return Reading(
            text=self.text[low:high].rstrip(),
            keys=self.keys[first:last],
            starts=tuple(start - low for start in self.starts[first:last]),
            ends=tuple(end - low for end in self.ends[first:last]),
            weights=self.weights[first:last],
            small=self.small[first:last],
        )

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word ``first`` up to, not including, word ``last``."""
        return Span(self.starts[first], self.ends[last - 1])


def read(text: str, hidden: Sequence[Span] = ()) -> Reading:
    """Return ``text`` read for comparison, without the words inside ``hidden`` spans."""
    found = columns(text)
    keys = tuple(found.keys)
    if hidden:
        keys = tuple(GONE if _under(start, end, hidden) else key for key, start, end in zip(*found, strict=True))
    lazy = _read(text, found, keys)
    return lazy._replace(weights=tuple(lazy.weights), small=tuple(lazy.small))


def _read(text: str, found: Columns, keys: tuple[str, ...]) -> Reading:
    """Return a text read, its words weighed when first asked for."""
    known = tongue(keys)
    names = {*proper_names(text, found), *spelt_out(text, found)}

    def weight(place: int) -> float:
        return min(known[keys[place]], NAME_WEIGHT) if place in names else known[keys[place]]

    return Reading(
        text=text,
        keys=keys,
        starts=tuple(found.starts),
        ends=tuple(found.ends),
        weights=OnDemand(len(keys), weight),
        small=OnDemand(len(keys), lambda place: known[keys[place]] == FUNCTION_WEIGHT),
    )


def _under(start: int, end: int, hidden: Sequence[Span]) -> bool:
    return any(start < span.end and span.start < end for span in hidden)


@lru_cache(maxsize=4096)
def read_post(text: str) -> Reading:
    """Return a post's text read for comparison; the same words pasted by many are read once.

    Of a post only the words it shares are ever weighed.
    """
    found = columns(text)
    return _read(text, found, tuple(found.keys))


@lru_cache(maxsize=4096)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))


def places_of(keys: Sequence[str], wanted: Collection[str]) -> dict[str, list[int]]:
    """Return where each of the ``wanted`` words stands among ``keys``, at most ``MAX_PLACES`` each."""
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key in wanted and key != GONE:
            known = places.setdefault(key, [])
            if len(known) < MAX_PLACES:
                known.append(place)
    return places


def proper_names(text: str, found: Columns) -> list[int]:
    """Return the places of the words that make a proper name of two words or more (``Port Brumaire 2030``)."""
    upper = [text[start].isupper() for start in found.starts]
    names: list[int] = []
    done = 0
    for at in [k for k, capital in enumerate(upper[1:]) if capital and upper[k]]:
        if at < done:
            continue
        end = at + 1
        while end < len(upper) and (upper[end] or found.keys[end][:1].isdigit()) and not _apart(text, found, end):
            end += 1
        done = end
        if end - at > 1 and not _shouted(text, found, upper, at, end):
            names += range(at, end)
    return names


def spelt_out(text: str, found: Columns) -> list[int]:
    """Return the places of the words that an acronym in brackets sums up (*les Tigres de libération (LTTE)*), with its own."""
    names: list[int] = []
    for match in _ACRONYM.finditer(text) if "(" in text else ():
        at = min(bisect_left(found.starts, match.start(1)), len(found.starts) - 1)
        low = next((k for k in range(max(0, at - SPELT_OUT), at) if text[found.starts[k]].isupper()), at)
        names += range(low, at + 1)
    return names


def _apart(text: str, found: Columns, at: int) -> bool:
    """Tell whether a sentence ends between the word before ``at`` and that word."""
    return not _END.isdisjoint(text[found.ends[at - 1] : found.starts[at]])


def _shouted(text: str, found: Columns, upper: Sequence[bool], first: int, last: int) -> bool:
    """Tell whether the words around are mostly in capitals: they then say nothing of names."""
    while first and last - first < AROUND and not _apart(text, found, first):
        first -= 1
    while last < len(upper) and last - first < 2 * AROUND and not _apart(text, found, last):
        last += 1
    letters = sum(not key[:1].isdigit() for key in found.keys[first:last])
    return last - first < 3 or sum(upper[first:last]) >= SHOUTED * letters


def same_words(text: str) -> str:
    """Return the folded words of ``text`` joined by spaces: equal for the same words, whatever their dress."""
    return " ".join(keys_of(text)) or fold(text).strip()
