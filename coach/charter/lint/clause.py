"""A sentence of a charter in clauses, each with what it does: invite, forbid, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from coach.charter.lint.cues import Cues

Sign = Literal[-1, 0, 1]
_LONG_QUOTE = re.compile(r"[«“\"](?: ?[^«»“”\"]+ ){2,}[^«»“”\"]*[»”\"]")
_OPENING = re.compile(r"^[\W_]+")


class Clause(NamedTuple):
    """A piece of a sentence, read by the cues."""

    text: str
    start: int
    """Where it starts in the sentence as read."""
    denied: bool = False
    """Whether it follows ``sans``."""


def clauses(sentence: str, cues: Cues, *, forbids: bool = False) -> Iterator[Clause]:
    """Yield the clauses of a sentence as read; what only serves as a contrast (``plutôt que…``) is left out.

    ``sans…`` is a clause of its own after an invitation; in a prohibition (``forbids``) it is its condition,
    and so is a contrast.
    """
    kept = _LONG_QUOTE.sub(lambda m: "~" * len(m.group()), sentence)
    cuts = sorted(m.span() for name in ("split", "without") for m in cues.pattern("polarity", name).finditer(kept))
    at, dropped, denied = 0, False, False
    for start, end in [*cuts, (len(kept), len(kept))]:
        if start < at:
            continue
        piece = kept[at:start]
        mark = kept[start:end]
        opens = bool(mark) and cues.pattern("polarity", "without").fullmatch(mark) is not None
        contrast = bool(mark) and cues.pattern("polarity", "instead").fullmatch(mark) is not None
        if (opens or contrast) and (forbids or cues.has("polarity", "ban", piece)):
            continue
        if piece.strip(" ,.~") and not dropped:
            yield Clause(piece, at, denied)
        dropped = contrast
        denied = opens
        at = end


def around(sentence: str, at: int, cues: Cues) -> Clause:
    """Return the clause that ``at`` stands in; ``sans…`` does not part here."""
    start = 0
    for mark in cues.pattern("polarity", "split").finditer(sentence):
        if mark.end() > at:
            return Clause(sentence[start : mark.start()], start)
        start = mark.end()
    return Clause(sentence[start:], start)


def denied_outside(clause: Clause, start: int, end: int, cues: Cues) -> bool:
    """Tell whether words outside ``start`` to ``end``, places of the sentence, forbid what the clause says there."""
    text = cues.pattern("polarity", "even").sub(lambda m: "~" * len(m.group()), clause.text)
    bans = cues.pattern("polarity", "ban").finditer(text)
    outside = any(m.start() + clause.start < start or m.start() + clause.start >= end for m in bans)
    return outside and not cues.has("polarity", "licence", clause.text)


def sign_of(text: str, cues: Cues) -> Sign:
    """Return what a clause does by its own words: 1 invites, -1 forbids, 0 does neither."""
    if cues.has("polarity", "licence", text):
        return 1
    if cues.has("polarity", "ban", cues.strip(text, "polarity", "even")):
        return -1
    if cues.has("polarity", "urge", text) or ordered(text, cues):
        return 1
    return 0


def ordered(text: str, cues: Cues) -> bool:
    """Tell whether a clause opens with an order: a verb we know, or one in ``-ez``."""
    head = _OPENING.sub("", text)
    word = head.split(" ", 1)[0].strip(",.!") if head else ""
    if cues.lang == "fr" and len(word) > 4 and word.endswith("ez"):
        return True
    known = (
        cues.pattern("wording", "order").match(head),
        cues.pattern("act", "speak").match(head),
        cues.pattern("act", "name").match(head),
    )
    return any(m is not None for m in known)


def bare_opening(text: str, cues: Cues) -> bool:
    """Tell whether a clause opens with the mere name of a behaviour: an infinitive, a gerund."""
    head = _OPENING.sub("", text)
    word = head.split(" ", 1)[0].strip(",.!") if head else ""
    return word.endswith(("er", "ir", "re") if cues.lang == "fr" else "ing") and len(word) > 3
