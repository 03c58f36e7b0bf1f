"""The desk: what a person sees every morning. Ideas, drafts, what waits; and one line to jot the next idea."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.worker import Worker, WorkerState

from coach.notebook import Draft, Idea
from coach.ports import Notebook
from coach.text import clean
from tui.commands import Command
from tui.commands.desk import (
    DESK,
    BringBack,
    InMirror,
    Interview,
    Introduce,
    LookAtCharter,
    NewDraft,
    NewIdea,
    NoIdea,
    OpenIt,
    PutAway,
    Rename,
    SeeLine,
    SeePosts,
    Visit,
    WriteDirectly,
)  # fmt: skip
from tui.desk_writing import begin_draft, jot_idea, rename_draft, reword_idea, room_of
from tui.put_away import Kind, bring_back, put_away
from tui.screens.desk_page import MORE, DeskPage
from tui.widgets.jot import JotLine
from tui.widgets.shelf import Row, Shelf

if TYPE_CHECKING:
    from tui.screens.dialogs import Choice


@dataclass
class Written(Message):
    """Something was written in the notebook."""

    draft: str = ""
    """A draft to open now."""
    jotted: str = ""
    """What was jotted, to be cleared from the line."""
    said: str = ""
    """What to tell the person, already in their language."""


class DeskRoom(DeskPage):
    """What can be done at the desk. Everything is written in threads."""

    ASKS = DESK

    def __init__(self) -> None:
        super().__init__()
        self._jotting = ""

    def allows(self, ask: type[Command]) -> bool | None:
        """Allow what there is something to do with."""
        needed = {
            OpenIt: ("ideas", "drafts", "waiting"),
            Interview: ("ideas",),
            WriteDirectly: ("ideas",),
            LookAtCharter: ("drafts",),
            Rename: ("drafts",),
            InMirror: ("drafts",),
            PutAway: ("ideas", "drafts"),
        }
        return True if ask not in needed else self.chosen(*needed[ask]) is not None

    def _idea(self) -> Idea | None:
        row = self.chosen("ideas")
        return next((idea for idea in self.morning.ideas if row and idea.id == row.key), None) if self.morning else None

    def _draft(self) -> Draft | None:
        row = self.chosen("drafts")
        return next((draft for draft in self.morning.drafts if row and draft.id == row.key), None) if self.morning else None

    @on(OptionList.OptionSelected)
    @on(OpenIt)
    def _open_it(self) -> None:
        if (row := self.chosen("ideas", "drafts", "waiting")) is not None and row.key == MORE:
            self.show_whole(next(name for name in ("ideas", "drafts", "waiting") if self.chosen(name)))
        elif (idea := self._idea()) is not None:
            title = self.words("desk.idea_title")
            self.porte_voix.ask_dialog(
                "choose", partial(self._do_with, idea), title=title, detail=idea.text, choices=self._choices()
            )
        elif (draft := self._draft()) is not None:
            self.porte_voix.open_room(room_of(self.house.notebook, draft.id), draft=draft.id)
        elif (row := self.chosen("waiting")) is not None:
            self._take_up(row)

    def _choices(self) -> list[Choice]:
        from tui.screens.dialogs import Choice

        words = self.words
        offered = [Choice(key, words(f"desk.idea_{key}"), words(f"desk.idea_{key}_about")) for key in ("interview", "write")]
        return offered + [Choice(key, words(f"desk.idea_{key}")) for key in ("reword", "away")]

    def _do_with(self, idea: Idea, choice: str | None) -> None:
        match choice:
            case "interview":
                self.porte_voix.open_room("interview", idea=idea.id)
            case "write":
                self._begin(idea)
            case "reword":
                question = self.words("desk.reword")
                self.porte_voix.ask_dialog("line", partial(self._reworded, idea), question=question, value=idea.text)
            case "away":
                self._take_away("idea", idea.id)

    def _take_up(self, row: Row) -> None:
        kind, _, key = row.key.partition(":")
        match kind:
            case "talk":
                self.porte_voix.open_room("interview", talk=key)
            case "ready":
                self.porte_voix.open_room("publication", draft=key)
            case "message":
                self.porte_voix.open_room("interview", message=key)
            case "mirror" | "queue":
                self.porte_voix.open_room("posts")
            case _ if self.morning:
                told = next(wait for wait in self.morning.waiting if f"{wait.kind}:{wait.key}" == row.key)
                self.porte_voix.ask_dialog("tell", lambda _: None, title=told.text, text=told.more)

    @on(LookAtCharter)
    def _look_at_charter(self) -> None:
        if (draft := self._draft()) is not None:
            self.porte_voix.open_room("charter", draft=draft.id)

    @on(NewIdea)
    def _new_idea(self) -> None:
        self.query_one(JotLine).focus()

    @on(SeePosts)
    def _see_posts(self) -> None:
        self.porte_voix.open_room("posts")

    @on(NoIdea)
    def _no_idea(self) -> None:
        self.porte_voix.open_room("outside")

    @on(SeeLine)
    def _see_line(self) -> None:
        self.porte_voix.open_room("memento")

    @on(Visit)
    def _visit(self) -> None:
        self.app.exit("demo")

    @on(Introduce)
    def _introduce(self) -> None:
        known = self.house.notebook.read("name") or ""
        self.porte_voix.ask_dialog("line", self._introduced, question=self.words("desk.introduce_title"), value=known)

    def _introduced(self, name: str | None) -> None:
        if name is not None:
            self._write(lambda notebook: notebook.put("name", name))

    @on(Interview)
    def _interview(self) -> None:
        if (idea := self._idea()) is not None:
            self.porte_voix.open_room("interview", idea=idea.id)

    @on(WriteDirectly)
    def _write_directly(self) -> None:
        if (idea := self._idea()) is not None:
            self._begin(idea)

    # --- what is written

    def _write(self, work: Callable[[Notebook], Written | None]) -> None:
        """Have ``work`` write in the notebook, in a thread; what went wrong is shown by the app."""
        self.run_worker(
            lambda: self.post_message(work(self.house.notebook) or Written()),
            thread=True, group="write", exit_on_error=False, description="write in the notebook",
        )  # fmt: skip

    @on(Written)
    def _written(self, event: Written) -> None:
        jot = self.query_one(JotLine)
        if event.jotted and jot.value == event.jotted:
            jot.value = ""
        if event.said:
            self.app.notify(event.said, markup=False, timeout=5)
        if event.draft:
            self.porte_voix.open_room("workbench", draft=event.draft)
        self._jotting = ""
        self.look_again()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let what was jotted be jotted again when it could not be kept; the parents show why."""
        if event.worker.group == "write" and event.state is WorkerState.ERROR:
            self._jotting = ""

    @on(Input.Submitted, "#jot")
    def _jot(self, event: Input.Submitted) -> None:
        said, text = event.value, clean(event.value).strip()
        if not text or said == self._jotting:
            return
        self._jotting = said

        def keep(notebook: Notebook) -> Written:
            jot_idea(notebook, self.house.clock, text)
            return Written(jotted=said)

        self._write(keep)

    def _reworded(self, idea: Idea, text: str | None) -> None:
        if text:
            self._write(lambda notebook: reword_idea(notebook, idea, text))

    @on(NewDraft)
    def _new_draft(self) -> None:
        self._begin(None)

    def _begin(self, idea: Idea | None) -> None:
        """Begin a draft, with the words of ``idea`` if there is one, and open it."""
        house, network = self.house, self.house.settings.network
        self._write(lambda notebook: Written(draft=begin_draft(notebook, house.clock, house.words.lang, network, idea).id))

    def _called(self, draft: Draft) -> str:
        from tui.morning import title_of

        return title_of(draft, self.words)

    @on(InMirror)
    def _in_mirror(self) -> None:
        if (draft := self._draft()) is not None:
            self.porte_voix.open_room("mirror", draft=draft.id)

    @on(Rename)
    def _rename(self) -> None:
        if (draft := self._draft()) is not None:
            question, detail = self.words("desk.rename_title"), self.words("desk.rename_detail")
            renamed = partial(self._renamed, draft.id)
            self.porte_voix.ask_dialog("line", renamed, question=question, value=draft.title, detail=detail)

    def _renamed(self, draft_id: str, title: str | None) -> None:
        if title is not None:
            self._write(lambda notebook: rename_draft(notebook, draft_id, title))

    @on(Shelf.Refused)
    @on(PutAway)
    def _put_away(self) -> None:
        if (idea := self._idea()) is not None:
            self._ask_away("idea", idea.id, idea.text)
        elif (draft := self._draft()) is not None:
            self._ask_away("draft", draft.id, self._called(draft))

    def _ask_away(self, kind: Kind, key: str, text: str) -> None:
        words = self.words
        self.porte_voix.ask_dialog(
            "confirm",
            lambda sure: self._take_away(kind, key) if sure else None,
            question=words(f"desk.away_{kind}"),
            detail=words("desk.away_detail", text=text),
            yes=words("desk.away_yes"),
        )

    def _take_away(self, kind: Kind, key: str) -> None:
        def keep(notebook: Notebook) -> Written:
            put_away(notebook, kind, key)
            return Written(said=self.words("desk.away_done"))

        self._write(keep)

    @on(BringBack)
    def _bring_back(self) -> None:
        def keep(notebook: Notebook) -> Written:
            back = bring_back(notebook)
            if back is None:
                return Written(said=self.words("desk.nothing_away"))
            text = self._called(back) if isinstance(back, Draft) else back.text
            return Written(said=self.words("desk.brought_back", text=clean(text)[:80]))

        self._write(keep)
