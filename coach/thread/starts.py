"""A post that starts with *Donc*, *Cela*, *They*: read alone, it hangs in the air."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.context import Language
from coach.text import Span
from coach.thread.cues import cue, plain, says
from coach.thread.units import Unit, unit

_OPENING = re.compile(r"^[^\w«“\"]*")
_LOOK = 160
"""Characters looked at: a start is a start."""


def leaning(text: str, lang: Language) -> Span | None:
    """Return the first words of ``text`` that lean on something before it, or ``None``."""
    head = plain(text[:_LOOK])
    opening = _OPENING.match(head)
    at = opening.end() if opening else 0
    found = cue("dangling", lang).match(head, at)
    if found is None:
        return None
    end = found.end() if found.end() > at else at
    return Span(at, end)


def dangling(text: str, units: Sequence[Unit], posts: Sequence[Span], lang: Language) -> list[Span]:
    """Return the starts that lean on what stands before, in the person's own posts and in those the network's room makes.

    The paragraphs of a text that makes one post are no posts: each is read with the others.
    """
    first = units[0].span.start if units else 0
    if len(posts) < 2 and not any(one.marked for one in units):
        return []
    found: dict[int, Span] = {}
    for one in [*units, *(unit(text, post, marked=False) for post in posts)]:
        if one.span.start <= first:
            continue
        lean = leaning(one.text, lang)
        if lean is not None and not _limits(one, lang):
            place = one.at(*lean)
            found.setdefault(place.start, place)
    return [found[start] for start in sorted(found)]


def _limits(unit: Unit, lang: Language) -> bool:
    """Tell whether the post begins by saying where the thread stops being true: *Cela ne vaut que…* speaks of the whole."""
    if not says("limit_lean", unit.text, lang):
        return False
    first, *rest = unit.sentences
    scoped = any(says("scope", said, lang) for said in (first, *rest))
    return scoped or any(says(role, first, lang) for role in ("limit", "limit_late", "limit_case"))
