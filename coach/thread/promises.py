"""*Cinq conseils*, *7 things*: what a first post promises, against what the thread gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from coach.context import Language
from coach.mirror.lexicon import stem
from coach.text import Span, fold
from coach.thread.cues import cue, cue_list, says
from coach.thread.units import Unit

_INNER = re.compile(r"(?m)^[ \t]*(?:(\d{1,2})(?:[.)]|[ \t]?/\d{0,2}|[ \t]?[-–—:])[ \t]|(\d)\ufe0f?\u20e3)")
_BULLET = re.compile(r"(?m)^[ \t]*(?:[-–—•*·▪▶➡→✅👉]\ufe0f?)[ \t]*\S")
_MOST = 60
"""A promise above it is a figure of something else."""


class Promise(NamedTuple):
    """A number of things announced, and those that were counted."""

    span: Span
    promised: int
    given: int


@cache
def _promise(lang: Language) -> re.Pattern[str]:
    numbers = "|".join(cue_list("number_words", lang))
    nouns = "|".join((*cue_list("counted", lang), *cue_list("posts_word", lang)))
    return re.compile(
        rf"(?<![\w,.])(?P<n>\d{{1,2}}|{numbers})(?: (?!fois\b|times\b)[^\W\d]+)?? (?P<noun>{nouns})\b", re.IGNORECASE
    )


def broken(units: Sequence[Unit], lang: Language) -> Promise | None:
    """Return the promise of the first post that the others do not keep, or ``None``."""
    if not units:
        return None
    first = units[0]
    for match in _promise(lang).finditer(first.text):
        if not _announces(first.text, match, lang):
            continue
        promised = _number(match["n"], lang)
        if not 2 <= promised <= _MOST:
            continue
        low, high = _given(units, match, lang)
        if high and not low <= promised <= high:
            return Promise(first.at(*match.span()), promised, low if promised < low else high)
        return None
    return None


def _announces(text: str, match: re.Match[str], lang: Language) -> bool:
    """Tell whether a number of things is a promise: it opens a sentence, is followed by a colon, or is presented as one."""
    before = text[max(0, match.start() - 30) : match.start()]
    after = text[match.end() : match.end() + 40]
    if not before.strip() or before.rstrip()[-1] in ".!?:;\n" or after.lstrip().startswith(":"):
        return True
    return bool(cue("promise_before", lang).search(before) and cue("promise_after", lang).search(after))


def _number(said: str, lang: Language) -> int:
    known = [fold(word) for word in cue_list("number_words", lang)]
    return int(said) if said.isdigit() else known.index(fold(said)) + 2


def _given(units: Sequence[Unit], promise: re.Match[str], lang: Language) -> tuple[int, int]:
    """Return the fewest and the most things the thread can be said to give, both 0 when it cannot be told."""
    if cue("posts_word", lang).fullmatch(promise["noun"]):
        return (len(units) - 1, len(units)) if units[0].marked else (0, 0)
    for counted in (_labelled(units, promise, lang), _listed(units, promise.end()), _ordinal(units, lang), _bullets(units)):
        if counted:
            return counted, counted
    numbered = sum(unit.number is not None for unit in units) > 1
    return _by_posts(units, lang) if units[0].marked or numbered else (0, 0)


def _labelled(units: Sequence[Unit], promise: re.Match[str], lang: Language) -> int:
    """Return the highest number under the promised name: *Conseil n° 4*, *Lesson 3*."""
    label = re.compile(
        r"(?:^|[\n.!?:] ?)(?:(?:mon|ma|le|la|my|the) )?(?P<name>[^\W\d]+) ?(?:n[°º]|#|no\.? ?)? ?(?P<n>\d{1,2})\b",
        re.IGNORECASE,
    )
    name = stem(fold(promise["noun"].split()[0]), lang)
    found = [
        int(m["n"]) for u in units for m in label.finditer(u.text) if stem(fold(m["name"]), lang) == name and int(m["n"]) <= _MOST
    ]
    return len(set(found)) if len(set(found)) > 1 else 0


def _listed(units: Sequence[Unit], after: int) -> int:
    """Return how many numbered lines one post holds, when they start at 1."""
    for i, unit in enumerate(units):
        found = [int(m[1] or m[2]) for m in _INNER.finditer(unit.text, 0 if i else after)]
        if unit.number == 1 and found[:1] == [2]:
            found.insert(0, 1)
        if len(found) > 1 and found[0] == 1:
            return len(found)
    return 0


def _ordinal(units: Sequence[Unit], lang: Language) -> int:
    """Return the highest ordinal that starts a post or a sentence, one more for *the last one* after it."""
    ordinals = [re.compile(part, re.IGNORECASE) for part in cue_list("ordinals", lang)]
    highest, last = 0, False
    for sentence in (s for unit in units[1:] or units for s in unit.sentences):
        rank = next((i for i, ordinal in enumerate(ordinals, 1) if ordinal.match(sentence)), 0)
        if rank == highest + 1:
            highest = rank
        elif highest > 1 and cue("ordinal_last", lang).match(sentence):
            last = True
    return highest + last if highest > 1 else 0


def _bullets(units: Sequence[Unit]) -> int:
    """Return how many bullets there are, when they all stand in one post."""
    found = [
        n for unit in units if (n := len(_BULLET.findall(unit.text)) + (unit.number is None and unit.start > unit.span.start))
    ]
    return found[0] if len(found) == 1 and found[0] > 1 else 0


def _by_posts(units: Sequence[Unit], lang: Language) -> tuple[int, int]:
    """Return how many posts can be one thing each: all but the first, and but those there for something else."""
    body = [unit for unit in units[1:] if unit.number is not None] if sum(u.number is not None for u in units) > 1 else units[1:]
    high = low = 0
    for unit in body:
        if unit.only_asks() or unit.opens_with("limit_start", lang) or says("evidence_start", unit.text, lang):
            continue
        high += 1
        low += not any(says(role, unit.text, lang) for role in ("limit", "closing", "plainly"))
    return low, high
