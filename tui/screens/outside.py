"""Vraies questions: what outsiders ask, answered aloud in writing. An answer is an idea; and a voice, if one likes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from coach.errors import CoachError
from coach.line.keeping import Line
from coach.line.outside import Asker, RealQuestion, drawn, real_questions
from coach.text import clean, words
from tui.commands import Command
from tui.commands.line import OUTSIDE, AnotherQuestion, KeepAnswer, KeepVoice
from tui.desk_writing import jot_idea
from tui.line_keeping import changed, the_line
from tui.screens.room import Room
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said

FEWEST_WORDS = 5
"""Words of an answer worth keeping."""
VOICES = 12
"""Samples of one's voice kept at most: the newest."""


class OutsideRoom(Room):
    """One question at a time, from whom one likes."""

    WORDS = "outside"
    ASKS = OUTSIDE
    CSS_PATH = "line.tcss"
    AUTO_FOCUS = "#said"

    def __init__(self) -> None:
        super().__init__()
        self._line = Line()
        self._place = 0

    def body(self) -> Iterable[Widget]:
        """Lay out who asks, the question and the answer."""
        yield Pick(id="who")
        with Vertical(id="question-zone"):
            yield Plain(id="question")
            yield Said("outside.answer", classes="title")
            yield TextArea(soft_wrap=True, compact=True, id="said")
            yield Said("outside.how", classes="soft")

    def on_mount(self) -> None:
        """Ask the first question not answered yet."""
        self._line, wrong = the_line(self.house)
        if wrong is not None:
            self.porte_voix.complain(wrong)
        self._show()

    def relabel(self) -> None:
        """Ask in the other language: its own questions, not a translation."""
        super().relabel()
        self._show()

    @property
    def _question(self) -> RealQuestion:
        who = self.query_one("#who", Pick).picked
        found = drawn(real_questions(self.words.lang), self._line.answered, self._line.memento.name, who)
        return found[self._place % len(found)]

    def _show(self) -> None:
        say, pick = self.words, self.query_one("#who", Pick)
        askers = [Item(who, say(f"outside.who_{who}")) for who in get_args(Asker)]
        pick.put([Item("", say("outside.who_all")), *askers], pick.picked)
        question = self._question
        asks, done = say(f"outside.asks_{question.who}"), question.id in self._line.answered
        head = f"{asks} · {say(f'outside.domain_{question.domain}')}" + (f" · ✓ {say('outside.answered')}" if done else "")
        self.query_one("#question", Plain).show(Content.assemble((head, "$soft"), "\n\n", (f"« {question.text} »", "bold")))
        self.masthead.subject = say.many("outside.count", len(self._line.answered))
        self.refresh_bindings()

    def allows(self, ask: type[Command]) -> bool | None:
        """Keep only an answer that says something."""
        if ask in (KeepAnswer, KeepVoice):
            return True if self.is_mounted and len(words(self.query_one("#said", TextArea).text)) >= FEWEST_WORDS else None
        return True

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.refresh_bindings()

    @on(Pick.Picked)
    def _picked(self) -> None:
        self._place = 0
        self._show()

    @on(AnotherQuestion)
    def _another(self) -> None:
        self._place += 1
        self._show()

    @on(KeepAnswer)
    def _keep_answer(self) -> None:
        self._keep(())

    @on(KeepVoice)
    def _keep_voice(self) -> None:
        self._keep((clean(self.query_one("#said", TextArea).text).strip(),))

    def _keep(self, voice: tuple[str, ...]) -> None:
        box, question = self.query_one("#said", TextArea), self._question
        said = clean(box.text).strip()
        if len(words(said)) < FEWEST_WORDS:
            return

        def answered(line: Line) -> Line:
            samples = tuple(dict.fromkeys((*line.memento.voice, *voice)))[-VOICES:]
            memento = line.memento.model_copy(update={"voice": samples})
            done = tuple(dict.fromkeys((*line.answered, question.id)))
            return line.model_copy(update={"memento": memento, "answered": done})

        try:
            jot_idea(self.house.notebook, self.house.clock, self.words("outside.idea", question=question.text, answer=said))
            self._line = changed(self.house, answered)
        except CoachError as error:
            self.porte_voix.complain(error)
            return
        box.text = ""
        self._place = 0
        self.porte_voix.say("outside.kept_voice" if voice else "outside.kept")
        self._show()
