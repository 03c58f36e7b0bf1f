"""A model that may speak, once the person has said yes: the one way from the rooms to a model.

It is imported with the first screen when a model is set, so what it does is imported when it is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar, get_args

from coach.assist.consent import About, Consent, Said
from coach.context import Language
from coach.errors import CoachError
from coach.ports import Clock, Notebook, Writer

if TYPE_CHECKING:
    from coach.assist.closed import Heard
    from coach.assist.counsel import Advised
    from coach.assist.counsel_tasks import TaskName
    from coach.assist.material import Material
    from coach.assist.sharpening import Sharpened
    from coach.charter.rule import Rule
    from coach.interview.asking import Question
    from coach.interview.turns import Interview
    from coach.ports import Prompt


_Came = TypeVar("_Came")

ABOUT: tuple[About, ...] = get_args(About)
TROUBLES = 2
"""Failures in a row after which a model is left alone for a while."""
REST = dt.timedelta(minutes=5)
"""How long."""


class Voice:
    """The model of the settings. It is silent until the person says yes, or lends it for the time of one command."""

    def __init__(
        self,
        writer: Callable[[Language], Writer],
        notebook: Notebook,
        clock: Clock,
        *,
        borrowed: Callable[[str], bool],
        shown: Callable[[str], None] = lambda _: None,
        templates: Callable[[], Mapping[str, str]] = dict,
        spent: Callable[[], float] = lambda: 0.0,
        ceiling: float | None = None,
    ) -> None:
        """``writer`` makes the model's writer, telling its troubles in a language; ``borrowed`` looks into the store of posts.

        ``shown`` remembers a line that was shown, for nobody else to be given it; ``templates`` are those of packs.
        ``spent`` tells what this month has cost, in US dollars, of at most ``ceiling``.

        Raises ``CoachError`` when the settings name no model that can be called.
        """
        self._writer, self._borrowed, self._shown, self._templates = writer, borrowed, shown, templates
        first = writer("fr")
        self.name = first.name
        """Provider and model, for the header."""
        self.leaves_machine = first.leaves_machine
        """Where words go, or ``None`` for a model on this machine."""
        self._consents = {about: Consent(notebook, clock, first.leaves_machine, about) for about in ABOUT}
        self._clock, self._spent = clock, spent
        self._troubles, self._rested = 0, clock.now()
        self._said: dict[About, Said | None] = {}
        self.cost = 0.0
        """What this month has cost, in US dollars, as it was last seen."""
        self.ceiling = ceiling
        """What it may cost, if the person set it."""
        self._known = self._lent = False
        self._hushed: frozenset[About] = frozenset()
        """What was refused for the session, whatever the notebook could keep."""

    @property
    def said(self) -> Said | None:
        """What the person answered, read once and known since; while the notebook cannot be read, nothing."""
        return self.said_of("questions")

    def said_of(self, about: About) -> Said | None:
        """Return what the person answered about one thing; an answer about the other says nothing of it."""
        if not self._known:
            with suppress(CoachError):
                self._look()
        return self._said.get(about)

    @property
    def speaks(self) -> bool:
        """Whether the answers of an interview may go to the model."""
        return self._may("questions")

    @property
    def reads(self) -> bool:
        """Whether drafts may go to the model, when advice is asked for."""
        return self._may("drafts")

    def _may(self, about: About) -> bool:
        return about not in self._hushed and (self._lent or self.said_of(about) == "yes")

    def say(self, answer: Said, about: About = "questions") -> None:
        """Keep the person's answer. Raises ``CoachError`` when it cannot be kept; a no holds for the session all the same."""
        self._hushed = self._hushed - {about} if answer == "yes" else self._hushed | {about}
        self._consents[about].say(answer)
        self._said = {**self._said, about: answer}
        self._known = True

    def silence(self) -> None:
        """Take every yes back. Raises ``CoachError`` when it cannot be kept; it holds for the session all the same."""
        self._hushed = frozenset(ABOUT)
        for about in ABOUT:
            self.say("no", about)

    def lend(self) -> None:
        """Let it speak as long as this object lives; nothing is kept."""
        self._lent, self._hushed = True, frozenset()

    def preview(self, interview: Interview, question: Question) -> Prompt | None:
        """Return exactly what would leave for ``question``, or ``None`` when nothing would. Raises ``BadInput``."""
        from coach.assist.briefing import brief

        briefing = brief(interview, question, self._templates())
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

        try:
            self._look()
        except CoachError as error:
            return Sharpened(why="trouble", told=str(error))
        if hushed() or self._clock.now() < self._rested:
            return Sharpened(why="stopped")
        try:
            templates = self._templates()
        except CoachError as error:
            return Sharpened(why="trouble", told=str(error))
        came = self._counted(
            sharpen(interview, question, self._writer(lang), borrowed=self._borrowed, stopped=hushed, templates=templates)
        )
        self._count(trouble=came.why == "trouble")
        if came.question is not None:
            self._remember(came.question.text)
        return came

    def preview_counsel(self, name: TaskName, material: Material) -> Prompt:
        """Return exactly what would leave for a task on a text. Raises ``BadInput``."""
        from coach.assist.counsel import counsel_prompt

        return counsel_prompt(name, material, self._templates())

    def advise(self, name: TaskName, material: Material, lang: Language, stopped: Callable[[], bool] = lambda: False) -> Advised:
        """Return what the model says of a text and may be shown, or why not. Never raises; nothing leaves without a yes."""
        from coach.assist.counsel import Advised, advise

        def hushed() -> bool:
            return stopped() or not self.reads

        try:
            self._look()
            templates = self._templates()
        except CoachError as error:
            return Advised(why="trouble", told=str(error))
        if hushed():
            return Advised(why="stopped")
        writer = self._writer(lang)
        came = self._counted(advise(name, material, writer, borrowed=self._borrowed, stopped=hushed, templates=templates))
        for one in came.advice:
            if not one.replaces or name == "wordings":
                self._remember(one.text)
        return came

    def answer(
        self, rules: Sequence[Rule], text: str, lang: Language, *, never: Sequence[str], speak: Language | None = None
    ) -> Heard:
        """Return which closed questions the model says yes to, and where the text shows it. Never raises; needs a yes to drafts.

        ``lang`` is that of the text, ``speak`` the one in which troubles are told.
        """
        from coach.assist.closed import Heard, ask_closed

        try:
            self._look()
            templates = self._templates()
        except CoachError as error:
            return Heard(trouble=str(error))
        if not self.reads or self._clock.now() < self._rested:
            return Heard()
        writer = self._writer(speak or lang)
        heard = self._counted(
            ask_closed(rules, text, lang, writer, never=never, stopped=lambda: not self.reads, templates=templates)
        )
        self._count(trouble=bool(heard.trouble))
        return heard

    def _remember(self, line: str) -> None:
        """Log a line for the mirror; a store that cannot be written must not cost the person their question."""
        with suppress(CoachError):
            self._shown(line)

    def _look(self) -> None:
        self._said, self._known = {}, False
        self._said, self._known = {about: consent.said() for about, consent in self._consents.items()}, True
        self._counted(None)

    def _counted(self, came: _Came) -> _Came:
        """Look at what the month has cost, and return ``came``."""
        with suppress(CoachError):
            self.cost = self._spent()
        return came

    def _count(self, *, trouble: bool) -> None:
        """Let a model that cannot be reached rest: each vain call takes seconds."""
        self._troubles = self._troubles + 1 if trouble else 0
        if self._troubles >= TROUBLES:
            self._troubles, self._rested = 0, self._clock.now() + REST
