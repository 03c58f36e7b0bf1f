"""The turns of phrase by which a text says in what context its words are meant: data, in ``charter_rules/<lang>/cues.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from coach.charter.pattern import Pattern, Patterns, cell_of
from coach.charter.sieve import CellKind, Sieve
from coach.context import Language

_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_FRAMES = {
    "negation_before": r"(?:%s)\W*$",
    "objective": r"(?:%s)[^.!?]{0,40}$",
    "unpublished": r"(?:%s)",
}
"""How the alternatives of a cue are closed, when they must touch the passage."""


@cache
def _shelf(lang: Language) -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads(files("charter_rules").joinpath(lang, "cues.toml").read_text("utf-8"))
    return found


@cache
def cue(name: str, lang: Language) -> Any:
    """Return the compiled cue ``name`` of a language, case ignored. Raises ``KeyError``."""
    import regex

    body = "|".join(_shelf(lang)[name])
    return regex.compile(_FRAMES.get(name, "%s").replace("%s", body), regex.IGNORECASE)


Turns = Mapping[str, Patterns]
"""The cues of a language that stand anywhere, by name."""


def read_turns(lang: Language, sieve: Sieve) -> Turns:
    """Return the cues of a language, their words looked for at once with all that ``sieve`` holds."""
    return {
        name: Patterns([Pattern(one, ignorecase=True, core=one, cell=_cell(one)) for one in listed], sieve)
        for name, listed in _shelf(lang).items()
        if name not in _FRAMES
    }


@cache
def turns(lang: Language) -> Turns:
    """Return the cues of a language, for whoever has no sieve."""
    return read_turns(lang, Sieve())


def _cell(cue: str) -> CellKind:
    """Return what a cue never leaves: written without a frame, it may run from a sentence to the next."""
    return "text" if set("^$") & set(_CLASS.sub("", cue)) or cell_of(cue) == "text" else "line"
