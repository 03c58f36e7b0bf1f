"""One remark, and what the person answers to it."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from coach.charter.public import link_of, may_be_public
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
        public: tuple[DecisionKind, ...] = ("public",) if may_be_public(finding) else ()
        self._kinds = (*asked, *public, *_ALWAYS, *(_BORROWED if finding.evidence else ()))
        self._chosen_kind: DecisionKind = "dismissed"

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
        return Content.assemble((label, "bold"), "\n", (means, "$soft"), self._whom() if kind == "asked" else "")

    def _whom(self) -> Content:
        """Where the message would go."""
        channel = clean((self._finding.ask.channel if self._finding.ask else None) or "")
        return Content.styled(f"\n→ {channel}", "$primary") if channel else Content("")

    def on_mount(self) -> None:
        """Wait for an answer."""
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        kind = self._kinds[event.option_index]
        if kind not in ("dismissed", "public"):
            self.dismiss(Decided(kind))
            return
        self._chosen_kind = kind
        line = self.query_one(Input)
        line.placeholder = self.words("decide.link" if kind == "public" else "decide.reason")
        line.display = True
        line.focus()

    @on(Input.Submitted)
    def _reasoned(self, event: Input.Submitted) -> None:
        typed = clean(event.value).strip()
        if self._chosen_kind == "public":
            self._linked(event.input, typed)
        elif typed:
            self.dismiss(Decided("dismissed", typed))
        else:
            event.input.placeholder = self.words("decide.reason_needed")

    def _linked(self, line: Input, typed: str) -> None:
        link = link_of(typed)
        if link is not None:
            self.dismiss(Decided("public", link=link))
            return
        line.value = ""
        line.placeholder = self.words("decide.link_needed")
