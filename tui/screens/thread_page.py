"""The bench of threads as it is read: the plan on the left; on the right what it makes and what stops a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args
from uuid import uuid4

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.context import Network
from coach.notebook import Draft
from coach.text import clean
from coach.thread.board import Row, rows
from coach.thread.exports import as_posts, thread
from coach.thread.keeping import keep, kept
from coach.thread.notes import begun
from coach.thread.skeleton import Skeleton
from coach.thread.split import Split
from tui.screens.room import Room
from tui.widgets.board import Board
from tui.widgets.plain import Plain

SHOWN = 5
"""Faults shown beside the plan; the others are counted."""
NETWORKS: tuple[Network, ...] = get_args(Network)
_NAMES = {"linkedin": "LinkedIn", "x": "X", "mastodon": "Mastodon", "bluesky": "Bluesky"}


class ThreadPage(Room):
    """The plan of one draft. ``draft`` is an id; without one a new one begins. ``plan`` takes the place of the one it had."""

    WORDS = "thread"
    CSS_PATH = "thread.tcss"
    AUTO_FOCUS = "Board"

    def __init__(self, draft: str = "", plan: Skeleton | None = None) -> None:
        super().__init__()
        self._asked_for, self._proposed = draft, plan
        self.skeleton = Skeleton()
        """The plan of the moment."""
        self.past: list[Skeleton] = []
        """The plans before it, last last."""
        self.split = Split()
        """What it makes on the network of the moment."""

    def body(self) -> Iterable[Widget]:
        """Lay out the plan beside what it makes."""
        with Horizontal(id="bench"):
            yield Board(id="board")
            with VerticalScroll(id="side", can_focus=False):
                yield Plain(id="asked")
                yield Plain(id="made")
                yield Plain(id="faults")

    def on_mount(self) -> None:
        """Open the plan, or lay the draft's sentences on a new one."""
        house = self.house
        found = house.notebook.draft(self._asked_for) if self._asked_for else None
        now = house.clock.now()
        self.draft = found or Draft(
            id=uuid4().hex, created=now, updated=now, lang=self.words.lang, network=house.settings.network
        )
        plan = kept(house.notebook, self.draft.id)
        self.skeleton = plan or begun(self.draft.text, self.draft.lang)
        self.network: Network = self.draft.network
        self.masthead.subject = self.draft.title or self.words("thread.untitled")
        if self._proposed is not None:
            self.take(self._proposed, 0)
        else:
            self.show_plan(0)

    @property
    def board(self) -> Board:
        """The plan."""
        return self.query_one(Board)

    @property
    def network_name(self) -> str:
        """The network of the moment, as people write it."""
        return _NAMES[self.network]

    def show_plan(self, at: int) -> None:
        """Show the plan with the cursor on row ``at``, and what it makes."""
        self.board.show_rows(rows(self.skeleton), at)
        said = any(row.text for row in self.board.rows)
        self.split = as_posts(self.skeleton, self.network, speak=self.words.lang) if said else Split()
        self._show_made()
        self.show_asked()
        self.refresh_bindings()

    def show_asked(self) -> None:
        """Show the question of the row under the cursor."""
        row = self.board.chosen
        if row is not None:
            self.query_one("#asked", Plain).show(
                Content.assemble(
                    (self.board.name_of(row), "bold $primary"), "\n", ("→ ", "bold $primary"), (self.asks(row), "$primary")
                )
            )

    def asks(self, row: Row) -> str:
        """Return the question a row answers."""
        whole = "_all" if row.part == "limit" and row.claim is None else ""
        return self.words(f"thread.ask_{row.part}{whole}")

    def _show_made(self) -> None:
        words, posts = self.words, self.split.posts
        made, faults = self.query_one("#made", Plain), self.query_one("#faults", Plain)
        if not posts:
            made.show("")
            faults.show("")
            return
        longest = max(posts, key=lambda post: post.length / post.limit)
        made.show(
            Content.assemble(
                (words.many("thread.fits", len(posts), network=self.network_name), "bold"),
                "\n",
                (words("thread.longest", used=words.number(longest.length), limit=words.number(longest.limit)), "$soft"),
            )
        )
        # A gap is asked for on its row already; what is left to say is about what was written.
        told = [f for f in self.split.findings if "[" not in f.text[:1]]
        if not told:
            faults.show(Content.styled(words("thread.no_fault"), "$good"))
            return
        lines = [Content.styled(words("thread.faults"), "bold $primary")]
        for finding in told[:SHOWN]:
            lines.append(Content.assemble(("▲ ", "bold $warn"), clean(finding.message)))
            lines.append(Content.assemble(("  → ", "$primary"), (clean(finding.question or ""), "$soft")))
        if len(told) > SHOWN:
            lines.append(Content.styled(words.many("thread.more_faults", len(told) - SHOWN), "$soft"))
        faults.show(Content("\n").join(lines))

    def take(self, skeleton: Skeleton, at: int) -> None:
        """Make ``skeleton`` the plan, keep it with the thread it makes, and show it. Raises ``CoachError``."""
        self.past.append(self.skeleton)
        self._keep(skeleton, at)

    def take_back(self) -> bool:
        """Make the plan before the last change the plan again; tell whether there was one. Raises ``CoachError``."""
        if not self.past:
            return False
        self._keep(self.past.pop(), self.board.highlighted or 0)
        return True

    def _keep(self, skeleton: Skeleton, at: int) -> None:
        notebook, now = self.house.notebook, self.house.clock.now()
        self.skeleton = skeleton
        self.show_plan(at)
        before = notebook.draft(self.draft.id)
        if before is not None and before.text:
            notebook.keep_revision(before.id, before.text, "typed", before.updated)
        title = self.draft.title or skeleton.thesis[:60]
        self.draft = self.draft.model_copy(
            update={"text": thread(skeleton), "title": title, "network": self.network, "updated": now}
        )
        notebook.save_draft(self.draft)
        keep(notebook, self.draft.id, skeleton)
        self.masthead.subject = title or self.words("thread.untitled")
        self.masthead.state = self.words("workbench.saved")

    def relabel(self) -> None:
        """Say the plan and what it makes in the other language."""
        super().relabel()
        self.show_plan(self.board.highlighted or 0)
