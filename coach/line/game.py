"""The card game: a pile, a hand, a discard. Pure values: every move makes another game, and the last one can be taken back.

No instance, no card: a card is kept with one true thing that happened, or it is not kept.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from coach.context import Language
from coach.errors import BadInput
from coach.finding import Value
from coach.line.cards import Becomes, Card, Deck, cards_by_id
from coach.line.memento import Memento, Territory
from coach.phrases import phrase
from coach.text import clean, words

Verdict = Literal["kept", "discarded", "not_me"]
ROUND: tuple[Becomes, ...] = ("territory", "territory", "posture", "territory", "red_line", "territory", "reader", "benefit")
"""Kinds of a round of cards: after eight one has met all of them, so one may stop early with a whole memento."""
FEWEST_WORDS = 3
"""Words of a true instance: less names a thing and tells nothing of it."""
BESIDE = " / "
"""Between two cards that say one thing of the memento: two postures, two readers."""
HAND = 7
"""Cards of a good hand: the game says so, and deals on if asked."""


class Move(Value):
    """What was done with one card."""

    card: str
    verdict: Verdict
    added: str = ""
    """The words the memento got with it, so that they can be taken back."""


class Game(Value):
    """A game as it stands: the moves tell the rest."""

    decks: tuple[str, ...] | None = None
    """Decks in play besides the base; ``None`` until the person chooses: then those that come with who speaks, and the packs'."""
    seed: str = ""
    """What the pile was shuffled with: two colleagues do not draw in the same order."""
    moves: tuple[Move, ...] = ()

    def done(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the ids of the cards that had this verdict, in order."""
        return tuple(move.card for move in self.moves if move.verdict == verdict)


def dealt(game: Game, decks: Sequence[Deck]) -> tuple[str, ...]:
    """Return the whole pile, shuffled within each kind and dealt in rounds; the order holds when a deck is added."""
    cards = cards_by_id(decks)
    piles: dict[Becomes, list[str]] = {}
    for full in sorted(cards, key=lambda full: random.Random(f"{game.seed}\x1f{full}").random()):  # noqa: S311 - a shuffle
        piles.setdefault(cards[full].becomes, []).append(full)
    order: list[str] = []
    while any(piles.values()):
        order.extend(piles[kind].pop(0) for kind in ROUND if piles.get(kind))
    return tuple(order)


def pile(game: Game, decks: Sequence[Deck]) -> tuple[str, ...]:
    """Return the cards still to draw. Those discarded come back, once, when the others are through."""
    order = dealt(game, decks)
    gone = set(game.done("kept")) | set(game.done("not_me"))
    discarded = game.done("discarded")
    fresh = [card for card in order if card not in gone and card not in discarded]
    again = [card for card in dict.fromkeys(discarded) if discarded.count(card) == 1 and card not in gone and card in order]
    return (*fresh, *again)


def tells(instance: str) -> bool:
    """Tell whether an instance says something: three words at least."""
    return len(words(instance)) >= FEWEST_WORDS


class Told(NamedTuple):
    """What one says of a card to keep it."""

    instance: str
    """One time it happened, or for a red line what is left out."""
    name: str = ""
    """What one calls the subject; the card's own title when nothing."""


def keep(game: Game, memento: Memento, full: str, card: Card, told: Told, lang: Language) -> tuple[Game, Memento]:
    """Keep a card with its true instance; return the game and the memento it makes. Raises ``BadInput``: no instance, no card."""
    instance, name = " ".join(clean(told.instance).split()), " ".join(clean(told.name).split())
    if not tells(instance):
        raise BadInput(phrase(lang, "line", "error.no_instance"), card.ask)
    added, grown = _grown(memento, full, card, instance, name)
    return game.model_copy(update={"moves": (*game.moves, Move(card=full, verdict="kept", added=added))}), grown


def _grown(memento: Memento, full: str, card: Card, instance: str, name: str) -> tuple[str, Memento]:
    match card.becomes:
        case "territory":
            made = Territory(
                name=name or card.title, want=2, standing=1, proof=2, instance=instance, pillar=card.pillar, card=full
            )
            others = tuple(t for t in memento.territories if t.card != full)
            return made.name, memento.model_copy(update={"territories": (*others, made)})
        case "red_line":
            lines = tuple(dict.fromkeys((*memento.red_lines, instance)))
            return instance, memento.model_copy(update={"red_lines": lines})
        case part:
            added = f"{card.title.rstrip('.')} : {instance}" if part == "posture" else instance
            said = getattr(memento, part)
            return added, memento.model_copy(update={part: f"{said}{BESIDE}{added}" if said else added})


def put_aside(game: Game, full: str, verdict: Literal["discarded", "not_me"]) -> Game:
    """Discard a card, which comes back once; or say it is not oneself, and it never does."""
    return game.model_copy(update={"moves": (*game.moves, Move(card=full, verdict=verdict))})


def take_back(game: Game, memento: Memento, cards: Mapping[str, Card]) -> tuple[Game, Memento]:
    """Take the last move back, and what it put in the memento."""
    if not game.moves:
        return game, memento
    *before, last = game.moves
    return game.model_copy(update={"moves": tuple(before)}), _without(memento, last, cards.get(last.card))


def _without(memento: Memento, move: Move, card: Card | None) -> Memento:
    if move.verdict != "kept":
        return memento
    if card is None:  # of a deck that is gone: a subject knows its card, nothing else can be told apart
        return memento.model_copy(update={"territories": tuple(t for t in memento.territories if t.card != move.card)})
    match card.becomes:
        case "territory":
            return memento.model_copy(update={"territories": tuple(t for t in memento.territories if t.card != move.card)})
        case "red_line":
            return memento.model_copy(update={"red_lines": tuple(line for line in memento.red_lines if line != move.added)})
        case part:
            kept = [line for line in getattr(memento, part).split(BESIDE) if line != move.added]
            return memento.model_copy(update={part: BESIDE.join(kept)})
