"""The gate: nothing a model says is shown before it has passed here. Pure, and the same for every model.

It looks at the suggestion as it would be shown. What it refuses has a code, said to the person and, once, to the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from coach.assist.echoes import repeats
from coach.assist.everyday import tells
from coach.assist.facts import QUOTED, asks, literal, parts, quotations, strange_moments, strange_names, strange_words
from coach.assist.figures import figures, invented, listed
from coach.assist.redaction import is_marked
from coach.assist.slop import heaviness
from coach.context import Language
from coach.finding import Value
from coach.language import language_of
from coach.text import clean, sentences, words

Fault = Literal[
    "unreadable",
    "too_long",
    "length",
    "characters",
    "quote",
    "question",
    "language",
    "register",
    "number",
    "name",
    "moment",
    "quoted",
    "words",
    "slop",
    "borrowed",
    "repeated",
    "ids",
]
"""Why a suggestion is refused: a key of ``[because]`` and ``[again]`` in ``assist.toml``."""

LONGEST = 240
"""Characters of what is shown, quotation and all."""
QUOTE_LONGEST = 90
"""Characters of a quotation: beyond, the person is read their answer back."""
STRANGE = 1
"""Telling words from nowhere that a question may hold: a second one is a subject of its own."""
LONGER = 1.4
"""How much longer than the sentence other words for it may be."""
WORN_FROM = 2
"""Weight of worn phrases from which a question is a formula."""

_PLAIN_SIGNS = frozenset(" .,;:!?'’«»“”\"()-–…/%€$£°&+\u00a0\u202f")
_LATIN_END = 0x250
_LONE_MARK = re.compile(r"[«»“”„\"]|(?<!\w)['’‘]")
_LINK = re.compile(r"https?:|www\.|\w\.(?:com|fr|org|net|io|eu)\b", re.IGNORECASE)


class Suggestion(Value):
    """What a model offers instead of the bank's question."""

    quote: str
    """Words of the last answer."""
    question: str


class Ground(Value):
    """What a suggestion may stand on: the person's own words, and nothing else."""

    lang: Language
    last: str
    """What was said last, which the quotation must come from."""
    notes: tuple[str, ...]
    """All they said, the idea first."""
    asked: tuple[str, ...] = ()
    """What they were asked already."""
    message: str = ""
    """The official message, whose phrases must not come back as a question."""


def nothing_borrowed(_: str) -> bool:
    """Say that a text shares no phrase with anybody's: for who has no store of posts."""
    return False


def faults(
    suggestion: Suggestion, shown: str, ground: Ground, borrowed: Callable[[str], bool] = nothing_borrowed
) -> tuple[Fault, ...]:
    """Return everything wrong with a suggestion whose display would be ``shown``; empty when it may be shown.

    ``borrowed`` tells whether a text repeats a run of a post in the store. What is too long or of strange signs is looked at no
    further: nothing hostile gets to the slower checks.
    """
    question, quote, lang = suggestion.question, suggestion.quote, ground.lang
    if len(shown) > LONGEST:
        return ("length",)
    if not (_plain(question, ground) and _plain(quote, ground)):
        return ("characters",)
    own = QUOTED.sub(" ", question)
    looks: tuple[tuple[Fault, bool], ...] = (
        ("quote", spelled(quote, ground) is None),
        ("language", not _speaks(own, lang)),
        ("question", not _is_one_question(question, lang)),
        ("register", not listed(lang, "formal").isdisjoint(parts(own))),
        ("number", bool(invented(question, ground.notes, lang))),
        ("name", bool(strange_names(question, ground.notes, lang))),
        ("moment", bool(strange_moments(question, ground.notes, lang))),
        ("quoted", _misquotes(question, ground)),
        ("words", len(strange_words(own, ground.notes, lang)) > STRANGE),
        ("slop", heaviness(own, ground.notes, lang) >= WORN_FROM),
        ("repeated", _was_asked(question, ground)),
    )
    found = tuple(fault for fault, there in looks if there)
    return found or (("borrowed",) if repeats(own, [ground.message], lang) or borrowed(own) else ())


