"""The Miroir: the draft, and beside it what it borrows and what only this person brings. Narrow: one pane at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Button

from coach.finding import Finding, Source
from coach.notebook import Decision, DecisionKind
from coach.text import clean
from tui.commands import Command
from tui.commands.mirror import (
    MIRROR,
    AttachVisual,
    BringPosts,
    SayMineFirst,
    SayOurName,
    SayQuotation,
    SeeTaught,
    ToWorkbench,
    VisitDemo,
)
from tui.deciding import Decided
from tui.screens.marked import MarkedSheet
from tui.visuals import Pictured, Visual, attach, name_of, path_typed
from tui.widgets.marks import Mark
from tui.widgets.origin import OriginPanel
from tui.widgets.plain import Plain, Said
from tui.widgets.reflection import key_to_signs, lines_of, reflection_line
from tui.widgets.remarks import RemarkList
from tui.widgets.thermometer import Thermometer

TEACHES: dict[type[Command], DecisionKind] = {
    SayQuotation: "quotation", SayOurName: "our_name", SayMineFirst: "mine_first",
}  # fmt: skip
"""What each command teaches the mirror."""
_BUTTONS: dict[str, type[Command]] = {
    **{ask.name: ask for ask in TEACHES},
    **{ask.name: ask for ask in (AttachVisual, BringPosts, VisitDemo)},
}


class MirrorRoom(MarkedSheet):
    """Reprise and apport of one draft. ``draft`` is an id; without one, the draft last worked on."""

    WORDS = "mirror"
    ASKS = MIRROR
    CSS_PATH = ["workbench.tcss", "mirror.tcss"]  # noqa: RUF012 an instance attribute for Textual

    def __init__(self, draft: str = "") -> None:
        super().__init__(draft)
        self._under = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the sheet and the glass."""
        yield Plain(id="glass-line")
        with Horizontal(id="bench"):
            yield self.editor
            with Vertical(id="side"):
                yield Plain(id="glass")
                yield Thermometer(id="thermometer")
                with Horizontal(id="visual"):
                    yield Plain(id="visual-name")
                    yield self._button(AttachVisual)
                yield Said("mirror.borrowed", classes="title", id="borrowed-title")
                with Vertical(id="nothing"):
                    yield Said("mirror.nothing_to_compare")
                    with Horizontal(classes="answers"):
                        yield self._button(BringPosts)
                        yield self._button(VisitDemo)
                yield RemarkList(id="remarks")
                yield OriginPanel(id="origin")
                with Horizontal(id="teach", classes="answers"):
                    for ask in TEACHES:
                        yield self._button(ask)
        yield Plain(id="whisper")

    def _button(self, ask: type[Command]) -> Button:
        return Button(Content(ask.action(self.words)), id=ask.name, compact=True)

    def draft_wanted(self) -> str:
        """Return the id of the draft to open: the last one worked on, when none was asked for."""
        asked = super().draft_wanted()
        if asked:
            return asked
        return next((draft.id for draft in self.house.notebook.drafts() if draft.state != "published"), "")

    def spoken_of(self, findings: Sequence[Finding]) -> Sequence[Finding]:
        """Return what the mirror found: the charter speaks elsewhere."""
        return [finding for finding in findings if finding.source is Source.MIRROR]

    @property
    def current(self) -> Mark | None:
        """The remark under the eyes; a button or the page of the source speaks of the one that was there before."""
        if not (self.editor.has_focus or self.remarks.has_focus) and self._under:
            return self.editor.marks.of_finding(self._under)
        mark = super().current
        self._under = mark.finding.id if mark else ""
        return mark

    # --- what is shown

    def show_typing(self) -> None:
        """Say the verdict, the apport and the picture; each is painted again only when it reads differently."""
        settled = self.settled
        review = settled.review if settled else None
        found = self.spoken_of(review.findings) if review else ()
        self.query_one("#glass-line", Plain).show(reflection_line(review, self.words))
        self.query_one("#glass", Plain).show(lines_of(review, found, self.lacks, self.words))
        self.query_one(Thermometer).show_apport(review.mirror if review else None)
        visual = self.visual
        name = self.words("mirror.visual", name=visual.name) if visual else self.words("mirror.no_visual")
        self.query_one("#visual-name", Plain).show(Content.styled(clean(name), "" if visual else "$soft"))
        empty = self.porte_voix.warm and not self.house.corpus.count()
        self.query_one("#nothing").display = empty
        self.remarks.display = self.query_one("#borrowed-title").display = not empty

    def show_current(self) -> None:
        """Show the source of the passage under the eyes."""
        try:
            panel, whisper = self.query_one(OriginPanel), self.query_one("#whisper", Plain)
        except NoMatches:  # not laid out yet
            return
        mark, settled = self.current, self.settled
        if mark is None:
            panel.show_text(settled.review if settled else None)
        else:
            panel.show_remark(mark.finding)
            said = clean(mark.finding.question or mark.finding.message)
            whisper.show(Content.assemble((f"{clean(mark.finding.message)} ", "$soft"), ("→ ", "bold $primary"), said))
        whisper.set_class(mark is None, "-empty")
        self.query_one("#teach").display = bool(mark and mark.finding.evidence and mark.finding.text)
        super().show_current()

    def relabel(self) -> None:
        """Say everything in the other language, the buttons too."""
        super().relabel()
        for button in self.query(Button):
            button.label = Content(_BUTTONS[button.id or ""].action(self.words))
        self.show_typing()

    def legend(self) -> Content:
        """Return what the signs of this room mean."""
        return key_to_signs(self.words, self.lacks)

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what teaches when no borrowed words are under the eyes; hide what fills a store that is not empty."""
        if not self.is_mounted:
            return None
        if ask in TEACHES:
            mark = self.current
            return True if mark and mark.finding.evidence and mark.finding.text else None
        if ask is VisitDemo:
            return not self.house.home.passing
        return super().allows(ask)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        ask = _BUTTONS[event.button.id or ""]
        if self.allows(ask):
            self.post_message(ask())

    @on(SayQuotation)
    @on(SayOurName)
    @on(SayMineFirst)
    def _teach(self, event: Command) -> None:
        mark = self.current
        if mark is not None:
            self.answering.close(mark.finding, Decided(TEACHES[type(event)]))

    @on(SeeTaught)
    def _see_taught(self) -> None:
        self.porte_voix.ask_dialog("taught", self._take_back, draft=self.draft.id)

    def _take_back(self, decision: Decision | None) -> None:
        if decision is not None:
            self.answering.withdraw(decision)

    @on(ToWorkbench)
    def _to_workbench(self) -> None:
        self.porte_voix.open_room("workbench", draft=self.draft.id)

    @on(BringPosts)
    def _bring_posts(self) -> None:
        self.porte_voix.open_room("posts")

    @on(VisitDemo)
    def _visit(self) -> None:
        self.put_away()
        self.app.exit("demo")

    # --- the picture

    @on(AttachVisual)
    def _ask_picture(self) -> None:
        said = {part: self.words(f"mirror.visual_{part}") for part in ("question", "detail")}
        self.porte_voix.ask_dialog("line", self._named, **said)

    def _named(self, typed: str | None) -> None:
        if typed:
            read = partial(self._read_picture, typed)
            self.run_worker(read, thread=True, group="picture", exclusive=True, exit_on_error=False, description="read a picture")
        elif typed is not None and self.visual is not None:
            self._keep(None)
            self.porte_voix.say("mirror.visual_gone")

    def _read_picture(self, typed: str) -> None:
        path = path_typed(typed)
        self.post_message(Pictured(Visual(name_of(path), self.house.imprint(path))))

    @on(Pictured)
    def _pictured(self, event: Pictured) -> None:
        self._keep(event.visual)
        self.porte_voix.say("mirror.visual_kept", name=event.visual.name)

    def _keep(self, visual: Visual | None) -> None:
        self.put_away()  # a draft never saved yet has no place for a picture
        attach(self.house.notebook, self.draft.id, visual)
        self.visual = visual
        self.show_typing()
        self.look_around()
