"""What the room sees on the wall: the step, the time, and what was shown to the group, without anybody's name."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.text import clean
from coach.workshop.looking import look_together
from coach.workshop.table import lot
from coach.workshop.view import shared_texts
from tui.commands.board import PROJECTOR, Project
from tui.commands.shell import Back
from tui.screens.board import Led
from tui.widgets.countdown import Countdown
from tui.widgets.plain import Plain


class ProjectorRoom(Led):
    """For everybody's eyes."""

    WORDS = "projector"
    ASKS = PROJECTOR
    CSS_PATH = "board.tcss"
    AUTO_FOCUS = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the step, the time, and what is shown."""
        yield Plain(id="title")
        yield Countdown(id="clock")
        with VerticalScroll(id="wall"):
            yield Plain(id="prompt")
            yield Plain(id="shared")

    def show(self) -> None:
        """Show the step that is open; before the first, how to come in."""
        if not self.is_mounted:
            return
        say, state = self.words, self.play.state
        step = state.current
        self.query_one(Countdown).show_time(state, self.play.timer(), say)
        if step is None:
            self.query_one("#title", Plain).show(say("projector.over" if state.ended else "projector.come_in"))
            self.query_one("#prompt", Plain).show(Content("") if state.ended else self._way_in())
        else:
            self.query_one("#title", Plain).show(clean(step.title))
            self.query_one("#prompt", Plain).show(clean(step.prompt))
        self.query_one("#shared", Plain).show(self._shared())
        here = sum(person.here for person in state.people.values())
        self.masthead.state = say.many("board.here", here)

    def _way_in(self) -> Content:
        hosting = self.hosting
        code = hosting.code if hosting.open_to_new else self.words("board.closed")
        return Content.assemble(hosting.url, "\n\n", (code, "bold $primary"))

    def _shared(self) -> Content:
        state, pieces = self.play.state, list[Content | str | tuple[str, str]]()
        step = state.current
        if step is not None and step.kind == "look":
            for shown in look_together(state, step, self.words.lang):
                pieces += [(f"{clean(shown.title)}\n", "bold $primary"), *(f"{clean(line)}\n" for line in shown.lines)]
                pieces += [*(f"« {clean(quote)} »\n" for quote in shown.quotes), "\n"]
        elif step is not None:
            # In an order drawn by lot: who came first would otherwise tell whose each one is.
            texts = [text for _, _, text in shared_texts(state, step)]
            pieces += [f"« {clean(text).strip()} »\n\n" for text in lot(texts, state.seed, step.id, "wall")]
        return Content.assemble(*pieces)

    @on(Project)
    def _back(self) -> None:
        self.post_message(Back())
