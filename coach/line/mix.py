"""The mix of what was published, against the one wanted (20/30/50, seed 002): told by words, so only ever roughly. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from coach.context import Language
from coach.finding import Pillar
from coach.line.hearing import families_of, listed_families, runs
from coach.line.memento import PILLARS, Mix
from coach.line.playing import Play
from coach.text import keys_of

FEWEST = 5
"""Published posts under which nothing is said of the mix."""
REMARKED = 8
"""Published posts under which one more post of a share is never remarked on: words tell shares only roughly."""
LATEST = 12
"""Posts looked at, the newest: a year of one post a month."""
GAP = 20
"""Points of percent under what is wanted from which a share is said to be lacking."""
EXCESS = 25
"""Points of percent above what is wanted from which one more post of a share is remarked on."""
_ENOUGH = 2
"""Words of a share that make a post go to it."""


class Shares(NamedTuple):
    """What the latest published posts are about."""

    n: int
    counts: dict[Pillar, int]

    def percent(self, pillar: Pillar) -> float:
        """Return the share of one pillar, 0 to 100."""
        return 100 * self.counts[pillar] / self.n if self.n else 0.0


def pillar_of(text: str, play: Play | None, products: Sequence[str], lang: Language) -> Pillar:
    """Return which share of the mix a post goes to: what its card says, then what it sells, then the house, else the trade."""
    if play is not None and play.territory.pillar is not None:
        return play.territory.pillar
    return pillar_said(keys_of(text), products, lang)


def pillar_said(keys: Sequence[str], products: Sequence[str], lang: Language) -> Pillar:
    """Return which share a post of these folded words goes to."""
    named = any(True for product in products for _ in runs(keys, _said(product)))
    mine = families_of(keys, lang, common=True)
    product, culture = (len(mine & listed_families(lang, name)) for name in ("product", "culture"))
    if named or product >= max(_ENOUGH, culture + 1):
        return "product"
    return "culture" if culture >= _ENOUGH else "trade"


@lru_cache(maxsize=256)
def _said(product: str) -> tuple[str, ...]:
    """Return the folded words of a product's name, which is the same for every post."""
    return tuple(keys_of(product))


def shares(pillars: Sequence[Pillar]) -> Shares:
    """Return the shares of the latest published posts, newest first."""
    counted = Counter(pillars[:LATEST])
    return Shares(min(len(pillars), LATEST), {pillar: counted[pillar] for pillar in PILLARS})


def lacking(found: Shares, wanted: Mix) -> Pillar | None:
    """Return the share furthest under what is wanted; ``None`` when it holds, or under :data:`FEWEST` posts."""
    if found.n < FEWEST:
        return None
    worst = max(PILLARS, key=lambda p: wanted.of(p) - found.percent(p))
    return worst if wanted.of(worst) - found.percent(worst) >= GAP else None


def one_too_many(found: Shares, wanted: Mix, pillar: Pillar) -> bool:
    """Tell whether one more post of ``pillar`` is worth a remark: others are lacking, and this one is well over already."""
    missing = lacking(found, wanted)
    return found.n >= REMARKED and missing not in (None, pillar) and found.percent(pillar) - wanted.of(pillar) >= EXCESS
