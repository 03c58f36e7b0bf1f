"""The Chœur: what the programme says with one voice, for whoever leads it. Counted, never named, nobody ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.choir.chorus import Chorus
from coach.choir.tongue import Tongue
from coach.errors import BadInput, CoachError
from tui.choir_house import bring_outside, company_asked, hear_house
from tui.commands import Command
from tui.commands.choir import (
    CHOIR,
    BringOutside,
    HearAgain,
    KeepSubjects,
    NameCompany,
    NextPart,
    SaveChorus,
    SeeTheirPosts,
)
from tui.line_delivery import deliver
from tui.messages import PacksChanged, PostsCame, Warmed
from tui.moments import calendar_day
from tui.paths import given
from tui.screens.room import Room
from tui.widgets.choir_page import Row, heading, nothing, page_of, row_content, rows_of
from tui.widgets.plain import Plain
from tui.widgets.plot import Bars

COMPANY_KEY, SUBJECTS_KEY = "choir.company", "choir.subjects"
"""Where the notebook keeps what the room was told."""


@dataclass
class Heard(Message):
    """The posts were heard, or could not be."""

    chorus: Chorus | None
    trouble: CoachError | None = None


@dataclass
class Brought(Message):
    """Outside authors' posts are kept."""

    count: int


class ChoirRoom(Room):
    """What was heard, part by part; the thing under the eyes with its advice and its chart."""

    WORDS = "choir"
    ASKS = CHOIR
    CSS_PATH = "choir.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._chorus: Chorus | None = None
        self._trouble: CoachError | None = None
        self._rows: list[Row] = []

    def body(self) -> Iterable[Widget]:
        """Lay out who was heard over the list, and the page with its bars beside it."""
        yield Plain(id="who")
        with Horizontal(id="choir"):
            yield OptionList(id="heard", markup=False, compact=True)
            with VerticalScroll(id="page"):
                yield Plain(id="said")
                yield Bars(id="bars")

    def on_mount(self) -> None:
        """Hear the posts."""
        self.query_one("#who", Plain).show(self.words("choir.opening"))
        self._list.focus()
        self.hear()

    @property
    def _list(self) -> OptionList:
        return self.query_one("#heard", OptionList)

    @property
    def _say(self) -> Tongue:
        return Tongue(self.words.lang, self.house.clock.now().date())

    # --- hearing

    def hear(self) -> None:
        """Have the posts heard in a thread, once the house is open."""
        if self.porte_voix.warm:
            self.run_worker(
                self._hear, thread=True, group="hear", exclusive=True, exit_on_error=False, description="hear the posts"
            )

    def _hear(self) -> None:
        notebook = self.house.notebook
        subjects = [said.strip() for said in (notebook.read(SUBJECTS_KEY) or "").split(",") if said.strip()]
        try:
            names = company_asked(self.house, notebook.read(COMPANY_KEY) or None)
        except BadInput as error:
            self.post_message(Heard(None, error))
            return
        self.post_message(Heard(hear_house(self.house, names, subjects)))

    @on(Heard)
    def _was_heard(self, event: Heard) -> None:
        self._chorus, self._trouble = event.chorus, event.trouble
        self._show()

    def on_warmed(self, _: Warmed) -> None:
        """Hear: the store is there now."""
        self.hear()

    def on_packs_changed(self, _: PacksChanged) -> None:
        """Hear again: a kit may have changed."""
        self.hear()

    def on_posts_came(self, _: PostsCame) -> None:
        """Hear again: there are other posts."""
        self.hear()

    def on_screen_resume(self) -> None:
        """Hear again what may have been imported meanwhile."""
        if self._chorus is not None:
            self.hear()

    # --- what is shown

    def _show(self) -> None:
        chorus, under = self._chorus, self._under
        self.masthead.subject = chorus.company if chorus else ""
        who = self.query_one("#who", Plain)
        full = chorus is not None and not chorus.empty
        self._rows = rows_of(chorus, self._say) if chorus is not None and full else []
        if chorus is None:
            who.show(self.words("choir.no_company") if self._trouble else self.words("choir.opening"))
        else:
            who.show(heading(chorus, self._say) if full else nothing(self._say))
        self.query_one("#choir").display = full
        self._fill(under.key if under else None)
        self.refresh_bindings()

    def _fill(self, kept: tuple[str, str] | None) -> None:
        width = (self._list.size.width or 58) - 4
        self._list.set_options([Option(row_content(row, width)) for row in self._rows])
        if self._rows:
            self._list.highlighted = next((n for n, row in enumerate(self._rows) if row.key == kept), 1)
        self._show_page()

    def _show_page(self) -> None:
        row = self._under
        self.query_one("#said", Plain).show(page_of(row) if row else "")
        self.query_one("#bars", Bars).show(row.chart if row else None, self._say)

    @property
    def _under(self) -> Row | None:
        place = self._list.highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @on(OptionList.OptionHighlighted, "#heard")
    def _moved(self) -> None:
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self._show_page()

    def on_resize(self) -> None:
        """Fit the rows to the width."""
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        under = self._under
        if self._rows:
            self._fill(under.key if under else None)

    def relabel(self) -> None:
        """Say everything in the other language."""
        super().relabel()
        place = self._list.highlighted
        self._show()
        if self._rows and place is not None:
            self._list.highlighted = min(place, len(self._rows) - 1)

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs something to have been heard."""
        if not self.is_mounted:
            return None
        if ask.name in (NextPart.name, SaveChorus.name):
            return True if self._rows else None
        return True if self.porte_voix.warm else None

    @on(NextPart)
    def _next(self) -> None:
        heads = [n for n, row in enumerate(self._rows) if row.entry is None]
        here = self._list.highlighted or 0
        self._list.highlighted = next((n for n in heads if n > here), heads[0])
        self._list.focus()

    @on(HearAgain)
    def _hear_again(self) -> None:
        self.hear()
        self.porte_voix.say("choir.heard_again")

    @on(SeeTheirPosts)
    def _see_posts(self) -> None:
        self.porte_voix.open_room("posts")

    @on(NameCompany)
    def _name_company(self) -> None:
        self._ask_line("company", COMPANY_KEY)

    @on(KeepSubjects)
    def _keep_subjects(self) -> None:
        self._ask_line("subjects", SUBJECTS_KEY)

    def _ask_line(self, what: str, key: str) -> None:
        def answered(said: str | None) -> None:
            if said is not None:
                self.house.notebook.put(key, said)
                self.hear()

        question, detail = self.words(f"choir.which_{what}"), self.words(f"choir.which_{what}_detail")
        kept = self.house.notebook.read(key) or ""
        self.porte_voix.ask_dialog("line", answered, question=question, detail=detail, value=kept)

    @on(BringOutside)
    def _bring_outside(self) -> None:
        question, detail = self.words("choir.which_file"), self.words("choir.which_file_detail")
        self.porte_voix.ask_dialog("line", self._file_given, question=question, detail=detail)

    def _file_given(self, said: str | None) -> None:
        if said:
            path = given(said)
            self.run_worker(
                lambda: self._bring(path), thread=True, group="bring", exit_on_error=False, description="bring outside posts"
            )

    def _bring(self, path: Path) -> None:
        self.post_message(Brought(bring_outside(self.house, path)))

    @on(Brought)
    def _was_brought(self, event: Brought) -> None:
        self.notify(self.words.many("choir.brought", event.count), markup=False, timeout=5)
        self.hear()

    @on(SaveChorus)
    def _save(self) -> None:
        from coach.choir.page import to_html

        if self._chorus is None:
            return
        today = self.house.clock.now().date()
        page = to_html(self._chorus, self._say, calendar_day(today, today, self.words))
        name = f"choeur-{today.isoformat()}.html"
        deliver(self.porte_voix, page.encode("utf-8", "replace"), name, "text/html")
