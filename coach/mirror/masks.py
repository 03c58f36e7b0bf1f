"""What is not a borrowing, whoever else wrote it: attributed quotations, hashtags, mentions, addresses, disclosures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from coach.mirror.cues import found, pattern
from coach.text import Span, sentences, words

_MARK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<!\w)[#＃@]\w[\w.\-’']*")
_MARKING = ("#", "@", "://", "www.", "＃")
"""What no mark can do without."""
_QUOTED = re.compile(
    r"«((?:[^«»\n]|«[^«»\n]*»)*(?:\n[^«»\n]+)*)»|<<([^<>\n]+)>>|“([^“”\n]*(?:\n[^“”\n]+)*)”|„([^„“”\n]+)[“”]"
    r"|\"([^\"\n]+)\"|(?<!\w)‘([^‘\n]+?)’(?!\w)|(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){12,})'(?!\w)|»([^«»\n]+)«|‹([^‹›\n]+)›"
    r"|(?m:^[ \t]*[>❝][ \t]*([^\n]+(?:\n[ \t]*>[^\n]*)*))"
)
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[.!?…»”]\s|\n\s*\n")
_OPENS = re.compile(r"[:,]\s*$")
"""What stands between a person and what they said."""
_SIGNED = re.compile(r"[.!?…]?\s*\n?\s*[—–(-]?[ \t]*([^\n,(]{2,40})(?:$|[\n,()])")
"""A line, or what follows a dash, that may be a signature."""
BEFORE = 90
"""How far before a quotation its author may be named, in characters: a clause."""
AFTER = 60
"""How far after."""
MOST_QUOTED = 500
"""Quotations looked at in one text: bounds the work on hostile ones."""
SHORTEST = 8
"""Characters under which a quotation hides no phrase."""
DISCLOSING = 9
"""Words a disclosing sentence may hold beside the disclosure, and no more than that has itself."""


def hidden(text: str) -> list[Span]:
    """Return the passages of ``text`` that take no part in the comparison, in order, never overlapping."""
    marks = [
        Span(start + line.start(), end + line.start()) for line in _LINE.finditer(text) for start, end in _marks(line.group())
    ]
    return _joined([*marks, *attributed(text)])


def not_ones_own(text: str) -> list[Span]:
    """Return the :func:`hidden` passages and every quotation, attributed or not, in order, never overlapping."""
    return _joined([*hidden(text), *(Span(*match.span()) for match in _QUOTED.finditer(text) if any(match.groups()))])


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
        if inside and rest - said <= min(said, DISCLOSING):
            yield sentence


def attributed(text: str) -> Iterator[Span]:
    """Yield the quotations of ``text`` whose author is named beside them; a quotation of nobody is not one."""
    for match in islice(_QUOTED.finditer(text), MOST_QUOTED):
        if len(match.group()) < SHORTEST or not any(match.groups()):
            continue
        before = text[max(0, match.start() - BEFORE) : match.start()]
        after = text[match.end() : match.end() + AFTER]
        if _speaks_before(before) or _speaks_after(after):
            yield Span(*match.span())


@lru_cache(maxsize=1024)
def _speaks_before(before: str) -> bool:
    """Tell whether the words before the quotation say who speaks: a verb of speech, ``selon``, a person and a colon.

    When the quotation begins a sentence of its own, a person who speaks in the sentence before is enough.
    """
    *earlier, clause = _CLAUSE.split(before)
    if pattern("speech_before").search(clause):
        return True
    if _OPENS.search(clause) and pattern("person").search(clause):
        return True
    last = next((said for said in reversed(earlier) if said and said.strip()), "")
    spoken = not clause.strip(" -–—:\n\t") and pattern("speech_before").search(last)
    return bool(spoken and pattern("person").search(last))


@lru_cache(maxsize=1024)
def _speaks_after(after: str) -> bool:
    clause = re.split(r"(?<=[^\W\d_]{2})[.!?…](?:\s|$)|\n\s*\n", after)[0]
    if pattern("speech_after").match(clause):
        return True
    signed = _SIGNED.match(after)
    return bool(signed and pattern("person").fullmatch(signed[1].strip(" .")))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
