"""One remark, and what the person answers to it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from coach.finding import Finding
from coach.notebook import DecisionKind
from coach.text import clean
from tui.deciding import Decided
from tui.screens.room import Dialog
from tui.widgets.marks import signs
from tui.widgets.plain import Plain

_ALWAYS: tuple[DecisionKind, ...] = ("dismissed", "quotation", "our_name")
_BORROWED: tuple[DecisionKind, ...] = ("mine_first",)


class DecideDialog(Dialog[Decided]):
    """Offers the answers that fit the remark. Setting it aside asks why: the reason is kept with it."""

    CSS_PATH = "workbench.tcss"

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        asked: tuple[DecisionKind, ...] = ("asked",) if finding.ask and finding.ask.draft_message else ()
        self._kinds = (*asked, *_ALWAYS, *(_BORROWED if finding.evidence else ()))

    def compose(self) -> ComposeResult:
        """Lay out the remark and the answers."""
        finding = self._finding
        with Vertical(classes="sheet"):
            yield Plain(
                Content.assemble((signs(finding), f"bold ${finding.severity}"), " ", (clean(finding.message), "bold")),
            )
            yield Plain(Content.assemble((f"« {clean(finding.text)} »", "italic $soft")), id="about-what")
            yield OptionList(
                *(Option(self._answer(kind)) for kind in self._kinds),
                markup=False,
                compact=True,
            )
            yield Input(placeholder=self.words("decide.reason"), compact=True, max_length=300)

    def _answer(self, kind: DecisionKind) -> Content:
        name = clean((self._finding.ask.name or self._finding.ask.key) if self._finding.ask else "")
        label, means = self.words(f"decide.{kind}", name=name), self.words(f"decide.{kind}_means")
        said = Content.assemble((label, "bold"), "\n", (means, "$soft"))
        return said.append(self._message()) if kind == "asked" else said

    def _message(self) -> Content:
        """What would be copied, and where to send it."""
        ask = self._finding.ask
        if ask is None or not ask.draft_message:
            return Content("")
        where = (f"\n→ {clean(ask.channel)}", "$primary") if ask.channel else ""
        return Content.assemble(where, (f"\n{' '.join(clean(ask.draft_message).split())}", "italic $soft"))

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        kind = self._kinds[event.option_index]
        if kind == "dismissed":
            self.query_one(Input).display = True
            self.query_one(Input).focus()
        else:
            self.dismiss(Decided(kind))

    @on(Input.Submitted)
    def _reasoned(self, event: Input.Submitted) -> None:
        reason = clean(event.value).strip()
        if reason:
            self.dismiss(Decided("dismissed", reason))
        else:
            event.input.placeholder = self.words("decide.reason_needed")
