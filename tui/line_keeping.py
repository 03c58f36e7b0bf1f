"""The line as the rooms read and write it: each action on disk when it returns, what goes wrong shown and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from coach.context import Language
from coach.errors import CoachError
from coach.interview.formats import Persona
from coach.line.cards import Deck, deck_of, in_play, shipped, usual_decks
from coach.line.keeping import Line, change_line, read_line
from coach.ports import Notebook
from coach.text import clean
from tui.house import House


def the_line(house: House) -> tuple[Line, CoachError | None]:
    """Return the line, and what is wrong with the one on disk when a blank one stands in for it."""
    try:
        line = read_line(house.notebook, house.words.lang)
    except CoachError as error:
        return Line(), error
    return line, None


def never_named(notebook: Notebook, lang: Language) -> tuple[str, ...]:
    """Return the names the memento says never to cite: none when there is no line, or it cannot be read."""
    try:
        return read_line(notebook, lang).memento.never_named
    except CoachError:
        return ()  # its own room tells what is wrong, with the remedy


def changed(house: House, change: Callable[[Line], Line]) -> Line:
    """Have ``change`` made to the line of the notebook, and return it. Raises ``CoachError``."""

    def named(line: Line) -> Line:
        made = change(line)
        name = made.memento.name or clean(house.notebook.read("name") or "").strip()
        persona = made.memento.persona or _persona(house)
        return made.model_copy(update={"memento": made.memento.model_copy(update={"name": name, "persona": persona})})

    return change_line(house.notebook, house.words.lang, named)


def who_speaks(house: House) -> Persona:
    """Return who speaks, wherever they said so last: in an interview, or in their line; an expert when nowhere."""
    return _persona(house) or the_line(house)[0].memento.persona or "expert"


def _persona(house: House) -> Persona | None:
    said = house.notebook.read("persona")
    return next((persona for persona in get_args(Persona) if persona == said), None)


def decks_of(house: House, lang: Language, complain: Callable[[CoachError], None], *, warm: bool) -> tuple[Deck, ...]:
    """Return the shipped decks, then those of the packs once they are open; one that cannot be read is complained of."""
    found: list[Deck] = []
    for pack in house.packs if warm else ():
        try:
            deck = deck_of(Path(pack.path), pack.name, lang)
        except CoachError as error:
            complain(error)
            continue
        found += [deck] if deck else []
    return (*shipped(lang), *found)


def playing(line: Line, decks: Sequence[Deck]) -> tuple[Deck, ...]:
    """Return the decks in play."""
    chosen = line.game.decks
    return in_play(decks, usual_decks(decks, line.memento.persona) if chosen is None else chosen)
