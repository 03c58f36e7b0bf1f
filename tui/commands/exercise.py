"""What can be asked in the workshop: of its list, and of the exercise one plays."""

from __future__ import annotations

from tui.commands import Command
from tui.commands.progress import SeeGroup, SeeProgress


class PlayExercise(Command):
    """Play the exercise under the cursor, from where it was left."""

    room = "atelier"
    keys = "enter"
    footer = 1


class PlayAgain(Command):
    """Begin the exercise anew."""

    room = "atelier"
    keys = "f3"
    footer = 2


class NextStep(Command):
    """Go to the next step."""

    room = "exercise"
    keys = "f3"
    footer = 1


class OpenSaved(Command):
    """Open the draft that came out."""

    room = "exercise"
    keys = "f3"
    footer = 1


class PreviousStep(Command):
    """Go back a step; all that was written is there."""

    room = "exercise"
    keys = "f4"
    footer = 2


class PauseTimer(Command):
    """Stop the timer, or let it go on."""

    room = "exercise"
    keys = "f8"
    footer = 1


class MoreTime(Command):
    """Give this step five more minutes."""

    room = "exercise"
    keys = "f9"
    footer = 2


class SkipStep(Command):
    """Leave this step aside."""

    room = "exercise"
    keys = "f5"
    footer = 3


class EndExercise(Command):
    """End the exercise here; what was written lands where it should."""

    room = "exercise"


ATELIER: tuple[type[Command], ...] = (PlayExercise, PlayAgain, SeeProgress, SeeGroup)
"""The commands of the list."""
EXERCISE: tuple[type[Command], ...] = (NextStep, OpenSaved, PauseTimer, PreviousStep, MoreTime, SkipStep, EndExercise)
"""The commands of an exercise, most useful first."""
