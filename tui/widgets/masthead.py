"""The line at the top: whose room this is, who coaches, what leaves the machine, what is saved."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.text import clean
from tui.widgets.plain import app_of, fit
from tui.words import Words

_GAP = 2
_NARROW = 70


class Masthead(Widget, can_focus=False):
    """One line: app, room and subject on the left; coach, what leaves and what is saved on the right."""

    room: reactive[str] = reactive("")
    """Name of the room, in the person's language."""
    subject: reactive[str] = reactive("")
    """What is on the table (a draft's title); anybody's words."""
    state: reactive[str] = reactive("")
    """What was last saved, or what is being opened."""

    served: reactive[str] = reactive("")
    """Where a session is open to other machines; empty when none is."""

    def relabel(self) -> None:
        """Say the line again."""
        self.refresh()

    def render(self) -> Content:
        """Return the line, its subject cut to what room is left."""
        width = self.content_size.width
        name = app_of(self).words("app.name")
        left = cell_len(name) + _GAP + cell_len(self.room)
        right = self._right(width - left - 2 * _GAP)
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

    def _right(self, space: int) -> str:
        """Return who coaches, what leaves and what is saved, as much of it as fits; what leaves is the last to go."""
        app = app_of(self)
        words, speaker = app.words, app.house.speaker
        coach = short = words("app.coach_offline")
        if speaker is not None:
            coach = words("app.coach_model", name=clean(speaker))
            short = words("app.coach_model", name=clean(speaker).rpartition("/")[2])
        goes = _goes(app.words, app.house.leaves_machine, app.house.shares_with, self.served)
        state = self.state if app.warm else words("app.opening")
        lines = [[coach, goes, state], [short, goes, state], [coach, goes], [short, goes]]
        if self.content_size.width < _NARROW:
            lines.insert(2, [goes, state])
        else:
            lines.append([fit(short, space - cell_len(f" · {goes}")), goes])
        said = (" · ".join(filter(None, line)) for line in [*lines, [goes]])
        return next((line for line in said if cell_len(line) <= space), fit(goes, space))


def _goes(words: Words, model: str | None, team: str | None, served: str) -> str:
    """Return what leaves the machine, and where to: words for a model, published posts for the team, a session for its people."""
    told = [words("app.leaves", where=clean(model))] if model is not None else []
    told += [words("app.shares", where=clean(team))] if team is not None else []
    told += [words("app.serves", where=clean(served))] if served else []
    return ", ".join(told) or words("app.nothing_leaves")
