"""The last look: the post as each network will show it, what is still to be said of it, and the way out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import partial

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.charter.record import standing
from coach.context import Network
from coach.finding import Severity
from coach.notebook import Draft
from coach.publish.counts import LIMITS, count
from tui.commands import Command
from tui.commands.publication import (
    PUBLICATION,
    CallBack,
    CopyOut,
    MarkPublished,
    OtherNetwork,
    Rework,
    SaveFile,
    SeeCharter,
    Sign,
)
from tui.dealing import deal, encouraged, light, signature_line
from tui.outing import WentOut, bring_back, send_out
from tui.screens.charter_record import Yes
from tui.screens.dialogs import ConfirmDialog
from tui.screens.draft_room import DraftRoom
from tui.signing import keep_signature
from tui.widgets.cards import CardList, Deck
from tui.widgets.plain import Plain, Said
from tui.widgets.proof import proof
from tui.widgets.verdict import Standing, Verdict

NETWORKS: tuple[Network, ...] = tuple(LIMITS)


class Publication(DraftRoom):
    """A last look at one draft. ``draft`` is its id."""

    WORDS = "publication"
    ASKS = PUBLICATION
    CSS_PATH = ["publication.tcss", "charter.tcss"]  # noqa: RUF012 as Textual declares it

    def body(self) -> Iterable[Widget]:
        """Lay out the proof beside what is said of it."""
        with Horizontal(id="press"):
            with VerticalScroll(id="page"):
                yield Plain(id="proof")
            with Vertical(id="margin"):
                yield Said("publication.networks", classes="title")
                yield OptionList(id="networks", markup=False, compact=True)
                yield Verdict(brief=False, id="standing")
                yield Verdict(brief=True, id="standing-line")
                yield Plain(id="signed")
                yield CardList(id="cards")

    def on_mount(self) -> None:
        """Put the hands on the networks."""
        self.query_one("#networks").focus()

    # --- what is shown

    def _show_networks(self) -> None:
        networks = self.query_one("#networks", OptionList)
        networks.clear_options()
        networks.add_options([Option(self._network_line(network), id=network) for network in NETWORKS])
        networks.highlighted = NETWORKS.index(self.draft.network)

    def _network_line(self, network: Network) -> Content:
        room = count(self.draft.text, network)
        said = self.words("publication.room_taken", used=self.words.number(room.used), limit=self.words.number(room.limit))
        sign, colour = ("✗", "$block") if room.over else ("✓", "$good")
        return Content.assemble((f"{sign} ", colour), f"{self.words(f'publication.{network}'):10}", (said, "$soft"))

    def take(self, draft: Draft | None) -> None:
        """Put a draft on the table."""
        self._networks_of: Draft | None = None
        super().take(draft)

    def show(self) -> None:
        """Show the proof, the verdict and the cards."""
        text, network, settled = self.draft.text, self.draft.network, self.settled
        if self._networks_of != self.draft:
            self._networks_of = self.draft
            self._show_networks()
        fold = self.house.settings.fold_at.on(network)
        self.query_one("#proof", Plain).show(proof(text, network, self.words, fold))
        review, closed = (settled.review, settled.closed) if settled else (None, 0)
        for verdict in self.query(Verdict):
            verdict.show(Standing.of(text, network, review, closed, fold=fold, lacks=self.lacks))
        signed = signature_line(self.house, self.draft, self.words)
        self.query_one("#signed", Plain).show(signed or "")
        self.query_one("#signed").display = signed is not None
        self.query_one(CardList).show(self._deck())
        self.masthead.state = self.words(f"publication.state_{self.draft.state}")
        self.refresh_bindings()

    def relabel(self) -> None:
        """Say everything in the other language."""
        self._networks_of = None
        super().relabel()

    def _deck(self) -> Deck:
        settled, brief = self.settled, self.has_class("-narrow")
        if settled is None:
            return Deck(nothing=self.words("workbench.opening"), brief=brief)
        return Deck(
            head=encouraged(settled.review, self.draft.text, self.words) if settled.review.charter.encouraged else (),
            cards=deal(self.house, self.decisions, settled.review, settled.review.findings),
            answered=settled.answered,
            brief=brief,
            nothing=self.words("publication.nothing_left"),
        )

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Hide what does not fit the state of the draft; grey the way out of an empty one."""
        if not self.is_mounted or not hasattr(self, "draft"):
            return None
        published = self.draft.state == "published"
        match ask.name:
            case MarkPublished.name:
                return not published if self.draft.text.strip() else None
            case CallBack.name:
                return published
            case CopyOut.name | SaveFile.name | Sign.name:
                return True if self.draft.text.strip() else None
        return True

    @on(OptionList.OptionSelected, "#networks")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self._go_to(NETWORKS[event.option_index])

    @on(OtherNetwork)
    def _other(self) -> None:
        self._go_to(NETWORKS[(NETWORKS.index(self.draft.network) + 1) % len(NETWORKS)])

    def _go_to(self, network: Network) -> None:
        self.draft = self.draft.model_copy(update={"network": network})
        self.house.notebook.save_draft(self.draft)
        self.show()
        self.review_again()

    @on(CopyOut)
    def _copy(self) -> None:
        self.app.copy_to_clipboard(self.draft.text)
        self.porte_voix.say("publication.copied")

    @on(SaveFile)
    def _save(self) -> None:
        day = self.house.clock.now().date().isoformat()
        self.app.deliver_text(io.StringIO(self.draft.text), save_filename=f"porte-voix-{day}.txt", encoding="utf-8")
        self.porte_voix.say("publication.saved")

    @on(Rework)
    def _rework(self) -> None:
        self.porte_voix.open_room("workbench", draft=self.draft.id)

    @on(SeeCharter)
    def _see_charter(self) -> None:
        self.porte_voix.open_room("charter", draft=self.draft.id)

    @on(CardList.Opened)
    def _opened(self, event: CardList.Opened) -> None:
        self.answering.decide(event.finding)

    @on(CardList.Reopened)
    def _reopened(self, event: CardList.Reopened) -> None:
        self.answering.come_back(event.answered)

    @on(Sign)
    def _sign(self) -> None:
        signed = self.house.notebook.signatures(self.draft.id)
        if signed and standing(signed[0], self.draft.text, self.draft.network) == "valid":
            self.porte_voix.ask_dialog("record", lambda _: None, signature=signed[0])
        elif self.settled is None:
            self.porte_voix.say("charter.sign_wait")
        else:
            signer = self.house.notebook.read("name") or ""
            verdict = light(self.settled, left := len(self.settled.review.findings), self.words, draft=True, warm=True)
            self.porte_voix.ask_dialog("sign", self._signed, signer=signer, left=left, verdict=verdict)

    def _signed(self, yes: Yes | None) -> None:
        if yes is not None and self.settled is not None:
            keep_signature(self.house, self.draft, self.settled, self.decisions, yes)
            self.porte_voix.say("charter.sign_done")
            self.show()

    @on(MarkPublished)
    def _mark(self) -> None:
        worst = self.settled.review.worst() if self.settled else None
        if worst is not Severity.BLOCK:
            self._publish(True)
            return
        asked = (self.words(f"publication.{key}") for key in ("stop_question", "stop_detail", "stop_yes"))
        self.app.push_screen(ConfirmDialog(*asked), self._publish)

    def _publish(self, yes: bool | None) -> None:
        if yes:
            self._work(partial(send_out, self.house, self.draft), "mark the draft as published")

    @on(CallBack)
    def _call_back(self) -> None:
        self._work(partial(bring_back, self.house, self.draft), "call the draft back")

    def _work(self, work: Callable[[], WentOut], description: str) -> None:
        self.run_worker(
            lambda: self.post_message(work()),
            thread=True, group="publish", exclusive=True, exit_on_error=False, description=description,
        )  # fmt: skip

    @on(WentOut)
    def _went_out(self, event: WentOut) -> None:
        self.draft = event.draft
        self.show()
        self.porte_voix.say(f"publication.now_{self.draft.state}")
