"""What only this person brings: places, dates, figures, people, objects, the first person, doubt, questions, own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from coach.finding import Apport
from coach.mirror.cues import pattern
from coach.mirror.formulas import covered
from coach.mirror.lexicon import COMMON_WEIGHT
from coach.mirror.tokens import Reading
from coach.text import Span

SignKind = Literal["places", "dates", "figures", "people", "objects", "first_person", "doubt", "questions"]
KINDS: tuple[SignKind, ...] = get_args(SignKind)
FORMULA_SHARE = 0.5
"""Share of a question that formulas say, from which it is nobody's question (*Et vous, qu'en pensez-vous ?*)."""
LONGEST = 2000
"""Characters of one piece looked at for signs: beyond, it is not a sentence."""


class Sign(NamedTuple):
    """One thing of the person's own, and where it stands."""

    kind: SignKind
    span: Span


def signs(reading: Reading) -> tuple[Sign, ...]:
    """Return the signs of the person in one piece of a draft, in order; a date is not also a figure, nor a person a place."""
    text = reading.text[:LONGEST]
    found: list[Sign] = []
    taken: list[Span] = []
    for kind in KINDS:
        if kind == "questions":
            continue
        for match in pattern(f"apport.{kind}").finditer(text):
            span = Span(*match.span())
            if kind in ("first_person", "doubt"):
                found.append(Sign(kind, span))
            elif not any(span.overlaps(other) for other in taken):
                taken.append(span)
                found.append(Sign(kind, span))
    asked = text.rstrip(" »”\"'’)\u00a0\u202f")
    if asked.endswith("?") and reading.keys and sum(covered(reading.keys)) < FORMULA_SHARE * len(reading.keys):
        found.append(Sign("questions", Span(len(asked) - 1, len(asked))))
    return tuple(sorted(found, key=lambda sign: sign.span))


def brought(found: Iterable[Sign], borrowed: Sequence[Span], readings: Iterable[Reading], sources: Collection[str]) -> Apport:
    """Return the count of ``found`` that stand outside ``borrowed``, and the share of own words against those of the ``sources``.

    ``sources`` are the folded words of the posts the draft matches; with none, every word of one's own is own.
    """
    counts = dict.fromkeys(KINDS, 0)
    for sign in found:
        if not any(sign.span.overlaps(span) for span in borrowed):
            counts[sign.kind] += 1
    told = own = 0
    for reading in readings:
        for key, weight in zip(reading.keys, reading.weights, strict=True):
            if key and weight > COMMON_WEIGHT:
                told += 1
                own += key not in sources
    return Apport(**counts, own_words=round(own / told, 3) if told else 0.0)
