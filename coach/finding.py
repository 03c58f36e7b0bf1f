"""What the product says about a draft: one kind of value, a finding, and the review that gathers them.

The JSON of these models is the public contract (``portevoix.review/1``): fields may be added, none renamed.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from coach.text import Span


class Value(BaseModel):
    """A frozen value of the domain: unknown keys are refused, nothing changes after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Severity(StrEnum):
    """How much a finding weighs; only what the text itself proves may block."""

    BLOCK = "block"
    WARN = "warn"
    ADVISE = "advise"

    @property
    def rank(self) -> int:
        """2 for block, 1 for warn, 0 for advise: higher is worse."""
        return {"block": 2, "warn": 1, "advise": 0}[self.value]


class Source(StrEnum):
    """The reviewer that speaks."""

    MIRROR = "mirror"
    CHARTER = "charter"
    FORM = "form"
    LINE = "line"
    SLOP = "slop"


class Ask(Value):
    """Whom to ask, with the message already written."""

    key: str
    """The contact's key in the pack, ``juridique`` say."""
    name: str | None = None
    """The person or desk."""
    channel: str | None = None
    """Mail address, telephone or room of the contact, as the company wrote it."""
    draft_message: str | None = None
    """A message ready to send, with the extract and nothing else of the draft."""


Kind = Literal["sibling", "official", "own", "suggestion"]
How = Literal["verbatim", "reordered", "words_replaced", "paraphrase", "translated"]


class Evidence(Value):
    """The post a passage was borrowed from, and the very words there.

    Of a line a model proposed to somebody else (kind ``suggestion``) no word was kept: ``text`` is then the draft's own passage,
    from 0 to its length, ``post_id`` names the line and ``author`` nobody.
    """

    post_id: str
    author: str | None = None
    kind: Kind = "sibling"
    date: str | None = None
    """ISO 8601 day or time, when known."""
    start: int
    """First code point of ``text`` in the post."""
    end: int
    text: str
    how: How = "verbatim"
    strength: float = Field(ge=0, le=1)
    """0 to 1: how much of the passage is borrowed."""


class Finding(Value):
    """A remark about one place of a text. Make it with :meth:`at`, which slices the text and gives the stable id."""

    id: str
    source: Source
    rule: str
    category: str | None = None
    severity: Severity
    start: int = Field(ge=0)
    """First code point, in exactly the text given."""
    end: int = Field(ge=0)
    """One past the last code point."""
    text: str
    message: str
    """What is there, in one sentence."""
    why: str | None = None
    """The reason: harm, law, or the charter's own words."""
    question: str | None = None
    """What to ask oneself: a question, never a synonym."""
    fixes: tuple[str, ...] = ()
    """Ways to mend it; empty when only the person can know."""
    ask: Ask | None = None
    evidence: Evidence | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @classmethod
    def at(cls, text: str, span: Span, *, source: Source, rule: str, severity: Severity, message: str, **more: Any) -> Self:
        """Return a finding on ``span`` of ``text``; its id is a hash of rule, text and span text."""
        piece = span.of(text)
        return cls(
            id=finding_id(rule, text, piece, span.start),
            source=source,
            rule=rule,
            severity=severity,
            start=span.start,
            end=span.end,
            text=piece,
            message=message,
            **more,
        )

    def moved(self, text: str, span: Span) -> Finding:
        """Return the same remark on ``span`` of ``text``, its slice and id made anew."""
        piece = span.of(text)
        where = {"start": span.start, "end": span.end, "text": piece}
        return self.model_copy(update={"id": finding_id(self.rule, text, piece, span.start), **where})


def finding_id(rule: str, text: str, piece: str, start: int) -> str:
    """Return 12 hexadecimal digits that are the same for the same rule, text and passage.

    ``start`` tells apart two equal passages of one text.
    """
    seen = "\x1f".join((rule, text, piece, str(start)))
    return hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


class Apport(Value):
    """What only this person brings, counted in the draft."""

    places: int = 0
    dates: int = 0
    figures: int = 0
    people: int = 0
    objects: int = 0
    first_person: int = 0
    doubt: int = 0
    questions: int = 0
    own_words: float = Field(default=0.0, ge=0, le=1)
    """Share of content words that no sibling post and no official message of the matches holds, 0 to 1."""


MirrorVerdict = Literal["copy", "collage", "paraphrase", "yours", "unchecked"]
CharterVerdict = Literal["go", "ask", "stop"]


class Reflection(Value):
    """What the mirror sees of a whole draft."""

    verdict: MirrorVerdict = "unchecked"
    reprise: float = Field(default=0.0, ge=0, le=1)
    """Share of the draft's words that stand in borrowed passages, 0 to 1."""
    apport: Apport = Apport()
    semantic: bool = False
    """Whether paraphrases were looked for, or only words."""


class Encouraged(Value):
    """Something the charter encourages, found in the draft."""

    rule: str
    message: str
    start: int
    end: int


class Ruling(Value):
    """What the charter says of a whole draft."""

    verdict: CharterVerdict | None = None
    """``None`` when no charter was asked."""
    encouraged: tuple[Encouraged, ...] = ()


Pillar = Literal["product", "culture", "trade"]
"""What a post is about, in the mix of seed 002: what one sells, the house, the trade."""


class LineStanding(Value):
    """Where a draft stands in the line of the person who writes it."""

    card: str | None = None
    """The subject of the memento it plays, by the person's own name for it."""
    shared: tuple[str, ...] = ()
    """The draft's words that say so."""
    inside: bool | None = None
    """Whether it is in the territory; ``None`` when it is too short to tell, or the memento has no subject yet."""
    pillar: Pillar | None = None
    """Which share of the mix it would go to, as far as words tell."""
    published: int = Field(default=0, ge=0)
    """Posts published so far that the mix was counted on."""
    lacks: Pillar | None = None
    """Which share is furthest under what is wanted; ``None`` when none is, or too few were published to tell."""
    usual: int = Field(default=0, ge=0)
    """One's own sentences this draft was compared with; too few of them say nothing."""
    said: tuple[str, ...] = ()
    """All that, in sentences, in the person's language."""


class Review(Value):
    """All that was found in one draft, worst first, as the contract publishes it."""

    schema_: Literal["portevoix.review/1"] = Field(default="portevoix.review/1", alias="schema")
    id: str | None = None
    lang: str
    network: str
    chars: int
    """Length in code points of the text given."""
    mirror: Reflection
    charter: Ruling
    line: LineStanding | None = None
    """``None``, and absent from the JSON, when the person has no line."""
    findings: tuple[Finding, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _in_bounds(self) -> Self:
        for finding in self.findings:
            if not finding.start <= finding.end <= self.chars:
                raise ValueError(f"finding {finding.rule} at {finding.start}:{finding.end} is outside the text")
        return self

    @model_serializer(mode="wrap")
    def _published(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out the line of a person who has none: the contract knew reviews without one."""
        made: dict[str, Any] = write(self)
        if self.line is None:
            made.pop("line", None)
        return made

    def worst(self) -> Severity | None:
        """Return the worst severity among the findings, or ``None`` when there is none."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank, default=None)
