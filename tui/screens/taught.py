"""What the mirror was taught, and what was set aside in this draft: each can be taken back."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.notebook import Decision
from coach.text import clean
from tui.screens.room import Dialog
from tui.widgets.plain import Said, app_of, fit

TAUGHT = ("quotation", "our_name", "mine_first")
"""Decisions that hold in every draft."""
_EXCERPT = 60


class TaughtDialog(Dialog[Decision]):
    """Lists decisions, newest first; the answer is the one to take back."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, draft: str) -> None:
        super().__init__()
        self._draft = draft
        self._decisions: list[Decision] = []

    def compose(self) -> ComposeResult:
        """Lay out the decisions still standing."""
        self._decisions = [
            decision
            for decision in app_of(self).house.notebook.decisions()
            if not decision.withdrawn and (decision.kind in TAUGHT or decision.draft_id == self._draft)
        ]
        with Vertical(classes="sheet"):
            yield Said("mirror.taught_title", classes="title")
            yield Said("mirror.taught_detail" if self._decisions else "mirror.taught_none", classes="soft")
            if self._decisions:
                yield OptionList(*(Option(self._line(decision)) for decision in self._decisions), markup=False, compact=True)
            yield Said("mirror.taught_keys" if self._decisions else "dialogs.close_keys", classes="keys")

    def _line(self, decision: Decision) -> Content:
        said = fit(" ".join(clean(decision.text or decision.rule).split()), _EXCERPT)
        where = self.words("mirror.taught_everywhere" if decision.kind in TAUGHT else "mirror.taught_here")
        reason = f" · {clean(decision.reason)}" if decision.reason else ""
        kind = self.words(f"mirror.taught_{decision.kind}")
        return Content.assemble((f"« {said} »", ""), "\n", (f"{kind} · {where}{reason}", "$soft"))

    def on_mount(self) -> None:
        """Put the hand on the newest."""
        for shown in self.query(OptionList):
            shown.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._decisions[event.option_index])
