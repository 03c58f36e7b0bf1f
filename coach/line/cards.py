"""Cards and decks: data of ``prompts/<lang>/cards_<name>.toml``, and ``cards.yml`` of any pack."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from coach.context import Language
from coach.finding import Pillar, Value
from coach.interview.formats import Persona
from coach.pack_files import invalid, read_text, read_yaml, refusal
from coach.text import words

Becomes = Literal["territory", "posture", "reader", "benefit", "red_line"]
"""Which part of the memento a kept card goes to."""
DECKS = ("base", "expert", "leader", "employer", "purpose", "tech")
"""The shipped decks, in the order they are offered; the base is always in play."""
BY_PERSONA: dict[Persona, tuple[str, ...]] = {"expert": ("expert",), "leader": ("leader",)}
"""Decks that come with who speaks."""
PACK_CARDS = "cards.yml"


class Card(Value):
    """One thing a person may have to tell, or a way they may be."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")
    becomes: Becomes
    title: str = Field(min_length=1, max_length=90)
    """What is written on it."""
    ask: str = Field(min_length=1, max_length=160)
    """What asks for the one true instance."""
    pillar: Pillar | None = None
    """Which share of the mix its posts go to, for a territory."""


class Deck(Value):
    """A named pile of cards."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,39}$")
    name: str = Field(min_length=1, max_length=60)
    about: str = ""
    """A sentence: whom it is for."""
    card: tuple[Card, ...] = Field(min_length=1)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its cards, unlike those of any other deck."""
        return tuple(f"{self.id}.{card.id}" for card in self.card)


@cache
def shipped(lang: Language) -> tuple[Deck, ...]:
    """Return the shipped decks in one language."""
    folder = files("prompts").joinpath(lang)
    return tuple(Deck(id=name, **tomllib.loads(folder.joinpath(f"cards_{name}.toml").read_text("utf-8"))) for name in DECKS)


def deck_of(folder: Path, name: str, lang: Language) -> Deck | None:
    """Return the deck of the pack ``name`` in ``folder``; ``None`` when it has none. Raises ``BadInput`` naming file and line."""
    path = folder / PACK_CARDS
    if not path.is_file():
        return None
    text = read_text(path, str(path), lang=lang)
    body = read_yaml(text, str(path), lang=lang)
    if not isinstance(body, dict):
        raise refusal(lang, "not_mapping", file=str(path), line=1)
    try:
        return Deck.model_validate({"id": _id_of(name), **body})
    except ValidationError as error:
        raise invalid(error, text, str(path), Deck, lang=lang) from None


def _id_of(name: str) -> str:
    """Return the id of a pack's deck, which is never one of ours."""
    said = "-".join(word.key for word in words(name))[:40] or "pack"
    return f"pack-{said}"[:40] if said in DECKS else said


def cards_by_id(decks: Iterable[Deck]) -> dict[str, Card]:
    """Return every card under its full id, ``base.false``; the first deck of a name wins."""
    return {full: card for deck in reversed(list(decks)) for full, card in zip(deck.ids, deck.card, strict=True)}


def usual_decks(decks: Sequence[Deck], persona: Persona | None) -> tuple[str, ...]:
    """Return the decks in play when nobody chose: those of who speaks, and those the packs bring."""
    own = BY_PERSONA.get(persona, ()) if persona else ()
    return tuple(deck.id for deck in decks if deck.id in own or deck.id not in DECKS)


def in_play(decks: Sequence[Deck], chosen: Sequence[str]) -> tuple[Deck, ...]:
    """Return the decks one plays with: the base, then those chosen."""
    return tuple(deck for deck in decks if deck.id == "base" or deck.id in chosen)
