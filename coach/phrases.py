"""What is said, kept as data: one TOML file a room and a language, French and English side by side.

``{name}`` in a phrase is filled by :meth:`str.format`; the values are never parsed again, so other people's words stay inert.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from coach.context import Language


@cache
def room(package: str, lang: Language, name: str) -> Mapping[str, str | list[str]]:
    """Return the phrases of one room: ``room("prompts", "fr", "mirror")`` reads ``prompts/fr/mirror.toml``."""
    found = tomllib.loads(files(package).joinpath(lang, f"{name}.toml").read_text("utf-8"))
    flat: dict[str, str | list[str]] = {}
    for key, value in found.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": text for inner, text in value.items()})
        else:
            flat[key] = value
    return flat


def phrase(lang: Language, name: str, key: str, /, **values: object) -> str:
    """Return a phrase of the coach (``prompts/<lang>/<name>.toml``) with its values filled in. Raises ``KeyError``."""
    text = room("prompts", lang, name)[key]
    if not isinstance(text, str):
        raise KeyError(f"{name}.{key} is a list of phrases")
    return text.format(**values) if values else text


def variants(lang: Language, name: str, key: str) -> list[str]:
    """Return all the wordings of a phrase that has several. Raises ``KeyError``."""
    text = room("prompts", lang, name)[key]
    return [text] if isinstance(text, str) else list(text)
