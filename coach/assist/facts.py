"""What a suggestion states that the person never said: names, moments, quotations, words from nowhere. Pure.

The gate would rather refuse a good question than let one made-up fact through: the bank always has another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from coach.assist.everyday import is_of_a_subject, is_small
from coach.assist.figures import listed
from coach.context import Language
from coach.interview.bank import read_bank
from coach.interview.listening import folded
from coach.mirror.lexicon import stem
from coach.phrases import variants
from coach.text import fold, sentences, words

QUOTED = re.compile(
    r"«\s*([^«»]*?)\s*»|“\s*([^“”]*?)\s*”|\"\s*([^\"]*?)\s*\"|„\s*([^„“”]*?)\s*[“”]|‘([^‘’]*)’|(?<!\w)'([^']*)'(?!\w)"
)
"""A quotation in any of the usual marks; one of the groups holds what is quoted."""

_RUN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_APOSTROPHES = "['’ʼ‘]"
_ADVERB, _ENDINGS = 9, {"fr": "ment", "en": "ly"}


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, in order."""
    return [next((group for group in match.groups() if group), "") for match in QUOTED.finditer(text)]


def literal(quote: str, text: str) -> str | None:
    """Return ``quote`` as ``text`` spells it, whole words only, or ``None`` when it is not there.

    Only the shape of spaces and apostrophes may differ. A quotation never runs over a line break, and never begins or ends inside
    a number: *400 euros* is no quotation of *11 400 euros*.
    """
    pieces = [
        re.sub(r"['’ʼ‘]", lambda _: _APOSTROPHES, re.escape(piece)) for piece in re.split(r"[^\S\n]+", quote.strip()) if piece
    ]
    if not pieces or "\n" in quote:
        return None
    before = r"(?<!\d[\s.,])" if pieces[0][0].isdigit() else ""
    after = r"(?![\s.,]\d)" if pieces[-1][-1].isdigit() else ""
    found = re.search(rf"(?<!\w){before}" + r"[^\S\n]+".join(pieces) + rf"(?!\w){after}", text)
    return found.group() if found else None


def strange_names(text: str, notes: Sequence[str], lang: Language) -> list[str]:
    """Return the names of ``text`` that are not in the notes: every capital, and every first name without one.

    A capital that only begins a sentence is no name when the word is a small one, or one the bank's own questions use.
    """
    known = _keys(notes)
    first = {span.start for span in sentences(text)}
    given = listed(lang, "given")
    found = []
    for match in _RUN.finditer(text):
        for place, piece in _pieces(match):
            key = fold(piece)
            named = any(char.isupper() for char in piece) or key in given
            if named and key not in known and not (_starts(text, place, first) and _plain_start(piece, key, lang)) and key != "i":
                found.append(piece)
    return found


def strange_moments(text: str, notes: Sequence[str], lang: Language) -> list[str]:
    """Return the days, months and moments of ``text`` that are not in the notes, folded."""
    known = " ".join(f" {folded(note)} " for note in notes)
    return [moment for moment in _moments(lang).findall(folded(text)) if f" {moment} " not in known]


def strange_words(text: str, notes: Sequence[str], lang: Language) -> list[str]:
    """Return the telling words of ``text``, folded, that are neither the person's, nor everybody's, nor the bank's."""
    known = _used(lang) | {stem(key, lang) for note in notes for key in parts(note)}
    return [key for key in parts(text) if is_of_a_subject(key, lang) and stem(key, lang) not in known]


def asks(text: str, lang: Language) -> bool:
    """Tell whether ``text``, its quotations aside, asks rather than states with a question mark behind."""
    line = " ".join(fold(QUOTED.sub(" ", text)).replace("’", "'").split())
    return bool(_asking(lang).search(line))


def parts(text: str) -> list[str]:
    """Return the folded words of ``text``, hyphens opened."""
    return [part for word in words(text) for part in word.key.split("-")]


def _keys(notes: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(piece) for note in notes for match in _RUN.finditer(note) for _, piece in _pieces(match))


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    for piece in re.finditer(r"[^\W_]+", match.group()):
        yield match.start() + piece.start(), piece.group()


def _starts(text: str, place: int, first: set[int]) -> bool:
    """Tell whether the word at ``place`` is the first of a sentence, but for opening signs."""
    return any(not text[start:place].strip(" \u00a0\u202f«“\"'(–—-") for start in first if start <= place)


def _plain_start(piece: str, key: str, lang: Language) -> bool:
    if any(map(str.isupper, piece[1:])) or key in listed(lang, "given"):
        return False
    return is_small(key, lang) or key in _used_words(lang) or (len(key) >= _ADVERB and key.endswith(_ENDINGS[lang]))


@cache
def _used(lang: Language) -> frozenset[str]:
    """Return the families of the words of the bank's questions."""
    return frozenset(stem(key, lang) for key in _used_words(lang))


@cache
def _used_words(lang: Language) -> frozenset[str]:
    """Return the words the bank's questions use in lower case or begin with, folded."""
    bank = read_bank(lang)
    asked = [entry.ask for entry in bank.questions] + [said for slot in bank.slots.values() for said in slot.relance]
    used: set[str] = set()
    for text in asked:
        first = {span.start for span in sentences(text)}
        for match in _RUN.finditer(text):
            used |= {fold(piece) for place, piece in _pieces(match) if piece.islower() or place in first}
    return frozenset(used)


@cache
def _moments(lang: Language) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"(?:{part})" for part in variants(lang, "assist", "facts.moments")) + r")\b")


@cache
def _asking(lang: Language) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(f"(?:{part})" for part in variants(lang, "assist", "facts.asking")) + ")")
