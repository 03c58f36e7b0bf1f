"""The line at the top: whose room this is, who coaches, what leaves the machine, what is saved."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.text import clean
from tui.widgets.plain import app_of, fit

_GAP = 2


class Masthead(Widget, can_focus=False):
    """One line: app, room and subject on the left; coach, what leaves and what is saved on the right."""

    room: reactive[str] = reactive("")
    """Name of the room, in the person's language."""
    subject: reactive[str] = reactive("")
    """What is on the table (a draft's title); anybody's words."""
    state: reactive[str] = reactive("")
    """What was last saved, or what is being opened."""

    def relabel(self) -> None:
        """Say the line again."""
        self.refresh()

    def render(self) -> Content:
        """Return the line, its subject cut to what room is left."""
        app = app_of(self)
        words, house = app.words, app.house
        coach = words("app.coach_offline") if house.speaker is None else words("app.coach_model", name=clean(house.speaker))
        leaves = house.leaves_machine
        goes = words("app.nothing_leaves") if leaves is None else words("app.leaves", where=clean(leaves))
        width = self.content_size.width
        name = words("app.name")
        parts = [coach, goes, self.state if app.warm else words("app.opening")]
        left = cell_len(name) + _GAP + cell_len(self.room)
        while parts and left + _GAP + cell_len(right := " · ".join(p for p in parts if p)) > width:
            parts.pop(0) if len(parts) > 2 and width < 70 else parts.pop()
        else:
            right = " · ".join(p for p in parts if p)
        space = width - left - cell_len(right) - 2 * _GAP
        subject = fit(clean(self.subject).replace("\n", " "), space)
        fill = " " * max(_GAP, width - left - _GAP - cell_len(subject) - cell_len(right))
        return Content.assemble(
            (name, "bold $primary"),
            " " * _GAP,
            (self.room, "bold"),
            " " * _GAP,
            (subject, "italic $soft"),
            fill,
            (right, "$soft"),
        )
