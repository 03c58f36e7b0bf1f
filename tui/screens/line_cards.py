"""The card game: one card at a time, kept with one true thing, discarded, or « not me ». Every move is on disk at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input

from coach.errors import BadInput, CoachError
from coach.line.cards import Card, Deck, cards_by_id
from coach.line.game import HAND, Game, Told, keep, pile, put_aside, take_back, tells
from coach.line.keeping import Line
from coach.text import clean
from tui.commands import Command
from tui.commands.line import CARDS, ChooseDecks, DiscardCard, KeepCard, LeaveInstance, NotMe, SeeMemento, TakeCardBack
from tui.line_keeping import changed, decks_of, playing, the_line
from tui.messages import Warmed
from tui.screens.dialogs import Choice
from tui.screens.room import Room
from tui.widgets.card import SIGNS, CardFace
from tui.widgets.plain import Plain, Said

_BUTTONS: tuple[type[Command], ...] = (KeepCard, DiscardCard, NotMe, TakeCardBack)


class CardsRoom(Room):
    """Draw, keep, discard, « pas moi ». It opens where it was left."""

    WORDS = "cards"
    ASKS = CARDS
    CSS_PATH = "line.tcss"
    AUTO_FOCUS = "CardFace"

    def __init__(self) -> None:
        super().__init__()
        self._line = Line()
        self._decks: tuple[Deck, ...] = ()
        self._cards: Mapping[str, Card] = {}
        self._pile: tuple[str, ...] = ()

    def body(self) -> Iterable[Widget]:
        """Lay out the card and its answers beside the hand."""
        with Horizontal(id="table"):
            with Vertical(id="play"):
                yield CardFace(id="card")
                with Horizontal(id="moves"):
                    for ask in _BUTTONS:
                        yield Button("", id=f"do-{ask.name}", compact=True)
                with Vertical(id="keeping"):
                    yield Plain(id="instance-title", classes="title")
                    yield Input(compact=True, id="instance", max_length=300)
                    yield Said("cards.name", id="name-title", classes="title")
                    yield Input(compact=True, id="name", max_length=80)
                    yield Said("cards.keep_keys", classes="soft")
            with VerticalScroll(id="hand", can_focus=False):
                yield Plain(id="score", classes="soft")
                yield Plain(id="kept")

    def on_mount(self) -> None:
        """Take the game up where it was left."""
        self._line, wrong = the_line(self.house)
        if wrong is not None:
            self.porte_voix.complain(wrong)
        for button in self.query(Button):
            button.can_focus = False
        self._open_decks()

    def on_warmed(self, _: Warmed) -> None:
        """Add the decks of the packs."""
        self._open_decks()

    def relabel(self) -> None:
        """Turn the cards to the other language."""
        super().relabel()
        self._open_decks()

    def _open_decks(self) -> None:
        house = self.house
        self._decks = decks_of(house, house.words.lang, self.porte_voix.complain, warm=self.porte_voix.warm)
        self._cards = cards_by_id(self._decks)
        self._show()
        self._ask_for_one()

    # --- what is on the table

    @property
    def _drawn(self) -> str | None:
        return self._pile[0] if self._pile else None

    @property
    def _typing(self) -> bool:
        return self.has_class("-keeping")

    def _show(self) -> None:
        self._pile = pile(self._line.game, playing(self._line, self._decks))
        face, drawn, words = self.query_one(CardFace), self._drawn, self.words
        if drawn is None:
            face.say(words("cards.through"))
        else:
            face.show(self._cards[drawn], words, asks=not self._typing)
        for ask in _BUTTONS:
            button = self.query_one(f"#do-{ask.name}", Button)
            button.label = Content(ask.action(words))
            button.disabled = not self.allows(ask)
        self.query_one("#score", Plain).show(self._score())
        self.query_one("#kept", Plain).show(self._hand())
        self.masthead.subject = " · ".join(clean(deck.name) for deck in playing(self._line, self._decks))
        self.refresh_bindings()

    def _score(self) -> str:
        game, many = self._line.game, self.words.many
        said = (("kept", len(game.done("kept"))), ("left", len(self._pile)), ("aside", len(game.done("not_me"))))
        return " · ".join(many(f"cards.{name}", n) for name, n in said)

    def _hand(self) -> Content:
        words, memento = self.words, self._line.memento
        lines: list[Content | str | tuple[str, str]] = []
        for full in self._line.game.done("kept"):
            card = self._cards.get(full)
            if card is not None:
                named = next((t.name for t in memento.territories if t.card == full), card.title)
                lines += ["\n", (f"{SIGNS[card.becomes]} ", "$primary"), clean(named)]
        lacks = memento.lacks()
        if not lines:
            lines = ["\n", (words("cards.empty_hand"), "$soft")]
        elif lacks:
            missing = ", ".join(words(f"memento.lacks_{part}") for part in lacks[:3])
            lines += ["\n\n", (words("cards.lacking", parts=missing), "$soft")]
        kept = len(self._line.game.done("kept"))
        if kept >= HAND or (kept and memento.usable and not lacks):
            lines += ["\n\n", (words("cards.enough"), "$good")]
        return Content.assemble(*lines[1:])

    # --- keeping

    def allows(self, ask: type[Command]) -> bool | None:
        """While one types an instance, only that; and nothing is kept of a pile that is through."""
        if ask is LeaveInstance:
            return self._typing
        if self._typing:
            return ask is KeepCard or False
        if ask in (KeepCard, DiscardCard, NotMe):
            return True if self._drawn else None
        if ask is TakeCardBack:
            return True if self._line.game.moves else None
        return True

    @on(KeepCard)
    def _keep(self) -> None:
        if self._drawn is None or self._typing:
            return
        card = self._cards[self._drawn]
        self.set_class(card.becomes == "territory", "-subject")
        self.add_class("-keeping")
        instance, name = self.query_one("#instance", Input), self.query_one("#name", Input)
        instance.value, name.value = "", ""
        self._show()
        self._ask_for_one()
        instance.focus()

    def _ask_for_one(self) -> None:
        """Ask for the true instance of the card drawn, over the line it is written on."""
        if self._drawn is not None:
            card = self._cards[self._drawn]
            self.query_one("#instance-title", Plain).show(f"→ {card.ask}")
            self.query_one("#instance", Input).placeholder = self.words("cards.instance")
            self.query_one("#name", Input).placeholder = clean(card.title)

    @on(LeaveInstance)
    def _leave_instance(self) -> None:
        self.remove_class("-keeping", "-subject")
        self.query_one(CardFace).focus()
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        instance, name = self.query_one("#instance", Input), self.query_one("#name", Input)
        if event.input is instance and tells(instance.value) and self.has_class("-subject"):
            name.focus()
            return
        drawn = self._drawn
        if drawn is None:
            return
        card, told, lang = self._cards[drawn], Told(instance.value, name.value), self.words.lang

        def kept(line: Line) -> Line:
            game, memento = keep(self._seeded(line.game), line.memento, drawn, card, told, lang)
            return line.model_copy(update={"game": game, "memento": memento})

        if self._change(kept):
            self._leave_instance()
        else:
            instance.focus()

    def _seeded(self, game: Game) -> Game:
        return game if game.seed else game.model_copy(update={"seed": clean(self.house.notebook.read("name") or "") or "·"})

    def _change(self, change: Callable[[Line], Line]) -> bool:
        """Write a change and show it; tell whether it was made."""
        try:
            self._line = changed(self.house, change)
        except BadInput as error:
            self.porte_voix.tell(error)
            return False
        except CoachError as error:
            self.porte_voix.complain(error)
            return False
        self._show()
        return True

    @on(DiscardCard)
    def _discard(self) -> None:
        self._aside("discarded")

    @on(NotMe)
    def _not_me(self) -> None:
        self._aside("not_me")

    def _aside(self, verdict: str) -> None:
        drawn = self._drawn
        if drawn is None:
            return

        def put(line: Line) -> Line:
            game = put_aside(self._seeded(line.game), drawn, "not_me" if verdict == "not_me" else "discarded")
            return line.model_copy(update={"game": game})

        self._change(put)

    @on(TakeCardBack)
    def _take_back(self) -> None:
        def back(line: Line) -> Line:
            game, memento = take_back(line.game, line.memento, self._cards)
            return line.model_copy(update={"game": game, "memento": memento})

        self._change(back)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        ask = next(ask for ask in _BUTTONS if event.button.id == f"do-{ask.name}")
        self.post_message(ask())

    # --- decks

    @on(ChooseDecks)
    def _choose_decks(self) -> None:
        inside = {deck.id for deck in playing(self._line, self._decks)}
        choices = [
            Choice(deck.id, f"{'✓' if deck.id in inside else '·'} {deck.name}", deck.about)
            for deck in self._decks
            if deck.id != "base"
        ]
        words = self.words
        self.porte_voix.ask_dialog(
            "choose", self._deck_chosen, title=words("cards.decks"), detail=words("cards.decks_detail"), choices=choices
        )

    def _deck_chosen(self, deck: str | None) -> None:
        if deck is None:
            return
        inside: Sequence[str] = [one.id for one in playing(self._line, self._decks) if one.id != "base"]
        chosen = tuple(one for one in inside if one != deck) if deck in inside else (*inside, deck)
        self._change(lambda line: line.model_copy(update={"game": line.game.model_copy(update={"decks": chosen})}))

    @on(SeeMemento)
    def _see_memento(self) -> None:
        self.porte_voix.open_room("memento")
