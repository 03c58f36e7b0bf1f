"""Phrases in circulation: runs of words that several people publish, counted in people and in posts. Pure.

Found by an index of runs of five words, not by comparing posts two by two. Copies of one sentence are read once; hashtags,
attributed quotations and what the language at large says are no phrase, whoever repeats them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeVar

from coach.choir.crowd import person_of
from coach.choir.naming import Names, keys_once
from coach.choir.reuse import exempt_of
from coach.mirror.exemption import excuse
from coach.mirror.formulas import covered
from coach.mirror.masks import hidden
from coach.mirror.pieces import pieces
from coach.mirror.tokens import read
from coach.post import Post
from coach.text import Span

RUN = 5
"""Words in a row that are the same phrase (seed 001)."""
MANY = 3
"""People from which a phrase is in circulation."""
TELLS = 1.6
"""What its words must tell together: what the mirror asks of a whole sentence before it calls it borrowed."""
LEVELS = 6
"""Lengths tried around one place of a sentence: the more people say a run, the shorter it may be."""

Run = tuple[str, ...]
_Said = TypeVar("_Said", bound="tuple[str, ...]")


class Circulating(NamedTuple):
    """A phrase several people publish, word for word."""

    text: str
    """As most of them write it."""
    keys: Run
    """Its folded words."""
    people: int
    posts: int
    first: str | None
    """Day of the first dated post that says it, ISO 8601."""
    last: str | None


class _Form(NamedTuple):
    """One way the same words are written."""

    text: str
    hidden: tuple[Span, ...]


class _Sentence:
    """The same words, wherever they were published."""

    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.forms: Counter[_Form] = Counter()

    @property
    def form(self) -> _Form:
        """The form of most posts, the first in the alphabet of equals."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


def circulating(members: Sequence[Post], names: Names) -> tuple[Circulating, ...]:
    """Return the phrases that :data:`MANY` people or more publish, those of most people first."""
    texts: dict[str, list[Post]] = {}
    for post in members:
        texts.setdefault(post.text, []).append(post)
    shared = _shared_runs(texts)
    sentences = _sentences(texts, shared)
    holding: dict[Run, list[Run]] = {}
    for keys in sentences:
        for run in set(_runs(keys)) & shared:
            holding.setdefault(run, []).append(keys)
    people = {run: who for run, keys in holding.items() if len(who := _people(sentences[one] for one in keys)) >= MANY}
    candidates = {run for keys in sentences for run in _candidates(keys, people)}
    exempt = exempt_of(names)
    weighed = [one for run in sorted(candidates) if (one := _circulating(run, sentences, holding, exempt)) is not None]
    weighed.sort(key=lambda one: (-one.people * len(one.keys), -one.posts, one.keys))
    return tuple(sorted(_apart(weighed), key=lambda one: (-one.people, -one.posts, one.keys)))


def _runs(keys: Sequence[str]) -> Iterator[Run]:
    return zip(*(keys[at:] for at in range(RUN)), strict=False)


def _shared_runs(texts: dict[str, list[Post]]) -> set[Run]:
    """Return the runs of five words that :data:`MANY` people write; their pairs of words first, which are far fewer."""
    said = [(keys_once(text), {person_of(post) for post in posts}) for text, posts in texts.items()]
    pairs = _common((set(pairwise(keys)), who) for keys, who in said)
    return _common((_likely(keys, pairs), who) for keys, who in said)


def _likely(keys: Sequence[str], pairs: set[tuple[str, str]]) -> set[Run]:
    found: set[Run] = set()
    at = 0
    for common, some in groupby(pair in pairs for pair in pairwise(keys)):
        size = sum(1 for _ in some)
        if common and size >= RUN - 1:
            found.update(_runs(keys[at : at + size + 1]))
        at += size
    return found


