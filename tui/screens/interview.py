"""The Entretien: one question at a time, the person's words said back; then the sheet, approved; then the draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from coach.context import Context
from coach.errors import CoachError
from coach.interview.draft import draft, lightened
from coach.interview.formats import Persona
from coach.interview.sheet import Sheet, sheet
from coach.interview.turns import begin
from coach.language import language_of
from coach.notebook import Draft
from coach.text import clean
from tui.commands import Command
from tui.commands.interview import INTERVIEW, AskModel, ChoosePersona, DropFillers, MakeDraft, Pass, SeeSheet, TakeBack
from tui.conversation import Conversation
from tui.line_keeping import never_named, who_speaks
from tui.messages import Warmed
from tui.screens.dialogs import Choice, ChooseDialog
from tui.screens.sharpening import SharpeningRoom
from tui.widgets.fiche import fiche, provenance
from tui.widgets.plain import Plain, Said
from tui.widgets.transcript import AnswerBox, margin, transcript

PERSONAS: tuple[Persona, ...] = get_args(Persona)
KEPT_AFTER_S = 0.3
"""Seconds after a key at which what is being typed is on disk."""


@dataclass
class Drafted(Message):
    """The draft is in the notebook."""

    draft: Draft


class InterviewRoom(SharpeningRoom):
    """An interview about an idea (its id), an official message (its name), or taken up again (``talk``, its id)."""

    WORDS = "interview"
    ASKS = INTERVIEW
    CSS_PATH = "interview.tcss"

    def __init__(self, idea: str = "", talk: str = "", message: str = "") -> None:
        super().__init__()
        self._from = idea, talk, message
        self._timer: Timer | None = None
        self._sheet: Sheet | None = None
        self._making = self._lighter = False
        self._typed = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the conversation beside what it has found."""
        with Horizontal(id="table"):
            with Vertical(id="talk"):
                with VerticalScroll(id="said", can_focus=False):
                    yield Plain(id="transcript")
                yield AnswerBox(id="answer", soft_wrap=True, compact=True)
                yield Said("interview.keys", id="keys", classes="soft", n=1)
            with Vertical(id="found"):
                yield Said("interview.angles", classes="title", id="angles-title")
                yield OptionList(id="angles", markup=False, compact=True)
                with VerticalScroll(id="found-scroll"):
                    yield Plain(id="fiche")

    def on_mount(self) -> None:
        """Begin, or take up again."""
        self.conversation = self._open()
        interview = self.conversation.interview
        self.masthead.subject = " ".join((interview.idea or interview.message or "").split())[:40]
        box = self.query_one(AnswerBox)
        box.load_text(clean(self.conversation.typing()))
        self._show()

    def _open(self) -> Conversation:
        idea_id, talk_id, message_name = self._from
        house = self.house
        talk = house.notebook.talk(talk_id) if talk_id else None
        taken_up = Conversation.taken_up(house.notebook, house.clock, talk) if talk else None
        if taken_up is not None:
            return taken_up
        if talk_id:
            self.porte_voix.say("interview.gone")
        idea = next((idea for idea in house.notebook.ideas() if idea.id == idea_id), None)
        message = next((m for m in house.messages if m.name == message_name), None) if message_name else None
        text = idea.text if idea else ""
        interview = begin(
            text,
            persona=who_speaks(house),
            lang=language_of(text, self.words.lang),
            author=house.notebook.read("name"),
            message=message.text if message else None,
            never=never_named(house.notebook, self.words.lang),
        )
        return Conversation(house.notebook, house.clock, interview, idea_id=idea.id if idea else None)

    # --- what is shown

    def _show(self) -> None:
        question, interview = self.conversation.question, self.conversation.interview
        if question is None:
            self._show_sheet()
            return
        self._sheet = None
        self.seek()
        self.set_class(False, "-sheet")
        said = transcript(interview.turns, question, self.words)
        self.query_one("#transcript", Plain).show(said.append(Content.styled(f"\n\n{self.note}", "$soft")) if self.note else said)
        self.query_one("#fiche", Plain).show(margin(interview, self.words))
        self.masthead.state = ""
        self.query_one("#keys", Said).say("interview.keys", n=question.n)
        self.query_one(AnswerBox).focus()
        self.call_after_refresh(self.query_one("#said").scroll_end, animate=False)
        self.refresh_bindings()

    def show_question(self) -> None:
        """Paint the question again: a model worded it otherwise, or has something to say."""
        if self._sheet is None:
            self._show()

    def _show_sheet(self) -> None:
        self.let_go()
        self._sheet = found = sheet(self.conversation.interview)
        self.set_class(True, "-sheet")
        self.masthead.state = self.words("interview.sheet")
        angles = self.query_one("#angles", OptionList)
        angles.clear_options()
        angles.add_options([Option(clean(angle.text)) for angle in found.angles])
        angles.display = bool(found.angles)
        self.query_one("#angles-title").display = bool(found.angles)
        self.query_one("#fiche", Plain).show(fiche(found, self.words))
        if found.angles:
            angles.highlighted = 0
            angles.focus()
        else:
            self.query_one("#transcript", Plain).show(self.words("interview.nothing_said"))
        self._show_draft()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _show_draft(self) -> None:
        if self._sheet is not None and self._sheet.angles:
            made = draft(self.conversation.interview, opening=self._opening(), fillers=self._lighter)
            self.query_one("#transcript", Plain).show(provenance(made, self.words))

    def _opening(self) -> str | None:
        angles = self._sheet.angles if self._sheet else ()
        at = self.query_one("#angles", OptionList).highlighted
        return angles[at].opening if at is not None and at < len(angles) else None

    def relabel(self) -> None:
        """Say everything in the other language; the questions already put stay as they were put."""
        super().relabel()
        self._show()

    # --- answering

    @on(TextArea.Changed)
    def _typing(self, event: TextArea.Changed) -> None:
        self._typed = event.text_area.text
        self.touched = self.touched or bool(self._typed)
        if self._timer is None:
            self._timer = self.set_timer(KEPT_AFTER_S, self._keep_typing)

    def _keep_typing(self) -> None:
        self._timer = None
        self._try(lambda: self.conversation.remember_typing(self._typed))

    def on_unmount(self) -> None:
        """Keep what was being typed."""
        if self._timer is not None:
            self._keep_typing()

    @on(AnswerBox.Said)
    def _said(self, event: AnswerBox.Said) -> None:
        self._hear(event.text)

    @on(Pass)
    def _pass(self) -> None:
        self._hear("")

    def _hear(self, said: str) -> None:
        if self._sheet is None and self._try(lambda: self.conversation.hear(said)):
            self.query_one(AnswerBox).load_text("")
            self._show()

    def _try(self, work: object) -> bool:
        """Do ``work`` on the notebook; when it fails say why, and leave the person's words where they are."""
        try:
            work()  # type: ignore[operator]
        except CoachError as error:
            self.porte_voix.complain(error)
            return False
        return True

    @on(TakeBack)
    def _take_back(self) -> None:
        said: list[str | None] = []
        if self._try(lambda: said.append(self.conversation.take_back())) and said[0] is not None:
            self.query_one(AnswerBox).load_text(said[0])
            self._show()

    @on(SeeSheet)
    def _end(self) -> None:
        if self._sheet is None and self._try(self.conversation.end):
            self._show()

    @on(ChoosePersona)
    def _choose_persona(self) -> None:
        choices = [Choice(p, self.words(f"interview.persona_{p}"), self.words(f"interview.persona_{p}_about")) for p in PERSONAS]
        self.app.push_screen(ChooseDialog(self.words("interview.persona"), "", choices), self._become)

    def _become(self, persona: str | None) -> None:
        if persona in PERSONAS:
            self.house.notebook.put("persona", persona)
            self.conversation.interview = self.conversation.interview.model_copy(update={"persona": persona})
            self._show()

    # --- the draft

    def allows(self, ask: type[Command]) -> bool | None:
        """Hide what belongs to the other half: questions, or the sheet."""
        if not self.is_mounted or not hasattr(self, "conversation"):
            return None
        asking = self._sheet is None
        match ask.name:
            case Pass.name | SeeSheet.name | ChoosePersona.name:
                return asking
            case MakeDraft.name | DropFillers.name:
                return not asking and bool(self._sheet and self._sheet.angles)
            case AskModel.name:
                return self.house.voice is not None
            case TakeBack.name:
                return True if self.conversation.interview.turns or self.conversation.interview.stopped else None
        return True

    @on(DropFillers)
    def _drop_fillers(self) -> None:
        self._lighter = not self._lighter
        lighter = lightened(self.conversation.interview)
        if self._lighter and lighter:
            self.notify(self.words.many("interview.lighter", lighter), markup=False)
        elif self._lighter:
            self.porte_voix.say("interview.lighter_none")
        self._show_draft()

    @on(MakeDraft)
    @on(OptionList.OptionSelected)
    def _make(self) -> None:
        if self._sheet is None or self._making:
            return
        self._making = True
        self.run_worker(
            self._write, thread=True, group="draft", exclusive=True, exit_on_error=False, description="make the draft"
        )

    def _write(self) -> None:
        """Make the draft. Runs in a thread."""
        house, interview = self.house, self.conversation.interview
        context = Context(today=house.clock.now().date(), lang=interview.lang, author=interview.author)
        message = next((m.name for m in house.messages if interview.message and clean(m.text).strip() == interview.message), None)

        def shared(sentence: str) -> float:
            return house.review_draft(sentence, context).mirror.reprise

        try:
            made = self.conversation.write(opening=self._opening(), shared=shared, message=message, fillers=self._lighter)
        finally:
            self._making = False
        self.post_message(Drafted(made))

    @on(Drafted)
    def _drafted(self, event: Drafted) -> None:
        porte_voix = self.porte_voix
        if len(porte_voix.screen_stack) > 1:
            porte_voix.pop_screen()
        porte_voix.open_room("workbench", draft=event.draft.id)

    def on_warmed(self, _: Warmed) -> None:
        """The messages are there now: an interview about one can begin."""
        if self._from[2] and not self.conversation.interview.turns and self.conversation.interview.message is None:
            self.conversation = self._open()
            self._show()
