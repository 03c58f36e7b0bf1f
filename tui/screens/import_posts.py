"""Importing posts: a path that completes itself, whose words they are, then what came in and what did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState, get_current_worker

from coach.post import PostKind
from coach.text import clean
from tui.bringing import Brought, bring_in
from tui.paths import given, suggest
from tui.screens.columns import ColumnsDialog
from tui.screens.room import Dialog
from tui.tellings import brought_content
from tui.widgets.pick import Item, Pick
from tui.widgets.plain import Plain, Said, app_of

IMPORTED: tuple[PostKind, ...] = ("sibling", "official", "own")
"""Whose words a file may hold when it does not say."""


@dataclass
class Suggested(Message):
    """Paths were found that continue what was typed."""

    typed: str
    paths: list[str]


@dataclass
class Noted(Message):
    """Part of the file is in the store."""

    where: str
    seen: int


@dataclass
class Ended(Message):
    """The import is over."""

    path: Path
    brought: Brought


class ImportDialog(Dialog[bool]):
    """Dismissed with ``True`` when posts came in."""

    CSS_PATH = ["dialogs.tcss", "import_posts.tcss"]  # noqa: RUF012 an instance attribute for Textual
    AUTO_FOCUS = "#path"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._begun = path
        self._came = False
        self._over = False

    def compose(self) -> ComposeResult:
        """Lay out the questions; the account takes their place."""
        with Vertical(classes="sheet"):
            yield Said("posts.import_title", classes="title")
            with Vertical(id="form"):
                yield Said("posts.import_path")
                yield Input(
                    self._begun, placeholder=self.words("posts.import_hint"), compact=True, id="path", select_on_focus=False
                )
                yield OptionList(id="paths", markup=False, compact=True)
                yield Said("posts.import_else", classes="soft")
                with Horizontal(classes="ask"):
                    yield Said("posts.import_kind")
                    yield Pick([Item(kind, self.words(f"posts.kind_{kind}")) for kind in IMPORTED], id="kind")
                with Horizontal(classes="ask"):
                    yield Said("posts.import_author")
                    yield Input(placeholder=self.words("posts.import_nobody"), compact=True, id="who")
                yield Said("posts.import_keys", classes="keys")
            with VerticalScroll(id="account"):
                yield Plain(id="told")
                yield Said("posts.done_keys", classes="keys")

    def on_mount(self) -> None:
        """Show what could be imported from here."""
        self.query_one("#account").display = False
        self.query_one(OptionList).can_focus = False
        self._look(self._begun)

    # --- the path

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        self._look(event.value)

    def _look(self, typed: str) -> None:
        self.run_worker(
            lambda: self.post_message(Suggested(typed, suggest(typed))),
            thread=True, group="suggest", exclusive=True, exit_on_error=False, description="look for files",
        )  # fmt: skip

    @on(Suggested)
    def _suggested(self, event: Suggested) -> None:
        if event.typed == self._path.value:
            options = self.query_one(OptionList)
            options.set_options([Option(clean(path), disabled=not path) for path in event.paths])
            self._paths = event.paths
            options.display = bool(event.paths)

    _paths: list[str] = []  # noqa: RUF012 replaced, never changed

    @property
    def _path(self) -> Input:
        return self.query_one("#path", Input)

    def on_key(self, event: Key) -> None:
        """Move in the suggestions with the hands on the path; Tab takes the first before it moves on."""
        options = self.query_one(OptionList)
        if self._over and event.key == "enter":
            self.action_leave()
        elif self.focused is not self._path or not self._paths:
            return
        elif event.key in ("down", "up"):
            getattr(options, f"action_cursor_{event.key}")()
        elif event.key == "tab" and self._path.value != self._best:
            self._take(self._best)
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _best(self) -> str:
        place = self.query_one(OptionList).highlighted
        return self._paths[place or 0] if self._paths else self._path.value

    def _take(self, path: str) -> None:
        self._path.value = path
        self._path.cursor_position = len(path)
        self._path.focus()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._paths[event.option_index])

    # --- the import

    @on(Input.Submitted)
    def _submit(self) -> None:
        typed, place = self._path.value, self.query_one(OptionList).highlighted
        exact = bool(typed.strip()) and given(typed).exists()
        if self._paths and (place is not None or not exact):
            self._take(self._best)
            if not given(self._best).is_file():
                return
            typed = self._best
        elif not typed.strip():
            return
        self._begin(given(typed))

    def _begin(self, path: Path, mapping: Mapping[str, str] | None = None) -> None:
        self.query_one("#form").display = False
        self.query_one("#account").display = True
        self.query_one("#account").focus()
        self.query_one("#account .keys").display = False
        self._tell_reading(path.name, 0)
        kind = next(kind for kind in IMPORTED if kind == self.query_one("#kind", Pick).picked)
        author = clean(self.query_one("#who", Input).value).strip() or None
        house, speak = app_of(self).house, self.words.lang

        def read() -> None:
            worker = get_current_worker()
            done = bring_in(
                house.corpus,
                path,
                kind=kind,
                author=author,
                speak=speak,
                mapping=mapping,
                note=self._note,
                stop=lambda: worker.is_cancelled,
            )
            self.post_message(Ended(path, done))

        self.run_worker(read, thread=True, group="import", exclusive=True, exit_on_error=False, description="import posts")

    def _note(self, brought: Brought) -> None:
        self.post_message(Noted(brought.where, brought.seen))

    @on(Noted)
    def _noted(self, event: Noted) -> None:
        self._came = self._came or event.seen > 0
        if not self._over:
            self._tell_reading(event.where, event.seen)

    def _tell_reading(self, where: str, seen: int) -> None:
        words = self.words
        self.query_one("#told", Plain).show(words("posts.import_reading", where=where, n=words.number(seen)))

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        if event.brought.columns:
            dialog = ColumnsDialog(event.brought.where, event.brought.columns)
            self.app.push_screen(dialog, lambda mapping: self._mapped(event, mapping))
        else:
            self._account(event.brought)

    def _mapped(self, event: Ended, mapping: Mapping[str, str] | None) -> None:
        if mapping:
            self._begin(event.path, mapping)
        else:
            self._account(event.brought)

    def _account(self, brought: Brought) -> None:
        self._over = True
        self.query_one("#told", Plain).show(brought_content(brought, self.words))
        self.query_one("#account .keys").display = True
        self.query_one("#account").focus()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Give the path back when it could not be read; the parents show why."""
        if event.worker.group == "import" and event.state is WorkerState.ERROR:
            self.query_one("#account").display = False
            self.query_one("#form").display = True
            self._path.focus()

    def action_leave(self) -> None:
        """Close it; an import under way stops after the piece in hand, which stays."""
        self.dismiss(self._came)
