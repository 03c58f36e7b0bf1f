"""What only this person brings: places, dates, figures, people, objects, the first person, doubt, questions, own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from coach.finding import Apport
from coach.mirror.cues import Cue, found_of, possible
from coach.mirror.formulas import covered
from coach.mirror.lexicon import COMMON_WEIGHT
from coach.mirror.needed import lowered
from coach.mirror.tokens import Reading, read
from coach.text import Span

SignKind = Literal["places", "dates", "figures", "people", "objects", "first_person", "doubt", "questions"]
KINDS: tuple[SignKind, ...] = get_args(SignKind)
FORMULA_SHARE = 0.5
"""Share of a question that formulas say, from which it is nobody's question (*Et vous, qu'en pensez-vous ?*)."""
LONGEST = 2000
"""Characters of one piece looked at for signs: beyond, it is not a sentence."""


Sought = Mapping[SignKind, Sequence[Cue]]
"""What is looked for, in the order in which it takes its place."""


class Sign(NamedTuple):
    """One thing of the person's own, and where it stands."""

    kind: SignKind
    span: Span
    keys: tuple[str, ...] = ()
    """The words that make it, small ones left out."""


def sought(text: str) -> Sought:
    """Return the cues that ``text``, or any part of it, may hold: told once for a whole draft."""
    low = lowered(text)
    return {kind: possible(f"apport.{kind}", low) for kind in KINDS if kind != "questions"}


def signs(reading: Reading, cues: Sought | None = None) -> tuple[Sign, ...]:
    """Return the signs of the person in one piece of a draft, in order; a date is not also a figure, nor a person a place.

    The company's own names, which tell nothing in ``reading``, are nobody's sign. ``cues`` are those of a text the piece is part
    of, or of the piece itself.
    """
    text = reading.text[:LONGEST]
    low = lowered(text)
    found: list[Sign] = []
    taken: list[Span] = []
    for kind, some in (cues or sought(text)).items():
        for match in found_of([cue for cue in some if cue.may_be_in(low)], text):
            span = Span(*match.span())
            if kind in ("first_person", "doubt"):
                found.append(Sign(kind, span))
            elif not any(span.overlaps(other) for other in taken):
                taken.append(span)
                inside = range(bisect_left(reading.starts, span.start), bisect_left(reading.starts, span.end))
                if all(reading.weights[k] for k in inside):
                    found.append(Sign(kind, span, tuple(reading.keys[k] for k in inside if not reading.small[k])))
    asked = text.rstrip(" »”\"'’)\u00a0\u202f")
    if asked.endswith("?") and reading.keys and sum(covered(reading.keys)) < FORMULA_SHARE * len(reading.keys):
        found.append(Sign("questions", Span(len(asked) - 1, len(asked))))
    return tuple(sorted(found, key=lambda sign: sign.span))


def apport_of(text: str, sources: Iterable[str] = ()) -> Apport:
    """Return what only the author brings to ``text``, when the store has nothing to compare with: against ``sources`` alone."""
    reading = read(text)
    return brought(signs(reading), (), [reading], {key for source in sources for key in read(source).keys})


def brought(found: Iterable[Sign], borrowed: Sequence[Span], readings: Iterable[Reading], sources: Collection[str]) -> Apport:
    """Return the count of ``found`` that stand outside ``borrowed``, and the share of own words against those of the ``sources``.

    ``sources`` are the folded words of the posts the draft matches: a place or a figure they give too is not one's own.
    """
    counts = dict.fromkeys(KINDS, 0)
    for sign in found:
        told = sign.keys and all(key in sources for key in sign.keys)
        if not told and not any(sign.span.overlaps(span) for span in borrowed):
            counts[sign.kind] += 1
    content = own = 0
    for reading in readings:
        for key, weight in zip(reading.keys, reading.weights, strict=True):
            if key and weight > COMMON_WEIGHT:
                content += 1
                own += key not in sources
    return Apport(**counts, own_words=round(own / content, 3) if content else 0.0)