def wording_faults(
    wording: str, chosen: str, ground: Ground, borrowed: Callable[[str], bool] = nothing_borrowed
) -> tuple[Fault, ...]:
    """Return everything wrong with other words for the sentence ``chosen``; empty when they may be shown.

    What the sentence counts, names or quotes stays: a wording that drops a figure is another statement.
    """
    lang, notes = ground.lang, ground.notes
    if len(wording) > min(LONGEST * 2, round(len(chosen) * LONGER) + 20):
        return ("length",)
    if not _plain(wording, ground):
        return ("characters",)
    own = QUOTED.sub(" ", wording)
    formal = listed(lang, "formal")
    looks: tuple[tuple[Fault, bool], ...] = (
        ("language", not _speaks(own, lang)),
        ("register", not (formal & set(parts(own))) <= set(parts(chosen))),
        ("number", bool(invented(wording, notes, lang)) or _loses_figures(wording, chosen, lang)),
        ("name", bool(strange_names(wording, notes, lang))),
        ("moment", bool(strange_moments(wording, notes, lang))),
        ("quoted", _misquotes(wording, ground) or len(quotations(wording)) < len(quotations(chosen))),
        ("words", len(strange_words(own, notes, lang)) > STRANGE),
        ("slop", heaviness(own, notes, lang) >= WORN_FROM),
        ("repeated", not _same(wording) or _same(wording) == _same(chosen)),
    )
    found = tuple(fault for fault, there in looks if there)
    return found or (("borrowed",) if repeats(own, [ground.message], lang) or borrowed(own) else ())


def spelled(quote: str, ground: Ground) -> str | None:
    """Return the quotation as the person wrote it, or ``None``: not in the last answer, too long, or of small words only."""
    if len(quote) > QUOTE_LONGEST or not any(tells(word.key, ground.lang) for word in words(quote)):
        return None
    return literal(quote, ground.last)


def _plain(text: str, ground: Ground) -> bool:
    """Tell whether every character is a Latin letter, a digit, a plain sign, or one the person used; and no link or mark."""
    if clean(text) != text or is_marked(text) or _LINK.search(text):
        return False
    theirs = set("".join(ground.notes)) - set("\n\t<>[]{}|`*_#\\@~^=")
    return all(c in _PLAIN_SIGNS or c in theirs or (c.isalnum() and ord(c) < _LATIN_END) or c in "œŒ" for c in text)


def _is_one_question(text: str, lang: Language) -> bool:
    """Tell whether ``text`` is one sentence that asks one thing, with no statement before it."""
    line = text.strip()
    own = QUOTED.sub(" x ", line)
    if not line.endswith("?") or own.count("?") != 1 or any(sign in own for sign in ":;"):
        return False
    said = [word.key for word in words(own)]
    if len(said) < 2 or said[-1] in listed(lang, "unfinished"):
        return False
    return sum(any(map(str.isalnum, span.of(own))) for span in sentences(own)) == 1 and asks(line, lang)


def _speaks(text: str, lang: Language) -> bool:
    """Tell whether the small words of ``text`` are those of ``lang``; undecided is no."""
    other: Language = "en" if lang == "fr" else "fr"
    return language_of(text, other) == lang


def _misquotes(question: str, ground: Ground) -> bool:
    """Tell whether a quotation is not in the notes to the letter, or a quotation mark has no fellow."""
    if _LONE_MARK.search(QUOTED.sub(" ", question)):
        return True
    return not all(any(literal(said, note) for note in ground.notes) for said in quotations(question))


def _loses_figures(wording: str, chosen: str, lang: Language) -> bool:
    kept = [figure.value for figure in figures(wording, lang)]
    wanted = [figure.value for figure in figures(chosen, lang)]
    return any(kept.count(value) < wanted.count(value) for value in wanted)


def _was_asked(question: str, ground: Ground) -> bool:
    mine = _same(question)
    return any(_same(asked)[-len(mine) :] == mine for asked in ground.asked)


def _same(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text))
