"""The page of the desk: reading it, showing it, moving on it. What can be done there is in :mod:`tui.screens.desk`.

It is what the app paints first: what only its contents need is imported with them, after that paint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.worker import get_current_worker

from coach.finding import MirrorVerdict
from coach.text import clean
from tui.messages import MeaningRead, Warmed
from tui.screens.room import Room
from tui.widgets.jot import JotLine
from tui.widgets.plain import Plain
from tui.widgets.shelf import Row, Shelf
from tui.widgets.zone import Zone, Zones

if TYPE_CHECKING:
    from tui.morning import Morning, Wait
    from tui.verdicts import Seen

MINUTE_S = 60.0
"""How often the desk looks again by itself: « il y a 5 min » grows, and another window may have written."""


MOST = 40
"""Rows of a zone drawn at first: drawing them is what takes time when there are a thousand."""
MORE = "…"
"""Key of the row that shows the rest."""


@dataclass
class Looked(Message):
    """The desk was read."""

    morning: Morning


@dataclass
class Judged(Message):
    """The mirror looked at a draft."""

    seen: Seen
    verdict: MirrorVerdict


class DeskPage(Room):
    """Three quiet zones and a line. Everything is read in threads."""

    WORDS = "desk"
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.morning: Morning | None = None
        self._verdicts: dict[Seen, MirrorVerdict] = {}
        self._whole: set[str] = set()

    def body(self) -> Iterable[Widget]:
        """Lay out the greeting and the line over the three zones."""
        yield Plain(id="greeting")
        yield JotLine("desk.idea_hint", id="jot")
        with Zones(id="zones"):
            for name in ("ideas", "drafts", "waiting"):
                yield Zone("desk", name)

    def on_mount(self) -> None:
        """Look again every minute, as long as the desk is there."""
        self.set_interval(MINUTE_S, self.look_again)

    def on_screen_resume(self) -> None:
        """Look at the notebook, now and each time one comes back."""
        self.look_again()

    def on_warmed(self, _: Warmed) -> None:
        """Look at what the packs and the store have to say."""
        self.look_again()

    def relabel(self) -> None:
        """Say it all again: dates and kinds are words too."""
        super().relabel()
        self._show()
        self.look_again()

    # --- what is on the desk

    def look_again(self) -> None:
        """Read the desk in a thread and show it, if it is what is on the screen."""
        if self.is_current:
            self.run_worker(
                self._look, thread=True, group="look", exclusive=True, exit_on_error=False, description="look at the desk"
            )

    def _look(self) -> None:
        from tui.morning import look
        from tui.verdicts import judge

        warm = self.porte_voix.warm
        morning = look(self.house, warm=warm)
        if get_current_worker().is_cancelled:
            return
        self.post_message(Looked(morning))
        for seen, verdict in judge(self.house, morning.drafts, self._verdicts) if warm else ():
            if get_current_worker().is_cancelled:
                return
            self.post_message(Judged(seen, verdict))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        first, self.morning = self.morning is None, event.morning
        self.porte_voix.tell_notices()
        self._show()
        if first and self.focused is None:
            drafts, waiting = self._zone("drafts").shelf, self._zone("waiting").shelf
            start = next((shelf for shelf in (drafts, waiting) if shelf.rows and not event.morning.fresh), None)
            (start or self.query_one(JotLine)).focus()

    def on_meaning_read(self, event: MeaningRead) -> None:
        """Say how far the mirror is."""
        self.look_again() if event.ended else self._show()

    def on_posts_came(self) -> None:
        """Look at the drafts again: there are other posts to hold them against."""
        self.look_again()

    @on(Judged)
    def _judged(self, event: Judged) -> None:
        self._verdicts[event.seen] = event.verdict
        self._show()

    def _show(self) -> None:
        morning, words, now = self.morning, self.words, self.house.clock.now()
        if morning is None:
            return
        from tui.desk_rows import draft_row, idea_row, wait_row
        from tui.moments import said_date

        hello = words("desk.hello_name", name=clean(morning.name)) if morning.name else words("desk.hello")
        self.query_one("#greeting", Plain).show(f"{hello}  {said_date(now.date(), words)}")
        known = {(seen.draft, seen.text): verdict for seen, verdict in self._verdicts.items()}
        rows = {
            "ideas": [idea_row(idea, now, words) for idea in morning.ideas],
            "drafts": [draft_row(draft, known.get((draft.id, draft.text)), now, words) for draft in morning.drafts],
            "waiting": [wait_row(self._as_it_goes(wait), words) for wait in morning.waiting],
        }
        first_steps = {"ideas": "desk.first_idea", "drafts": "desk.first_draft", "waiting": "desk.first_mirror"}
        if morning.fresh and all(wait.kind in ("mirror", "queue") for wait in morning.waiting):
            rows["waiting"] = []
        zones = self.query_one(Zones)
        for name, found in rows.items():
            if len(found) > MOST and name not in self._whole:
                found[MOST:] = [Row(MORE, words.many("desk.more", len(found) - MOST))]
            self._zone(name).put(found, tall=zones.wide, empty=first_steps[name] if morning.fresh else "")
        zones.share_out()
        self.refresh_bindings()

    def _as_it_goes(self, wait: Wait) -> Wait:
        """Return what waits, with how far the reading of meanings is if it is that."""
        run, words = self.porte_voix.meaning, self.words
        if wait.kind != "queue" or not (run.running and run.total):
            return wait
        return wait._replace(text=words("desk.reading", done=words.number(run.done), total=words.number(run.total)))

    def show_whole(self, name: str) -> None:
        """Show all of a zone from now on."""
        self._whole.add(name)
        self._show()

    def _zone(self, name: str) -> Zone:
        return self.query_one(f"#{name}", Zone)

    def legend(self) -> Content:
        """Return what the signs of the drafts mean."""
        from tui.desk_rows import SIGNS

        lines = [f"{sign}  {self.words(f'desk.state_{state}')}" for state, sign in SIGNS.items()]
        return Content("\n".join(lines))

    # --- moving

    @on(Shelf.Left)
    def _leave_shelf(self, event: Shelf.Left) -> None:
        event.stop()
        columns = self.query_one(Zones).wide
        shelves = [zone.shelf for zone in self.query(Zone) if zone.shelf.rows]
        at = shelves.index(event.shelf) + event.step
        if (event.axis == "x") == columns and 0 <= at < len(shelves):
            shelves[at].enter(event.axis, event.step)
        elif event.axis == "y" and event.step < 0 and (columns or at < 0):
            self.query_one(JotLine).focus()

    def on_key(self, event: Key) -> None:
        """Go down from the line, and jot what is typed wherever one is."""
        jot = self.query_one(JotLine)
        if event.key == "down" and self.focused is jot:
            shelf = next((zone.shelf for zone in self.query(Zone) if zone.shelf.rows), None)
            if shelf is not None:
                shelf.enter("y", 1)
                event.stop()
        elif event.is_printable and event.character and event.character.strip() and isinstance(self.focused, Shelf):
            jot.focus()
            jot.insert_text_at_cursor(event.character)
            event.stop()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    def chosen(self, *zones: str) -> Row | None:
        """The row under the cursor, when the hands are on one of ``zones``."""
        shelf = self.focused
        if isinstance(shelf, Shelf) and shelf.parent is not None and shelf.parent.id in zones:
            return shelf.chosen
        return None
