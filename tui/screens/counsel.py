"""Asking for advice on the draft: a model when there is one and the person agreed, else the bank's own questions."""

from __future__ import annotations

from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError
from textual import on
from textual.message import Message

from coach.errors import CoachError
from coach.interview.turns import Interview
from coach.text import Span
from coach.text import words as words_of
from tui.commands.workbench import AskAdvice
from tui.screens.consent import ConsentDialog
from tui.screens.dialogs import Choice, ChooseDialog, LineDialog, TellDialog
from tui.screens.marked import MarkedSheet

if TYPE_CHECKING:
    from coach.assist.consent import Said
    from coach.assist.counsel import Advised
    from coach.assist.counsel_tasks import TaskName
    from coach.assist.material import Material
    from coach.assist.voice import Voice
    from coach.context import Language


@dataclass
class Answered(Message):
    """The model has spoken, or the bank does."""

    name: TaskName
    material: Material
    came: Advised


class CounselSheet(MarkedSheet):
    """A sheet one can ask advice about."""

    _over: Event | None = None

    @on(AskAdvice)
    def _ask_advice(self) -> None:
        from coach.assist.counsel_tasks import COUNSEL

        choices = [Choice(name, self.words(f"counsel.{name}"), self.words(f"counsel.{name}_about")) for name in COUNSEL]
        voice = self.house.voice
        who = self.words("counsel.model", name=voice.name) if voice and voice.speaks else self.words("counsel.bank")
        self.app.push_screen(ChooseDialog(self.words("counsel.title"), who, choices), self._task_chosen)

    def _task_chosen(self, chosen: str | None) -> None:
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
        elif voice is None or (voice.said == "no" and not voice.speaks) or not material.sentences:
            self.post_message(Answered(name, material, Advised()))
        elif voice.speaks:
            self._have_read(name, material, voice)
        else:
            try:
                prompt = voice.preview_counsel(name, material)
            except CoachError as error:
                self.porte_voix.complain(error)
                return
            dialog = ConsentDialog(voice.name, voice.leaves_machine, prompt)
            self.app.push_screen(dialog, partial(self._agreed, name, material, voice))

    def _agreed(self, name: TaskName, material: Material, voice: Voice, said: Said | None) -> None:
        from coach.assist.counsel import Advised

        if said is None:
            return
        try:
            voice.say(said)
        except CoachError as error:
            self.porte_voix.complain(error)
        self.masthead.refresh()
        if voice.speaks:
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
        self.app.push_screen(TellDialog(voice.name, self.words("counsel.reading")), lambda _: over.set())
        look = partial(copy_context().run, self._read_on, name, material, voice, self.words.lang, over)
        Thread(target=look, daemon=True, name="counsel").start()

    def _read_on(self, name: TaskName, material: Material, voice: Voice, lang: Language, over: Event) -> None:
        came = voice.advise(name, material, lang, over.is_set)
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

        if self._over is not None and isinstance(self.app.screen, TellDialog):
            self.app.pop_screen()
        self._over = None
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
        if not one.replaces:
            at = text.find(one.quote)
            if one.quote and at >= 0:
                self.editor.go_to(Span(at, at + len(one.quote)))
        elif name == "arrange" and _same(text, one.replaces):
            self.rewrite(one.text, "fix")
        elif name == "wordings" and text.count(one.replaces) == 1:
            self.rewrite(text.replace(one.replaces, one.text), "fix")
        else:
            self.porte_voix.say("counsel.moved")


def _same(one: str, two: str) -> bool:
    return [word.key for word in words_of(one)] == [word.key for word in words_of(two)]
