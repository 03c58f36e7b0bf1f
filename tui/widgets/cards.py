"""Remarks as cards: the green light first, at most five remarks, worst first, the rest folded, then what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.charter.pack import Contact
from coach.charter.rulebook import Backing
from coach.finding import Finding
from coach.notebook import Decision
from coach.settle import Answered
from coach.text import clean
from tui.widgets.marks import signs
from tui.widgets.plain import fit, hang, words_of
from tui.widgets.remarks import SHOWN
from tui.words import Words

Lines = tuple[Content, ...]
"""Lines of a page, each wrapped under itself."""
_INDENT = 3
_EXTRACT = 160
"""Characters of the draft's words that a card shows."""


class Card(NamedTuple):
    """A remark with all that is known around it."""

    finding: Finding
    backing: Backing = Backing()
    contact: Contact | None = None
    asked: Decision | None = None
    """When somebody was asked about it already."""


class Deck(NamedTuple):
    """All that a list of cards shows."""

    head: Lines = ()
    """What comes before any remark: the green light."""
    cards: tuple[Card, ...] = ()
    answered: tuple[Answered, ...] = ()
    foot: Lines = ()
    """What comes last."""
    brief: bool = False
    """Whether each card keeps to what is there, the words, and whom to ask."""
    nothing: str = ""
    """What to say when no remark is left."""


class CardList(OptionList):
    """The cards of the moment; Enter or a click opens one, or unfolds the rest."""

    @dataclass
    class Opened(Message):
        """The person wants to answer this remark."""

        finding: Finding

    @dataclass
    class Reopened(Message):
        """The person wants to come back on what they decided."""

        answered: Answered

    class Moved(Message):
        """Another card is under the eyes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False, compact=True)
        self._deck: Deck | None = None
        self._items: list[Card | Answered | str] = []
        self._unfolded = False
        self._width = 0

    def show(self, deck: Deck) -> None:
        """Show another deck, if it is another."""
        if deck != self._deck:
            self._deck = deck
            self._fill()

    def fold(self) -> None:
        """Fold the rest again: another draft is on the table."""
        self._unfolded = False

    def on_resize(self) -> None:
        """Wrap the cards again when there is more or less room for them."""
        if self._deck is not None and self.scrollable_content_region.width != self._width:
            self._fill()

    def relabel(self) -> None:
        """Say the words of the cards again."""
        if self._deck is not None:
            self._fill()

    @property
    def looked_at(self) -> Card | Answered | None:
        """What is under the eyes: a remark, one that was answered, or neither."""
        place = self.highlighted
        item = self._items[place] if place is not None and place < len(self._items) else None
        return None if isinstance(item, str) else item

    def go(self, step: int) -> None:
        """Go ``step`` remarks further, round the end; the folded ones are left folded."""
        places = [n for n, item in enumerate(self._items) if isinstance(item, Card)]
        if places:
            here = self.highlighted
            at = places.index(here) + step if here in places else (0 if step > 0 else -1)
            self.highlighted = places[at % len(places)]
            self.focus()

    def _fill(self) -> None:
        deck, words = self._deck or Deck(), words_of(self)
        self._width = self.scrollable_content_region.width
        wide = max(24, self._width - 1)
        before = self._key(self.looked_at)
        shown = deck.cards if self._unfolded else deck.cards[:SHOWN]
        rest = len(deck.cards) - len(shown)
        lines: list[tuple[Card | Answered | str, Content]] = []
        if deck.head:
            lines.append(("head", _page(deck.head, wide)))
        lines += [(card, (brief_card if deck.brief else full_card)(card, words, wide)) for card in shown]
        if rest:
            lines.append(("more", Content.styled(f"▸ {words.many('charter.others', rest)}", "bold $primary")))
        if not deck.cards and deck.nothing:
            lines.append(("nothing", Content.styled(deck.nothing, "italic $soft")))
        if deck.answered:
            lines.append(("settled", Content.styled(words.many("workbench.settled", len(deck.answered)), "bold $soft")))
            lines += [(one, answered_line(one, words, wide)) for one in deck.answered]
        if deck.foot:
            lines.append(("foot", _page(deck.foot, wide)))
        self._items = [item for item, _ in lines]
        gap = Content("" if deck.brief else "\n")
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options([Option(Content.assemble(said, gap)) for _, said in lines])
            place = next((n for n, item in enumerate(self._items) if before and self._key(item) == before), None)
            self.highlighted = place if place is not None else self._first
            if place is None:
                self.scroll_home(animate=False)
        self.post_message(self.Moved())

    @property
    def _first(self) -> int | None:
        return next((n for n, item in enumerate(self._items) if isinstance(item, Card)), None)

    @staticmethod
    def _key(item: Card | Answered | str | None) -> str | None:
        return item.finding.id if isinstance(item, Card | Answered) else item

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Moved())

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match self._items[event.option_index]:
            case Card() as card:
                self.post_message(self.Opened(card.finding))
            case Answered() as answered:
                self.post_message(self.Reopened(answered))
            case "more":
                self._unfolded = True
                self._fill()
                self.highlighted = self._first
                self.go(SHOWN)


def full_card(card: Card, words: Words, width: int) -> Content:
    """Return a remark with its words, its reason, its question, what to do, whom to ask and where the rule comes from."""
    finding, room = card.finding, width - _INDENT
    lines = Content.styled(clean(finding.message), "bold").wrap(room)
    lines += _extract(finding, room)
    lines += _labelled(words("charter.why"), clean(finding.why or ""), "", words, room)
    lines += _labelled("→", clean(finding.question or ""), "$primary", words, room, lead="bold $primary")
    lines += _labelled(words("charter.todo"), todo(card, words), "", words, room)
    lines += _labelled(words("charter.whom"), whom(card, words), "bold", words, room)
    if card.asked is not None:
        lines += _labelled("✓", words("charter.asked_on", day=said_when(card.asked, words)), "$good", words, room, lead="$good")
    lines += _labelled(words("charter.source"), _origin(card), "$soft", words, room)
    return _under(finding, lines)


def brief_card(card: Card, words: Words, width: int) -> Content:
    """Return a remark in a line or two: what is there, and whom to ask."""
    finding, room = card.finding, width - _INDENT
    lines = Content(clean(finding.message)).wrap(room)
    if card.finding.ask:
        lines.append(Content.styled(fit(f"→ {whom(card, words)}", room), "$soft"))
    return _under(finding, lines)


def answered_line(answered: Answered, words: Words, width: int) -> Content:
    """Return a remark that was answered: its words, the answer, its reason or its link."""
    decision = answered.decision
    why = decision.link or decision.reason
    said = words(f"charter.answer_{decision.kind}")
    excerpt = fit(" ".join(clean(answered.finding.text).split()), 40)
    text = f"« {excerpt} » : {said}" if words.lang == "fr" else f"“{excerpt}”: {said}"
    lines = Content.assemble((text, "$soft"), (f" · {clean(why)}" if why else "", "italic $soft")).wrap(width - _INDENT)
    return Content.assemble(("✓  ", "$good"), Content("\n" + " " * _INDENT).join(lines))


def todo(card: Card, words: Words) -> str:
    """Return what to do about a remark: the rule's own ways, else what its weight and its contact call for."""
    if card.finding.fixes:
        return " / ".join(clean(fix) for fix in card.finding.fixes)
    return words(f"charter.todo_{card.finding.severity}{'_ask' if card.finding.ask else ''}")


