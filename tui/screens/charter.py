"""Feu vert: what the charter says of a draft. Yes first, then at most five remarks, whom to ask, and the days that are coming."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.charter.dismissals import GAP, Dismissed
from coach.finding import Finding, Source
from coach.settle import Answered
from tui.accounts import as_csv, dismissals
from tui.commands import Command
from tui.commands.charter import (
    CHARTER,
    Answer,
    AskContact,
    ExportDismissals,
    GoPublish,
    NextCard,
    OtherDraft,
    ReworkText,
    SeeRecords,
    TakeBackAnswer,
)
from tui.dealing import deal, encouraged, light, signature_line
from tui.morning import title_of
from tui.screens.dialogs import Choice
from tui.screens.draft_room import DraftRoom
from tui.widgets.calendar import AHEAD, calendar
from tui.widgets.cards import Card, CardList, Deck, Lines
from tui.widgets.plain import Plain, Said, hang

OF_THE_CHARTER = frozenset({Source.CHARTER, Source.FORM})
"""Who speaks here: the rules of the packs. What was borrowed is the mirror's room."""


@dataclass
class Counted(Message):
    """The remarks set aside were counted."""

    rows: tuple[Dismissed, ...]


class CharterRoom(DraftRoom):
    """The charter, for one draft. ``draft`` is its id; without one, the draft at hand."""

    WORDS = "charter"
    ASKS = CHARTER
    CSS_PATH = "charter.tcss"

    def body(self) -> Iterable[Widget]:
        """Lay out the verdict over the cards, and the days beside them."""
        yield Plain(id="light")
        with Horizontal(id="desk-of-cards"):
            yield CardList(id="cards")
            with VerticalScroll(id="days", can_focus=False):
                yield Said("charter.calendar", classes="title")
                yield Plain(id="calendar")

    def on_mount(self) -> None:
        """Put the hands on the cards."""
        self.cards.focus()

    @property
    def cards(self) -> CardList:
        """The list of cards."""
        return self.query_one(CardList)

    def show(self) -> None:
        """Show the verdict, the cards and the days."""
        settled, words = (self.settled if self.there else None), self.words
        days = self._days()
        room = max(20, self.query_one("#days").content_size.width - 1)
        self.query_one("#calendar", Plain).show(Content("\n").join(hang(line, room, 3) for line in days))
        left = [f for f in settled.review.findings if f.source in OF_THE_CHARTER] if settled else []
        signed = signature_line(self.house, self.draft, words)
        said = light(settled, len(left), words, draft=self.there, warm=self.porte_voix.warm)
        self.query_one("#light", Plain).show(Content.assemble(said, *(("\n", signed) if signed else ())))
        foot = (Content.styled(words("charter.calendar"), "bold $primary"), *days) if self.has_class("-narrow") else ()
        if settled is None:
            self.cards.show(Deck(foot=foot))
        else:
            self.cards.show(
                Deck(
                    head=encouraged(settled.review, self.draft.text, words),
                    cards=deal(self.house, self.decisions, settled.review, left),
                    answered=tuple(one for one in settled.answered if one.finding.source in OF_THE_CHARTER),
                    foot=foot,
                    nothing=words("charter.nothing"),
                )
            )
        self.refresh_bindings()

    def _days(self) -> Lines:
        today = self.house.clock.now().date()
        if not self.porte_voix.warm:
            return (Content.styled(self.words("charter.opening"), "italic $soft"),)
        return calendar(self.house.rulebook.coming(today, days=AHEAD), today, self.words)

    def on_resize(self) -> None:
        """Say the days where there is room for them."""
        if hasattr(self, "draft"):
            self.show()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs a remark under the eyes, or a draft."""
        if not self.is_mounted or not hasattr(self, "draft"):
            return None
        under = self.cards.looked_at
        match ask.name:
            case Answer.name:
                return True if under is not None else None
            case AskContact.name:
                return True if isinstance(under, Card) and under.finding.ask else None
            case ReworkText.name | GoPublish.name | SeeRecords.name | NextCard.name:
                return True if self.there else None
            case TakeBackAnswer.name:
                return True if self.decisions.last else None
        return True

    @on(CardList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(NextCard)
    def _next(self) -> None:
        self.cards.go(1)

    @on(Answer)
    def _answer(self) -> None:
        match self.cards.looked_at:
            case Card() as card:
                self.answering.decide(card.finding)
            case Answered() as answered:
                self.answering.come_back(answered)

    @on(CardList.Opened)
    def _opened(self, event: CardList.Opened) -> None:
        self.answering.decide(event.finding)

    @on(CardList.Reopened)
    def _reopened(self, event: CardList.Reopened) -> None:
        self.answering.come_back(event.answered)

    @on(AskContact)
    def _ask(self) -> None:
        under = self.cards.looked_at
        finding: Finding | None = under.finding if isinstance(under, Card) else None
        if finding is not None:
            self.answering.ask(finding)

    @on(TakeBackAnswer)
    def _take_back(self) -> None:
        self.answering.undo()

    @on(ReworkText)
    def _rework(self) -> None:
        self.porte_voix.open_room("workbench", draft=self.draft.id)

    @on(GoPublish)
    def _publish(self) -> None:
        self.porte_voix.open_room("publication", draft=self.draft.id)

    @on(OtherDraft)
    def _other(self) -> None:
        drafts = [draft for draft in self.house.notebook.drafts() if draft.text.strip()]
        choices = [Choice(draft.id, title_of(draft, self.words), self.words(f"desk.state_{draft.state}")) for draft in drafts]
        title = self.words("charter.choose_draft")
        self.porte_voix.ask_dialog("choose", self._chosen, title=title, detail="", choices=choices)

    def _chosen(self, draft_id: str | None) -> None:
        if draft_id:
            self.cards.fold()
            self.take(self.house.notebook.draft(draft_id))

    @on(SeeRecords)
    def _records(self) -> None:
        signed = self.house.notebook.signatures(self.draft.id)
        if signed:
            self.porte_voix.ask_dialog("record", lambda _: None, signature=signed[0])
        else:
            self.porte_voix.say("charter.records_none")

    @on(ExportDismissals)
    def _export(self) -> None:
        self.run_worker(
            lambda: self.post_message(Counted(dismissals(self.house))),
            thread=True, group="count", exclusive=True, exit_on_error=False, description="count the remarks set aside",
        )  # fmt: skip

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        if not event.rows:
            self.porte_voix.say("charter.dismissals_none")
            return
        words = self.words
        rows = "\n".join(f"{row.count} × {row.rule} · {row.month} · {row.reason}" for row in event.rows)
        self.porte_voix.ask_dialog(
            "confirm",
            lambda yes: self._save(event.rows) if yes else None,
            question=words("charter.dismissals_title"),
            detail=f"{words('charter.dismissals_detail', gap=GAP)}\n\n{rows}",
            yes=words("charter.dismissals_yes"),
        )

    def _save(self, rows: tuple[Dismissed, ...]) -> None:
        day = self.house.clock.now().date().isoformat()
        self.app.deliver_text(io.StringIO(as_csv(rows)), save_filename=f"porte-voix-remarques-{day}.csv", encoding="utf-8")
        self.porte_voix.say("charter.dismissals_saved")