def _common(said: Iterable[tuple[set[_Said], set[str]]]) -> set[_Said]:
    """Return what :data:`MANY` people say, each counted once."""
    by_person: dict[str, set[_Said]] = {}
    alone: Counter[_Said] = Counter()
    for some, who in said:
        for person in who:
            by_person.setdefault(person, set()).update(some)
    for some in by_person.values():
        alone.update(some)
    return {one for one, count in alone.items() if count >= MANY}


def _sentences(texts: dict[str, list[Post]], shared: set[Run]) -> dict[Run, _Sentence]:
    """Return the sentences that hold a shared run, by their folded words."""
    found: dict[Run, _Sentence] = {}
    for text, posts in texts.items():
        if shared.isdisjoint(_runs(keys_once(text))):
            continue
        for piece in pieces(text, hidden(text)):
            keys = read(piece.text, piece.hidden).keys
            if shared.isdisjoint(_runs(keys)):
                continue
            sentence = found.setdefault(keys, _Sentence())
            sentence.posts.update({post.id: post for post in posts})
            sentence.forms[_Form(piece.text, piece.hidden)] += len(posts)
    return found


def _people(sentences: Iterable[_Sentence]) -> frozenset[str]:
    return frozenset(person_of(post) for sentence in sentences for post in sentence.posts.values())


def _candidates(keys: Run, people: dict[Run, frozenset[str]]) -> Iterator[Run]:
    """Yield the runs of a sentence that may be phrases: as long as the same people say them, then shorter ones more people do."""
    who = [people.get(run, frozenset()) for run in _runs(keys)]
    counts = [len(some) for some in who]
    for level in sorted(set(counts) - {0}, reverse=True)[:LEVELS]:
        at = 0
        for high, some in groupby(count >= level for count in counts):
            size = sum(1 for _ in some)
            if high:
                yield from (keys[first : last + RUN - 1] for first, last in _together(who, at, at + size))
            at += size


def _together(who: Sequence[frozenset[str]], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of places from ``first`` up to ``last`` that enough of the same people say from end to end."""
    start, same = first, who[first]
    for at in range(first + 1, last):
        both = same & who[at]
        if len(both) < MANY:
            yield start, at
            start, both = at, who[at]
        same = both
    yield start, last


def _circulating(
    run: Run, sentences: dict[Run, _Sentence], holding: dict[Run, list[Run]], exempt: Sequence[tuple[str, ...]]
) -> Circulating | None:
    rarest = min(_runs(run), key=lambda one: len(holding[one]))
    held = [sentences[keys] for keys in sorted(holding[rarest]) if place_of(run, keys) >= 0]
    posts = {post.id: post for sentence in held for post in sentence.posts.values()}
    people = {person_of(post) for post in posts.values()}
    if len(people) < MANY:
        return None
    said: Counter[str] = Counter()
    telling = 0.0
    for sentence in held:
        form = sentence.form
        reading = excuse(read(form.text, form.hidden), exempt)
        at = place_of(run, reading.keys)
        said[reading.span(at, at + len(run)).of(form.text)] += len(sentence.posts)
        if not telling:
            weights = reading.without(covered(reading.keys)).weights
            telling = sum(weights[at : at + len(run)])
            if telling < TELLS:
                return None
    days = sorted(post.date[:10] for post in posts.values() if post.date)
    text = min(said, key=lambda one: (-said[one], one))
    return Circulating(text, run, len(people), len(posts), days[0] if days else None, days[-1] if days else None)


def place_of(run: Run, keys: Sequence[str]) -> int:
    """Return where ``run`` begins in folded words, ``-1`` when it does not stand there."""
    size = len(run)
    return next((at for at in range(len(keys) - size + 1) if keys[at] == run[0] and tuple(keys[at : at + size]) == run), -1)


def _apart(found: Iterable[Circulating]) -> Iterator[Circulating]:
    """Yield the phrases that are not for the most part one already given."""
    given: set[Run] = set()
    for one in found:
        runs = set(_runs(one.keys))
        if 2 * len(runs & given) <= len(runs):
            given |= runs
            yield one
