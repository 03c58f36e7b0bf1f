"""The skeleton of a thread: thesis, claims with proof, limit and plain words, a question; pure functions reorder it."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from coach.context import Language
from coach.finding import Value
from coach.text import clean

Words = Annotated[str, AfterValidator(lambda said: clean(said).strip())]
"""The person's words, cleaned at the door."""
Part = Literal["thesis", "claim", "proof", "limit", "plain", "question"]
"""What a thread is made of, in the order an outsider needs it."""


class Proof(Value):
    """What the person saw, counted or read that holds a claim up."""

    text: Words
    source: Words = ""
    """Where it comes from, when it is not the person: a report, an address."""


class Limit(Value):
    """Where a claim, or the whole thread, stops being true."""

    text: Words


class Claim(Value):
    """One thing the thread asserts."""

    id: str = Field(min_length=1)
    """Unique in its skeleton."""
    text: Words
    proofs: tuple[Proof, ...] = ()
    limit: Limit | None = None
    plain: Words = ""
    """The same for somebody from another trade."""


class Skeleton(Value):
    """A thread before it is posts: it exports as thread, slides, long post and sheet of questions."""

    lang: Language = "fr"
    """Language of the words."""
    thesis: Words = ""
    """What the whole thread stands for."""
    claims: tuple[Claim, ...] = ()
    """In the order they are read."""
    limit: Limit | None = None
    """Of the whole thread."""
    question: Words = ""
    """What the person would like to know from the readers."""

    @model_validator(mode="after")
    def _each_claim_once(self) -> Skeleton:
        ids = [claim.id for claim in self.claims]
        if len(set(ids)) < len(ids):
            raise ValueError("two claims have the same id")
        return self


class Missing(NamedTuple):
    """A part the skeleton has not got yet."""

    part: Part
    claim: str | None
    """Id of the claim it belongs to, ``None`` for the thread itself."""


def add(skeleton: Skeleton, claim: Claim, at: int | None = None) -> Skeleton:
    """Return ``skeleton`` with ``claim`` before place ``at``, or last. Raises ``ValueError`` for an id already there."""
    if any(other.id == claim.id for other in skeleton.claims):
        raise ValueError(f"there is already a claim {claim.id!r}")
    place = len(skeleton.claims) if at is None else max(0, min(at, len(skeleton.claims)))
    return _with(skeleton, (*skeleton.claims[:place], claim, *skeleton.claims[place:]))


def move(skeleton: Skeleton, claim: str, to: int) -> Skeleton:
    """Return ``skeleton`` with the claim of that id at place ``to`` (held between both ends). Raises ``KeyError``."""
    found = skeleton.claims[place_of(skeleton, claim)]
    return add(drop(skeleton, claim), found, to)


def drop(skeleton: Skeleton, claim: str) -> Skeleton:
    """Return ``skeleton`` without the claim of that id; its words are the caller's to keep. Raises ``KeyError``."""
    place = place_of(skeleton, claim)
    return _with(skeleton, (*skeleton.claims[:place], *skeleton.claims[place + 1 :]))


def amend(skeleton: Skeleton, claim: Claim) -> Skeleton:
    """Return ``skeleton`` with ``claim`` in the place of the one of the same id. Raises ``KeyError``."""
    place = place_of(skeleton, claim.id)
    return _with(skeleton, (*skeleton.claims[:place], claim, *skeleton.claims[place + 1 :]))


def place_of(skeleton: Skeleton, claim: str) -> int:
    """Return where the claim of that id stands, from 0. Raises ``KeyError``."""
    for place, other in enumerate(skeleton.claims):
        if other.id == claim:
            return place
    raise KeyError(claim)


def missing(skeleton: Skeleton) -> tuple[Missing, ...]:
    """Return what the thread has not got yet, in the order it is read: no claim without proof, no thread without limit.

    Plain words are asked for once: the thread has them as soon as one claim has.
    """
    found = [] if skeleton.thesis else [Missing("thesis", None)]
    if not skeleton.claims:
        found.append(Missing("claim", None))
    for claim in skeleton.claims:
        if not claim.text:
            found.append(Missing("claim", claim.id))
        if not any(proof.text for proof in claim.proofs):
            found.append(Missing("proof", claim.id))
    if not any(held and held.text for held in (skeleton.limit, *(claim.limit for claim in skeleton.claims))):
        found.append(Missing("limit", None))
    if skeleton.claims and not any(claim.plain for claim in skeleton.claims):
        found.append(Missing("plain", None))
    if not skeleton.question:
        found.append(Missing("question", None))
    return tuple(found)


def _with(skeleton: Skeleton, claims: tuple[Claim, ...]) -> Skeleton:
    return skeleton.model_copy(update={"claims": claims})
