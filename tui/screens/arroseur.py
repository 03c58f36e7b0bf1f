"""L'Arroseur: what is wrong in the company's own charter and kit, told to whoever keeps them, and told again when they change."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.charter.lint.defect import Defect
from coach.errors import CoachError
from coach.text import clean
from tui.commands import Command
from tui.commands.arroseur import ARROSEUR, NextDefect, OtherCharter, ReadAgain, SaveDefects, SeePlace
from tui.commands.choir import HearProgramme
from tui.linting import Linted, as_markdown, lint_folder, own_charters
from tui.messages import PacksChanged, Warmed
from tui.pack_watch import LOOK_EVERY_S, Seen, look_at
from tui.screens.dialogs import Choice
from tui.screens.room import Room
from tui.widgets.defects import all_well, defect_page, entries, heading
from tui.widgets.extract import lines_of
from tui.widgets.plain import Plain

_ROOMY = 30
"""Rows from which the detail shows more of the file."""


@dataclass
class Read(Message):
    """A charter was read, or could not be."""

    found: Linted | None
    seen: Seen
    trouble: CoachError | None = None


class ArroseurRoom(Room):
    """The defects of one charter, grouped; the one under the eyes with its place in the file."""

    WORDS = "arroseur"
    ASKS = ARROSEUR
    CSS_PATH = "arroseur.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._folder: Path | None = None
        self._found: Linted | None = None
        self._trouble: CoachError | None = None
        self._seen: Seen = ()
        self._rows: list[Defect | None] = []

    def body(self) -> Iterable[Widget]:
        """Lay out the count over the defects, and the one under the eyes beside them."""
        yield Plain(id="counted")
        with Horizontal(id="hose"):
            yield OptionList(id="defects", markup=False, compact=True)
            with VerticalScroll(id="page"):
                yield Plain(id="detail")

    def on_mount(self) -> None:
        """Read the charter, then again whenever it changes."""
        self.query_one("#counted", Plain).show(self.words("arroseur.opening"))
        self.read()
        self.set_interval(LOOK_EVERY_S, self._look)
        self._defects.focus()

    @property
    def _defects(self) -> OptionList:
        return self.query_one("#defects", OptionList)

    # --- reading

    def read(self) -> None:
        """Have the charter read in a thread, once the house is open."""
        if self.porte_voix.warm:
            self.run_worker(
                self._read, thread=True, group="lint", exclusive=True, exit_on_error=False, description="read the charter"
            )

    def _read(self) -> None:
        house = self.house
        folders = own_charters(house)
        folder = self._folder if self._folder in folders else next(reversed(folders), None)
        if folder is None:
            self.post_message(Read(None, ()))
            return
        seen = look_at([folder])
        try:
            found = lint_folder(house, folder, house.clock.now().date(), self.words)
        except CoachError as error:
            self.post_message(Read(None, seen, error))
        else:
            self.post_message(Read(found, seen))

    def _look(self) -> None:
        """Read again when a file of the charter changed; not while another room or a dialog is in front."""
        if self._folder is not None and self.app.screen is self:
            self.run_worker(
                partial(self._compare, self._folder),
                thread=True, group="look", exclusive=True, exit_on_error=False, description="look at the charter",
            )  # fmt: skip

    def _compare(self, folder: Path) -> None:
        if look_at([folder]) != self._seen:
            self.app.call_from_thread(self.read)

    @on(Read)
    def _was_read(self, event: Read) -> None:
        again = bool(self._seen) and event.seen != self._seen and event.trouble is None
        self._trouble, self._seen = event.trouble, event.seen
        if event.trouble is None:
            self._found = event.found
            self._folder = event.found.folder if event.found else None
        self._show()
        if again:
            self.porte_voix.say("arroseur.reread")

    def on_warmed(self, _: Warmed) -> None:
        """Read: the packs are there now."""
        self.read()

    def on_packs_changed(self, _: PacksChanged) -> None:
        """Read again: another pack may have changed, on which this one stands."""
        self.read()

    # --- what is shown

    def _show(self) -> None:
        found, here = self._found, self._defects.highlighted
        self.masthead.subject = clean(f"{found.pack.name} {found.pack.version}") if found else ""
        self.query_one("#counted", Plain).show(heading(found, self._trouble, self.words))
        rows = entries(found, self.words) if found else []
        self._rows = [defect for defect, _ in rows]
        self._defects.set_options([Option(said, disabled=defect is None) for defect, said in rows])
        self._defects.display = bool(rows)
        first = next((n for n, defect in enumerate(self._rows) if defect is not None), None)
        kept = here is not None and here < len(self._rows) and self._rows[here] is not None
        self._defects.highlighted = here if kept else first
        self._show_detail()
        self.refresh_bindings()

    def _show_detail(self) -> None:
        detail, found, defect = self.query_one("#detail", Plain), self._found, self._under
        if found is None:
            detail.show("")
        elif defect is None:
            detail.show(all_well(found, self.words) if not found.defects else "")
        else:
            width = max(30, self.query_one("#page").content_size.width - 1)
            around = 5 if self.app.size.height >= _ROOMY else 1
            detail.show(defect_page(defect, found.folder, self.words, width, around))

    @property
    def _under(self) -> Defect | None:
        place = self._defects.highlighted
        return self._rows[place] if place is not None and place < len(self._rows) else None

    @on(OptionList.OptionHighlighted, "#defects")
    def _moved(self) -> None:
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self._show_detail()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Show as much of the file as there is room for."""
        self.call_after_refresh(self._show_detail)

    def relabel(self) -> None:
        """Say everything in the other language: the defects are told anew."""
        super().relabel()
        self.read()

    # --- commands

    def allows(self, ask: type[Command]) -> bool | None:
        """Grey what needs a defect or a charter; hide the choice when there is none."""
        if not self.is_mounted:
            return None
        match ask.name:
            case SeePlace.name | NextDefect.name:
                return True if self._under is not None else None
            case ReadAgain.name | SaveDefects.name:
                return True if self._found is not None else None
            case OtherCharter.name:
                return self.porte_voix.warm and len(own_charters(self.house)) > 1
        return True

    @on(NextDefect)
    def _next(self) -> None:
        places = [n for n, defect in enumerate(self._rows) if defect is not None]
        here = self._defects.highlighted
        self._defects.highlighted = next((n for n in places if here is None or n > here), places[0])
        self._defects.focus()

    @on(ReadAgain)
    def _read_again(self) -> None:
        self.read()
        self.porte_voix.say("arroseur.reread")

    @on(HearProgramme)
    def _hear_programme(self) -> None:
        self.porte_voix.open_room("choir")

    @on(OtherCharter)
    def _other(self) -> None:
        choices = [Choice(str(folder), folder.name, str(folder)) for folder in own_charters(self.house)]
        self.porte_voix.ask_dialog("choose", self._chosen, title=self.words("arroseur.choose"), detail="", choices=choices)

    def _chosen(self, folder: str | None) -> None:
        if folder:
            self._folder, self._seen = Path(folder), ()
            self.read()

    @on(OptionList.OptionSelected, "#defects")
    @on(SeePlace)
    def _see_place(self) -> None:
        defect, found = self._under, self._found
        if defect is None or found is None:
            return
        read = lines_of(found.folder, defect.where)
        if read is None:
            self.porte_voix.say("arroseur.no_file")
        else:
            self.porte_voix.ask_dialog("charter_file", lambda _: None, title=defect.where, lines=read[0], line=read[1])

    @on(SaveDefects)
    def _save(self) -> None:
        words = self.words
        choices = [
            Choice(form, words(f"arroseur.form_{form}"), words(f"arroseur.form_{form}_about")) for form in ("markdown", "json")
        ]
        self.porte_voix.ask_dialog("choose", self._saved, title=words("arroseur.choose_form"), detail="", choices=choices)

    def _saved(self, form: str | None) -> None:
        if form is None or self._found is None:
            return
        if form == "json":
            text = json.dumps({"defects": [d.as_json() for d in self._found.defects]}, ensure_ascii=False, indent=1) + "\n"
        else:
            text = as_markdown(self._found, self.words)
        name = f"arroseur-{self._found.pack.name}.{'json' if form == 'json' else 'md'}"
        self.app.deliver_text(io.StringIO(text), save_filename=name, encoding="utf-8")
        self.porte_voix.say("arroseur.saved")
