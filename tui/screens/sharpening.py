"""The part of the interview a model may take: it looks for sharper words behind the question already on the screen.

Nobody waits for it: the bank's question is there at once, and stays when the model is late, refused, unreachable, or when the
person has begun to type.
"""

from __future__ import annotations

from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from coach.errors import CoachError
from coach.phrases import phrase
from coach.ports import Prompt
from tui.commands.interview import AskModel
from tui.conversation import Conversation
from tui.screens.consent import ConsentDialog
from tui.screens.room import Room

if TYPE_CHECKING:
    from coach.assist.consent import Said
    from coach.assist.sharpening import Sharpened
    from coach.assist.voice import Voice
    from coach.context import Language
    from coach.interview.asking import Question
    from coach.interview.turns import Interview

WAIT_S = 8.0
"""Seconds after which a sharper question comes too late: the person has read the other one."""


class Search:
    """One question a model is looking at; it is let go of when the person moves on."""

    def __init__(self, interview: Interview, planned: Question) -> None:
        self.interview, self.planned = interview, planned
        self.over = False
        """Whether nobody waits for it any more."""


@dataclass
class Sharper(Message):
    """The model has answered, or failed."""

    search: Search
    came: Sharpened


@dataclass
class Previewed(Message):
    """What would leave for the question on the screen, if the person says yes."""

    search: Search
    prompt: Prompt


class SharpeningRoom(Room):
    """A room that puts questions. It calls :meth:`seek` at each one, and shows :attr:`note` under it."""

    conversation: Conversation
    note = ""
    """What is said about the model under the question; empty when there is nothing to say."""
    wait_s = WAIT_S
    """Seconds a sharper question is waited for."""
    touched = False
    """Whether the person has begun to answer the question on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._search: Search | None = None
        self._due: Search | None = None
        self._looking = False
        self._lock = Lock()
        self._asked = False

    def show_question(self) -> None:
        """Paint the question again, with its note."""
        raise NotImplementedError

    def seek(self) -> None:
        """Have the model look for sharper words for the question now due, once; ask first whether it may."""
        planned, voice = self.conversation.planned, self.house.voice
        if self._search is not None and self._search.planned == planned:
            return
        self.let_go()
        self.note, self.touched = "", False
        if planned is None or voice is None or (voice.said == "no" and not voice.speaks) or self.conversation.question != planned:
            return
        self._search = search = Search(self.conversation.interview, planned)
        self.note = self.words("consent.seeking") if voice.speaks else ""
        self.set_timer(self.wait_s, partial(self._too_late, search))
        with self._lock:
            self._due, idle = search, not self._looking
            self._looking = True
        if idle:
            # A thread of its own that may die with the app: a worker would hold the way out until the model answers.
            look = partial(copy_context().run, self._look, voice, self.words.lang)
            Thread(target=look, daemon=True, name="sharpen").start()

    def let_go(self) -> None:
        """Wait for nothing any more: what the model still says is dropped, and the model stopped."""
        if self._search is not None:
            self._search.over = True
            self._search = None

    def on_unmount(self) -> None:
        """Stop the model with the room."""
        self.let_go()

    def _look(self, voice: Voice, lang: Language) -> None:
        """Look at the question due, then at the one that came meanwhile: one at a time. Runs in a thread."""
        while (search := self._take()) is not None:
            found = _found(voice, search, lang)
            if found is not None and not search.over:
                with suppress(RuntimeError):  # the app has gone meanwhile
                    self.post_message(found)

    def _take(self) -> Search | None:
        with self._lock:
            search, self._due = self._due, None
            self._looking = search is not None
        return search

    @on(Sharper)
    def _sharper(self, event: Sharper) -> None:
        from coach.assist.sharpening import aloud

        if event.search.over:
            return
        event.search.over = True
        self.masthead.refresh()
        self.note = aloud(event.came, self.words.lang) or ""
        if event.came.question is not None and not self.touched:
            self.conversation.word(event.search.planned, event.came.question)
            shown = partial(self.house.showed, event.came.question.text)
            self.run_worker(shown, thread=True, group="showed", exit_on_error=False, description="log what was shown")
        self.show_question()

    def _too_late(self, search: Search) -> None:
        if not search.over and self.note:
            search.over = True
            self.note = phrase(self.words.lang, "assist", "aloud.late")
            self.show_question()

    # --- the person's yes

    @on(Previewed)
    def _previewed(self, event: Previewed) -> None:
        """Ask, once a room, before anything leaves; not over the shoulder of somebody who types."""
        if event.search.over or self._asked:
            return
        event.search.over = self._asked = True
        if self.touched or not self.is_current:
            self.note = self.words("consent.later")
            self.show_question()
        else:
            self._ask(event.prompt)

    @on(AskModel)
    def _ask_model(self) -> None:
        voice, planned = self.house.voice, self.conversation.planned
        if voice is not None:
            try:
                self._ask(voice.preview(self.conversation.interview, planned) if planned else None)
            except CoachError as error:
                self.porte_voix.complain(error)

    def _ask(self, prompt: Prompt | None) -> None:
        voice = self.house.voice
        if voice is not None:
            self.app.push_screen(ConsentDialog(voice, prompt), self._answered)

    def _answered(self, said: Said | None) -> None:
        voice = self.house.voice
        if said is None or voice is None:
            return
        try:
            voice.say(said)
        except CoachError as error:
            self.porte_voix.complain(error)
        self.let_go()
        self.seek()
        self.masthead.refresh()
        self.show_question()


def _found(voice: Voice, search: Search, lang: Language) -> Message | None:
    """Return the news of a sharper question; or, without a yes yet, of what would leave for one, if anything would."""
    from coach.assist.sharpening import Sharpened

    if voice.speaks:
        return Sharper(search, voice.sharpen(search.interview, search.planned, lang, lambda: search.over))
    try:
        prompt = voice.preview(search.interview, search.planned)
    except CoachError as error:
        return Sharper(search, Sharpened(why="trouble", told=str(error)))
    return Previewed(search, prompt) if prompt is not None else None
