"""What can be asked of one's own way through a programme, and of the group by the one who leads it."""

from __future__ import annotations

from tui.commands import Command


class SeeProgress(Command):
    """See one's first session beside the last, and who may see it."""

    room = "progress"
    keys = "f4"
    footer = 2


class SeeGroup(Command):
    """See the group: people, dates, homework, and what each chose to show."""

    room = "cohort"
    keys = "g"
    footer = 4


class ShowProgress(Command):
    """Let the trainer see one's before and after, or take that back."""

    room = "progress"
    keys = "f3"
    footer = 1


class TakePart(Command):
    """Say one takes part, rests, or is back."""

    room = "progress"
    keys = "f4"
    footer = 1


class TickWork(Command):
    """Tick the homework under the cursor."""

    room = "progress"
    keys = "enter,space"
    footer = 2


class PrintOwn(Command):
    """Make one page of memento, before and after."""

    room = "progress"
    keys = "f9"
    footer = 3


class TakeTexts(Command):
    """Take all one wrote along as a file."""

    room = "progress"
    keys = "f8"
    footer = 4


class LeaveGroup(Command):
    """Leave with one's texts; everything is erased where it was kept."""

    room = "progress"
    keys = "f12"
    footer = 5


class NewCohort(Command):
    """Begin a group."""

    room = "cohort"
    keys = "f3"
    footer = 1


class InvitePeople(Command):
    """Note whom to ask."""

    room = "cohort"
    keys = "f4"
    footer = 1


class SetDates(Command):
    """Change the dates."""

    room = "cohort"
    keys = "f5"
    footer = 2


class NextCohort(Command):
    """Show the next group."""

    room = "cohort"
    keys = "f8"
    footer = 4


class PrintProgress(Command):
    """Make a page of somebody's before and after, if they agreed."""

    room = "cohort"
    keys = "f9"
    footer = 3


class UninvitePerson(Command):
    """Take off the list somebody who never came."""

    room = "cohort"
    keys = "delete"


PROGRESS: tuple[type[Command], ...] = (ShowProgress, TakePart, TickWork, PrintOwn, TakeTexts, LeaveGroup)
COHORT: tuple[type[Command], ...] = (NewCohort, InvitePeople, SetDates, PrintProgress, NextCohort, UninvitePerson)
