"""What an outsider stumbles on in a thread: six faults, each a finding with a question about what the person has lived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coach.context import Language
from coach.finding import Finding, Severity, Source
from coach.phrases import phrase, variants
from coach.text import Span, sentences, words
from coach.thread.claims import unproved
from coach.thread.cues import plain
from coach.thread.jargon import unexplained
from coach.thread.limits import limits
from coach.thread.promises import broken
from coach.thread.repeats import repeated, subject
from coach.thread.starts import dangling
from coach.thread.units import Unit, units

LEAST_POSTS = 3
"""Posts from which a text is a thread: a shorter one may leave its limit for later."""
LEAST_SENTENCES = 6
"""Sentences that make a thread too, on a network where they fit one post."""
LEAST_WORDS = 40
MOST = 20
"""Remarks of one rule, at most: beyond, it has been said."""
_SHOWN = 60
"""Characters of the person's words quoted in a remark."""


def faults(text: str, posts: Sequence[Span], *, lang: Language, speak: Language) -> list[Finding]:
    """Return the faults of a thread, in the order of ``text``, which is clean and composed; ``posts`` are its stretches.

    None of them blocks, and each rule is silent when in doubt.
    """
    own = units(text, posts)
    remarks = _Remarks(text, speak)
    about, limited = subject(own, lang), limits(own, lang)
    for span in unproved(own, about, limited, lang):
        remarks.add("thread-claim-without-proof", Severity.WARN, span, words=quoted(text, span))
    for repeat in repeated(own, about, lang):
        remarks.add("thread-repeated-idea", Severity.WARN, repeat.span, other=quoted(text, repeat.first))
    for span in dangling(text, own, posts, lang):
        remarks.add("thread-dangling-start", Severity.ADVISE, span, words=quoted(text, span))
    promise = broken(own, lang)
    if promise is not None:
        remarks.add(
            "thread-count-mismatch",
            Severity.WARN,
            promise.span,
            words=quoted(text, promise.span),
            promised=promise.promised,
            given=promise.given,
        )
    for span in unexplained(text, lang):
        remarks.add("thread-jargon-unexplained", Severity.ADVISE, span, words=quoted(text, span))
    if not limited and is_thread(text, own, posts):
        remarks.add("thread-no-limit", Severity.ADVISE, own[-1].span)
    return sorted(remarks.made, key=lambda finding: (finding.start, finding.end, finding.rule))


def is_thread(text: str, own: Sequence[Unit], posts: Sequence[Span]) -> bool:
    """Tell whether a text is long enough to owe its reader a limit."""
    if len(words(text)) < LEAST_WORDS:
        return False
    return max(len(own), len(posts)) >= LEAST_POSTS or len(sentences(text)) >= LEAST_SENTENCES


def quoted(text: str, span: Span) -> str:
    """Return the words of ``span`` on one line, cut after a word when they are many."""
    said = " ".join(plain(span.of(text)[: 4 * _SHOWN]).split())
    if len(said) <= _SHOWN:
        return said
    short = said[:_SHOWN].rpartition(" ")[0] or said[:_SHOWN]
    return f"{short.rstrip(' ,;:')}…"


class _Remarks:
    """The findings made so far, each rule turning through its questions."""

    def __init__(self, text: str, speak: Language) -> None:
        self.text, self.speak = text, speak
        self.made: list[Finding] = []
        self.count: Counter[str] = Counter()

    def add(self, rule: str, severity: Severity, span: Span, /, **values: object) -> None:
        asked = variants(self.speak, "thread", f"question.{rule}")
        before = self.count[rule]
        self.count[rule] += 1
        if before >= MOST:
            return
        self.made.append(
            Finding.at(
                self.text,
                span,
                source=Source.FORM,
                rule=rule,
                category="thread",
                severity=severity,
                message=phrase(self.speak, "thread", f"message.{rule}", **values),
                why=phrase(self.speak, "thread", f"why.{rule}"),
                question=asked[before % len(asked)],
            )
        )
