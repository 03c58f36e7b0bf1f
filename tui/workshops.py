"""What the house has for the workshop: the logbook, the exercises, and the texts it can bring to one. Textual-free."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coach.adapters.notebook import SqliteNotebook
    from coach.charter.pack import Message, Pack
    from coach.context import Language
    from coach.finding import Review
    from coach.ports import Clock, Notebook
    from coach.workshop.exercise import Exercise, Input
    from coach.workshop.landing import Landed
    from coach.workshop.logbook import Logbook
    from coach.workshop.looking import Reviewer
    from coach.workshop.playing import Play
    from tui.house import House

DRAFTS = 12
"""Own drafts an exercise is offered, the latest first."""


class _Keeps(Protocol):
    @property
    def notebook(self) -> SqliteNotebook: ...


class WorkshopKeeper:
    """The part of the house that keeps the workshop, in the person's own notebook."""

    @cached_property
    def logbook(self: _Keeps) -> Logbook:
        """The sessions and cohorts."""
        from coach.adapters.logbook import SqliteLogbook

        return SqliteLogbook(self.notebook.file)


class Brings(Protocol):
    """What texts are brought from."""

    @property
    def messages(self) -> Sequence[Message]:
        """Official messages, newest first."""
        ...

    @property
    def packs(self) -> Sequence[Pack]:
        """The charters."""
        ...

    @property
    def notebook(self) -> Notebook:
        """The person's work."""
        ...


def exercises_of(packs: Sequence[Pack], lang: Language) -> tuple[Exercise, ...]:
    """Return the exercises of one language, those of the packs over those shipped. Raises ``BadInput``."""
    from coach.workshop.reading import find_exercises

    return find_exercises([Path(pack.path) for pack in packs if pack.path], lang)


def brought_for(house: Brings, exercise: Exercise) -> dict[str, tuple[str, ...]]:
    """Return what the house has for the inputs of an exercise; an input it has nothing for plays on its own texts."""
    found = {each.name: _brought(house, each, exercise.lang) for each in exercise.inputs}
    return {name: texts for name, texts in found.items() if texts}


def _brought(house: Brings, wanted: Input, lang: Language) -> tuple[str, ...]:
    match wanted.gives:
        case "message":
            from coach.language import language_of

            texts = (message.text for message in house.messages if message.text and language_of(message.text, lang) == lang)
            return tuple(itertools.islice(texts, 1))
        case "cards":
            from coach.line.cards import shipped

            return tuple(
                card.title for deck in shipped(lang) if deck.id == "base" for card in deck.card if card.becomes == "territory"
            )
        case "rules":
            packs = [pack for pack in house.packs if pack.lang in (None, lang)]
            return tuple(each.text for pack in packs for each in (*pack.encouraged, *pack.discouraged))
        case "drafts":
            return tuple(draft.text for draft in house.notebook.drafts()[:DRAFTS] if draft.text.strip())
    return ()


def reviewer_of(house: House) -> Reviewer:
    """Return what reviews a text as a draft of the person's."""
    from coach.context import Context
    from coach.language import language_of

    def review(text: str) -> Review:
        today, lang = house.clock.now().date(), language_of(text, house.words.lang)
        return house.review_draft(
            text, Context(today=today, lang=lang, speak=house.words.lang, author=house.notebook.read("name"))
        )

    return review


def land_mine(notebook: Notebook, play: Play, clock: Clock, lang: Language) -> tuple[Landed, ...]:
    """Put what one wrote alone where the exercise says, once it is over. Raises ``CoachError``."""
    from coach.workshop.landing import land
    from coach.workshop.playing import ME

    return land(notebook, play.state, play.session.id, ME, clock.now(), lang)


def read_inputs(pairs: Sequence[str], exercise: Exercise, lang: Language) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of ``NAME=FILE`` arguments, texts of one file apart by lines of ``---``. Raises ``BadInput``."""
    from coach.pack_files import nearest, read_text
    from coach.text import clean
    from coach.workshop.reading import trouble

    found: dict[str, tuple[str, ...]] = {}
    names = [each.name for each in exercise.inputs]
    for pair in pairs:
        name, _, file = pair.partition("=")
        if name not in names or not file:
            raise trouble(lang, "input", name=name, close=nearest(name, names) or ", ".join(names) or "—")
        text = clean(read_text(Path(file), file, lang=lang))
        found[name] = tuple(part.strip() for part in text.split("\n---\n") if part.strip())
    return found
