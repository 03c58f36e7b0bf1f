"""The time of the step that is open, as a bar and in minutes: what is left, or by how much it is over."""

from __future__ import annotations

from textual.content import Content

from coach.text import clean
from coach.workshop.session import State, Timer
from tui.widgets.plain import Plain
from tui.words import Words

_BAR = 16
"""Columns of the bar."""


class Countdown(Plain):
    """A timer that is shown what time it is; it counts nothing itself."""

    def __init__(self, *, led: bool = False, id: str | None = None) -> None:  # noqa: A002 as Textual has it
        """``led``: whoever looks at it opens the first step, and is told how; others see nothing before it."""
        super().__init__(id=id)
        self._led = led

    def show_time(self, state: State, timer: Timer | None, say: Words) -> None:
        """Show how the open step stands; before the first and after the last, say so."""
        self.set_class(timer is not None and timer.left_s < 0, "-over")
        step = state.current
        if timer is None or step is None:
            self.show(say("board.over" if state.ended else "board.not_begun"))
            self.display = self._led
            return
        self.display = True
        ids = [each.id for each in state.plan]
        key = "paused" if timer.paused else "over_by" if timer.left_s < 0 else "left"
        told = say(f"board.{key}", time=minutes(abs(timer.left_s)), of=minutes(timer.planned_s))
        full = min(_BAR, round(_BAR * timer.ran_s / timer.planned_s)) if timer.planned_s else _BAR
        place = say("board.place", n=ids.index(step.id) + 1, of=len(ids), title=clean(step.title))
        self.show(Content.assemble(("━" * full, "$primary"), ("─" * (_BAR - full), "$rule"), f"  {told}  ", (place, "bold")))


def minutes(seconds: float) -> str:
    """Return a time as ``4:05``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"
