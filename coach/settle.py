"""What is left of a review once the person has decided about some of its remarks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coach.finding import CharterVerdict, Finding, Review, Severity, Source
from coach.notebook import Decision, DecisionKind
from coach.publish.outing import post_id_of
from coach.text import words

SETTLING: frozenset[DecisionKind] = frozenset({"dismissed", "public", "quotation", "our_name", "mine_first"})
"""Decisions that close a remark. To have asked somebody does not: the answer is still to come."""


class Settled(NamedTuple):
    """A review without the remarks decided about."""

    review: Review
    closed: int
    """How many remarks were set aside."""


def settle(review: Review, decisions: Iterable[Decision]) -> Settled:
    """Return ``review`` without the remarks closed by a decision that was not withdrawn.

    A decision closes the remarks of its rule on the same words, wherever they stand: it holds while the text around changes.
    The charter's verdict is then that of the remarks left. What a published draft shares with its own post is no remark at all.
    """
    itself = post_id_of(review.id) if review.id else None
    found = tuple(f for f in review.findings if f.evidence is None or f.evidence.post_id != itself)
    if len(found) < len(review.findings):
        review = review.model_copy(update={"findings": found})
    closed = {(d.rule, _key(d.text)) for d in decisions if d.kind in SETTLING and not d.withdrawn}
    left = tuple(f for f in review.findings if (f.rule, _key(f.text)) not in closed)
    gone = len(review.findings) - len(left)
    if not gone:
        return Settled(review, 0)
    charter = review.charter
    if any(f.source is Source.CHARTER for f in review.findings) and charter.verdict is not None:
        charter = charter.model_copy(update={"verdict": _verdict(left)})
    return Settled(review.model_copy(update={"findings": left, "charter": charter}), gone)


def _verdict(findings: Iterable[Finding]) -> CharterVerdict:
    worst = max((f.severity.rank for f in findings if f.source is Source.CHARTER), default=-1)
    if worst == Severity.BLOCK.rank:
        return "stop"
    return "ask" if worst == Severity.WARN.rank else "go"


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text)) or (text.strip(),)
