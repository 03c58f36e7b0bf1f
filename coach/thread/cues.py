"""What the thread bench reads by, kept as data: ``prompts/<lang>/thread.toml`` and ``thread_words.toml``."""

from __future__ import annotations

import re
from functools import cache

from coach.context import Language
from coach.mirror.lexicon import stem
from coach.phrases import room, variants
from coach.text import fold, words

_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_AT_START = frozenset({"dangling"})


def plain(text: str) -> str:
    """Return ``text`` in plain typography, character for character: the cues are written for it."""
    return text.translate(_PLAIN)


@cache
def cue(name: str, lang: Language) -> re.Pattern[str]:
    """Return one pattern for a cue. The data are ours and tested: no third-party pattern comes here. Raises ``KeyError``."""
    body = "|".join(f"(?:{part})" for part in variants(lang, "thread", f"cue.{name}"))
    return re.compile(rf"(?:{body})(?!\w)" if name in _AT_START else body, re.IGNORECASE)


@cache
def cue_list(name: str, lang: Language) -> tuple[str, ...]:
    """Return the entries of a cue that is a list, each standing for itself. Raises ``KeyError``."""
    return tuple(variants(lang, "thread", f"cue.{name}"))


def says(name: str, text: str, lang: Language) -> bool:
    """Tell whether a cue is heard anywhere in ``text``, which is in plain typography."""
    return cue(name, lang).search(text) is not None


@cache
def listed(name: str, lang: Language) -> frozenset[str]:
    """Return the folded words of a list of ``thread_words.toml``. Raises ``KeyError``."""
    return frozenset(fold(word) for word in str(room("prompts", lang, "thread_words")[name]).split())


@cache
def families(lang: Language) -> dict[str, str]:
    """Return, for the stem of each word that has a family, the first word of the family: *benne* and *jeter* are one idea."""
    found: dict[str, str] = {}
    for line in str(room("prompts", lang, "thread_words")["families"]).splitlines():
        kin = line.split()
        for word in kin:
            found.setdefault(stem(words(word)[0].key, lang), kin[0])
    return found
