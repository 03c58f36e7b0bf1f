"""What is not a borrowing, whoever else wrote it: attributed quotations, hashtags, mentions, addresses, disclosures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from coach.mirror.attribution import QUOTED, attributed
from coach.mirror.cues import found
from coach.text import Span, sentences, words

_MARK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)[#＃@]\w[\w.\-’']*")
_MARKING = ("#", "@", "://", "www.", "＃")
"""What no mark can do without."""
_LINE = re.compile(r"[^\n]+")
DISCLOSING = 9
"""Words a disclosing sentence may hold beside the disclosure, and hardly more than that has itself."""
BESIDE = 2
"""How many more."""


def hidden(text: str) -> list[Span]:
    """Return the passages of ``text`` that take no part in the comparison, in order, never overlapping."""
    marks = [
        Span(start + line.start(), end + line.start()) for line in _LINE.finditer(text) for start, end in _marks(line.group())
    ]
    return _joined([*marks, *attributed(text)])


def not_ones_own(text: str) -> list[Span]:
    """Return the :func:`hidden` passages and every quotation, attributed or not, in order, never overlapping."""
    return _joined([*hidden(text), *(Span(*match.span()) for match in QUOTED.finditer(text) if any(match.groups()))])


@lru_cache(maxsize=1024)
def _marks(line: str) -> tuple[Span, ...]:
    """Return the hashtags, mentions, addresses and disclosures of a line; most lines of a draft do not change at a key."""
    marks = [Span(*m.span()) for m in _MARK.finditer(line)] if any(map(line.__contains__, _MARKING)) else []
    return (*marks, *_disclosed(line))


def _disclosed(line: str) -> Iterator[Span]:
    """Yield the disclosures of a line; the sentence with them when little else is in it (*so I am not neutral*)."""
    disclosures = [Span(*m.span()) for m in found("disclosure", line)]
    yield from disclosures
    for sentence in sentences(line) if disclosures else ():
        inside = [span.of(line) for span in disclosures if span.overlaps(sentence)]
        said, rest = sum(len(words(part)) for part in inside), len(words(sentence.of(line)))
        if inside and rest - said <= min(said + BESIDE, DISCLOSING):
            yield sentence


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
