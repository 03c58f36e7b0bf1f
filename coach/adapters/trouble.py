"""Errors and notices said in the person's language: two phrases of ``errors.toml``, what happened and what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TypeVar

from coach.context import Language
from coach.errors import CoachError
from coach.notebook import Notice
from coach.phrases import phrase
from coach.text import clean

E = TypeVar("E", bound=CoachError)


def trouble(kind: type[E], lang: Language, key: str, /, **values: object) -> E:
    """Return an error of ``kind``: phrase ``key`` says what happened and ``key_remedy`` what to do, ``values`` filled in."""
    return kind(*said(lang, key, values))


def notice(lang: Language, key: str, /, **values: object) -> Notice:
    """Return something to be told that stops nothing."""
    return Notice(*said(lang, key, values))


def said(lang: Language, key: str, values: Mapping[str, object], remedy: str = "") -> tuple[str, str]:
    """Return the two phrases of ``key``; ``remedy`` names another phrase for the second. Values can only be plain text."""
    inert = {name: clean(str(value)) for name, value in values.items()}
    return phrase(lang, "errors", key, **inert), phrase(lang, "errors", remedy or f"{key}_remedy", **inert)


def reason(error: OSError) -> str:
    """Return what the system says of ``error``, without the path that is named beside it."""
    return (error.strerror or os.strerror(error.errno) if error.errno else str(error)).rstrip(".")
