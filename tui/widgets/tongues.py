"""Two languages side by side, one of them chosen: arrows and the mouse change it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Click
from textual.message import Message

from coach.context import Language
from tui.widgets.plain import Plain, words_of

NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}
"""Each language in its own words, whatever the language of the moment."""


class Tongues(Horizontal, can_focus=True):
    """Shows the language of the moment as chosen, and says when the person wants the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose('fr')", show=False),
        Binding("right", "choose('en')", show=False),
    ]

    class Chosen(Message):
        """The person wants this language."""

        def __init__(self, lang: Language) -> None:
            super().__init__()
            self.lang = lang

    def compose(self) -> ComposeResult:
        """Lay out one box a language."""
        for lang in NAMES:
            yield Plain(id=lang, classes="tongue")

    def on_mount(self) -> None:
        """Mark the one of the moment."""
        self.relabel()

    def relabel(self) -> None:
        """Mark the one of the moment again."""
        for lang, name in NAMES.items():
            chosen = words_of(self).lang == lang
            box = self.query_one(f"#{lang}", Plain)
            box.set_class(chosen, "-chosen")
            box.show(f"{'●' if chosen else '○'}  {name}")

    def action_choose(self, lang: Language) -> None:
        """Ask for a language, unless it is the one of the moment."""
        if lang != words_of(self).lang:
            self.post_message(self.Chosen(lang))

    @on(Click, ".tongue")
    def _take(self, event: Click) -> None:
        self.focus()
        self.action_choose("en" if event.widget is not None and event.widget.id == "en" else "fr")
