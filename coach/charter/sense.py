"""What a stretch of a post means, held against posts one should ask about before publishing: the tier of meaning of the charter.

An embedder makes a vector of the stretch; a curve of the second degree through it (``charter_rules/models/sense.json``, made by
``tests/bench/train_likeness.py``) tells how much it sounds like something to ask about, and twelve lines tell which category. It
is slow, so :func:`fathom` does it ahead, in a thread; a review only looks up what is known. What is known of a stretch depends on
its words alone, so it is remembered for all drafts alike.
"""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from math import exp, sqrt
from operator import mul
from typing import NamedTuple, Protocol

from pydantic import Field

from coach.charter.likeness import ENOUGH, category, chance, odds
from coach.charter.reading import plain
from coach.charter.sieve import sentences_of
from coach.finding import Value
from coach.text import Span

WHOLE = 90
"""Words of a text that is read as one stretch; those it learned from were no longer."""
STRETCH = 60
"""Words of a stretch of a longer text, which begins at the middle of the one before."""
SHORT = 4
"""Words below which a sentence is not read by itself."""
WHOLE_POST, SENTENCE, LEXICAL = 4.0, 2.0, 0.7
"""What the stretch means, what the worst of its sentences means and what its words sound like weigh, as log odds."""
SURE = {"words": 0.98, "both": 0.95}
"""Chance from which one warns, by what it was told from: where nearly nine in ten posts never seen were rightly told."""
KEPT = 2048
"""Stretches and sentences remembered."""


class Vectors(Value):
    """Vectors of signed bytes in base 64, each to be multiplied by ``scale``."""

    scale: float = Field(gt=0)
    bytes: str

    def rows(self, size: int) -> list[tuple[float, ...]]:
        """Return the vectors, of ``size`` numbers each."""
        told = memoryview(base64.b64decode(self.bytes)).cast("b")
        return [tuple(self.scale * value for value in told[at : at + size]) for at in range(0, len(told), size)]


class Curve(Value):
    """The model as its file holds it, for the vectors of one embedder."""

    embedder: str
    """:attr:`coach.ports.Embedder.name`: another one's vectors mean nothing here."""
    mean: Vectors
    """Taken from a vector, which is then brought back to length one."""
    bias: float
    line: Vectors
    bends: Vectors
    """Directions in which the curve bends."""
    bent: tuple[float, ...]
    """How much, and which way, along each of them."""
    categories: dict[str, float]
    """What is added to the line of each category."""
    towards: Vectors
    """Their lines, in that order."""


class Sensed(NamedTuple):
    """What a vector told."""

    ask: float
    """Above 0 for what sounds like the posts to ask about, about -1 to 1."""
    category: str


class Meaning(Protocol):
    """Whoever knows vectors of texts."""

    name: str
    """:attr:`coach.ports.Embedder.name`."""

    def vector(self, text: str) -> Sequence[float]:
        """Return the unit vector of a passage somebody waits for. Raises ``CoachError``."""
        ...


class _Model(NamedTuple):
    mean: tuple[float, ...]
    bias: float
    line: tuple[float, ...]
    bends: tuple[tuple[float, tuple[float, ...]], ...]
    categories: tuple[tuple[str, float, tuple[float, ...]], ...]


_likely = lru_cache(maxsize=512)(chance)
_kind = lru_cache(maxsize=512)(category)
_odds = lru_cache(maxsize=2048)(odds)
_known: OrderedDict[str, Sensed] = OrderedDict()


@cache
def _curve() -> Curve:
    return Curve.model_validate_json(files("charter_rules").joinpath("models", "sense.json").read_text("utf-8"))


@cache
def _model() -> _Model:
    held = _curve()
    [mean] = held.mean.rows(len(base64.b64decode(held.mean.bytes)))
    size = len(mean)
    [line] = held.line.rows(size)
    towards = zip(held.categories.items(), held.towards.rows(size), strict=True)
    return _Model(
        mean,
        held.bias,
        line,
        tuple(zip(held.bent, held.bends.rows(size), strict=True)),
        tuple((name, bias, row) for (name, bias), row in towards),
    )


