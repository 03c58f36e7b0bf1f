"""Four small dialogs that any room may need: yes or no, a line to write, one of a few, something to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from coach.text import clean
from tui.screens.room import Dialog
from tui.widgets.plain import Plain, Said


class ConfirmDialog(Dialog[bool]):
    """Asks before something is put away. The answer is ``True``, or ``None`` when the person thinks better of it."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, question: str, detail: str, yes: str) -> None:
        """All three in the person's language; ``yes`` says what will be done, in a word."""
        super().__init__()
        self._said = question, detail, yes

    def compose(self) -> ComposeResult:
        """Lay out the question over its two answers."""
        question, detail, yes = self._said
        with Vertical(classes="sheet"):
            yield Plain(question, classes="title")
            yield Plain(detail)
            with Horizontal(classes="answers"):
                yield Button(Content(clean(yes)), variant="primary", id="yes", compact=True)
                yield Button(Content(self.words("dialogs.no")), id="no", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(True if event.button.id == "yes" else None)

    def on_mount(self) -> None:
        """Put the hand on the answer that was asked for."""
        self.query_one("#yes").focus()


class LineDialog(Dialog[str]):
    """Asks for one line. The answer is that line, stripped; maybe empty, maybe what it was."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, question: str, value: str = "", detail: str = "") -> None:
        super().__init__()
        self._said = question, clean(value), detail

    def compose(self) -> ComposeResult:
        """Lay out the question over the line."""
        question, value, detail = self._said
        with Vertical(classes="sheet"):
            yield Plain(question, classes="title")
            if detail:
                yield Plain(detail, classes="soft")
            yield Input(value, compact=True)
            yield Said("dialogs.line_keys", classes="keys")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        self.dismiss(clean(event.value).strip())


class Choice(NamedTuple):
    """One of the few things that can be chosen."""

    key: str
    label: str
    about: str = ""
    """A sentence that says what it does."""


class ChooseDialog(Dialog[str]):
    """Asks for one of a few. The answer is the key of the choice."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, title: str, detail: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._said = title, detail
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out what it is about over the choices."""
        title, detail = self._said
        with Vertical(classes="sheet"):
            yield Plain(title, classes="title")
            if detail:
                with VerticalScroll(classes="detail", can_focus=False):
                    yield Plain(detail)
            yield OptionList(*(Option(_choice(choice)) for choice in self._choices), markup=False, compact=True)

    def on_mount(self) -> None:
        """Put the hand on the first choice."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].key)


def _choice(choice: Choice) -> Content:
    label = (clean(choice.label), "bold")
    return Content.assemble(label, "\n", (clean(choice.about), "$soft")) if choice.about else Content.assemble(label)


class TellDialog(Dialog[None]):
    """Shows something to read."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "cancel", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._said = title, text

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(classes="sheet"):
            yield Plain(self._said[0], classes="title")
            yield Plain(self._said[1])
            yield Said("dialogs.close_keys", classes="keys")

    def on_mount(self) -> None:
        """Let the arrows scroll it."""
        self.query_one(VerticalScroll).focus()
