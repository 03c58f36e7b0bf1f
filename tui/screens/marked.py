"""A sheet whose remarks are marked in the text and listed beside it: gone through, decided about, followed to their source."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from coach.finding import Finding
from tui.commands import Command
from tui.commands.workbench import (
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
from tui.widgets.editor import Editor
from tui.widgets.marks import Mark, Marks
from tui.widgets.remarks import RemarkList


class MarkedSheet(Sheet):
    """A :class:`Sheet` with a :class:`RemarkList` in its body. Extend :meth:`show_current`; its class ``-remarks`` shows the list
    where there is room for one pane."""

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self._possible: list[bool | None] = []

    @property
    def remarks(self) -> RemarkList:
        """The list of remarks."""
        return self.query_one(RemarkList)

    def spoken_of(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Return the remarks this room speaks of, in the order of the review: here, all."""
        return findings

    def show_current(self) -> None:
        """Show what there is to say of the remark under the eyes, then what can be asked. Extend it."""
        possible = [self.allows(ask) for ask in self.ASKS]
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def show_opened(self) -> None:
        """Show the sheet before anything was said of it."""
        self.remarks.show(())
        self.show_typing()
        self.show_current()

    def show_review(self) -> None:
        """Draw the marks, list the remarks, say the verdict."""
        settled = self.settled
        if settled is None or not self.review_is_fresh:
            return
        marks = Marks.of(self.editor.text, self.spoken_of(settled.review.findings))
        self.editor.show_marks(marks)
        self.remarks.show(marks.marks)
        self.remarks.point_at(self.editor.here)
        self.show_typing()
        self.show_current()

    def relabel(self) -> None:
        """Say everything in the other language; the remarks follow with their review."""
        super().relabel()
        self.show_current()

    # --- the remark under the eyes

    @property
    def current(self) -> Mark | None:
        """The remark one would decide about: the one highlighted when the list has the focus, else the one under the cursor."""
        return self.remarks.looked_at if self.remarks.has_focus else self.editor.here

    @on(Editor.Entered)
    def _entered(self, event: Editor.Entered) -> None:
        self.remarks.point_at(event.mark)
        self.show_current()

    @on(RemarkList.Looked)
    def _looked(self) -> None:
        self.show_current()

    @on(RemarkList.Chosen)
    def _chosen(self, event: RemarkList.Chosen) -> None:
        self._go_to(self.editor.marks.of_finding(event.mark.finding.id))

    def _go_to(self, mark: Mark | None) -> None:
        if mark is not None:
            self.remove_class("-remarks")
            self.editor.go_to(mark.span)
            self.show_current()

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

    def decided(self) -> None:
        """Show what is left once the person decided something; the mirror learns from it."""
        self.show_review()
        self.review_again()

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

    @on(CopyText)
    def _copy(self) -> None:
        self.app.copy_to_clipboard(self.editor.text)
        self.porte_voix.say("workbench.copied")
