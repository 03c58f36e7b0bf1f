"""The numbers of a text, in digits or in letters, and what each one counts: so that none can be made up. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from coach.assist.everyday import is_small
from coach.context import Language
from coach.phrases import room
from coach.text import fold, sentences

_PERCENT = "%"
_SIGNS = {"%": _PERCENT, "‰": "‰", "€": "euro", "$": "dollar", "£": "pound", "°": "°"}
_CURRENCIES = frozenset("€$£")
_TOKEN = re.compile(r"\d+(?:[ .,\u00a0\u202f\u2009']\d{3}(?!\d))*(?:[.,]\d+)?|[^\W\d_]+|[%‰€$£°]|[^\s\w]")
_GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f\u2009']\d{3})+")
_HUNDRED, _THOUSAND, _FOUR_SCORE = 100, 1000, 76


class Figure(NamedTuple):
    """One number as it compares."""

    value: str
    """Canonical: ``11400`` for *11 400* and *onze mille quatre cents*; the word itself for a quantity like *moitié*."""
    unit: str
    """What it counts when the text says so at once (a sign or the next telling word), else empty."""


@cache
def _numbers(lang: Language) -> Mapping[str, int]:
    listed = room("prompts", lang, "assist")["facts.numbers"]
    return {word: int(value) for word, value in (entry.split() for entry in listed)}


def listed(lang: Language, key: str) -> frozenset[str]:
    """Return a list of folded words the gate knows (``[facts]`` of ``assist.toml``)."""
    found = room("prompts", lang, "assist")[f"facts.{key}"]
    return frozenset(found.split() if isinstance(found, str) else map(fold, found))


def figures(text: str, lang: Language) -> list[Figure]:
    """Return every number of ``text`` in order, with what it counts."""
    plain = _plain(text, lang)
    tokens = _TOKEN.findall(plain)
    found: list[Figure] = []
    place = 0
    while place < len(tokens):
        value, after = _read(tokens, place, lang)
        if value is None:
            place += 1
            continue
        before = tokens[place - 1] if place else ""
        found.append(Figure(value, _unit(before, tokens[after] if after < len(tokens) else "", lang)))
        place = after
    return found


def invented(text: str, notes: Sequence[str], lang: Language) -> list[Figure]:
    """Return the numbers of ``text`` that are not in the notes, or count something else there.

    What a number counts must stand in the same sentence: *412 personnes* is made up where the notes say *412 fils*.
    """
    known: dict[str, set[str]] = {}
    signs: set[Figure] = set()
    for said in (span.of(note) for note in notes for span in sentences(note)):
        found = figures(said, lang)
        keys = {_singular(token) for token in _TOKEN.findall(_plain(said, lang))} if found else set()
        for figure in found:
            known.setdefault(figure.value, set()).update(keys)
        signs.update(found)
    return [figure for figure in figures(text, lang) if not _given(figure, known, signs)]


def _given(figure: Figure, known: Mapping[str, set[str]], signs: set[Figure]) -> bool:
    if figure.value not in known:
        return False
    if figure.unit in _SIGNS.values():
        return figure in signs
    return not figure.unit or figure.unit in known[figure.value]


def _plain(text: str, lang: Language) -> str:
    """Return ``text`` folded, every digit an ASCII one, signs kept, and percentages under one sign."""
    digits = "".join(str(unicodedata.digit(c)) if unicodedata.digit(c, None) is not None and not c.isascii() else c for c in text)
    line = fold(digits).replace("\u2044", "/")
    for words_for_it in room("prompts", lang, "assist")["facts.percent"]:
        line = re.sub(rf"\b{words_for_it}\b", _PERCENT, line)
    return line


def _read(tokens: Sequence[str], place: int, lang: Language) -> tuple[str | None, int]:
    """Return the number that starts at ``place`` and where it ends; ``None`` when none does."""
    token = tokens[place]
    if token[0].isdigit():
        return _canonical(token), place + 1
    if token in listed(lang, "quantities"):
        return _singular(token), place + 1
    if token not in _numbers(lang):
        return None, place
    values, after = _spelled(tokens, place, lang)
    return str(_compose(values)), after


def _spelled(tokens: Sequence[str], place: int, lang: Language) -> tuple[list[int], int]:
    """Return the number words in a row from ``place``; ``et``, ``and`` and hyphens join them."""
    numbers, ones, joins = _numbers(lang), listed(lang, "ones"), listed(lang, "joins") | {"-"}
    values: list[int] = []
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if token in numbers:
            values.append(numbers[token])
        elif token in ones and values:
            values.append(1)
        elif not (values and token in joins and (following in numbers or following in ones)):
            break
        place += 1
    return values, place


def _compose(values: Sequence[int]) -> int:
    total = current = 0
    for value in values:
        if value >= _THOUSAND:
            total, current = total + max(current, 1) * value, 0
        elif value == _HUNDRED:
            current = max(current, 1) * value
        elif value == 20 and current % _HUNDRED == 4:
            current += _FOUR_SCORE
        else:
            current += value
    return total + current


def _canonical(token: str) -> str:
    if _GROUPED.fullmatch(token):
        return str(int(re.sub(r"\D", "", token)))
    whole, _, part = re.sub(r"[ \u00a0\u202f\u2009']", "", token).replace(",", ".").partition(".")
    part = part.replace(".", "").rstrip("0")
    return f"{int(whole)}.{part}" if part else str(int(whole))


def _unit(before: str, after: str, lang: Language) -> str:
    if after in _SIGNS:
        return _SIGNS[after]
    if before in _CURRENCIES:
        return _SIGNS[before]
    if not after or not after.isalpha() or is_small(after, lang):
        return ""
    return _singular(after)


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 3 and key[-1] in "sx" else key
