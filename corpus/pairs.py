"""What the lexical index knows a text by: pairs of neighbouring words, and pairs with one word between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[str, str]
"""Two folded words in order; the second is empty for a word that stands alone."""
SHORT = 2
"""A text of this many words or fewer is also known by each of its words."""


def pairs_of(keys: Sequence[str]) -> set[Pair]:
    """Return the pairs of a text given as folded words in order.

    A pair with a gap survives the word replaced or slipped in between; both kinds are one kind, so a word dropped from the
    borrowed text still leaves the pair it bridged.
    """
    found = {*pairwise(keys), *zip(keys, keys[2:], strict=False)}
    return found | {(key, "") for key in keys} if len(keys) <= SHORT else found


def rarity(holders: int, total: int) -> float:
    """Return the weight of a pair that ``holders`` of ``total`` posts have: the rarer, the more it proves; never nothing."""
    return math.log1p(total / max(holders, 1))
