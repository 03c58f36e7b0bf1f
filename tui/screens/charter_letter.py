"""The message to the person to ask: the extract and nothing else of the draft, to be read and changed before it goes anywhere."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, TextArea

from coach.charter.letter import address_of
from coach.finding import Ask
from coach.text import clean
from tui.answering import Letter
from tui.screens.room import Dialog
from tui.widgets.plain import Plain, Said


class LetterDialog(Dialog[Letter]):
    """Shows whom to ask, by what channel, how fast they answer, and the message. Nothing is sent from here."""

    CSS_PATH = ["dialogs.tcss", "charter.tcss"]  # noqa: RUF012 as Textual declares it

    def __init__(self, ask: Ask, delay: str = "") -> None:
        super().__init__()
        self._ask, self._delay = ask, delay
        self._address = address_of(ask.channel)

    def compose(self) -> ComposeResult:
        """Lay out whom to ask over the message and the ways out."""
        ask, words = self._ask, self.words
        name = clean(ask.name or ask.key)
        with Vertical(classes="sheet"):
            yield Plain(words("charter.letter_title", name=name), classes="title")
            known = [clean(part) for part in (ask.channel, self._delay and words("charter.answers", delay=self._delay)) if part]
            yield Plain(Content.styled(" · ".join(known) or words("charter.no_channel"), "$soft"), id="letter-to")
            yield TextArea(clean(ask.draft_message or ""), id="letter", compact=True, soft_wrap=True)
            with Horizontal(classes="answers"):
                yield Button(Content(words("charter.letter_copy")), variant="primary", id="copy", compact=True)
                if self._address:
                    yield Button(Content(words("charter.letter_mail")), id="mail", compact=True)
                yield Button(Content(words("dialogs.no")), id="no", compact=True)
            yield Said("charter.letter_keys", classes="keys")

    def on_mount(self) -> None:
        """Put the hand on the answer that sends nothing."""
        self.query_one("#copy").focus()

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        text = clean(self.query_one(TextArea).text).strip()
        if event.button.id == "no" or not text:
            self.dismiss(None)
        else:
            self.dismiss(Letter(text, by_mail=event.button.id == "mail"))
