"""What is left of a review once the person has decided about some of its remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coach.charter.public import entry_of
from coach.finding import CharterVerdict, Finding, Review, Severity, Source
from coach.notebook import Decision, DecisionKind
from coach.publish.outing import post_id_of
from coach.text import words

SETTLING: frozenset[DecisionKind] = frozenset({"dismissed", "public", "quotation", "our_name", "mine_first"})
"""Decisions that close a remark. To have asked somebody does not: the answer is still to come."""


class Answered(NamedTuple):
    """A remark, and the decision that closes it."""

    finding: Finding
    decision: Decision


class Settled(NamedTuple):
    """A review without the remarks decided about."""

    review: Review
    closed: int
    """How many remarks were set aside."""
    answered: tuple[Answered, ...] = ()
    """Those remarks, worst first, each with the newest decision that closes it."""


def settle(review: Review, decisions: Iterable[Decision]) -> Settled:
    """Return ``review`` without the remarks closed by a decision that was not withdrawn.

    A decision closes the remarks of its rule on the same words, wherever they stand: it holds while the text around changes. That
    something is public holds for what is named (:func:`coach.charter.public.entry_of`), however the sentence turns.
    The charter's verdict is then that of the remarks left. What a published draft shares with its own post is no remark at all.
    """
    itself = post_id_of(review.id) if review.id else None
    found = tuple(f for f in review.findings if f.evidence is None or f.evidence.post_id != itself)
    if len(found) < len(review.findings):
        review = review.model_copy(update={"findings": found})
    closing = _closing(decisions)
    answered = tuple(Answered(f, closing[key]) for f in review.findings if (key := _first(_keys(f), closing)) is not None)
    if not answered:
        return Settled(review, 0)
    gone = {id(one.finding) for one in answered}
    left = tuple(f for f in review.findings if id(f) not in gone)
    charter = review.charter
    if any(f.source is Source.CHARTER for f in review.findings) and charter.verdict is not None:
        charter = charter.model_copy(update={"verdict": _verdict(left)})
    return Settled(review.model_copy(update={"findings": left, "charter": charter}), len(answered), answered)


Key = tuple[str, str, tuple[str, ...]]


def _closing(decisions: Iterable[Decision]) -> dict[Key, Decision]:
    """Return what is closed, and by which decision: the newest one, as they are given newest first."""
    closing: dict[Key, Decision] = {}
    for decision in decisions:
        if decision.kind in SETTLING and not decision.withdrawn:
            closing.setdefault(("words", decision.rule, passage_key(decision.text)), decision)
            if decision.kind == "public":
                closing.setdefault(("entry", decision.rule, entry_of(decision.text)), decision)
    return closing


def _keys(finding: Finding) -> tuple[Key, Key]:
    return ("words", finding.rule, passage_key(finding.text)), ("entry", finding.rule, entry_of(finding.text))


def _first(keys: Iterable[Key], closing: Mapping[Key, Decision]) -> Key | None:
    return next((key for key in keys if key in closing), None)


def _verdict(findings: Iterable[Finding]) -> CharterVerdict:
    worst = max((f.severity.rank for f in findings if f.source is Source.CHARTER), default=-1)
    if worst == Severity.BLOCK.rank:
        return "stop"
    return "ask" if worst == Severity.WARN.rank else "go"


def passage_key(text: str) -> tuple[str, ...]:
    """Return what two passages share when they are the same words, whatever their case, accents and signs."""
    return tuple(word.key for word in words(text)) or (text.strip(),)
