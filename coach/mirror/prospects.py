"""Whether a post may explain a sentence at all, told from its words alone: most candidates are let go before they are read.

The most a post can prove is bounded from above: a shared word whose neighbour is shared too counts in full, a lonely one in part,
and nothing is taken away. A post under the bound is one :func:`coach.mirror.overlap.overlap` could not have made anything of.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from coach.mirror.evidence import LONG_RUN, LONG_RUN_NEEDED, NEEDED, PLAIN_NEEDED, WEAK_SHARE, is_plain
from coach.mirror.overlap import LONELY
from coach.mirror.tokens import GONE, Reading
from coach.strung import strung

_ROUNDING = 1e-6


class Prospect(NamedTuple):
    """The most a post can have in common with a sentence."""

    evidence: float
    shared: int
    """Words."""

    def proves(self, least: float) -> bool:
        """Tell whether it may be evidence of ``least`` or more."""
        return self.evidence + _ROUNDING >= least

    def weak(self, reading: Reading) -> bool:
        """Tell whether it may be a resemblance of the sentence ``reading`` that is worth a quiet word."""
        least = LONG_RUN_NEEDED if self.shared >= LONG_RUN else min(enough for _, enough in NEEDED)
        if is_plain(reading, self.shared):
            least = max(least, PLAIN_NEEDED)
        return self.evidence + _ROUNDING >= WEAK_SHARE * least


class Needles(NamedTuple):
    """What is looked for in the words of each post: the sentence's own words, made ready once."""

    reading: Reading
    pairs: tuple[str, ...]
    """Each word with the next; empty for the last one and beside a word a mask hides."""
    alone: tuple[str, ...]
    """Each word that tells enough to count without a neighbour; empty for the others."""


def needles(reading: Reading) -> Needles:
    """Return ``reading`` ready for :func:`prospect`."""
    keys = reading.keys
    pairs = [strung(pair) if GONE not in pair else "" for pair in pairwise((*keys, GONE))]
    lonely = zip(keys, reading.weights, strict=True)
    return Needles(reading, tuple(pairs), tuple([strung((key,)) if key and weight >= LONELY else "" for key, weight in lonely]))


def prospect(sought: Needles, said: str, low: int = 0, high: int | None = None) -> Prospect:
    """Return the most a post whose words are ``said`` (:func:`coach.strung.strung`) can have in common with the sentence.

    Of its words ``low`` up to, not including, ``high``: all of them unless told.
    """
    evidence, shared, before = 0.0, 0, False
    looked_at = zip(sought.pairs[low:high], sought.alone[low:high], sought.reading.weights[low:high], strict=True)
    for pair, alone, weight in looked_at:
        after = bool(pair) and pair in said
        if before or after:
            evidence, shared = evidence + weight, shared + 1
        elif alone and alone in said:
            # The first word of a post has no neighbour before it to be asked for.
            evidence, shared = evidence + weight * (1 if said.startswith(alone) else LONELY), shared + 1
        before = after
    return Prospect(evidence, shared)
