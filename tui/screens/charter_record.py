"""The person's own yes to a text they reviewed: given, seen again, handed over when they choose to."""

from __future__ import annotations

import io
from typing import NamedTuple

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input

from coach.charter.record import Record, as_json, record_in
from coach.charter.record_page import as_markdown
from coach.notebook import Signature
from coach.text import clean
from tui.screens.room import Dialog
from tui.widgets.plain import Plain, app_of


class Yes(NamedTuple):
    """Who signs, and what they add."""

    name: str
    note: str


class SignDialog(Dialog[Yes]):
    """Says what would be kept and asks for a name. Only the button or Enter in the name signs."""

    CSS_PATH = ["dialogs.tcss", "charter.tcss"]  # noqa: RUF012 as Textual declares it

    def __init__(self, signer: str, left: int, verdict: Content) -> None:
        """``signer`` is the name they are known by; ``left``, how many remarks they leave standing."""
        super().__init__()
        self._signer, self._left, self._verdict = signer, left, verdict

    def compose(self) -> ComposeResult:
        """Lay out what is signed over the name."""
        words = self.words
        with Vertical(classes="sheet"):
            yield Plain(words("charter.sign_title"), classes="title")
            yield Plain(words("charter.sign_detail"), id="sign-detail")
            yield Plain(self._verdict)
            yield Plain(words.many("charter.sign_left", self._left) if self._left else words("charter.sign_left_none"))
            yield Input(clean(self._signer), placeholder=words("charter.sign_name"), compact=True, max_length=80, id="sign-name")
            if self._left:
                yield Input(placeholder=words("charter.sign_note"), compact=True, max_length=300, id="sign-note")
            with Horizontal(classes="answers"):
                yield Button(Content(words("charter.sign_yes")), variant="primary", id="yes", compact=True)
                yield Button(Content(words("dialogs.no")), id="no", compact=True)

    def on_mount(self) -> None:
        """Put the hand on the name."""
        self.query_one("#sign-name").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self._sign()
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def _sign(self) -> None:
        line = self.query_one("#sign-name", Input)
        name = clean(line.value).strip()
        if not name:
            line.placeholder = self.words("charter.sign_name_needed")
            line.focus()
            return
        note = clean(self.query_one("#sign-note", Input).value).strip() if self._left else ""
        self.dismiss(Yes(name, note))


class RecordDialog(Dialog[None]):
    """Shows a signed review as the page that would be handed over."""

    CSS_PATH = ["dialogs.tcss", "charter.tcss"]  # noqa: RUF012 as Textual declares it

    def __init__(self, signature: Signature) -> None:
        super().__init__()
        self._signature = signature
        self._record: Record | None = None
        try:
            self._record = record_in(signature)
        except ValidationError:  # changed outside Porte-voix: said instead of the page
            self._record = None

    def compose(self) -> ComposeResult:
        """Lay out the page over the ways to keep it."""
        words = self.words
        with Vertical(classes="sheet"):
            yield Plain(words("charter.record_title"), classes="title")
            with VerticalScroll(classes="detail"):
                page = as_markdown(self._record, words.lang) if self._record else words("charter.records_odd_remedy")
                yield Plain(page, id="record-page")
            with Horizontal(classes="answers"):
                if self._record:
                    yield Button(Content(words("charter.record_markdown")), id="markdown", compact=True)
                    yield Button(Content(words("charter.record_json")), id="json", compact=True)
                yield Button(Content(words("charter.record_close")), variant="primary", id="close", compact=True)

    def on_mount(self) -> None:
        """Let the arrows scroll the page at once."""
        self.query_one(VerticalScroll).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "close" or self._record is None:
            self.dismiss(None)
            return
        app, day = app_of(self), self._signature.made.date().isoformat()
        markdown = event.button.id == "markdown"
        text = as_markdown(self._record, self.words.lang) if markdown else as_json([self._record])
        name = f"porte-voix-relecture-{day}.{'md' if markdown else 'json'}"
        app.deliver_text(io.StringIO(text), save_filename=name, encoding="utf-8")
        app.say("charter.record_saved")
