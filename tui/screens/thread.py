"""The bench of threads: writing the plan, moving its claims, taking it out in one of four shapes."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from uuid import uuid4

from textual import on
from textual.widgets import OptionList

from coach.errors import BadInput, CoachError
from coach.notebook import Idea
from coach.thread.board import Row, another_claim, another_proof, shift, take_out, write
from coach.thread.exports import ama_sheet, slides, tribune
from coach.thread.skeleton import Skeleton
from tui.commands import Command
from tui.commands.thread import (
    THREAD,
    AddClaim,
    AddProof,
    ExportIt,
    MoveDown,
    MoveUp,
    OtherNetwork,
    ReadPosts,
    TakeBack,
    TakeOut,
    WriteAsPost,
    WriteRow,
)
from tui.exporting import new_file
from tui.screens.dialogs import Choice
from tui.screens.thread_page import NETWORKS, ThreadPage

SHAPES = ("thread", "slides", "tribune", "ama")
"""What one plan can be taken out as."""
BETWEEN = "\n\n---\n\n"
"""Between two posts of a thread taken out."""


class ThreadRoom(ThreadPage):
    """What can be done with the plan."""

    ASKS = THREAD

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs a claim under the cursor, something said, or something to take back."""
        if not self.is_mounted:
            return None
        row = self.board.chosen
        if ask in (AddProof, MoveUp, MoveDown):
            return True if row and row.claim else None
        if ask is TakeOut:
            return True if row and (row.text or row.part == "claim") else None
        if ask in (ReadPosts, ExportIt, WriteAsPost):
            return True if self.split.posts else None
        return (True if self.past else None) if ask is TakeBack else True

    def _change(self, change: Callable[[], Skeleton], at: int) -> None:
        try:
            self.take(change(), at)
        except CoachError as error:
            self.porte_voix.complain(error)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.show_asked()
        self.refresh_bindings()

    # --- writing

    @on(OptionList.OptionSelected)
    @on(WriteRow)
    def _write(self) -> None:
        row, at = self.board.chosen, self.board.highlighted or 0
        if row is not None:
            self._ask(self.asks(row), row.text, lambda text: self._change(lambda: write(self.skeleton, row, text), at))

    def _ask(self, question: str, value: str, said: Callable[[str], None]) -> None:
        self.porte_voix.ask_dialog("line", lambda text: None if text is None else said(text), question=question, value=value)

    @on(AddClaim)
    def _add_claim(self) -> None:
        row, at = self.board.chosen, self.board.highlighted or 0
        after = row.claim if row else None
        if after is None and row is not None and row.part == "thesis" and self.skeleton.claims:
            after = self.skeleton.claims[-1].id

        def said(text: str) -> None:
            if text:
                made = uuid4().hex
                self._change(lambda: another_claim(self.skeleton, made, text, after), at)
                self._go_to(made)

        self._ask(self.words("thread.ask_claim"), "", said)

    @on(AddProof)
    def _add_proof(self) -> None:
        row, at = self.board.chosen, self.board.highlighted or 0
        claim = row.claim if row else None
        if claim is not None:
            self._ask(
                self.words("thread.ask_proof"),
                "",
                lambda text: self._change(lambda: another_proof(self.skeleton, claim, text), at + 1) if text else None,
            )

    def _go_to(self, claim: str) -> None:
        place = next((n for n, row in enumerate(self.board.rows) if row.claim == claim), 0)
        self.board.highlighted = place

    @on(MoveUp)
    def _move_up(self) -> None:
        self._move(-1)

    @on(MoveDown)
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.board.chosen
        claim = row.claim if row else None
        if claim is not None:
            self._change(lambda: shift(self.skeleton, claim, step), 0)
            self._go_to(claim)

    @on(TakeOut)
    def _take_out(self) -> None:
        row, at = self.board.chosen, self.board.highlighted or 0
        if row is None:
            return
        self._change(lambda: self._without(row), at)
        self.porte_voix.say("thread.taken_out")

    def _without(self, row: Row) -> Skeleton:
        """Return the plan without a row whose words are kept as an idea: nothing the person wrote is lost."""
        left, words = take_out(self.skeleton, row)
        if words:
            now = self.house.clock.now()
            self.house.notebook.save_idea(Idea(id=uuid4().hex, text=words, created=now, origin="thread"))
        return left

    @on(TakeBack)
    def _take_back(self) -> None:
        try:
            back = self.take_back()
        except CoachError as error:
            self.porte_voix.complain(error)
        else:
            self.porte_voix.say("thread.taken_back" if back else "thread.nothing_to_take_back")

    # --- reading and taking out

    @on(OtherNetwork)
    def _other_network(self) -> None:
        self.network = NETWORKS[(NETWORKS.index(self.network) + 1) % len(NETWORKS)]
        self.show_plan(self.board.highlighted or 0)

    @on(ReadPosts)
    def _read_posts(self) -> None:
        words, last = self.words, len(self.split.posts)
        pages = [
            f"{words('thread.post_head', n=p.n, last=last, used=words.number(p.length), limit=words.number(p.limit))}\n{p.text}"
            for p in self.split.posts
        ]
        title = words("thread.posts_title", network=self.network_name)
        self.porte_voix.ask_dialog("tell", lambda _: None, title=title, text="\n\n".join(pages))

    @on(ExportIt)
    def _export(self) -> None:
        words = self.words
        choices = [
            Choice(shape, words(f"thread.export_{shape}"), words(f"thread.export_{shape}_about", network=self.network_name))
            for shape in SHAPES
        ]
        self.porte_voix.ask_dialog("choose", self._where, title=words("thread.export_title"), detail="", choices=choices)

    def _where(self, shape: str | None) -> None:
        if shape is None:
            return
        if self.app.is_web:
            self.app.deliver_text(StringIO(self._shaped(shape)), save_filename=f"{shape}.txt")
            return
        self.porte_voix.ask_dialog(
            "line",
            lambda path: None if path is None else self._deliver(shape, path),
            question=self.words("thread.where_title"),
            value=f"{shape}.txt",
            detail=self.words("thread.where_detail"),
        )

    def _shaped(self, shape: str) -> str:
        """Return the plan in one of its four shapes."""
        match shape:
            case "slides":
                return slides(self.skeleton)
            case "tribune":
                return tribune(self.skeleton)
            case "ama":
                return ama_sheet(self.skeleton)
            case _:
                return BETWEEN.join(post.text for post in self.split.posts)

    def _deliver(self, shape: str, path: str) -> None:
        if not path:
            self.app.copy_to_clipboard(self._shaped(shape))
            self.porte_voix.say("thread.export_copied")
            return
        try:
            with new_file(Path(path).expanduser(), self.words) as out:
                out.write(self._shaped(shape) + "\n")
        except BadInput as error:
            self.porte_voix.complain(error)
        else:
            self.porte_voix.say("thread.exported", path=Path(path).expanduser())

    @on(WriteAsPost)
    def _write_as_post(self) -> None:
        self.porte_voix.open_room("workbench", draft=self.draft.id)
