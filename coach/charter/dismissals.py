"""What the programme may learn from the remarks set aside: which rule, why, how often, which month; never a word of a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coach.assist.redaction import redact
from coach.context import Language
from coach.finding import Value
from coach.notebook import Decision
from coach.text import Span, words

GAP = "[…]"
"""Stands for what is held back."""
RUN = 3
"""Words in a row of a draft that a reason may not repeat."""


class Dismissed(Value):
    """Remarks of one rule, set aside for one reason in one month."""

    rule: str
    reason: str
    """The person's words, without names, addresses, or words of the draft: ``[…]`` stands for them."""
    month: str
    """``2026-11``."""
    count: int


def tally(decisions: Iterable[Decision], texts: Mapping[str, str], names: Sequence[str], lang: Language) -> tuple[Dismissed, ...]:
    """Return the remarks set aside and not taken back, counted, the most frequent first.

    ``texts`` are the drafts by id, ``names`` whoever must not be named: the person, their colleagues, the contacts.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for decision in decisions:
        if decision.kind == "dismissed" and not decision.withdrawn:
            draft = texts.get(decision.draft_id or "", "")
            reason = said_without(decision.reason, [decision.text, draft], names, lang)
            counts[decision.rule, reason, decision.made.strftime("%Y-%m")] += 1
    rows = [Dismissed(rule=rule, reason=reason, month=month, count=n) for (rule, reason, month), n in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.month, row.rule, row.reason)))


def said_without(reason: str, texts: Sequence[str], names: Sequence[str], lang: Language) -> str:
    """Return a reason as it may leave: what it repeats of ``texts``, names, addresses and numbers held back."""
    said = " ".join(reason.split())
    spans = [span for text in texts for span in _repeated(said, text)]
    for span in sorted(_joined(spans), reverse=True):
        said = said[: span.start] + GAP + said[span.end :]
    covered = redact([said], names, lang)
    for hidden in covered.hidden:
        said = said.replace(hidden.words, GAP)
    return " ".join(said.split())


def _repeated(said: str, text: str) -> list[Span]:
    """Return where ``said`` repeats ``text``: runs of :data:`RUN` words, the whole of a shorter text, its capitalised words."""
    found, theirs = words(said), words(text)
    keys = [word.key for word in theirs]
    size = min(RUN, len(keys))
    if not size:
        return []
    runs = {tuple(keys[at : at + size]) for at in range(len(keys) - size + 1)}
    capitals = {word.key for word in theirs if text[word.start].isupper() or text[word.start].isdigit()}
    spans = [Span(word.start, word.end) for word in found if word.key in capitals and not said[word.start].islower()]
    spans += [
        Span(found[at].start, found[at + size - 1].end)
        for at in range(len(found) - size + 1)
        if tuple(word.key for word in found[at : at + size]) in runs
    ]
    return spans


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
