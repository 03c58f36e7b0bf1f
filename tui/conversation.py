"""An interview and the notebook that keeps it: saved after every answer, left and taken up anywhere, ended as a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from pydantic import ValidationError

from coach.interview.asking import Question, answer, next_question, skip
from coach.interview.draft import Drafted, draft
from coach.interview.turns import Interview, stop
from coach.notebook import Draft, Idea, Talk
from coach.ports import Clock, Notebook


def put_aside(drafted: Drafted, notebook: Notebook, now: datetime) -> None:
    """Keep what a draft left out and is worth telling one day as ideas. Raises ``CoachError``."""
    for said in drafted.for_later:
        notebook.save_idea(Idea(id=uuid4().hex, text=said, created=now, origin="interview"))


class Conversation:
    """One interview under way. Each change is in the notebook when the method returns; they raise ``CoachError``."""

    def __init__(
        self, notebook: Notebook, clock: Clock, interview: Interview, *, talk_id: str = "", idea_id: str | None = None
    ) -> None:
        self._notebook, self._clock = notebook, clock
        self.interview = interview
        self.id = talk_id or uuid4().hex
        self.idea_id = idea_id
        self._worded: dict[Question, Question] = {}

    @classmethod
    def taken_up(cls, notebook: Notebook, clock: Clock, talk: Talk) -> Conversation | None:
        """Return the interview a talk holds, or ``None`` when its state is none of ours."""
        try:
            interview = Interview.model_validate_json(talk.state)
        except ValidationError:
            return None
        return cls(notebook, clock, interview, talk_id=talk.id, idea_id=talk.idea_id)

    @property
    def planned(self) -> Question | None:
        """The bank's question now, or ``None`` when the interview is over."""
        return next_question(self.interview)

    @property
    def question(self) -> Question | None:
        """The question to put now: the bank's, or what it was worded as."""
        planned = self.planned
        return self._worded.get(planned, planned) if planned else None

    def word(self, planned: Question, question: Question) -> None:
        """Put ``question`` in the place of the bank's ``planned`` one, whenever that one is due."""
        self._worded[planned] = question

    def hear(self, said: str) -> None:
        """Take an answer; an empty one passes."""
        asked = self.question
        self._become(answer(self.interview, said, asked=asked) if said.strip() else skip(self.interview, asked=asked))
        self.remember_typing("")

    def end(self) -> None:
        """Ask nothing more."""
        self._become(stop(self.interview))

    def take_back(self) -> str | None:
        """Undo the last answer, or the end, and return what had been said; ``None`` when there is nothing to undo."""
        if self.interview.stopped:
            self._become(self.interview.model_copy(update={"stopped": False}))
            return ""
        if not self.interview.turns:
            return None
        last = self.interview.turns[-1]
        self._become(self.interview.model_copy(update={"turns": self.interview.turns[:-1]}))
        return last.answer or ""

    def remember_typing(self, text: str) -> None:
        """Keep what is being typed and not yet said; an interview not kept yet is kept with it, for it to be found again."""
        if text.strip() and self._notebook.talk(self.id) is None:
            self._save()
        self._notebook.put(f"typing.{self.id}", text)

    def typing(self) -> str:
        """Return what was being typed when one left."""
        return self._notebook.read(f"typing.{self.id}") or ""

    def write(
        self, *, opening: str | None, shared: Callable[[str], float] | None, message: str | None, fillers: bool = False
    ) -> Draft:
        """Make the draft, keep it with its first version, and end the interview; what was not used goes to the ideas.

        ``fillers`` drops the "euh" and "ben" of speech.
        """
        now = self._clock.now()
        drafted = draft(self.interview, opening=opening, shared=shared, fillers=fillers)
        made = Draft(
            id=uuid4().hex,
            text=drafted.text,
            lang=self.interview.lang,
            idea_id=self.idea_id,
            talk_id=self.id,
            message=message,
            created=now,
            updated=now,
        )
        self._notebook.save_draft(made)
        self._notebook.keep_revision(made.id, made.text, "interview", now)
        self._put_aside(drafted)
        self._save(draft_id=made.id)
        return made

    def _put_aside(self, drafted: Drafted) -> None:
        now = self._clock.now()
        put_aside(drafted, self._notebook, now)
        idea = next((idea for idea in self._notebook.ideas() if idea.id == self.idea_id), None)
        if idea is not None:
            self._notebook.save_idea(idea.model_copy(update={"done": True}))

    def _become(self, interview: Interview) -> None:
        self.interview = interview
        self._save()

    def _save(self, draft_id: str | None = None) -> None:
        self._notebook.save_talk(
            Talk(
                id=self.id,
                idea_id=self.idea_id,
                draft_id=draft_id,
                updated=self._clock.now(),
                finished=draft_id is not None,
                state=self.interview.model_dump_json(),
            )
        )
