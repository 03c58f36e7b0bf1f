"""The turns of phrase by which a text says in what context its words are meant: data, in ``charter_rules/<lang>/cues.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from coach.context import Language

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
