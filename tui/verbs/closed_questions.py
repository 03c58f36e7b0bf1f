"""The charter's closed questions put to a model by ``portevoix check``: when asked to or once allowed, and said on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from coach.charter.engine import verdict_of
from coach.finding import Finding, Review, Source
from coach.review import review
from tui.verbs.speaking import lent

if TYPE_CHECKING:
    from coach.assist.voice import Voice
    from coach.context import Context
    from tui.wiring import House


class ClosedQuestions:
    """A reviewer that asks the model of the settings what only a model can answer."""

    def __init__(self, house: House, voice: Voice, stderr: TextIO) -> None:
        self._house, self._voice, self._stderr = house, voice, stderr
        self._told = False

    def __call__(self, text: str, context: Context) -> Sequence[Finding]:
        """Return the remarks of the rules the model says yes to, each on words of the text."""
        rules = self._house.charter.closed_questions(context)
        if not rules:
            return ()
        self._say_once()
        words = self._house.words
        heard = self._voice.answer(rules, text, context.lang, never=self._never(), speak=words.lang)
        for rule in heard.unshown:
            self._say(words("check.model_unshown", rule=rule))
        if heard.trouble:
            self._say(heard.trouble)
        return [self._house.charter.remark(rule, span, text, context) for rule, span in heard.yes]

    def added(self, reviewed: Review, raw: str, context: Context) -> Review:
        """Return the review of ``raw`` with these remarks in their places, and the verdict they come to together."""
        more = review(raw, context, others=(self,)).findings
        if not more:
            return reviewed
        findings = sorted((*reviewed.findings, *more), key=lambda f: (-f.severity.rank, f.start, f.end, f.source, f.rule))
        told = [f for f in findings if f.source in (Source.CHARTER, Source.FORM)]
        ruling = reviewed.charter.model_copy(update={"verdict": verdict_of(told)})
        return reviewed.model_copy(update={"charter": ruling, "findings": tuple(findings)})

    def _never(self) -> tuple[str, ...]:
        """Return what must not leave: the names of the memento, those the companies keep inside."""
        from tui.line_keeping import never_named

        kept = [name.name for pack in self._house.packs for name in pack.company.codenames]
        return (*never_named(self._house.notebook, self._house.words.lang), *kept)

    def _say_once(self) -> None:
        if self._told:
            return
        self._told = True
        words, voice = self._house.words, self._voice
        where = words("check.model_leaves", where=voice.leaves_machine) if voice.leaves_machine else words("ask.model_stays")
        self._say(words("check.model_speaks", name=voice.name), where, words("ask.model_covers"))

    def _say(self, *lines: str) -> None:
        for line in lines:
            print(line, file=self._stderr)


def closed_questions(house: House, wanted: bool | None, stderr: TextIO | None = None) -> ClosedQuestions | None:
    """Return what asks, or ``None`` when no model may read drafts. Raises ``BadInput`` as :func:`lent`."""
    voice = lent(house, wanted)
    return ClosedQuestions(house, voice, stderr or sys.stderr) if voice is not None and voice.reads else None
