"""What a person taught the mirror: words that are not to be called borrowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from coach.finding import Value
from coach.mirror.tokens import Reading, places_of, same_words

ExemptionKind = Literal["quotation", "name", "mine"]
"""Why: a quotation everybody sees as one, a name of ours, or words I said first."""


class Exemption(Value):
    """A passage the person says is not a borrowing; the same words in any dress are exempt everywhere."""

    kind: ExemptionKind
    text: str = Field(min_length=1)
    """Folded words joined by single spaces (see :meth:`of`)."""

    @classmethod
    def of(cls, kind: ExemptionKind, passage: str) -> Exemption:
        """Return the exemption of ``passage``, as the person selected it. Raises ``ValueError`` when it holds nothing."""
        return cls(kind=kind, text=same_words(passage))


def excuse(reading: Reading, exempt: Sequence[tuple[str, ...]]) -> Reading:
    """Return ``reading`` where the runs of folded words of ``exempt`` tell nothing."""
    excused = [False] * len(reading.keys)
    places = places_of(reading.keys, {said[0] for said in exempt})
    for said in exempt:
        for at in places.get(said[0], ()):
            if reading.keys[at : at + len(said)] == said:
                excused[at : at + len(said)] = [True] * len(said)
    return reading.without(excused) if any(excused) else reading
