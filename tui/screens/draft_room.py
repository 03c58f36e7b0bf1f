"""A room that looks at one draft and does not write in it: reviewed when it opens, and when the charter changes."""

from __future__ import annotations

from collections.abc import Callable

from textual import on

from coach.context import Context
from coach.finding import Review
from coach.language import language_of
from coach.notebook import Draft
from coach.settle import Settled, settle
from coach.text import clean
from tui.answering import Answering
from tui.deciding import Decisions
from tui.fathoming import Depth, Fathomed, FathomFailed, Fathoming, depth_of
from tui.messages import PacksChanged, Warmed
from tui.reviewing import LiveReview, Reviewed, ReviewFailed
from tui.screens.room import Room
from tui.visuals import visual_of
from tui.widgets.plain import fit


class DraftRoom(Room):
    """One draft, looked at. ``draft`` is its id; without one, it is the draft at hand. Extend :meth:`show`."""

    def __init__(self, draft: str = "") -> None:
        super().__init__()
        self._asked_for = draft
        self._reviewed: Reviewed | None = None
        self._looked_around = False
        self.lacks: tuple[str, ...] = ()
        """What the store lacks to look for meaning, as it was last seen."""

    def on_mount(self) -> None:
        """Open the draft and have it reviewed."""
        self.live = LiveReview(self, self._look)
        self.fathoming = Fathoming(self, self._fathom)
        self.take(self._found())

    def _found(self) -> Draft | None:
        """Return the draft asked for; else the one on the table of a room below, or the last one worked on."""
        notebook = self.house.notebook
        if self._asked_for:
            return notebook.draft(self._asked_for)
        below = [getattr(screen, "draft", None) for screen in reversed(self.app.screen_stack) if screen is not self]
        at_hand = next((draft for draft in below if isinstance(draft, Draft) and notebook.draft(draft.id)), None)
        if at_hand is not None:
            return notebook.draft(at_hand.id)
        return next((draft for draft in notebook.drafts() if draft.state != "published" and draft.text.strip()), None)

    def take(self, draft: Draft | None) -> None:
        """Put a draft on the table."""
        now = self.house.clock.now()
        self.there = draft is not None
        """Whether there is a draft at all."""
        self.draft = draft or Draft(id=self._asked_for or "none", created=now, updated=now)
        self.decisions = Decisions(self.house.notebook, self.draft.id, self.house.clock)
        self.answering = Answering(self, self.decisions, self.decided)
        self._reviewed, self._looked_around = None, False
        self.masthead.subject = self.draft.title or fit(" ".join(clean(self.draft.text).split()), 40)
        self.show()
        self.review_again()

    def show(self) -> None:
        """Show the draft and what is said of it."""

    def decided(self) -> None:
        """Show what is left once the person decided something."""
        self.show()

    @property
    def settled(self) -> Settled | None:
        """The last review without the remarks decided about; ``None`` until there is one."""
        return settle(self._reviewed.review, self.decisions.standing) if self._reviewed else None

    def review_again(self) -> None:
        """Ask for a review of the draft."""
        self.live.ask(self.draft.text)

    def _look(self, text: str) -> Review:
        return self.house.review_draft(text, self.context_of(text))

    def _fathom(self, text: str, stop: Callable[[], bool]) -> Depth:
        return depth_of(self.house, text, self.context_of(text), stop)

    def context_of(self, text: str) -> Context:
        """Return what a reviewer must know of the draft besides ``text``."""
        draft, house = self.draft, self.house
        return Context(
            today=house.clock.now().date(),
            id=draft.id,
            lang=language_of(text, draft.lang),
            speak=self.words.lang,
            network=draft.network,
            author=house.notebook.read("name"),
            visual=visual.imprint if (visual := visual_of(house.notebook, draft.id)) else None,
        )

    @on(Reviewed)
    def _review_there(self, event: Reviewed) -> None:
        wanted = self.live.took(event)
        self.porte_voix.tell_notices()
        if event.text != self.draft.text or event.review.id != self.draft.id or event.review.network != self.draft.network:
            if wanted:  # another draft or another network was chosen while this one was being looked at
                self.review_again()
            return
        self._reviewed = event
        self.show()
        if not event.review.mirror.semantic or not self._looked_around:
            self.fathoming.ask(event.text)

    @on(Fathomed)
    def _fathomed(self, event: Fathomed) -> None:
        self.lacks, self._looked_around = event.depth.lacks, True
        if event.depth.found:
            self.review_again()
        else:
            self.show()

    def leave(self) -> None:
        """Look no further."""
        self.fathoming.drop()

    @on(FathomFailed)
    @on(ReviewFailed)
    def _failed(self, event: ReviewFailed | FathomFailed) -> None:
        if isinstance(event, ReviewFailed):
            self.live.took(event)
        self.porte_voix.complain(event.error)

    def on_warmed(self, _: Warmed) -> None:
        """Review again: what was being opened is there now."""
        self.review_again()

    def on_packs_changed(self, _: PacksChanged) -> None:
        """Review again: by the charter as it is now."""
        self.review_again()

    def relabel(self) -> None:
        """Say everything in the other language."""
        super().relabel()
        self.show()
        self.review_again()
