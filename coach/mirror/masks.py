"""What is not a borrowing, whoever else wrote it: attributed quotations, hashtags, mentions, addresses, disclosures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from coach.mirror.cues import pattern
from coach.text import Span

_MARK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)[#＃@]\w[\w.\-’']*")
_QUOTED = re.compile(
    r"«([^«»\n]*(?:\n[^«»\n]+)*)»|“([^“”\n]*(?:\n[^“”\n]+)*)”|„([^„“”\n]+)[“”]"
    r"|\"([^\"\n]+)\"|(?<!\w)‘([^‘\n]+?)’(?!\w)"
)
_LINE = re.compile(r"[^\n]+")
BEFORE = 90
"""How far before a quotation its author may be named, in characters: a clause."""
AFTER = 60
"""How far after."""


def hidden(text: str) -> list[Span]:
    """Return the passages of ``text`` that take no part in the comparison, in order, never overlapping."""
    found = [
        Span(start + line.start(), end + line.start()) for line in _LINE.finditer(text) for start, end in _marks(line.group())
    ]
    found += attributed(text)
    return _joined(found)


def not_ones_own(text: str) -> list[Span]:
    """Return the :func:`hidden` passages and every quotation, attributed or not, in order, never overlapping."""
    return _joined([*hidden(text), *(Span(*match.span()) for match in _QUOTED.finditer(text) if any(match.groups()))])


@lru_cache(maxsize=1024)
def _marks(line: str) -> tuple[Span, ...]:
    """Return the hashtags, mentions, addresses and disclosures of a line; most lines of a draft do not change at a key."""
    marks = [Span(*m.span()) for m in _MARK.finditer(line)]
    return (*marks, *(Span(*m.span()) for m in pattern("disclosure").finditer(line)))


def attributed(text: str) -> Iterator[Span]:
    """Yield the quotations of ``text`` whose author is named beside them; a quotation of nobody is not one."""
    for match in _QUOTED.finditer(text):
        if not any(match.groups()):
            continue
        before = text[max(0, match.start() - BEFORE) : match.start()]
        after = text[match.end() : match.end() + AFTER]
        if _speaks_before(before) or _speaks_after(after):
            yield Span(*match.span())


def _speaks_before(before: str) -> bool:
    """Tell whether the clause before the quotation says who speaks: a verb of speech, ``selon``, or ``Name :``."""
    clause = re.split(r"[.!?…»”]\s|\n\s*\n", before)[-1]
    return bool(pattern("speech_before").search(clause))


def _speaks_after(after: str) -> bool:
    clause = re.split(r"(?<=[^\W\d_]{2})[.!?…](?:\s|$)|\n\s*\n", after)[0]
    return bool(pattern("speech_after").match(clause))


def _joined(found: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(found):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
