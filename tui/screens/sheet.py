"""A room with one draft on its sheet: opened, saved as it is typed, reviewed as it changes, put away when one leaves."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from uuid import uuid4

from textual import on

from coach.autosave import Autosave, Step
from coach.context import Context
from coach.errors import CoachError
from coach.finding import Review
from coach.language import language_of
from coach.notebook import Draft, RevisionCause
from coach.settle import Settled, settle
from coach.text import clean
from tui.answering import Answering
from tui.deciding import Decisions
from tui.fathoming import Depth, Fathomed, FathomFailed, Fathoming, depth_of
from tui.messages import MeaningRead, PacksChanged, Warmed
from tui.reviewing import LiveReview, Reviewed, ReviewFailed
from tui.saving import Saved, SaveFailed, Saver
from tui.screens.room import Room
from tui.visuals import Visual, visual_of
from tui.widgets.editor import Editor


class Sheet(Room):
    """One draft being written. Its body must yield ``editor``; extend ``show_opened``, ``show_typing`` and ``show_review``."""

    def __init__(self, draft: str = "") -> None:
        super().__init__()
        self._asked_for = draft
        self._reviewed: Reviewed | None = None
        self._told: dict[str, str] = {}
        self._fathomed_text: str | None = None
        self.visual: Visual | None = None
        """The picture that goes with the draft."""
        self.lacks: tuple[str, ...] = ()
        """What the store lacks to look for meaning, as it was last seen."""
        self._cause: RevisionCause = "typed"
        self.editor = Editor(id="editor")
        """The sheet itself: for the body to yield. Held here, since its text is still wanted once it is off the screen."""

    def on_mount(self) -> None:
        """Open the draft and have it reviewed."""
        house = self.house
        wanted = self.draft_wanted()
        found = house.notebook.draft(wanted) if wanted else None
        if wanted and found is None:
            self.porte_voix.say("workbench.gone")
        now = house.clock.now()
        self.draft = found or Draft(id=uuid4().hex, created=now, updated=now, lang=self.words.lang)
        self.decisions = Decisions(house.notebook, self.draft.id, house.clock)
        self.visual = visual_of(house.notebook, self.draft.id)
        self.answering = Answering(self, self.decisions, self.decided)
        self.editor.open_text(self.draft.text)
        self.live = LiveReview(self, self._look)
        self.fathoming = Fathoming(self, self._fathom)
        self.saver = Saver(self, self._write, monotonic, self._begin())
        self.masthead.subject = self.draft.title or self.words("workbench.untitled")
        self.show_opened()
        self.review_again()
        self.editor.focus()

    def draft_wanted(self) -> str:
        """Return the id of the draft to open; empty for a new one."""
        return self._asked_for

    def decided(self) -> None:
        """Show what is left once the person decided something."""

    def show_opened(self) -> None:
        """Show the sheet before anything was said of it."""

    def show_review(self) -> None:
        """Show the review of the moment, the text being the one reviewed."""

    def show_typing(self) -> None:
        """Show what needs no review: the length, say."""

    # --- saving

    def _begin(self) -> Autosave:
        kept = self.house.notebook.revisions(self.draft.id)
        made_by: RevisionCause = "interview" if self.draft.talk_id and not kept else "typed"
        return Autosave.begin(self.editor.text, kept[0].text if kept else None, made_by)

    def _write(self, step: Step) -> None:
        """Save the draft, then its revisions. Runs in a thread."""
        notebook, now = self.house.notebook, self.house.clock.now()
        if step.save is not None:
            draft = self.draft.model_copy(update={"text": step.save, "updated": now})
            notebook.save_draft(draft)
            self.draft = draft
        for keep in step.keep:
            notebook.keep_revision(self.draft.id, keep.text, keep.cause, now)

    @on(Editor.Edited)
    def _edited(self, event: Editor.Edited) -> None:
        self.fathoming.drop()
        self.review_again()
        self.saver.changed(event.text, self._cause)
        self._cause = "typed"
        self.masthead.state = self.words("workbench.saving")
        self.show_typing()

    def rewrite(self, text: str, cause: RevisionCause) -> None:
        """Put another text on the sheet, which Ctrl+Z takes back; what was there is kept as a version first."""
        if clean(text) != self.editor.text:
            self._cause = cause
            self.editor.replace(text, (0, 0), self.editor.document.end)

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        self._told.pop("save", None)
        self.saver.took(event)
        self.porte_voix.tell_notices()
        if not self.saver.pending:
            self.masthead.state = self.words("workbench.saved")

    @on(SaveFailed)
    def _save_failed(self, event: SaveFailed) -> None:
        self.saver.took(event)
        self.masthead.state = self.words("workbench.unsaved")
        if self._tell_once("save", event.error):
            self.porte_voix.say("workbench.save_failed_copy")

    def _tell_once(self, what: str, error: Exception) -> bool:
        """Show an error the first time in a row it comes; tell whether it was shown."""
        if str(error) == self._told.get(what):
            return False
        self._told[what] = str(error)
        self.porte_voix.complain(error)
        return True

    def put_away(self) -> None:
        """Save at once what waits, and keep a version when the text is not the last one kept."""
        try:
            self.saver.flush()
        except CoachError as error:
            self.porte_voix.complain(error)

    def leave(self) -> None:
        """Put the draft away before the next room reads it; another sheet that lies below with the same draft takes it up."""
        self.fathoming.drop()
        self.put_away()
        for screen in self.app.screen_stack:
            if isinstance(screen, Sheet) and screen is not self and screen.is_mounted and screen.draft.id == self.draft.id:
                screen.take_up(self)

    def take_up(self, other: Sheet) -> None:
        """Go on from where another sheet left the same draft: two rooms never hold two texts of it."""
        self.draft, self.visual = other.draft, other.visual
        self.decisions = Decisions(self.house.notebook, self.draft.id, self.house.clock)
        self.answering = Answering(self, self.decisions, self.decided)
        if other.editor.text != self.editor.text:
            self.saver.state = other.saver.state
            self.editor.replace(other.editor.text, (0, 0), self.editor.document.end)
        self.review_again()

    def on_unmount(self) -> None:
        """Put the draft away when the app closes."""
        self.fathoming.drop()
        self.put_away()

    # --- reviews

    def _look(self, text: str) -> Review:
        """Review a text. Runs in a thread."""
        return self.house.review_draft(text, self.context_of(text))

    def _fathom(self, text: str, stop: Callable[[], bool]) -> Depth:
        """Look for the meaning of a text. Runs in a thread."""
        return depth_of(self.house, text, self.context_of(text), stop)

    def context_of(self, text: str) -> Context:
        """Return what a reviewer must know of the draft besides ``text``."""
        house = self.house
        return Context(
            today=house.clock.now().date(),
            id=self.draft.id,
            lang=language_of(text, self.draft.lang),
            speak=self.words.lang,
            network=self.draft.network,
            author=house.notebook.read("name"),
            visual=self.visual.imprint if self.visual else None,
        )

    @on(Reviewed)
    def _review_there(self, event: Reviewed) -> None:
        self._told.pop("review", None)
        self.porte_voix.tell_notices()
        if self.live.took(event) and event.text == self.editor.text:
            self._reviewed = event
            self.show_review()
            if not event.review.mirror.semantic or event.text != self._fathomed_text:
                self.fathoming.ask(event.text)

    @on(Fathomed)
    def _fathomed(self, event: Fathomed) -> None:
        self._told.pop("fathom", None)
        self._fathomed_text = event.text
        if event.depth.lacks != self.lacks:
            self.lacks = event.depth.lacks
            self.show_typing()
        if event.depth.found and event.text == self.editor.text:
            self.review_again()

    @on(FathomFailed)
    def _fathom_failed(self, event: FathomFailed) -> None:
        self._tell_once("fathom", event.error)

    def look_around(self) -> None:
        """Look again at once for what no key changes: who has the draft's picture, who wrote on its subject."""
        if self.porte_voix.warm:
            self.fathoming.ask(self.editor.text)

    def on_meaning_read(self, event: MeaningRead) -> None:
        """Look for meaning again: there are more posts to find it in."""
        if event.leapt and self.review_is_fresh:
            self.fathoming.ask(self.editor.text)

    def on_posts_came(self) -> None:
        """Look again: what was one's own may stand in a colleague's post by now."""
        self.review_again()

    @on(ReviewFailed)
    def _review_failed(self, event: ReviewFailed) -> None:
        self.live.took(event)
        self._tell_once("review", event.error)

    def review_again(self) -> None:
        """Ask for a review of the text of the moment, once the house is open: it is asked again then."""
        if self.porte_voix.warm:
            self.live.ask(self.editor.text)

    @property
    def settled(self) -> Settled | None:
        """The last review without the remarks decided about; its text may be older than the sheet's."""
        return settle(self._reviewed.review, self.decisions.standing) if self._reviewed else None

    @property
    def review_is_fresh(self) -> bool:
        """Whether the last review is of the text of the moment."""
        return self._reviewed is not None and self._reviewed.text == self.editor.text

    def on_warmed(self, _: Warmed) -> None:
        """Review again: what was being opened is there now."""
        self.review_again()

    def on_packs_changed(self, _: PacksChanged) -> None:
        """Review again: by the charter as it is now."""
        self.review_again()

    def relabel(self) -> None:
        """Say everything in the other language, the remarks too."""
        super().relabel()
        self.review_again()
