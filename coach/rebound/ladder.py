"""The rungs of the ladder, and what a climb is.

Seed 003 leads from plain advocacy (sharing a piece of news, which asks for little) to the hardest kind: a view of one's own that
makes what the organisation shares worth more. Each rung asks for something the rung below does not hold.
"""

from __future__ import annotations

from typing import Literal, get_args

from coach.finding import Value

Rung = Literal["relay", "comment", "fact", "nuance", "vision"]
"""Pass it on in one's own words; answer it; add a fact; say where it stops being true; say what one sees coming."""
RUNGS: tuple[Rung, ...] = get_args(Rung)
"""From the ground up."""


class Step(Value):
    """One rung, and whether the text reaches it."""

    rung: Rung
    name: str
    """Its name, in the person's language."""
    passed: bool
    start: int | None = None
    """Where the words that pass it start in the text, in code points; ``None`` when nothing passes."""
    end: int | None = None
    text: str | None = None
    """Those words: exactly the slice."""
    must: str
    """What must be added to reach it, or what was."""
    question: str
    """A question about what the person lived, saw or thinks."""


class Copied(Value):
    """Words of the comment that are the post's: no rung counts them."""

    start: int
    end: int
    text: str


class Climb(Value):
    """How far up a comment is."""

    steps: tuple[Step, ...]
    """All the rungs, from the ground up."""
    height: int
    """Rungs reached without a gap, from the ground up, 0 to 5."""
    copied: tuple[Copied, ...] = ()

    @property
    def next(self) -> Step | None:
        """The rung to climb now: the lowest not reached; ``None`` at the top."""
        return next((step for step in self.steps if not step.passed), None)
