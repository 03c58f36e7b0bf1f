"""The Établi: the draft on the left, the remarks on the right, the coach below. In a narrow window, one pane at a time."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from coach.charter.record import standing as signature_standing
from coach.notebook import Signature
from coach.text import clean
from tui.commands.workbench import WORKBENCH, AsThread, SeeMirror
from tui.screens.counsel import CounselSheet
from tui.widgets.coach import CoachPanel
from tui.widgets.plain import Plain, Said
from tui.widgets.remarks import RemarkList
from tui.widgets.signs import legend
from tui.widgets.verdict import Standing, Verdict, lacking


class Workbench(CounselSheet):
    """Writing under the eyes of the mirror and the charter. ``draft`` is an id; without one a new draft begins."""

    WORDS = "workbench"
    ASKS = WORKBENCH
    CSS_PATH = "workbench.tcss"

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self._held: Signature | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the sheet and what is said of it."""
        yield Verdict(brief=True, id="verdict-line")
        with Horizontal(id="bench"):
            yield self.editor
            with Vertical(id="side"):
                yield Verdict(brief=False, id="verdict")
                yield Said("workbench.remarks", classes="title")
                yield RemarkList(id="remarks")
                yield Said("workbench.coach", classes="title")
                yield CoachPanel(id="coach")
        yield Plain(id="whisper")

    def show_opened(self) -> None:
        """Show the sheet before anything was said of it, and whether its signed review holds."""
        signed = next(iter(self.house.notebook.signatures(self.draft.id)), None)
        self._held = signed if signed and signature_standing(signed, self.draft.text, self.draft.network) == "valid" else None
        super().show_opened()

    def show_typing(self) -> None:
        """Say the verdict and the length; and, once, that a signed review no longer holds for a text being changed."""
        if self._held is not None and signature_standing(self._held, self.editor.text, self.draft.network) != "valid":
            self.porte_voix.say("charter.signed_undone", name=self._held.name)
            self._held = None
        settled = self.settled
        review, count = (settled.review, settled.closed) if settled else (None, 0)
        network = self.draft.network
        fold = self.house.settings.fold_at.on(network)
        standing = Standing.of(self.editor.text, network, review, count, fold=fold, lacks=self.lacks)
        for verdict in self.query(Verdict):
            verdict.show(standing)

    def show_current(self) -> None:
        """Have the coach speak of the remark under the eyes, or of the whole text."""
        panel, whisper, mark = self.query_one(CoachPanel), self.query_one("#whisper", Plain), self.current
        if mark is None:
            settled = self.settled
            panel.show_text(settled.review if settled else None)
        else:
            panel.show_remark(mark.finding)
            whisper.show(Content.assemble(("→ ", "bold $primary"), clean(mark.finding.question or mark.finding.message)))
        whisper.set_class(mark is None, "-empty")
        super().show_current()

    def legend(self) -> Content:
        """Return what the signs of the margin mean, and what the mirror could not look at."""
        missing = lacking(self.lacks, self.words)
        head = ("\n" + self.words("workbench.legend_reach") + "\n", "bold $primary")
        return Content.assemble(legend(self.words), *((head, missing, "\n") if missing else ()))

    @on(AsThread)
    def _as_thread(self) -> None:
        self.put_away()
        self.porte_voix.open_room("thread", draft=self.draft.id)

    @on(SeeMirror)
    def _see_mirror(self) -> None:
        self.porte_voix.open_room("mirror", draft=self.draft.id)
