"""The line in the notebook: memento, game and calendar in one document, read whole and written whole after every action.

One JSON under one key of the notebook, and no table of its own: it is a page a person, never searched, and one write is atomic,
so a process killed at any moment leaves the game at a card and never between two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from pydantic import ValidationError

from coach.context import Language
from coach.errors import CoachError
from coach.finding import Value
from coach.line.game import Game
from coach.line.memento import Memento
from coach.line.plan import Plan
from coach.phrases import phrase
from coach.ports import Notebook

KEY, ASIDE = "line", "line.unreadable"
"""Where the notebook holds it, and where one that cannot be read is put aside."""


class Line(Value):
    """All that the room holds of one person."""

    version: Literal[1] = 1
    memento: Memento = Memento()
    game: Game = Game()
    plan: Plan = Plan()
    answered: tuple[str, ...] = ()
    """Ids of the real questions already answered."""


def line_of(said: str) -> Line:
    """Return the line a notebook's JSON says. Raises ``ValueError``."""
    return Line.model_validate_json(said)


def read_line(notebook: Notebook, lang: Language) -> Line:
    """Return the line of the notebook, a blank one when there is none. Raises ``CoachError`` when it cannot be read."""
    said = notebook.read(KEY)
    if said is None:
        return Line()
    try:
        return line_of(said)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, fault["loc"])) or "JSON"
        raise CoachError(
            phrase(lang, "line", "error.unreadable", where=where, problem=fault["msg"]),
            phrase(lang, "line", "error.unreadable_remedy"),
        ) from None


def change_line(notebook: Notebook, lang: Language, change: Callable[[Line], Line]) -> Line:
    """Have ``change`` made to what the notebook holds now, write it, and return it.

    A line that cannot be read is put aside in the notebook, never lost, and a blank one begun. Raises ``CoachError``.
    """
    try:
        line = read_line(notebook, lang)
    except CoachError:
        notebook.put(ASIDE, notebook.read(KEY) or "")
        line = Line()
    changed = change(line)
    if changed != line or notebook.read(KEY) is None:
        notebook.put(KEY, changed.model_dump_json())
    return changed


def with_memento(line: Line, **parts: object) -> Line:
    """Return the line with these parts of its memento, checked. Raises ``ValueError``."""
    memento = Memento.model_validate({**line.memento.model_dump(), **parts})
    return line.model_copy(update={"memento": memento})
