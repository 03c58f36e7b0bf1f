"""What must not leave the machine, replaced by stable marks (``⟦nom 1⟧``) and put back in what comes home. Pure.

It hides too much rather than too little: what is hidden is only missed by a model, and comes back untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from coach.assist.everyday import is_small
from coach.context import Language
from coach.finding import Value
from coach.phrases import phrase
from coach.text import Span, fold

Kind = Literal["bracket", "email", "account", "number", "name"]

PART = 3
"""Letters from which a part of a listed name, with its capital, is hidden by itself."""

_MARK = re.compile(r"⟦[^⟦⟧]*⟧")
_AT = re.compile("[@\uff20\ufe6b]")
_STOPS = frozenset("<>()[]{}«»“”\"',;:!?|\\/⟦⟧@\uff20\ufe6b")
_ACCOUNT = re.compile(
    r"(?<![^\W_])[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f.-]?[^\W_]{4}){2,7}(?:[ \u00a0\u202f.-]?[^\W_]{1,3})?(?![^\W_])"
)
_DIGITS = re.compile(r"(?:\+|\(\+?)?\d(?:[ \t\u00a0\u202f\u2009.()/·\u2010-\u2015-]{0,3}\d){6,}")
_DATE = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -](?:\d\d){1,2}|\d{4}-\d\d-\d\d")
_LOCAL = re.compile(r"(?<!\d)\d{3}[-.]\d{4}(?!\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+")
_MONEY = re.compile(r"\s?(?:[€$£%]|euros?\b|dollars?\b|k€)", re.IGNORECASE)
_PIECE = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_ACCOUNT_DIGITS, _NUMBER_DIGITS = 8, 9


class Hidden(Value):
    """Some words, and the mark that stands for them."""

    mark: str
    words: str


class Redacted(Value):
    """Texts as they may leave, and what puts them back."""

    texts: tuple[str, ...]
    hidden: tuple[Hidden, ...]

    def restore(self, text: str) -> str:
        """Return ``text`` with every mark of ours replaced by the words it stands for; an unknown mark stays."""
        words = {one.mark: one.words for one in self.hidden}
        return _MARK.sub(lambda found: words.get(found.group(), found.group()), text)


def is_marked(text: str) -> bool:
    """Tell whether a mark, ours or made up, is left in ``text``."""
    return "⟦" in text or "⟧" in text


def redact(texts: Sequence[str], names: Sequence[str], lang: Language) -> Redacted:
    """Return ``texts`` without addresses, telephone and account numbers, nor any of ``names``.

    The same words get the same mark in all of them, and a text added at the end changes none. ``restore`` undoes each exactly.
    """
    book = _Book(lang)
    listed = [keys for name in names if (keys := _keys(name))]
    covered = tuple(_cover(text, listed, book, lang) for text in texts)
    return Redacted(texts=covered, hidden=tuple(Hidden(mark=mark, words=words) for words, mark in book.marks.items()))


class _Book:
    """The marks given so far, by the words they stand for."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._counts: dict[str, int] = {}
        self.marks: dict[str, str] = {}

    def mark(self, kind: Kind, words: str) -> str:
        known = self.marks.get(words)
        if known is None:
            count = self._counts[kind] = self._counts.get(kind, 0) + 1
            known = self.marks[words] = f"⟦{phrase(self._lang, 'assist', f'marks.{kind}')} {count}⟧"
        return known


def _cover(text: str, names: Sequence[Sequence[str]], book: _Book, lang: Language) -> str:
    pieces: list[str] = []
    at = 0
    for kind, span in _merged(_found(text, names, lang)):
        pieces += [text[at : span.start], book.mark(kind, span.of(text))]
        at = span.end
    return "".join([*pieces, text[at:]])


def _merged(found: Iterator[tuple[Kind, Span]]) -> list[tuple[Kind, Span]]:
    """Return the passages in order, those that overlap as one: no half of anything is left outside."""
    merged: list[tuple[Kind, Span]] = []
    for kind, span in sorted(found, key=lambda one: one[1]):
        if merged and span.start < merged[-1][1].end:
            first, before = merged[-1]
            merged[-1] = (first, Span(before.start, max(before.end, span.end)))
        else:
            merged.append((kind, span))
    return merged


def _found(text: str, names: Sequence[Sequence[str]], lang: Language) -> Iterator[tuple[Kind, Span]]:
    for place, char in enumerate(text):
        if char in "⟦⟧":
            yield "bracket", Span(place, place + 1)
    yield from (("email", span) for span in _emails(text))
    for match in _ACCOUNT.finditer(text):
        if sum(char.isdigit() for char in match.group()) >= _ACCOUNT_DIGITS:
            yield "account", Span(*match.span())
    for match in _DIGITS.finditer(text):
        if _is_number(match.group(), text[match.end() : match.end() + 8]):
            yield "number", Span(*match.span())
    yield from (("name", span) for span in _named(text, names, lang))


def _emails(text: str) -> Iterator[Span]:
    """Yield every ``something@something``, grown from its ``@``: no pattern to go slow, no length to slip past."""
    for match in _AT.finditer(text):
        start, end = match.start(), match.end()
        while start and not text[start - 1].isspace() and text[start - 1] not in _STOPS:
            start -= 1
        while end < len(text) and not text[end].isspace() and text[end] not in _STOPS:
            end += 1
        if start < match.start() and end > match.end():
            yield Span(start, end)


def _is_number(run: str, after: str) -> bool:
    """Tell a telephone, card or social security number from a date or an amount."""
    count = sum(char.isdigit() for char in run)
    if count >= _NUMBER_DIGITS:
        return not (_THOUSANDS.fullmatch(run) and _MONEY.match(after))
    if _DATE.fullmatch(run):
        return False
    return run[0] in "+(0" or _LOCAL.search(run) is not None


def _keys(name: str) -> list[str]:
    return [fold(match.group()) for match in _PIECE.finditer(name)]


def _named(text: str, names: Sequence[Sequence[str]], lang: Language) -> Iterator[Span]:
    """Yield where a listed name stands, whatever its case and accents, and each of its parts that has a capital."""
    found = list(_PIECE.finditer(text))
    keys = [fold(match.group()) for match in found]
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    for name in names:
        for place in places.get(name[0], ()):
            if keys[place : place + len(name)] == list(name) and _close(found[place : place + len(name)]):
                yield Span(found[place].start(), found[place + len(name) - 1].end())
        for part in name:
            if len(part) >= PART and not is_small(part, lang):
                yield from (Span(*found[p].span()) for p in places.get(part, ()) if found[p].group()[0].isupper())


def _close(found: Sequence[re.Match[str]]) -> bool:
    """Tell whether the pieces of a name follow each other: nothing but a few signs between them."""
    return all(two.start() - one.end() <= PART for one, two in pairwise(found))
