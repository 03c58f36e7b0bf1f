"""Rebond: the post one answers, the comment being written, and the ladder it climbs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from coach.context import Context
from coach.finding import Severity, Source
from coach.language import language_of
from coach.rebound.answering import answer, answered
from coach.rebound.climbing import climb
from coach.rebound.ladder import Climb
from coach.text import Span, clean
from tui.commands import Command
from tui.commands.rebound import REBOUND, AnswerPost, CopyComment, MakePost, SeeWords
from tui.screens.room import Dialog
from tui.screens.sheet import Sheet
from tui.widgets.ladder import LadderView
from tui.widgets.marks import Marks
from tui.widgets.plain import Plain, Said

BEGINNING = 40
"""Characters of the post in the title of its answer."""


class Rebound(Sheet):
    """A comment on its ladder. ``draft`` is an id; ``post`` the text to answer, for a new one."""

    WORDS = "rebound"
    ASKS = REBOUND
    CSS_PATH = ["workbench.tcss", "rebound.tcss"]  # noqa: RUF012 an instance attribute for Textual

    def __init__(self, draft: str = "", post: str = "") -> None:
        super().__init__(draft)
        self._post = clean(post).strip()
        self._climb: Climb | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the post over the comment, and the ladder."""
        with Horizontal(id="bench"):
            with Vertical(id="writing"):
                yield Said("rebound.post", classes="title")
                with VerticalScroll(id="post", can_focus=False):
                    yield Plain(id="post-text")
                yield self.editor
            with VerticalScroll(id="side", can_focus=False):
                yield Said("rebound.ladder", classes="title")
                yield LadderView(id="ladder")

    def show_opened(self) -> None:
        """Show the post, and the ladder from the ground."""
        kept = answered(self.house.notebook, self.draft.id)
        if self._post and not kept:
            self._answer(self._post)
        self._post = kept or self._post
        self._show_post()
        self.show_typing()

    def _show_post(self) -> None:
        self.query_one("#post-text", Plain).show(self._post or self.words("rebound.none"))
        self.query_one("#post").set_class(not self._post, "-empty")

    def show_typing(self) -> None:
        """Climb again: a comment is short, and the ladder answers at each key."""
        text = self.editor.text
        self._climb = climb(text, self._post, language_of(text, self.draft.lang), self.words.lang)
        self.query_one(LadderView).show_climb(self._climb, self._elsewhere())
        self.refresh_bindings()

    def show_review(self) -> None:
        """Draw what the mirror and the charter see in the comment."""
        if self.settled is not None and self.review_is_fresh:
            self.editor.show_marks(Marks.of(self.editor.text, self.settled.review.findings))
            self.show_typing()

    def _elsewhere(self) -> int:
        """Return how many passages the mirror knows from posts other than the one answered."""
        if self.settled is None or not self.review_is_fresh or self._climb is None:
            return 0
        copied = [Span(each.start, each.end) for each in self._climb.copied]
        borrowed = [f for f in self.settled.review.findings if f.source is Source.MIRROR and f.severity is not Severity.ADVISE]
        return sum(not any(Span(f.start, f.end).overlaps(span) for span in copied) for f in borrowed)

    def context_of(self, text: str) -> Context:
        """Return what a reviewer must know: it is a comment."""
        return super().context_of(text).model_copy(update={"kind": "comment"})

    def relabel(self) -> None:
        """Say the post's absence and the ladder in the other language."""
        super().relabel()
        self._show_post()
        self.show_typing()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs a comment, or a rung reached."""
        if not self.is_mounted or self._climb is None:
            return None
        if ask is SeeWords:
            return True if any(step.passed for step in self._climb.steps) else None
        if ask in (CopyComment, MakePost):
            return True if self.editor.text.strip() else None
        return True

    @on(AnswerPost)
    def _ask_for_post(self) -> None:
        self.app.push_screen(AnswerDialog(self._post), self._take_post)

    def _take_post(self, post: str | None) -> None:
        if post is not None:
            self._answer(post)
            self._post = post
            self._show_post()
            self.show_typing()
            self.editor.focus()

    def _answer(self, post: str) -> None:
        """Keep the draft with the post it answers, under a title that says so."""
        if not self.draft.title:
            beginning = " ".join(post[:BEGINNING].split())
            self.draft = self.draft.model_copy(update={"title": self.words("rebound.title", beginning=beginning)})
            self.house.notebook.save_draft(self.draft)
            self.masthead.subject = self.draft.title
        answer(self.house.notebook, self.draft.id, post)

    @on(SeeWords)
    def _see_words(self) -> None:
        steps = [step for step in (self._climb.steps if self._climb else ()) if step.start is not None]
        if not steps:
            self.porte_voix.say("rebound.no_words")
            return
        best = steps[-1]
        self.editor.go_to(Span(best.start or 0, best.end or 0))

    @on(CopyComment)
    def _copy(self) -> None:
        text = self.editor.text.strip()
        if text:
            self.app.copy_to_clipboard(text)
        self.porte_voix.say("rebound.copied_out" if text else "rebound.nothing_to_copy")

    @on(MakePost)
    def _make_post(self) -> None:
        self.put_away()
        answer(self.house.notebook, self.draft.id, "")
        self.porte_voix.say("rebound.made_post")
        self.porte_voix.open_room("workbench", draft=self.draft.id)


class AnswerDialog(Dialog[str]):
    """Asks for the text of the post one answers."""

    CSS_PATH = ["dialogs.tcss", "paste_post.tcss", "rebound.tcss"]  # noqa: RUF012 an instance attribute for Textual
    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "keep", show=False, priority=True)]

    def __init__(self, post: str) -> None:
        super().__init__()
        self._post = post

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(classes="sheet"):
            yield Said("rebound.paste_title", classes="title")
            yield TextArea(
                self._post, placeholder=self.words("rebound.paste_hint"), tab_behavior="focus", compact=True, id="pasted"
            )
            yield Plain(id="missing")
            yield Said("rebound.paste_keys", classes="keys")

    def action_keep(self) -> None:
        """Answer, unless there is nothing to keep."""
        text = clean(self.query_one(TextArea).text).strip()
        if text:
            self.dismiss(text)
        else:
            self.query_one("#missing", Plain).show(self.words("rebound.paste_empty"))
