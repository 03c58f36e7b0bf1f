"""Whether a post may explain a sentence at all, told from its words alone: most candidates are let go before they are read.

The most a post can prove is bounded from above: a shared word whose neighbour is shared too counts in full, a lonely one in part,
and nothing is taken away. A post under the bound is one :func:`coach.mirror.overlap.overlap` could not have made anything of.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from coach.mirror.evidence import LEAST, LONG_RUN, LONG_RUN_NEEDED, NEEDED, PLAIN_NEEDED, WEAK_SHARE, is_plain
from coach.mirror.overlap import LONELY
from coach.mirror.tokens import GONE, Reading
from coach.text import keys_of

_ROUNDING = 1e-6


class Outline(NamedTuple):
    """The words of a post, without order."""

    first: str
    keys: frozenset[str]
    pairs: frozenset[tuple[str, str]]


class Prospect(NamedTuple):
    """The most a post can have in common with a sentence."""

    evidence: float
    shared: int
    """Words."""

    def counts(self) -> bool:
        """Tell whether anything may ever be said of it."""
        return self.evidence + _ROUNDING >= LEAST

    def weak(self, reading: Reading) -> bool:
        """Tell whether it may be a resemblance of the sentence ``reading`` that is worth a quiet word."""
        least = LONG_RUN_NEEDED if self.shared >= LONG_RUN else min(enough for _, enough in NEEDED)
        if is_plain(reading, self.shared):
            least = max(least, PLAIN_NEEDED)
        return self.evidence + _ROUNDING >= WEAK_SHARE * least


def prospect(reading: Reading, text: str) -> Prospect:
    """Return the most a post whose text is ``text`` can have in common with ``reading``."""
    post, evidence, shared = outline(text), 0.0, 0
    keys, pairs = reading.keys, post.pairs
    joined = [one != GONE and pair in pairs for pair in pairwise(keys) for one in pair[:1]]
    sides = zip(keys, reading.weights, [False, *joined], [*joined, False], strict=True)
    for key, weight, before, after in sides:
        if before or after:
            evidence, shared = evidence + weight, shared + 1
        elif weight >= LONELY and key in post.keys:
            # The first word of a post has no neighbour before it to be asked for.
            evidence, shared = evidence + weight * (1 if key == post.first else LONELY), shared + 1
    return Prospect(evidence, shared)


@lru_cache(maxsize=4096)
def outline(text: str) -> Outline:
    """Return the words of a post's text."""
    keys = keys_of(text)
    return Outline(keys[0] if keys else GONE, frozenset(keys), frozenset(pairwise(keys)))
