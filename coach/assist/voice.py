"""A model that may speak, once the person has said yes: the one way from the rooms to a model.

It is imported with the first screen when a model is set, so what it does is imported when it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.assist.consent import Consent, Said
from coach.context import Language
from coach.errors import CoachError
from coach.ports import Clock, Notebook, Writer

if TYPE_CHECKING:
    from coach.assist.sharpening import Sharpened
    from coach.interview.asking import Question
    from coach.interview.turns import Interview
    from coach.ports import Prompt


class Voice:
    """The model of the settings. It is silent until the person says yes, or lends it for the time of one command."""

    def __init__(
        self, writer: Callable[[Language], Writer], notebook: Notebook, clock: Clock, *, borrowed: Callable[[str], bool]
    ) -> None:
        """``writer`` makes the model's writer, telling its troubles in a language; ``borrowed`` looks into the store of posts.

        Raises ``CoachError`` when the settings name no model that can be called.
        """
        self._writer, self._borrowed = writer, borrowed
        first = writer("fr")
        self.name = first.name
        """Provider and model, for the header."""
        self.leaves_machine = first.leaves_machine
        """Where words go, or ``None`` for a model on this machine."""
        self._consent = Consent(notebook, clock, first.leaves_machine)
        self._said: Said | None = None
        self._known = self._lent = self._hushed = False

    @property
    def said(self) -> Said | None:
        """What the person answered, read once and known since: instant."""
        if not self._known:
            self._said, self._known = self._consent.said(), True
        return self._said

    @property
    def speaks(self) -> bool:
        """Whether words may go to the model."""
        return not self._hushed and (self._lent or self.said == "yes")

    def say(self, answer: Said) -> None:
        """Keep the person's answer. Raises ``CoachError`` when it cannot be kept; a no holds for the session all the same."""
        self._hushed = answer == "no"
        self._consent.say(answer)
        self._said, self._known = answer, True

    def forget(self) -> None:
        """Take the answer back: nothing leaves any more, and it will be asked again. Raises ``CoachError`` like :meth:`say`."""
        self._hushed = True
        self._consent.forget()
        self._said, self._known = None, True

    def lend(self) -> None:
        """Let it speak as long as this object lives; nothing is kept."""
        self._lent, self._hushed = True, False

    def preview(self, interview: Interview, question: Question) -> Prompt | None:
        """Return exactly what would leave for ``question``, or ``None`` when nothing would. Raises ``BadInput``."""
        from coach.assist.briefing import brief

        briefing = brief(interview, question)
        return briefing.prompt() if briefing else None

    def sharpen(
        self, interview: Interview, question: Question, lang: Language, stopped: Callable[[], bool] = lambda: False
    ) -> Sharpened:
        """Return ``question`` in sharper words, or why not; troubles are said in ``lang``. Never raises.

        The answer is read again before anything leaves: another window may have taken it back.
        """
        from coach.assist.sharpening import Sharpened, sharpen

        def hushed() -> bool:
            return stopped() or not self.speaks

        self._known = False
        try:
            if hushed():
                return Sharpened(why="stopped")
        except CoachError as error:
            return Sharpened(why="trouble", told=str(error))
        return sharpen(interview, question, self._writer(lang), borrowed=self._borrowed, stopped=hushed)
