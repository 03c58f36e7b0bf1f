"""How much evidence is enough: less for a whole sentence, more for a clause lost in a sentence of one's own.

A sentence that is a post's from end to end was taken there even when it is plain, and so was a post's sentence slipped whole into
a longer one; four shared words in the middle of one's own
sentence happen every day between people of one trade. Measured on labelled drafts (``tests/bench/mirror_dev.py``).
"""

from __future__ import annotations

from itertools import pairwise

from coach.mirror.commonplace import is_commonplace
from coach.mirror.lexicon import COMMON_WEIGHT, RITUAL_WEIGHT
from coach.mirror.overlap import Overlap
from coach.mirror.tokens import Reading

NEEDED = ((0.0, 6.0), (0.3, 6.0), (0.5, 3.6), (0.6, 2.7), (0.7, 2.0), (0.9, 1.6), (1.0, 1.6))
"""Evidence needed against the share of a sentence, the draft's or the post's, that both hold; straight lines between."""
LONG_RUN = 10
"""Words in a row, making a whole sentence, that chance does not put together."""
LONG_RUN_NEEDED = 1.2
"""Evidence needed of such a run."""
FEW_WORDS = 5
"""Words under which a sentence is too short to be known by its shape."""
FEW_PLAIN_WORDS = 8
"""The same for a sentence without one word of a subject: anybody's words in anybody's order."""
RITUAL_SHARE = 0.4
"""Share of ritual words among those that tell something, from which a sentence is the kind everybody writes."""
SMALL_PART = 1 / 3
"""Share of a sentence under which what formulas say of it leaves it what it is."""
PLAIN_NEEDED = 3.0
"""Evidence needed of a sentence of few words or of the kind everybody writes."""
TOO_MUCH = 6.0
"""Evidence from which words are somebody's, however common they sound."""
WEAK_SHARE = 0.75
"""Share of the evidence needed from which a resemblance is worth a quiet word."""
LEAST = LONG_RUN_NEEDED * WEAK_SHARE
"""Evidence under which nothing is ever said."""


def needed(found: Overlap, reading: Reading) -> float:
    """Return the evidence from which ``found``, a stretch of the sentence ``reading``, is a parrot."""
    live = sum(1 for key in reading.keys if key)
    share = min(1.0, max(found.shared / max(1, live), found.whole))
    enough = next(_between(share, low, high) for low, high in pairwise(NEEDED) if share <= high[0])
    if share >= NEEDED[-2][0] and found.how == "verbatim" and found.shared >= LONG_RUN:
        enough = LONG_RUN_NEEDED
    return max(enough, PLAIN_NEEDED) if is_plain(reading, found.shared) else enough


def is_plain(reading: Reading, shared: int) -> bool:
    """Tell whether ``shared`` words of the sentence are too few, or the sentence is of the kind everybody writes."""
    few = FEW_WORDS if max(reading.weights, default=0.0) > COMMON_WEIGHT else FEW_PLAIN_WORDS
    return shared < few or _ritual(reading) >= RITUAL_SHARE


def is_parrot(found: Overlap, reading: Reading) -> bool:
    """Tell whether the stretch is enough to say it was borrowed. What was found by its meaning was judged then."""
    if found.how in ("paraphrase", "translated"):
        return True
    return found.evidence >= needed(found, reading) and not _everybody_s(found, reading)


def is_weak(found: Overlap, reading: Reading) -> bool:
    """Tell whether the stretch, not enough to be called borrowed, is worth a quiet word."""
    return found.evidence >= WEAK_SHARE * needed(found, reading) and not _everybody_s(found, reading)


def _everybody_s(found: Overlap, reading: Reading) -> bool:
    """Tell whether what both share is what everybody writes: asked last, when all else says it was borrowed."""
    said = reading.keys[found.first : found.last]
    return found.evidence < TOO_MUCH and is_commonplace(said, exact=found.how == "verbatim")


def _between(share: float, low: tuple[float, float], high: tuple[float, float]) -> float:
    if high[0] == low[0]:
        return high[1]
    return low[1] + (high[1] - low[1]) * (share - low[0]) / (high[0] - low[0])


def _ritual(reading: Reading) -> float:
    """Return the share of ritual words, or words a formula excuses, among the words of a sentence that tell something.

    A formula that is a small part of the sentence (*depuis quelques années*) does not make it one everybody writes.
    """
    live = [(w, small) for k, w, small in zip(reading.keys, reading.weights, reading.small, strict=True) if k]
    excused = sum(w == 0 for w, _ in live)
    told = [w for w, small in live if not small and (w or excused >= SMALL_PART * len(live))]
    return sum(w <= RITUAL_WEIGHT for w in told) / max(1, len(told))
