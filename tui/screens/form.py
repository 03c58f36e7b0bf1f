"""A small form any room may need: a few lines and choices answered together; and a box of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, TextArea

from coach.text import clean
from tui.screens.room import Dialog
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said


class Field(NamedTuple):
    """One thing to fill."""

    key: str
    label: str
    """In the person's language."""
    value: str = ""
    choices: tuple[Item, ...] = ()
    """What can be picked; a line to type when there are none."""


Answers = dict[str, str]
Check = Callable[[Answers], str | None]
"""Returns what is wrong with the answers, in the person's language, or ``None``."""


class FormDialog(Dialog[Answers]):
    """Asks for a few things together: arrows go from one to the next, Enter answers. The answer maps keys to what was said."""

    CSS_PATH = ["dialogs.tcss", "line.tcss"]  # noqa: RUF012 an instance attribute for Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field], check: Check, detail: str = "") -> None:
        super().__init__()
        self._title, self._fields, self._check, self._detail = title, tuple(fields), check, detail

    def compose(self) -> ComposeResult:
        """Lay out one line a field."""
        with Vertical(classes="sheet"):
            yield Plain(self._title, classes="title")
            if self._detail:
                yield Plain(self._detail, classes="soft")
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Plain(field.label, classes="label")
                    if field.choices:
                        yield Pick(field.choices, field.value, id=f"f-{field.key}")
                    else:
                        yield Input(clean(field.value), compact=True, id=f"f-{field.key}")
            yield Plain(id="wrong")
            yield Said("dialogs.form_keys", classes="keys")

    def on_mount(self) -> None:
        """Put the hand on the first field."""
        self.query_one(f"#f-{self._fields[0].key}").focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_answer()

    def action_answer(self) -> None:
        """Answer, unless something is wrong, which is said."""
        answers: Answers = {}
        for field in self._fields:
            widget = self.query_one(f"#f-{field.key}")
            answers[field.key] = widget.picked if isinstance(widget, Pick) else clean(getattr(widget, "value", "")).strip()
        wrong = self._check(answers)
        if wrong is None:
            self.dismiss(answers)
        else:
            self.query_one("#wrong", Plain).show(f"! {wrong}")


class LinesDialog(Dialog[str]):
    """Asks for several lines. The answer is the text, clean; maybe empty."""

    CSS_PATH = ["dialogs.tcss", "line.tcss"]  # noqa: RUF012 an instance attribute for Textual
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "answer", show=False, priority=True)]

    def __init__(self, title: str, detail: str, value: str, check: Callable[[str], str | None] = lambda _: None) -> None:
        super().__init__()
        self._said = title, detail, clean(value)
        self._check = check

    def compose(self) -> ComposeResult:
        """Lay out the box under what it is for."""
        title, detail, value = self._said
        with Vertical(classes="sheet"):
            yield Plain(title, classes="title")
            yield Plain(detail, classes="soft")
            yield TextArea(value, soft_wrap=True, compact=True, classes="lines")
            yield Plain(id="wrong")
            yield Said("dialogs.lines_keys", classes="keys")

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        box = self.query_one(TextArea)
        box.move_cursor(box.document.end)
        box.focus()

    def action_answer(self) -> None:
        """Answer, unless something is wrong, which is said."""
        text = clean(self.query_one(TextArea).text)
        wrong = self._check(text)
        if wrong is None:
            self.dismiss(text)
        else:
            self.query_one("#wrong", Plain).show(f"! {wrong}")
