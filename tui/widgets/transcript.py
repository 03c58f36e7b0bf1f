"""What was asked and answered, and the box where one answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea

from coach.interview.asking import Question
from coach.interview.formats import SLOTS
from coach.interview.turns import Interview, Turn, filled
from coach.text import clean
from tui.words import Words

Piece = Content | str | tuple[str, str]


class AnswerBox(TextArea):
    """A few lines to answer in: Enter says it. Pasted lines stay lines; whatever enters is cleaned."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "say", show=False, priority=True)]

    @dataclass
    class Said(Message):
        """The person answered."""

        text: str

    def action_say(self) -> None:
        """Say what is written."""
        self.post_message(self.Said(self.text))

    def edit(self, edit: Edit) -> EditResult:
        """Change the text: the one door keys and pastes go through, so the one that cleans."""
        safe = clean(edit.text)
        return super().edit(edit if safe == edit.text else dataclasses.replace(edit, text=safe))


def transcript(turns: Sequence[Turn], question: Question | None, words: Words) -> Content:
    """Return the conversation so far, and the question being asked."""
    pieces: list[Piece] = []
    for turn in turns:
        pieces += [(f"{turn.n}. {clean(turn.question)}\n", "$soft")]
        pieces += [f"— {clean(turn.answer)}\n\n" if turn.answer else (f"— {words('interview.passed')}\n\n", "italic $soft")]
    if question is not None:
        pieces += [(f"{question.n}. {clean(question.text)}", "bold $primary")]
    return Content.assemble(*pieces)


def margin(interview: Interview, words: Words) -> Content:
    """Return what the interview is about, and what is there already, slot by slot."""
    pieces: list[Piece] = []
    for name, text in (("idea", interview.idea), ("message", interview.message)):
        if text:
            pieces += [(words(f"interview.{name}") + "\n", "$soft"), (_short(text), "italic"), "\n\n"]
    have = filled(interview)
    pieces += [(words("interview.what_is_there") + "\n", "$soft")]
    for slot in SLOTS:
        if slot in have:
            pieces += [("✓ ", "$good"), words(f"ask.slot_{slot}"), "\n"]
    if not have:
        pieces += [(words("interview.nothing_yet"), "italic $soft"), "\n"]
    return Content.assemble(*pieces)


def _short(text: str, width: int = 220) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