def sensed(vector: Sequence[float]) -> Sensed:
    """Return what a vector of the model's embedder tells."""
    model = _model()
    apart = [value - mean for value, mean in zip(vector, model.mean, strict=True)]
    length = sqrt(sum(map(mul, apart, apart))) or 1.0
    told = [value / length for value in apart]
    bent = sum(much * sum(map(mul, told, row)) ** 2 for much, row in model.bends)
    category = max(model.categories, key=lambda c: c[1] + sum(map(mul, told, c[2])))[0]
    return Sensed(model.bias + sum(map(mul, told, model.line)) + bent, category)


def stretches(text: str) -> Iterator[tuple[Span, ...]]:
    """Yield the sentences of each stretch of a text made plain; a short text is one stretch."""
    sentences = sentences_of(text)
    sizes = [len(s.of(text).split()) for s in sentences]
    if sum(sizes) <= WHOLE:
        if sum(sizes) >= ENOUGH:
            yield sentences
        return
    first = 0
    while first < len(sentences):
        end, words = first, 0
        while end < len(sentences) and (end == first or words + sizes[end] <= STRETCH):
            words += sizes[end]
            end += 1
        if words >= ENOUGH:
            yield sentences[first:end]
        if end == len(sentences):
            return
        first = max(first + 1, (first + end) // 2)


def known(text: str) -> Sensed | None:
    """Return what is known of the meaning of a stretch or a sentence, if anything."""
    return _known.get(_key(text))


def fathom(text: str, meaning: Meaning, stop: Callable[[], bool] = lambda: False) -> int:
    """Find out the meaning of the stretches and sentences of ``text``; return of how many it was new.

    About 40 ms a sentence, once. ``stop`` is asked before each: the text has moved on, say. Nothing is done for an embedder the
    model was not made for. Raises ``CoachError``.
    """
    if meaning.name != _curve().embedder:
        return 0
    told, text = 0, plain(text)
    for part in dict.fromkeys(_parts(text)):
        if stop():
            break
        if part in _known:
            _known.move_to_end(part)
            continue
        _known[part] = sensed(meaning.vector(part))
        told += 1
        heard.cache_clear()
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return told


class Heard(NamedTuple):
    """What a stretch sounds like."""

    likely: float
    """How likely it is to be worth a question, 0 to 1."""
    category: str
    near: tuple[Span, ...]
    """Its sentences."""
    sure: bool
    """Whether that is enough to warn."""


@lru_cache(maxsize=16)
def heard(text: str) -> tuple[Heard, ...]:
    """Return what each stretch of a text made plain sounds like, by its words, and by its meaning where that is known."""
    return tuple(_heard(text))


def _heard(text: str) -> Iterator[Heard]:
    for near in stretches(text):
        said = tuple(s.of(text) for s in near)
        meant = known(text[near[0].start : near[-1].end])
        if meant is None:
            likely = _likely(said)
            yield Heard(likely, _kind(said), near, likely >= SURE["words"])
        else:
            apart = [one.ask for one in map(known, said) if one] or [meant.ask]
            likely = _chance(WHOLE_POST * meant.ask + SENTENCE * max(apart) + LEXICAL * _odds(said))
            yield Heard(likely, meant.category, near, likely >= SURE["both"])


def weight(sentence: str) -> float:
    """Return how much a sentence by itself sounds like something to ask about, to be compared within one stretch."""
    meant = known(sentence)
    return (SENTENCE * meant.ask if meant else 0.0) + LEXICAL * _odds((sentence,))


def _chance(told: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, told))))


def _parts(text: str) -> Iterator[str]:
    found = list(stretches(text))
    yield from (_key(text[near[0].start : near[-1].end]) for near in found)
    for sentence in dict.fromkeys(chain.from_iterable(found)):
        said = _key(sentence.of(text))
        if len(said.split()) >= SHORT:
            yield said


def _key(text: str) -> str:
    return text.strip()
