"""What can be asked of the line: its memento, its cards, its calendar, the real questions."""

from __future__ import annotations

from tui.commands import Command


class PlayCards(Command):
    """Play the card game, where it was left."""

    room = "memento"
    keys = "f3"
    footer = 1


class SeeCalendar(Command):
    """See the editorial calendar."""

    room = "memento"
    keys = "f4"
    footer = 2


class AnswerQuestions(Command):
    """Answer a real question."""

    room = "memento"
    keys = "f5"
    footer = 3


class EditPart(Command):
    """Change what is under the cursor."""

    room = "memento"
    keys = "enter"
    footer = 1


class RemovePart(Command):
    """Take the subject under the cursor out of the line."""

    room = "memento"
    keys = "delete"


class ExportLine(Command):
    """Make the memento one printable page."""

    room = "memento"
    keys = "f9"
    footer = 3


class WhoSpeaks(Command):
    """Say who speaks: the decks and the reading follow."""

    room = "memento"
    keys = "f8"
    footer = 5


LINE: tuple[type[Command], ...] = (EditPart, PlayCards, SeeCalendar, AnswerQuestions, ExportLine, WhoSpeaks, RemovePart)
"""The commands of the line, most useful first."""


class KeepCard(Command):
    """Keep the card, with one true instance."""

    room = "cards"
    keys = "enter"
    footer = 1


class DiscardCard(Command):
    """Discard it; it comes back once."""

    room = "cards"
    keys = "right"
    footer = 1


class NotMe(Command):
    """Say it is not oneself; it never comes back."""

    room = "cards"
    keys = "down"
    footer = 1


class TakeCardBack(Command):
    """Take the last move back."""

    room = "cards"
    keys = "left"
    footer = 2


class LeaveInstance(Command):
    """Go back to the card without keeping it."""

    room = "cards"
    keys = "escape"
    footer = 1


class ChooseDecks(Command):
    """Choose the decks in play."""

    room = "cards"
    keys = "f8"
    footer = 3


class SeeMemento(Command):
    """Lay the cards down and see the memento."""

    room = "cards"
    keys = "f9"
    footer = 2


CARDS: tuple[type[Command], ...] = (KeepCard, DiscardCard, NotMe, LeaveInstance, TakeCardBack, SeeMemento, ChooseDecks)
"""The commands of the game, most useful first."""


class AddSeries(Command):
    """Add a series: a format that comes back."""

    room = "calendar"
    keys = "f3"
    footer = 1


class AddMoment(Command):
    """Add a strong moment."""

    room = "calendar"
    keys = "f4"
    footer = 1


class ChangeRhythm(Command):
    """Change the rhythm."""

    room = "calendar"
    keys = "f5"
    footer = 2


class RemoveEntry(Command):
    """Take the series or the moment under the cursor out."""

    room = "calendar"
    keys = "f8"
    footer = 3


class ExportCalendar(Command):
    """Make a file for a diary."""

    room = "calendar"
    keys = "f9"
    footer = 2


CALENDAR: tuple[type[Command], ...] = (AddSeries, AddMoment, ChangeRhythm, ExportCalendar, RemoveEntry)
"""The commands of the calendar, most useful first."""


class AnotherQuestion(Command):
    """Draw another question."""

    room = "outside"
    keys = "f4"
    footer = 1


class KeepAnswer(Command):
    """Make the answer an idea."""

    room = "outside"
    keys = "f9"
    footer = 1


class KeepVoice(Command):
    """Make the answer an idea, and a sample of one's voice."""

    room = "outside"
    keys = "f8"
    footer = 2


OUTSIDE: tuple[type[Command], ...] = (KeepAnswer, AnotherQuestion, KeepVoice)
"""The commands of the real questions, most useful first."""
