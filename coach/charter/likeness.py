"""What a stretch of text as a whole sounds like, when no single turn of phrase gives it away.

A line through hashed words: each word, pair of words and beginning of a word pushes towards *to be asked about* or *fine*, and a
line a category tells which. It learned from posts written for the purpose (``tests/bench/train_likeness.py``), ships as data
(``charter_rules/models/likeness.json``), and only ever warns: a rule of words proves, this one wonders.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt
from typing import NamedTuple

from pydantic import Field

from coach.finding import Value

TOGETHER = 3
"""Sentences read together: a hint and what it is about seldom stand further apart."""
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
        return self.bias + self.scale * sum(self.weights[b & mask] for b in buckets) / sqrt(max(1, len(buckets)))


class Likeness(NamedTuple):
    """How likely a stretch is to be worth a question, 0 to 1, and the category it sounds most like."""

    chance: float
    category: str


def told(text: str) -> set[str]:
    """Return what is looked at in a text: words, pairs, beginnings of words and of pairs, a proper name; figures are one word."""
    words = ["0" if w.isdigit() else w for w in _WORD.findall(text.lower().replace("’", "'"))]
    pairs = list(pairwise(words))
    seen = {f"w{w}" for w in words} | {f"b{a} {b}" for a, b in pairs}
    seen |= {f"p{w[:5]}" for w in words if len(w) > 4} | {f"q{w[:4]}" for w in words if len(w) > 3}
    return seen | {f"B{a[:4]} {b[:4]}" for a, b in pairs} | ({"N"} if _NAME.search(text) else set())


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


@lru_cache(maxsize=256)
def sounds_like(text: str) -> Likeness:
    """Return what a stretch of a few sentences sounds like."""
    bits, ask, categories = _model()
    seen = buckets(told(text), bits)
    best = max(categories, key=lambda name: categories[name].of(seen))
    return Likeness(1 / (1 + exp(-max(-30.0, min(30.0, ask.of(seen))))), best)
