"""Whether a run of words is what everybody writes, though no formula of the lists says it.

A line through hashed words: each word, beginning of a word, pair and triple of them, and how many tell something, push towards
*said by everybody* or *said by somebody*. It learned from sentences written for the purpose and from the formulas of the lists
(``tests/bench/train_commonplaces.py``), never from a store: what thirty colleagues pasted would look like everybody's there. It
ships as data (``prompts/models/commonplace.json``).
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import exp, sqrt

from pydantic import Field

from coach.finding import Value
from coach.mirror.formulas import NUMBER
from coach.mirror.lexicon import CONTENT_WEIGHT, FUNCTION_WEIGHT, RITUAL_WEIGHT, tongue

LONGEST = 14
"""Words from which a run is somebody's text, whatever it sounds like: campaign lines are long."""
SHORTEST = 3
"""Words under which it tells nothing."""
LIKELY = 0.6
"""Chance from which a run said word for word is taken for everybody's: so are formulas said again."""
SURE = 0.9
"""Chance from which one with words changed or cut out is: somebody has worked on it."""

_BEGINNING = 5
"""Letters of the beginning of a word."""


class CommonLine(Value):
    """The file: a signed byte for each of the ``2 ** bits`` buckets, in base 64, times ``scale``, and what is added to all."""

    bits: int = Field(ge=8, le=20)
    scale: float = Field(gt=0)
    bias: float
    bytes: str


def told(keys: Sequence[str]) -> set[str]:
    """Return what is looked at in a run of folded words; the empty ones of a mask are left out and figures are one word."""
    live = [NUMBER if key[0].isdigit() else key for key in keys if key]
    short = [key[:_BEGINNING] for key in live]
    seen = {f"w{key}" for key in live} | {f"s{key}" for key in short}
    seen |= {f"b{one} {two}" for one, two in pairwise(["^", *live, "$"])}
    seen |= {f"p{one} {two}" for one, two in pairwise(["^", *short, "$"])}
    seen |= {f"t{' '.join(live[at : at + 3])}" for at in range(len(live) - 2)}
    return seen | set(_density(live))


def _density(live: Sequence[str]) -> Iterator[str]:
    """Yield how many words there are, and how many of them tell something, by the lists of the language most of them are of."""
    known = tongue(live)
    weights = [known[key] for key in live]
    size = max(1, len(weights))
    telling = sum(weight >= CONTENT_WEIGHT for weight in weights)
    ritual = sum(FUNCTION_WEIGHT < weight <= RITUAL_WEIGHT for weight in weights)
    common = sum(RITUAL_WEIGHT < weight < CONTENT_WEIGHT for weight in weights)
    yield f"n{min(16, len(live))}"
    yield f"c{min(6, telling)}"
    yield f"C{10 * telling // size}"
    yield f"R{5 * ritual // size}"
    yield f"K{5 * common // size}"
    yield f"m{int(8 * sum(weights) / size)}"


def buckets(seen: set[str], bits: int) -> frozenset[int]:
    """Return the buckets of what was seen, by a checksum that never changes."""
    mask = (1 << bits) - 1
    return frozenset([zlib.crc32(said.encode()) & mask for said in seen])


@cache
def _line() -> tuple[CommonLine, memoryview]:
    line = CommonLine.model_validate_json(files("prompts").joinpath("models", "commonplace.json").read_text("utf-8"))
    return line, memoryview(base64.b64decode(line.bytes)).cast("b")


@lru_cache(maxsize=4096)
def chance(keys: tuple[str, ...]) -> float:
    """Return how likely a run of folded words is to be what everybody writes, 0 to 1; 0 when too short or too long to tell."""
    if not SHORTEST <= sum(map(bool, keys)) <= LONGEST:
        return 0.0
    line, weights = _line()
    seen = buckets(told(keys), line.bits)
    said = line.bias + line.scale * sum([weights[bucket] for bucket in seen]) / sqrt(max(1, len(seen)))
    return 1 / (1 + exp(-max(-30.0, min(30.0, said))))


def is_commonplace(keys: Sequence[str], *, exact: bool = True) -> bool:
    """Tell whether a run of folded words is taken for what everybody writes; ``exact`` when both texts say just this."""
    return chance(tuple(keys)) >= (LIKELY if exact else SURE)
