"""A card on the table, and the hand beside it."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from coach.line.cards import Becomes, Card
from coach.text import clean
from tui.words import Words

SIGNS: dict[Becomes, str] = {"territory": "◆", "posture": "◇", "reader": "○", "benefit": "✦", "red_line": "■"}
"""A shape for each kind of card: never by colour alone."""


class CardFace(Static, can_focus=True):
    """The card one has drawn. It has the focus while one plays: the keys are the game's."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)

    def show(self, card: Card, words: Words, *, asks: bool = True) -> None:
        """Turn up a card; without what it ``asks`` when that stands over the answer."""
        pillar = f" · {words(f'cards.pillar_{card.pillar}')}" if card.pillar else ""
        kind = f"{SIGNS[card.becomes]} {words(f'cards.kind_{card.becomes}')}{pillar}"
        asked = ("\n\n", (f"→ {clean(card.ask)}", "$primary")) if asks else ()
        self.update(Content.assemble((kind, "$soft"), "\n\n", (clean(card.title), "bold"), *asked))

    def say(self, text: str) -> None:
        """Show something that is no card: the pile is through."""
        self.update(Content(clean(text)))
