"""Asking for advice on the draft: a model when there is one and the person agreed, else the bank's own questions."""

from __future__ import annotations

from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from pydantic import ValidationError
from textual import on
from textual.message import Message

from coach.errors import CoachError
from coach.interview.turns import Interview
from coach.notebook import Idea
from coach.text import Span
from coach.text import words as words_of
from tui.commands.workbench import AskAdvice
from tui.costs import cost_line
from tui.screens.consent import ConsentDialog
from tui.screens.cutting import CuttingSheet
from tui.screens.dialogs import Choice, ChooseDialog, LineDialog, TellDialog
from tui.screens.reading import Heard, ReadingDialog

if TYPE_CHECKING:
    from coach.assist.consent import Said
    from coach.assist.counsel import Advised
    from coach.assist.counsel_tasks import TaskName
    from coach.assist.material import Material
    from coach.assist.numbering import Plan
    from coach.assist.voice import Voice
    from coach.context import Language

CUTS, LEAVES = "cuts", "leaves"
"""What is offered beside the tasks of a model: sentences to take out, and what would leave."""


@dataclass
class Answered(Message):
    """The model has spoken, or the bank does."""

    name: TaskName
    material: Material
    came: Advised


class CounselSheet(CuttingSheet):
    """A sheet one can ask advice about."""

    _over: Event | None = None

    @on(AskAdvice)
    def _ask_advice(self) -> None:
        from coach.assist.counsel_tasks import COUNSEL

        voice, words = self.house.voice, self.words
        names = [*COUNSEL, CUTS, *([LEAVES] if voice else [])]
        choices = [Choice(name, words(f"counsel.{name}"), words(f"counsel.{name}_about")) for name in names]
        who = words("counsel.bank")
        if voice is not None and voice.reads:
            cost = cost_line(words, voice.cost, voice.ceiling) if voice.leaves_machine else ""
            who = f"{words('counsel.model', name=voice.name)} {cost}".strip()
        elif voice is not None and voice.said_of("drafts") is None:
            who = words("counsel.asks_first", name=voice.name)
        self.app.push_screen(ChooseDialog(words("counsel.title"), who, choices), self._task_chosen)

    def _task_chosen(self, chosen: str | None) -> None:
        if chosen == CUTS:
            self.propose_cuts()
            return
        if chosen == LEAVES:
            self._ask_consent("gaps", self._material(""), then=False)
            return
        name = cast("TaskName | None", chosen)
        if name == "reader":
            self.app.push_screen(LineDialog(self.words("counsel.who_reads")), partial(self._consult, name))
        elif name is not None:
            self._consult(name, "")

    def _consult(self, name: TaskName, reader: str | None) -> None:
        from coach.assist.counsel import WORDINGS_A_POST, Advised

        if reader is None:
            return
        material, voice = self._material(reader), self.house.voice
        if name == "wordings" and self._asked_wordings() >= WORDINGS_A_POST:
            self.porte_voix.say("counsel.enough", n=WORDINGS_A_POST)
        elif voice is None or (voice.said_of("drafts") == "no" and not voice.reads) or not material.sentences:
            self.post_message(Answered(name, material, Advised()))
        elif voice.reads:
            self._have_read(name, material, voice)
        else:
            self._ask_consent(name, material, then=True)

    def _ask_consent(self, name: TaskName, material: Material, *, then: bool) -> None:
        """Show what would leave for a task on this draft, and ask; with ``then``, go on with the task."""
        voice = self.house.voice
        if voice is None:
            return
        try:
            prompt = voice.preview_counsel(name, material) if material.sentences else None
        except CoachError as error:
            self.porte_voix.complain(error)
            return
        agreed = partial(self._agreed, name if then else None, material, voice)
        self.app.push_screen(ConsentDialog(voice, prompt, "drafts"), agreed)

    def _agreed(self, name: TaskName | None, material: Material, voice: Voice, said: Said | None) -> None:
        from coach.assist.counsel import Advised

        if said is None:
            return
        try:
            voice.say(said, "drafts")
        except CoachError as error:
            self.porte_voix.complain(error)
        self.masthead.refresh()
        if name is None:
            return
        if voice.reads:
            self._have_read(name, material, voice)
        else:
            self.post_message(Answered(name, material, Advised()))

    def _material(self, reader: str) -> Material:
        from coach.assist.material import read_material

        talk = self.house.notebook.talk(self.draft.talk_id) if self.draft.talk_id else None
        told: Interview | None = None
        if talk is not None:
            with suppress(ValidationError):
                told = Interview.model_validate_json(talk.state)
        return read_material(
            self.editor.text,
            self.draft.lang,
            notes=[told.idea, *(turn.answer or "" for turn in told.turns)] if told else (),
            message=(told.message if told else None) or "",
            never=told.never if told else (),
            reader=reader,
            at=self.editor.offset_here,
        )

    # --- the model

    def _have_read(self, name: TaskName, material: Material, voice: Voice) -> None:
        """Have the model look, in a thread of its own that may die with the app; Escape lets go of it."""
        if name == "wordings":
            self.house.notebook.put(f"wordings.{self.draft.id}", str(self._asked_wordings() + 1))
        self._over = over = Event()
        heard = Heard(over.is_set)
        self.app.push_screen(ReadingDialog(voice.name, heard), lambda _: over.set())
        look = partial(copy_context().run, self._read_on, name, material, voice, self.words.lang, heard, over)
        Thread(target=look, daemon=True, name="counsel").start()

    def _read_on(self, name: TaskName, material: Material, voice: Voice, lang: Language, heard: Heard, over: Event) -> None:
        came = voice.advise(name, material, lang, heard)
        if not over.is_set():
            with suppress(RuntimeError):  # the app has gone meanwhile
                self.post_message(Answered(name, material, came))

    def _asked_wordings(self) -> int:
        kept = self.house.notebook.read(f"wordings.{self.draft.id}") or "0"
        return int(kept) if kept.isdigit() else 0

    def on_unmount(self) -> None:
        """Stop the model with the room."""
        if self._over is not None:
            self._over.set()

    # --- what came

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        from coach.assist.counsel import aloud, instead

        if self._over is not None and isinstance(self.app.screen, ReadingDialog):
            self.app.pop_screen()
        self._over = None
        self.masthead.refresh()
        name, material, came = event.name, event.material, event.came
        if came.why == "stopped":
            return
        title = self.words(f"counsel.{name}")
        if came.advice:
            choices = [Choice(str(n), one.text) for n, one in enumerate(came.advice)]
            dialog = ChooseDialog(title, self.words(f"counsel.then_{name}"), choices)
            self.app.push_screen(dialog, partial(self._taken, name, came))
        else:
            said = [aloud(came, material) or "", *(f"→ {question}" for question in instead(name, material))]
            self.app.push_screen(TellDialog(title, "\n\n".join(filter(None, said))))

    def _taken(self, name: TaskName, came: Advised, chosen: str | None) -> None:
        """Go to the words asked about; put other words, or another order, only where the text has not moved on."""
        if chosen is None:
            return
        one, text = came.advice[int(chosen)], self.editor.text
        if one.plan is not None:
            self._lay(one.plan)
        elif not one.replaces:
            at = text.find(one.quote)
            if one.quote and at >= 0:
                self.editor.go_to(Span(at, at + len(one.quote)))
        elif name == "arrange" and _same(text, one.replaces):
            self.rewrite(one.text, "fix")
        elif name == "wordings" and text.count(one.replaces) == 1:
            self.rewrite(text.replace(one.replaces, one.text), "fix")
        else:
            self.porte_voix.say("counsel.moved")

    def _lay(self, plan: Plan) -> None:
        """Lay the plan of a thread on its board; a sentence that found no row is kept as an idea."""
        house, now = self.house, self.house.clock.now()
        self.put_away()
        for text in plan.rest:
            house.notebook.save_idea(Idea(id=uuid4().hex, text=text, created=now, origin="thread"))
        if plan.rest:
            self.notify(self.words.many("counsel.rest", len(plan.rest)), markup=False)
        self.porte_voix.open_room("thread", draft=self.draft.id, plan=plan.board)


def _same(one: str, two: str) -> bool:
    return [word.key for word in words_of(one)] == [word.key for word in words_of(two)]
