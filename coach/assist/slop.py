"""Worn phrases: the clichés of posts and the tics of models, as data (``prompts/<lang>/slop.toml``). Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from coach.context import Language
from coach.mirror.needed import lowered, needed
from coach.text import Span, words

_PLAIN = str.maketrans(dict.fromkeys("’ʼ‘", "'") | dict.fromkeys("\u00a0\u202f\u2009\t", " "))


class Worn(NamedTuple):
    """A worn phrase, and where it stands."""

    span: Span
    family: str
    weight: int
    """1 a crutch, 2 a cliché, 3 a press release, 4 a model's signature."""


class _Family(NamedTuple):
    name: str
    weight: int
    pattern: re.Pattern[str]
    pieces: tuple[str, ...]
    """Letters of which any match holds some, as :func:`lowered` writes them; none when that is not sure."""


@cache
def _families(lang: Language) -> tuple[_Family, ...]:
    data = tomllib.loads(files("prompts").joinpath(lang, "slop.toml").read_text("utf-8"))
    return tuple(
        _family(name, int(family["weight"]), "|".join(f"(?:{part})" for part in family["patterns"]))
        for name, family in data.items()
    )


def _family(name: str, weight: int, pattern: str) -> _Family:
    return _Family(name, weight, re.compile(pattern, re.IGNORECASE), needed(pattern))


def worn(text: str, lang: Language) -> list[Worn]:
    """Return the worn phrases of ``text``, in order."""
    plain = text.translate(_PLAIN)
    low = lowered(plain)
    found = [
        Worn(Span(*match.span()), family.name, family.weight)
        for family in _families(lang)
        if not family.pieces or any(piece in low for piece in family.pieces)
        for match in family.pattern.finditer(plain)
        if match.end() > match.start()
    ]
    return sorted(found, key=lambda one: (one.span, one.family))


def heaviness(text: str, notes: Sequence[str], lang: Language) -> int:
    """Return how heavy the worn phrases of ``text`` weigh together; those the person used themselves weigh nothing."""
    said = " ".join(f" {_keys(note)} " for note in notes)
    return sum(one.weight for one in worn(text, lang) if not (keys := _keys(one.span.of(text))) or f" {keys} " not in said)


def _keys(text: str) -> str:
    return " ".join(word.key for word in words(text))
