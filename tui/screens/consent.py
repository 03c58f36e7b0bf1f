"""Asked once before a model hears anything: which model, where its words go, and exactly what would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button

from coach.assist.consent import About
from coach.assist.consent import Said as Answer
from coach.ports import Prompt
from coach.text import clean
from tui.costs import cost_line
from tui.screens.room import Dialog
from tui.widgets.plain import Plain, Said

if TYPE_CHECKING:
    from coach.assist.voice import Voice


class ConsentDialog(Dialog[Answer]):
    """Shows what would leave and asks for a yes. The answer is ``yes`` or ``no``; ``None`` when it was put off."""

    CSS_PATH = ["dialogs.tcss", "consent.tcss"]  # noqa: RUF012 an instance attribute for Textual

    def __init__(self, voice: Voice, prompt: Prompt | None, about: About = "questions") -> None:
        """``prompt`` is what would leave now, if anything; ``about`` what it would leave for."""
        super().__init__()
        self._name, self._where, self._prompt, self._about = clean(voice.name), voice.leaves_machine, prompt, about
        self._cost, self._ceiling = voice.cost, voice.ceiling

    def compose(self) -> ComposeResult:
        """Lay out where, what, and the two answers; the hand is on neither."""
        with Vertical(classes="sheet"):
            about = self._about
            yield Said(f"consent.{about}_title", classes="title", name=self._name)
            if self._where is None:
                yield Said(f"consent.{about}_stay", classes="where")
            else:
                yield Said(f"consent.{about}_leave", classes="where", where=clean(self._where))
                yield Plain(classes="where", id="cost")
            with VerticalScroll(id="leaving"):
                yield Plain(id="leaving-text")
                yield Said(f"consent.{about}_cover", classes="covers")
            with Horizontal(classes="answers"):
                yield Button(Content(self.words("consent.yes")), id="yes", compact=True)
                yield Button(Content(self.words("consent.no")), id="no", compact=True)
            yield Said("consent.keys", classes="keys")

    def on_mount(self) -> None:
        """Show what would leave, to be read before anything is answered."""
        self.relabel()
        self.query_one("#leaving").focus()

    def relabel(self) -> None:
        """Say the words again; what would leave stays what it is."""
        super().relabel()
        words, prompt = self.words, self._prompt
        if self._where is not None:
            self.query_one("#cost", Plain).show(cost_line(words, self._cost, self._ceiling))
        for answer in ("yes", "no"):
            self.query_one(f"#{answer}", Button).label = Content(words(f"consent.{answer}"))
        shown = (
            Content.styled(words("consent.nothing_yet"), "$soft")
            if prompt is None
            else Content.assemble(
                (words(f"consent.{self._about}_told") + "\n", "bold"), clean(prompt.user),
                ("\n\n" + words("consent.orders") + "\n", "bold"), (clean(prompt.system), "$soft"),
            )
        )  # fmt: skip
        self.query_one("#leaving-text", Plain).show(shown)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss("yes" if event.button.id == "yes" else "no")
