"""What a stretch of text as a whole sounds like, when no single turn of phrase gives it away.

A line through hashed words: each word, pair of words and beginning of a word pushes towards *to be asked about* or *fine*, and a
line a category tells which. It learned from posts written for the purpose (``tests/bench/train_likeness.py``), ships as data
(``charter_rules/models/likeness.json``), and never blocks: a rule of words proves, this one wonders. What the words mean, where
an embedder can tell, is :mod:`coach.charter.sense`'s.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt
from typing import NamedTuple

from pydantic import Field

from coach.finding import Value

ENOUGH = 8
"""Words below which a stretch sounds like nothing."""
_WORD = re.compile(r"[^\W\d_]+|\d+|[?!%€£$«“#@]")
_NAME = re.compile(r"(?<=[\w,;:'] )[A-ZÀ-Ý]\w{2,}")


class Axis(Value):
    """A weight a bucket, one signed byte each in base 64, times ``scale``, and what is added to all."""

    scale: float = Field(gt=0)
    bias: float
    bytes: str


class Lines(Value):
    """The model as its file holds it: buckets of ``bits`` bits, of which a shorter line uses the lower ones."""

    bits: int = Field(ge=8, le=20)
    ask: Axis
    categories: dict[str, Axis]


class _Line(NamedTuple):
    scale: float
    bias: float
    weights: memoryview

    def of(self, buckets: frozenset[int]) -> float:
        mask = len(self.weights) - 1
        return self.bias + self.scale * sum([self.weights[b & mask] for b in buckets]) / sqrt(max(1, len(buckets)))


def told(text: str) -> set[str]:
    """Return what is looked at in a text: words, pairs, beginnings of words and of pairs, a proper name; figures are one word."""
    words = _words(text)
    seen = {f"w{w}" for w in words} | {f"p{w[:5]}" for w in words if len(w) > 4} | {f"q{w[:4]}" for w in words if len(w) > 3}
    return seen | _paired(pairwise(words)) | ({"N"} if _NAME.search(text) else set())


def _words(text: str) -> list[str]:
    return ["0" if w.isdigit() else w for w in _WORD.findall(text.lower().replace("’", "'"))]


def _paired(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {said for a, b in pairs for said in (f"b{a} {b}", f"B{a[:4]} {b[:4]}")}


def buckets(seen: Iterable[str], bits: int) -> frozenset[int]:
    """Return the buckets of what was seen, by a checksum that never changes."""
    mask = (1 << bits) - 1
    return frozenset(zlib.crc32(s.encode()) & mask for s in seen)


@cache
def _model() -> tuple[int, _Line, dict[str, _Line]]:
    read = Lines.model_validate_json(files("charter_rules").joinpath("models", "likeness.json").read_text("utf-8"))
    return read.bits, _line(read.ask), {name: _line(axis) for name, axis in read.categories.items()}


def _line(axis: Axis) -> _Line:
    return _Line(axis.scale, axis.bias, memoryview(base64.b64decode(axis.bytes)).cast("b"))


class _Sentence(NamedTuple):
    edges: tuple[str, ...]
    """Its first and last words."""
    seen: frozenset[int]


@lru_cache(maxsize=2048)
def _sentence(text: str) -> _Sentence:
    words = _words(text)
    return _Sentence((words[0], words[-1]) if words else (), buckets(told(text), _model()[0]))


def odds(sentences: Sequence[str]) -> float:
    """Return the log odds that sentences that follow one another are worth a question; each is read once."""
    return max(-30.0, min(30.0, _model()[1].of(_together(sentences))))


def chance(sentences: Sequence[str]) -> float:
    """Return how likely sentences that follow one another are to be worth a question, 0 to 1."""
    return 1 / (1 + exp(-odds(sentences)))


def category(sentences: Sequence[str]) -> str:
    """Return the category that sentences that follow one another sound most like."""
    seen, categories = _together(sentences), _model()[2]
    return max(categories, key=lambda name: categories[name].of(seen))


def _together(sentences: Sequence[str]) -> frozenset[int]:
    read = [sentence for sentence in map(_sentence, sentences) if sentence.edges]
    across = _paired((a.edges[-1], b.edges[0]) for a, b in pairwise(read))
    return frozenset().union(*(sentence.seen for sentence in read), buckets(across, _model()[0]))