def whom(card: Card, words: Words) -> str:
    """Return the person to ask, how to reach them, and how fast they usually answer."""
    ask = card.finding.ask
    if ask is None:
        return ""
    delay = card.contact.delay if card.contact else None
    known = (ask.name or ask.key, ask.channel, words("charter.answers", delay=delay) if delay else None)
    return " · ".join(clean(part) for part in known if part)


def said_when(decision: Decision, words: Words) -> str:
    """Return the day of a decision: « 23 novembre »."""
    from tui.moments import calendar_day

    day = decision.made.date()
    return calendar_day(day, day, words)


def _page(lines: Lines, width: int) -> Content:
    return Content("\n").join(hang(line, width, _INDENT) for line in lines)


def _under(finding: Finding, lines: Sequence[Content]) -> Content:
    return Content.assemble((signs(finding), f"bold ${finding.severity}"), " ", Content("\n" + " " * _INDENT).join(lines))


def _extract(finding: Finding, room: int) -> list[Content]:
    words = " ".join(clean(finding.text).split())
    return list(Content.styled(f"« {fit(words, _EXTRACT)} »", "italic underline").wrap(room)) if words else []


def _origin(card: Card) -> str:
    backing = card.backing
    return " · ".join(clean(part) for part in (backing.source, backing.link, backing.pack) if part)


def _labelled(label: str, text: str, style: str, words: Words, room: int, *, lead: str = "$soft") -> list[Content]:
    """Return ``text`` beside its label, wrapped under itself; nothing for no text."""
    if not text:
        return []
    column = max(len(words(f"charter.{name}")) for name in ("why", "todo", "whom", "source")) + 1
    head, *rest = Content.styled(text, style).wrap(max(16, room - column))
    return [Content.assemble((f"{label:<{column}}", lead), head), *(Content.assemble(" " * column, line) for line in rest)]
