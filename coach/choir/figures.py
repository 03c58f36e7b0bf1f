"""The three scores of seed 001 and the mix of seed 002, each with the number of posts it was counted on. Pure, exact.

No figure is given on fewer than :data:`coach.choir.crowd.ENOUGH` posts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal, NamedTuple

from coach.choir.crowd import ENOUGH, Crowd, engagement
from coach.choir.naming import keys_once
from coach.finding import Pillar
from coach.language import language_of
from coach.line.memento import PILLARS, Mix
from coach.line.mix import pillar_said
from coach.mirror.lexicon import stem
from coach.post import Post
from coach.text import keys_of

Reason = Literal["too_few", "zero"]
"""Why a figure is missing: too few posts, or nothing to divide by."""


class Score(NamedTuple):
    """One figure, or why there is none."""

    value: float | None
    n: int
    """Posts it was counted on."""
    reason: Reason | None = None


class Middle(NamedTuple):
    """The median engagement of one side."""

    value: float | None
    """``None`` on too few posts."""
    n: int
    """Posts whose engagement is known."""


class Surperformance(NamedTuple):
    """The median engagement of members' posts, against the page's and against outside authors'."""

    members: Middle
    page: Middle
    others: Middle
    vs_page: Score
    """Members' median divided by the page's: 2 is twice as much. ``n`` counts the smaller side."""
    vs_others: Score


class MixFound(NamedTuple):
    """What members' posts are about, told by words, so roughly."""

    n: int
    counts: dict[Pillar, int]
    wanted: Mix

    def percent(self, pillar: Pillar) -> float | None:
        """Return the share of one pillar, 0 to 100; ``None`` on too few posts."""
        return 100 * self.counts[pillar] / self.n if self.n >= ENOUGH else None


def incarnation(crowd: Crowd) -> Score:
    """Return posts by employees that mention the company ÷ all posts that mention it, 0 to 1."""
    own = len(mentioning(crowd.members, crowd))
    everybody = own + len(mentioning(crowd.page, crowd)) + len(mentioning(crowd.outside, crowd))
    return Score(own / everybody, everybody) if everybody >= ENOUGH else Score(None, everybody, "too_few")


def impact(crowd: Crowd) -> Score:
    """Return the total engagement on employees' posts that mention the company; ``n`` counts those whose engagement is known."""
    known = _known(mentioning(crowd.members, crowd))
    return Score(sum(known), len(known)) if len(known) >= ENOUGH else Score(None, len(known), "too_few")


def surperformance(crowd: Crowd, subjects: Sequence[str] = ()) -> Surperformance:
    """Return employees' median engagement against the page's and outside authors'.

    Outside authors are taken as they were given; with ``subjects``, only their posts that say one of these words are.
    """
    sides = (crowd.members, crowd.page, on_subjects(crowd.outside, subjects))
    members, page, others = (_middle(_known(posts)) for posts in sides)
    return Surperformance(members, page, others, _against(members, page), _against(members, others))


def on_subjects(posts: Iterable[Post], subjects: Sequence[str]) -> list[Post]:
    """Return the posts that say all the words of one of ``subjects``, whatever their ending; all of them without subjects."""
    wanted = [{stem(key, lang) for key in keys} for said in subjects if (keys := keys_of(said)) for lang in ("fr", "en")]
    if not wanted:
        return list(posts)
    return [post for post in posts if any(family <= _families(post.text) for family in wanted)]


def mix(crowd: Crowd, wanted: Mix | None = None) -> MixFound:
    """Return the shares of members' posts on the product, the company's culture and the trade (20/30/50)."""
    products = crowd.names.products
    counted = Counter(pillar_said(keys_once(post.text), products, post.lang or language_of(post.text)) for post in crowd.members)
    return MixFound(len(crowd.members), {pillar: counted[pillar] for pillar in PILLARS}, wanted or Mix())


def mentioning(posts: Iterable[Post], crowd: Crowd) -> list[Post]:
    """Return the posts that say one of the company's names."""
    return [post for post in posts if crowd.names.said_in(post.text)]


def _known(posts: Iterable[Post]) -> list[int]:
    return [count for post in posts if (count := engagement(post)) is not None]


def _middle(counts: Sequence[int]) -> Middle:
    return Middle(float(median(counts)) if len(counts) >= ENOUGH else None, len(counts))


def _against(one: Middle, other: Middle) -> Score:
    n = min(one.n, other.n)
    if one.value is None or other.value is None:
        return Score(None, n, "too_few")
    return Score(one.value / other.value, n) if other.value else Score(None, n, "zero")


def _families(text: str) -> set[str]:
    keys = set(keys_of(text))
    return {stem(key, lang) for key in keys for lang in ("fr", "en")}
