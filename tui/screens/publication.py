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

from coach.context import Context, Network
from coach.finding import Review, Severity
from coach.language import language_of
from coach.notebook import Draft
from coach.publish.counts import LIMITS, count
from coach.settle import Settled, settle
from coach.text import clean
from tui.commands import Command
from tui.commands.publication import PUBLICATION, CallBack, CopyOut, MarkPublished, OtherNetwork, Rework, SaveFile
from tui.fathoming import Depth, Fathomed, FathomFailed, Fathoming, depth_of
from tui.messages import Warmed
from tui.outing import WentOut, bring_back, send_out
from tui.reviewing import LiveReview, Reviewed, ReviewFailed
from tui.screens.dialogs import ConfirmDialog
from tui.screens.room import Room
from tui.widgets.marks import signs
from tui.widgets.plain import Plain, Said, fit
from tui.widgets.proof import proof
from tui.widgets.verdict import Standing, Verdict

NETWORKS: tuple[Network, ...] = tuple(LIMITS)
SHOWN = 5
"""Remarks shown before the others are only counted."""


class Publication(Room):
    """A last look at one draft. ``draft`` is its id."""

    WORDS = "publication"
    ASKS = PUBLICATION
    CSS_PATH = "publication.tcss"

    def __init__(self, draft: str = "") -> None:
        super().__init__()
        self._asked_for = draft
        self._settled: Settled | None = None
        self._lacks: tuple[str, ...] = ()

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
                with VerticalScroll(id="left-to-say"):
                    yield Plain(id="remarks-left")

    def on_mount(self) -> None:
        """Open the draft and have it reviewed."""
        found = self.house.notebook.draft(self._asked_for) if self._asked_for else None
        now = self.house.clock.now()
        self.draft = found or Draft(id=self._asked_for or "none", created=now, updated=now)
        self.masthead.subject = self.draft.title or fit(" ".join(clean(self.draft.text).split()), 40)
        self.live = LiveReview(self, self._look)
        self.fathoming = Fathoming(self, self._fathom)
        self._show_networks()
        self._show()
        self.live.ask(self.draft.text)
        self.query_one(OptionList).focus()

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
        )

    @on(Reviewed)
    def _reviewed(self, event: Reviewed) -> None:
        self.live.took(event)
        if event.review.network != self.draft.network:  # another network was chosen while this one was being looked at
            self.live.ask(self.draft.text)
            return
        self._settled = settle(event.review, self.house.notebook.decisions(self.draft.id))
        self._show()
        if not event.review.mirror.semantic:
            self.fathoming.ask(event.text)

    @on(Fathomed)
    def _fathomed(self, event: Fathomed) -> None:
        self._lacks = event.depth.lacks
        if event.depth.found:
            self.live.ask(self.draft.text)
        else:
            self._show()

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
        self.live.ask(self.draft.text)

    def relabel(self) -> None:
        """Say everything in the other language."""
        super().relabel()
        self._show_networks()
        self.live.ask(self.draft.text)

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

    def _show(self) -> None:
        text, network = self.draft.text, self.draft.network
        fold = self.house.settings.fold_at.on(network)
        self.query_one("#proof", Plain).show(proof(text, network, self.words, fold))
        review, closed = (self._settled.review, self._settled.closed) if self._settled else (None, 0)
        for verdict in self.query(Verdict):
            verdict.show(Standing.of(text, network, review, closed, fold=fold, lacks=self._lacks))
        self.query_one("#remarks-left", Plain).show(self._left_to_say())
        self.masthead.state = self.words(f"publication.state_{self.draft.state}")
        self.refresh_bindings()

    def _left_to_say(self) -> Content:
        if self._settled is None:
            return Content.styled(self.words("workbench.opening"), "italic $soft")
        review = self._settled.review
        lines: list[Content | str | tuple[str, str]] = []
        for encouraged in review.charter.encouraged:
            lines += [("✓ ", "$good"), clean(encouraged.message), "\n"]
        for finding in review.findings[:SHOWN]:
            lines += [(f"{signs(finding)} ", f"${finding.severity}"), clean(finding.message), "\n"]
            if finding.ask is not None and finding.ask.name:
                lines += [(f"   → {clean(finding.ask.name)} {clean(finding.ask.channel or '')}".rstrip(), "$soft"), "\n"]
        more = len(review.findings) - SHOWN
        if more > 0:
            lines += [(self.words.many("publication.more_remarks", more), "$soft"), "\n"]
        if not review.findings:
            lines += [(self.words("publication.nothing_left"), "$soft"), "\n"]
        return Content.assemble(*lines)

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
            case CopyOut.name | SaveFile.name:
                return True if self.draft.text.strip() else None
        return True

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self._go_to(NETWORKS[event.option_index])

    @on(OtherNetwork)
    def _other(self) -> None:
        self._go_to(NETWORKS[(NETWORKS.index(self.draft.network) + 1) % len(NETWORKS)])

    def _go_to(self, network: Network) -> None:
        self.draft = self.draft.model_copy(update={"network": network})
        self.house.notebook.save_draft(self.draft)
        self.query_one("#networks", OptionList).highlighted = NETWORKS.index(network)
        self._show()
        self.live.ask(self.draft.text)

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

    @on(MarkPublished)
    def _mark(self) -> None:
        worst = self._settled.review.worst() if self._settled else None
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
        self._show()
        self.porte_voix.say(f"publication.now_{self.draft.state}")
