"""The record of a review: what was checked, when, by which rules, with what left; signed by the person's own yes.

It is the human review that article 50(4) of the European AI Act speaks of. It holds a hash of the text and not the text, and it
stays where the notebook is until the person exports it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import ConfigDict, Field

from coach.charter.pack import Pack
from coach.context import Language, Network
from coach.finding import CharterVerdict, MirrorVerdict, Review, Severity, Source, Value
from coach.notebook import Decision, DecisionKind, Signature
from coach.settle import Settled, passage_key

Outcome = Literal["left", "dismissed", "public", "quotation", "our_name", "mine_first"]
"""What became of a remark: left standing, or closed by a decision."""
Standing = Literal["valid", "text_changed", "network_changed"]


class PackRead(Value):
    """A pack that judged, as it was that day."""

    name: str
    version: str
    rules: int
    """Rules it holds."""


class Kept(Value):
    """A remark of that day, without the words of the draft it was about."""

    rule: str
    source: Source
    severity: Severity
    outcome: Outcome
    asked: bool = False
    """Whether somebody was asked about it."""
    reason: str = ""
    """Why it was set aside, in the person's words."""
    link: str | None = None
    """Where it can be read, when it is public."""


class Record(Value):
    """A review, signed."""

    schema_: Literal["portevoix.record/1"] = Field(default="portevoix.record/1", alias="schema")
    made: dt.datetime
    signed_by: str
    note: str = ""
    """What the person adds, about what they leave standing say."""
    network: Network
    lang: Language
    chars: int
    """Code points of the text."""
    text_sha256: str
    """Of the text in UTF-8, 64 hexadecimal digits."""
    tool: str
    """Version of Porte-voix."""
    mirror: MirrorVerdict
    meaning: bool
    """Whether the mirror looked at meaning too, or only at words."""
    charter: CharterVerdict | None
    """The verdict once the person had decided."""
    packs: tuple[PackRead, ...] = ()
    encouraged: tuple[str, ...] = ()
    """Rules that found what the charter encourages."""
    remarks: tuple[Kept, ...] = ()
    """Worst first, those left standing before the others."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal; a lone surrogate, which UTF-8 cannot hold, counts as U+FFFD."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def record_of(
    text: str,
    settled: Settled,
    decisions: Iterable[Decision],
    packs: Sequence[Pack],
    *,
    made: dt.datetime,
    signed_by: str,
    tool: str,
    note: str = "",
) -> Record:
    """Return the record of ``text``, whose review and decisions are given."""
    review = settled.review
    asked = {(d.rule, passage_key(d.text)) for d in decisions if d.kind == "asked" and not d.withdrawn}
    left = [
        Kept(rule=f.rule, source=f.source, severity=f.severity, outcome="left", asked=(f.rule, passage_key(f.text)) in asked)
        for f in review.findings
    ]
    closed = [
        Kept(
            rule=one.finding.rule,
            source=one.finding.source,
            severity=one.finding.severity,
            outcome=_outcome(one.decision.kind),
            asked=(one.finding.rule, passage_key(one.finding.text)) in asked,
            reason=one.decision.reason,
            link=one.decision.link,
        )
        for one in settled.answered
    ]
    return Record(
        made=made,
        signed_by=signed_by,
        note=note,
        network=_network(review),
        lang="en" if review.lang == "en" else "fr",
        chars=len(text),
        text_sha256=text_hash(text),
        tool=tool,
        mirror=review.mirror.verdict,
        meaning=review.mirror.semantic,
        charter=review.charter.verdict,
        packs=tuple(PackRead(name=p.name, version=p.version, rules=len(p.rules)) for p in packs),
        encouraged=tuple(e.rule for e in review.charter.encouraged),
        remarks=(*left, *closed),
    )


def sign(record: Record, draft_id: str, signature_id: str) -> Signature:
    """Return the signature that keeps a record under a draft."""
    return Signature(
        id=signature_id,
        draft_id=draft_id,
        made=record.made,
        name=record.signed_by,
        text_hash=record.text_sha256,
        network=record.network,
        state=record.model_dump_json(),
    )


def record_in(signature: Signature) -> Record:
    """Return the record a signature keeps. Raises ``pydantic.ValidationError`` on one that was tampered with."""
    return Record.model_validate_json(signature.state)


def standing(signature: Signature, text: str, network: Network) -> Standing:
    """Tell whether a signature still holds for a text on its way to ``network``, or what has changed since."""
    if signature.text_hash != text_hash(text):
        return "text_changed"
    return "valid" if signature.network == network else "network_changed"


def as_json(records: Sequence[Record]) -> str:
    """Return records as one JSON text, readable as it is."""
    return json.dumps({"records": [r.model_dump(mode="json") for r in records]}, ensure_ascii=False, indent=1) + "\n"


def _outcome(kind: DecisionKind) -> Outcome:
    return "left" if kind == "asked" else kind


def _network(review: Review) -> Network:
    known: dict[str, Network] = {"x": "x", "mastodon": "mastodon", "bluesky": "bluesky"}
    return known.get(review.network, "linkedin")
