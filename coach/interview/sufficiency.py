"""Does an answer hold what its slot needs? Deterministic tests, generous to short oral answers, never a judgement of style.

Two thresholds: :func:`suffices` for the answer to the slot's own question, :func:`fills` for words said about something else,
which must be clearer before a question is spared.
"""

from __future__ import annotations

from functools import lru_cache

from coach.context import Language
from coach.interview.formats import Slot
from coach.interview.listening import HEARD, Heard, hear
from coach.text import words

PARROT_RUN = 5
"""Words in a row that, found in the official message, are the message's and not the person's."""


def suffices(slot: Slot, text: str, lang: Language) -> bool:
    """Tell whether ``text``, given as an answer for ``slot``, holds what the slot needs."""
    heard = hear(text, lang)
    match slot:
        case "scene":
            when = heard.time or heard.year
            return bool(when and (_anchored(heard) or (heard.words >= 8 and heard.past)))
        case "preuve":
            return bool((heard.figure or heard.document) and real_words(text) >= 1)
        case "friction":
            return heard.words >= 8 and bool(heard.past or heard.trouble)
        case "position":
            view = heard.thinks or heard.negation or heard.judgement or heard.concrete
            return heard.words >= 5 and bool(view)
        case "enjeu":
            return heard.words >= 6
        case "moi":
            return heard.words >= 4 and heard.first_person > 0
        case "phrase":
            return bool(heard.quoted or heard.reported) or (":" in text and heard.words >= 4)
        case "question":
            return heard.question or (heard.words >= 4 and heard.asking + heard.readers > 0)
        case "lien_message":
            return heard.words >= 3


def fills(slot: Slot, text: str, lang: Language) -> bool:
    """Tell whether ``text``, said about something else, holds enough for ``slot`` to spare its question."""
    heard = hear(text, lang)
    match slot:
        case "scene":
            return bool(heard.words >= 8 and heard.time and (heard.place or heard.name) and heard.past and _anchored(heard))
        case "preuve":
            return heard.counted >= 2 and heard.comparison > 0
        case "friction":
            return heard.words >= 8 and heard.past > 0 and (heard.fault > 0 or heard.trouble >= 2)
        case "position":
            return heard.words >= 6 and heard.thinks > 0
        case "enjeu":
            return heard.words >= 8 and heard.stakes >= 2
        case "phrase":
            return bool(heard.quoted and heard.reported)
        case "question":
            return heard.question and heard.words >= 4 and heard.readers > 0
        case "moi" | "lien_message":
            return False


def belongs(slot: Slot, text: str, lang: Language) -> Slot:
    """Return the slot ``text`` really speaks to: the one it answers, or another one when it plainly answers that instead."""
    if suffices(slot, text, lang):
        return slot
    others: tuple[Slot, ...] = ("question", "phrase", "position", "scene", "friction", "preuve")
    other = next((s for s in others if s != slot and fills(s, text, lang)), None)
    if other is None and slot == "question":
        return "preuve" if suffices("preuve", text, lang) else "enjeu"
    return other or slot


def _anchored(heard: Heard) -> bool:
    return bool(heard.place or heard.person or heard.object or heard.name)


def real_words(text: str) -> int:
    """Return how many words of ``text`` are words: three letters at least, no digit."""
    return sum(1 for word in words(text[:HEARD]) if len(word.key) >= 3 and word.key.isalpha())


@lru_cache(maxsize=64)
def runs(text: str, length: int = PARROT_RUN) -> frozenset[tuple[str, ...]]:
    """Return every run of ``length`` folded words of ``text``."""
    keys = [word.key for word in words(text)]
    return frozenset(tuple(keys[i : i + length]) for i in range(len(keys) - length + 1))


def borrowed(text: str, message: str | None) -> bool:
    """Tell whether ``text`` repeats a run of :data:`PARROT_RUN` words of the official message."""
    return message is not None and not runs(text).isdisjoint(runs(message))
