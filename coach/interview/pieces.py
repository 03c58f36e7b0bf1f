"""What the person's words give a draft: sentences with their provenance, and those that stay out, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pydantic import AliasChoices, Field

from coach.context import Language
from coach.finding import Value
from coach.interview.formats import SLOTS, Slot
from coach.interview.listening import folded, hear, is_aside, is_red_line, leans, names
from coach.interview.sentence import cut, tidy
from coach.interview.sufficiency import belongs, borrowed, fills, real_words, suffices
from coach.interview.turns import Interview, Said, material

Why = Literal["duplicate", "borrowed", "red_line", "never", "thin"]
"""Said twice, the official message's words, not to be published, names a person never cited, too little to stand alone."""


SHORT_ORDER = 8
"""Words of a "don't say it" that is about the sentence before it."""


SHORT = 6
"""Words of a sentence that adds nothing when another one holds all that it tells."""
SAME = 0.85
"""Share of the words of two sentences that, in common, make them one."""


class Piece(NamedTuple):
    """A sentence of the person's."""

    text: str
    """Tidied."""
    raw: str
    """The slice of the answer it comes from."""
    source: str
    """``idea`` or ``a<n>``."""
    slot: Slot
    leans: Literal["who", "what"] | None
    """What it needs before it."""
    first: bool
    """Whether its answer begins with it."""


class Unused(Value):
    """A sentence left out of the draft, kept for the idea bank."""

    text: str
    from_: tuple[str, ...] = Field(validation_alias=AliasChoices("from", "from_"), serialization_alias="from")
    why: Why


class Hidden(NamedTuple):
    """What must not be published."""

    sentences: frozenset[tuple[str, str]]
    """Sentences, each with its source."""
    names: frozenset[str]


class Gathered(NamedTuple):
    """The sentences of an interview, in the order they were said."""

    pieces: tuple[Piece, ...]
    unused: tuple[Unused, ...]
    red_lines: tuple[str, ...]
    """What the person asked not to publish, in their words."""


def gather(interview: Interview, *, fillers: bool = False) -> Gathered:
    """Return every usable sentence with its provenance; refusals and asides are dropped, the rest is kept apart with a reason."""
    said = [(s, _sentences(s.text, interview.lang)) for s in material(interview)]
    hidden = _hidden(said, interview)
    kept = _Kept()
    pieces: list[Piece] = []
    unused: list[Unused] = []
    red: list[str] = []
    for whole, raws in said:
        for piece in _pieces(whole, raws, interview, fillers=fillers):
            why = _why_not(piece, interview, hidden, alone=len(raws) == 1) or ("duplicate" if kept.holds(piece.raw) else None)
            if why is None:
                pieces.append(piece)
                kept.add(piece.raw)
                continue
            unused.append(Unused(text=piece.text, from_=(piece.source,), why=why))
            if why == "red_line":
                red.append(piece.raw)
    return Gathered(tuple(_without_echo_of_idea(pieces, unused)), tuple(unused), tuple(red))


def _sentences(text: str, lang: Language) -> list[str]:
    """Return the sentences of an answer but those that only nod or speak to the interviewer; a lone "silence." stays."""
    raws = [span.of(text) for span in cut(text, lang)]
    return [r for r in raws if folded(r) and not is_aside(r, lang)] if len(raws) > 1 else raws


def _pieces(whole: Said, raws: Sequence[str], interview: Interview, *, fillers: bool) -> list[Piece]:
    lang = interview.lang
    found = []
    for i, raw in enumerate(raws):
        slot = belongs(whole.slot, whole.text, lang) if whole.slot else _slot_of_idea(whole.text, interview)
        if i and i == len(raws) - 1 and fills("question", raw, lang):
            slot = "question"
        asks = slot == "question" and i == len(raws) - 1 and suffices("question", raw, lang)
        text = tidy(raw, lang, asks=asks, fillers=fillers)
        found.append(Piece(text, raw, whole.source, slot, leans(raw, lang), i == 0))
    return found


def _slot_of_idea(idea: str, interview: Interview) -> Slot:
    return next((slot for slot in SLOTS if fills(slot, idea, interview.lang)), "position")


def _why_not(piece: Piece, interview: Interview, hidden: Hidden, *, alone: bool) -> Why | None:
    line = f" {folded(piece.raw)} "
    if (piece.source, piece.raw) in hidden.sentences or _names_one(line, hidden.names):
        return "red_line"
    if _names_one(line, interview.never):
        return "never"
    if borrowed(piece.raw, interview.message):
        return "borrowed"
    return "thin" if alone and _thin(piece.raw, interview.lang) else None


def _thin(raw: str, lang: Language) -> bool:
    """Tell whether a whole answer is too little for a sentence: a number alone, a lone word, markup."""
    heard = hear(raw, lang)
    return real_words(raw) == 0 or (heard.words <= 2 and not heard.concrete)


class _Kept:
    """The sentences kept so far, to tell one said twice: the same words, or all but a few of them."""

    def __init__(self) -> None:
        self._lines = ""
        self._sets: list[frozenset[str]] = []

    def add(self, raw: str) -> None:
        line = folded(raw)
        self._lines += f"| {line} "
        self._sets.append(frozenset(line.split()))

    def holds(self, raw: str) -> bool:
        line = folded(raw)
        if f" {line} " in self._lines:
            return True
        mine = frozenset(line.split())
        low, high = SAME * len(mine), len(mine) / SAME
        told = frozenset(word for word in mine if len(word) > 2 or word.isdigit())
        if len(mine) <= SHORT and len(told) >= 2 and any(told <= other for other in self._sets):
            return True
        near = (other for other in self._sets if low <= len(other) <= high) if len(mine) >= 5 else ()
        return any(len(mine & other) >= SAME * len(mine | other) for other in near)


def _names_one(line: str, hidden: Iterable[str]) -> bool:
    return any(f" {folded(name)} " in line for name in hidden if folded(name))


def _hidden(said: Sequence[tuple[Said, Sequence[str]]], interview: Interview) -> Hidden:
    """Return what the person asked not to publish: the sentence that says so, the one before when it is a short order,
    and the names in them. A name that the message or the idea holds is known already: it is not what must be hidden.
    """
    lang = interview.lang
    known = f" {folded(interview.message or '')} {folded(interview.idea)} "
    found: list[tuple[str, str]] = []
    for whole, raws in said:
        for i, raw in enumerate(raws):
            if not is_red_line(raw, lang):
                continue
            found.append((whole.source, raw))
            if i and not names(raw) and hear(raw, lang).words <= SHORT_ORDER:
                found.append((whole.source, raws[i - 1]))
    secret = {name for _, raw in found for name in names(raw) if f" {folded(name)} " not in known}
    return Hidden(frozenset(found), frozenset(secret))


def _without_echo_of_idea(pieces: list[Piece], unused: list[Unused]) -> list[Piece]:
    """Drop the sentences of the idea whose facts the answers tell again, at more length."""
    told = {word for p in pieces if p.source != "idea" for word in folded(p.raw).split()}
    kept = []
    for piece in pieces:
        mine = [w for w in folded(piece.raw).split() if len(w) > 3 or w.isdigit()]
        if piece.source == "idea" and mine and sum(w in told for w in mine) >= 0.6 * len(mine):
            unused.append(Unused(text=piece.text, from_=("idea",), why="duplicate"))
        else:
            kept.append(piece)
    return kept
