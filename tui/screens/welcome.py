"""The first day: a language, a first name, and maybe a visit of the fictional company. Nothing else is asked."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import Center, Vertical
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input

from coach.errors import CoachError
from coach.text import clean
from tui.app import GREETED_KEY, LANGUAGE_KEY
from tui.commands.welcome import WELCOME, Begin, VisitDemo
from tui.screens.room import Room
from tui.widgets.plain import Said
from tui.widgets.tongues import Tongues

NAME_KEY = "name"
"""Where the notebook remembers the first name."""
DEMO = "demo"
"""What the app answers when the person would rather visit: whoever opened it then opens the demo."""


class Welcome(Room):
    """A page with two questions. The language is switched under the eyes."""

    WORDS = "welcome"
    ASKS = WELCOME
    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = "Tongues"

    def body(self) -> Iterable[Widget]:
        """Lay out the page in the middle of the screen."""
        with Center(id="hall"), Vertical(id="page"):
            yield Said("app.name", classes="title")
            yield Said("welcome.promise", classes="soft")
            yield Tongues()
            yield Said("welcome.name")
            yield Input(id="name", compact=True, max_length=60, select_on_focus=False)
            yield Said("welcome.go", id="go", classes="door")
            yield Said("welcome.look", id="look", classes="door")
            if self.house.home.passing:
                yield Said("welcome.passing", id="passing")

    @on(Tongues.Chosen)
    def _speak(self, event: Tongues.Chosen) -> None:
        self.porte_voix.speak(event.lang)

    def on_key(self, event: Key) -> None:
        """Move between the two questions, and take a name typed before one has moved."""
        name = self.query_one("#name", Input)
        tongues = self.query_one(Tongues)
        if self.focused is tongues and event.key in ("enter", "down"):
            name.focus()
            event.stop()
        elif self.focused is name and event.key == "up":
            tongues.focus()
            event.stop()
        elif self.focused is tongues and event.is_printable and event.character and event.character.strip():
            name.focus()
            name.insert_text_at_cursor(event.character)
            event.stop()

    @on(Input.Submitted, "#name")
    @on(Begin)
    def _begin(self) -> None:
        notebook = self.house.notebook
        name = clean(self.query_one("#name", Input).value).strip()
        try:
            if name:
                notebook.put(NAME_KEY, name)
            notebook.put(LANGUAGE_KEY, self.words.lang)
            notebook.put(GREETED_KEY, "yes")
        except CoachError as error:
            self.porte_voix.complain(error)
        self.app.switch_screen(self.porte_voix.room("desk"))

    @on(VisitDemo)
    def _visit(self) -> None:
        self.app.exit(DEMO)

    def on_click(self, event: object) -> None:
        """Let the two doors be clicked."""
        widget = getattr(event, "widget", None)
        if widget is self.query_one("#go"):
            self.post_message(Begin())
        elif widget is self.query_one("#look"):
            self.post_message(VisitDemo())
