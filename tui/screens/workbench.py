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
from tui.commands import Command
from tui.commands.workbench import (
    WORKBENCH,
    AsThread,
    CopyText,
    Decide,
    KeepVersion,
    NextRemark,
    PreviousRemark,
    Publish,
    SeeCharter,
    SeeSource,
    SeeVersions,
    SwitchPane,
    UndoDecision,
)
from tui.screens.sheet import Sheet
from tui.widgets.coach import CoachPanel
from tui.widgets.editor import Editor
from tui.widgets.marks import Mark, Marks
from tui.widgets.plain import Plain, Said
from tui.widgets.remarks import RemarkList
from tui.widgets.signs import legend
from tui.widgets.verdict import Standing, Verdict, lacking


class Workbench(Sheet):
    """Writing under the eyes of the mirror and the charter. ``draft`` is an id; without one a new draft begins."""

    WORDS = "workbench"
    ASKS = WORKBENCH
    CSS_PATH = "workbench.tcss"

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self._possible: list[bool | None] = []
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

    @property
    def remarks(self) -> RemarkList:
        """The list of remarks."""
        return self.query_one(RemarkList)

    def show_opened(self) -> None:
        """Show the sheet before anything was said of it."""
        self.remarks.show(())
        signed = next(iter(self.house.notebook.signatures(self.draft.id)), None)
        self._held = signed if signed and signature_standing(signed, self.draft.text, self.draft.network) == "valid" else None
        self.show_typing()
        self._show_coach()

    # --- what is shown

    def decided(self) -> None:
        """Show what is left once the person decided something; the mirror learns from it."""
        self.show_review()
        self.review_again()

    def show_review(self) -> None:
        """Draw the marks, list the remarks, say the verdict."""
        settled = self.settled
        if settled is None or not self.review_is_fresh:
            return
        marks = Marks.of(self.editor.text, settled.review.findings)
        self.editor.show_marks(marks)
        self.remarks.show(marks.marks)
        self.remarks.point_at(self.editor.here)
        self.show_typing()
        self._show_coach()

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

    def _show_coach(self) -> None:
        panel, whisper, mark = self.query_one(CoachPanel), self.query_one("#whisper", Plain), self.current
        if mark is None:
            settled = self.settled
            panel.show_text(settled.review if settled else None)
        else:
            panel.show_remark(mark.finding)
            whisper.show(Content.assemble(("→ ", "bold $primary"), clean(mark.finding.question or mark.finding.message)))
        whisper.set_class(mark is None, "-empty")
        possible = [self.allows(ask) for ask in self.ASKS]
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def relabel(self) -> None:
        """Say everything in the other language; the remarks follow with their review."""
        super().relabel()
        self._show_coach()

    def legend(self) -> Content:
        """Return what the signs of the margin mean, and what the mirror could not look at."""
        missing = lacking(self.lacks, self.words)
        head = ("\n" + self.words("workbench.legend_reach") + "\n", "bold $primary")
        return Content.assemble(legend(self.words), *((head, missing, "\n") if missing else ()))

    # --- the remark under the eyes

    @property
    def current(self) -> Mark | None:
        """The remark one would decide about: the one highlighted when the list has the focus, else the one under the cursor."""
        return self.remarks.looked_at if self.remarks.has_focus else self.editor.here

    @on(Editor.Entered)
    def _entered(self, event: Editor.Entered) -> None:
        self.remarks.point_at(event.mark)
        self._show_coach()

    @on(RemarkList.Looked)
    def _looked(self) -> None:
        self._show_coach()

    @on(RemarkList.Chosen)
    def _chosen(self, event: RemarkList.Chosen) -> None:
        self._go_to(self.editor.marks.of_finding(event.mark.finding.id))

    def _go_to(self, mark: Mark | None) -> None:
        if mark is not None:
            self.remove_class("-remarks")
            self.editor.go_to(mark.span)
            self._show_coach()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs a remark when none is under the eyes, or a decision when none was made."""
        if not self.is_mounted:
            return None
        match ask.name:
            case Decide.name:
                return True if self.current else None
            case SeeSource.name:
                return True if self.current and self.current.finding.evidence else None
            case NextRemark.name | PreviousRemark.name:
                return True if self.editor.marks.marks else None
            case UndoDecision.name:
                return True if self.decisions.last else None
        return True

    @on(NextRemark)
    def _next(self) -> None:
        self._go_to(self.editor.marks.after(self.editor.offset_here))

    @on(PreviousRemark)
    def _previous(self) -> None:
        self._go_to(self.editor.marks.before(self.editor.offset_here))

    @on(SwitchPane)
    def _switch(self) -> None:
        to_text = not self.editor.has_focus
        self.set_class(not to_text, "-remarks")
        (self.editor if to_text else self.remarks).focus()

    @on(SeeSource)
    def _see_source(self) -> None:
        mark = self.current
        if mark is not None and mark.finding.evidence is not None:
            self.app.push_screen(self.porte_voix.room("source", finding=mark.finding, mine=mark.span.of(self.editor.text)))

    @on(Decide)
    def _decide(self) -> None:
        mark = self.current
        if mark is not None:
            self.answering.decide(mark.finding)

    @on(UndoDecision)
    def _undo_decision(self) -> None:
        self.answering.undo()

    @on(SeeCharter)
    def _see_charter(self) -> None:
        self.porte_voix.open_room("charter", draft=self.draft.id)

    @on(KeepVersion)
    def _keep_version(self) -> None:
        before = self._last_version()
        self.put_away()
        number = self._last_version()
        self.porte_voix.say("workbench.version_kept" if number > before else "workbench.version_same", n=number)

    def _last_version(self) -> int:
        return max((revision.number for revision in self.house.notebook.revisions(self.draft.id)), default=0)

    @on(SeeVersions)
    def _see_versions(self) -> None:
        self.put_away()
        versions = self.house.notebook.revisions(self.draft.id)
        self.porte_voix.ask_dialog("revisions", self._restore, revisions=versions, text=self.editor.text)

    def _restore(self, text: str | None) -> None:
        if text is not None:
            self.rewrite(text, "restored")
            self.porte_voix.say("revisions.restored")

    @on(Publish)
    def _publish(self) -> None:
        self.porte_voix.open_room("publication", draft=self.draft.id)

    @on(AsThread)
    def _as_thread(self) -> None:
        self.put_away()
        self.porte_voix.open_room("thread", draft=self.draft.id)

    @on(CopyText)
    def _copy(self) -> None:
        self.app.copy_to_clipboard(self.editor.text)
        self.porte_voix.say("workbench.copied")
