"""The line at the top: whose room this is, who coaches and at what cost, what leaves the machine, what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.text import clean
from tui.costs import money
from tui.widgets.plain import app_of, fit
from tui.words import Words

if TYPE_CHECKING:
    from tui.app import PorteVoix

_GAP = 2
_NARROW = 70
_NAME = 16
"""Cells a model's name needs to be known by: where the cost would leave it less, the cost goes first."""


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
        cost, brief = _cost(app)
        lines = [[coach, cost, goes, state], [short, cost, goes, state], [short, cost, goes], [short, brief, goes]]
        if self.content_size.width < _NARROW:
            lines[2:2] = [[brief, goes, state], [goes, state]]
        else:
            beside = space - cell_len(f" · {goes}")
            with_cost = beside - cell_len(f" · {brief}")
            lines += [[fit(short, with_cost), brief, goes]] if with_cost >= _NAME else []
            lines.append([fit(short, beside), goes])
        said = (" · ".join(filter(None, line)) for line in [*lines, [goes]])
        return next((line for line in said if cell_len(line) <= space), fit(goes, space))


def _cost(app: PorteVoix) -> tuple[str, str]:
    """Return what the model that speaks has cost this month, in words and in short; nothing for one that costs nothing.

    The offline coach, and a model of this machine, cost nothing.
    """
    voice, words = app.house.voice, app.words
    if voice is None or app.house.speaker is None or voice.leaves_machine is None:
        return "", ""
    spent = money(voice.cost, words)
    return words("app.cost", spent=spent), spent


def _goes(words: Words, model: str | None, team: str | None, served: str) -> str:
    """Return what leaves the machine, and where to: words for a model, published posts for the team, a session for its people."""
    told = [words("app.leaves", where=clean(model))] if model is not None else []
    told += [words("app.shares", where=clean(team))] if team is not None else []
    told += [words("app.serves", where=clean(served))] if served else []
    return ", ".join(told) or words("app.nothing_leaves")
