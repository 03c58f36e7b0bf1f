"""The turns by which charters forbid, invite and impose: data, in ``prompts/<lang>/lint_cues.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files

from coach.charter.inflection import expand
from coach.charter.reading import plain
from coach.context import Language
from coach.phrases import room
from coach.text import fold

_MACRO = re.compile(r"\{([a-z_]+)\}")
_INCLUSIVE = re.compile(r"(?<=\w)[·.](?:e|es|s|ne|nes|rice|rices|trice|euse|ve)(?:[·.]s)?(?!\w)|\(e\)|\(s\)|\(es\)")
"""``salarié·e·s``, ``formé.e`` and ``agent(e)`` are read without their second ending."""

_LOOSE = frozenset({"split", "instead", "without", "after", "before", "nowhere"})
"""Cues that are more, or less, than whole words."""


def read(text: str) -> str:
    """Return ``text`` as the cues read it: no case, no accents, plain quotes, one space between words."""
    return " ".join(fold(_INCLUSIVE.sub("", plain(text))).split())


def _bare(pattern: str) -> str:
    """Return a pattern without accents, its escapes untouched."""
    opened = plain(pattern).replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))


class Cues:
    """The cues of one language, each pattern compiled when first wanted; all read what :func:`read` returns."""

    def __init__(self, lang: Language) -> None:
        self.lang: Language = lang
        self._tables: dict[str, dict[str, list[str]]] = tomllib.loads(
            files("prompts").joinpath(lang, "lint_cues.toml").read_text("utf-8")
        )
        self._compiled: dict[tuple[str, str], re.Pattern[str]] = {}

    def names(self, table: str) -> tuple[str, ...]:
        """Return the names of a table, in order."""
        return tuple(self._tables[table])

    def listed(self, table: str, name: str) -> list[str]:
        """Return the raw entries of a cue, without accents."""
        return [_bare(entry) for entry in self._tables[table][name]]

    def pattern(self, table: str, name: str) -> re.Pattern[str]:
        """Return the pattern of a cue, its words whole. Raises ``KeyError``."""
        key = (table, name)
        if key not in self._compiled:
            body = "|".join(self._opened(entry) for entry in self._tables[table][name])
            frame = "(?:%s)" if name in _LOOSE else r"(?<!\w)(?:%s)(?!\w)"
            self._compiled[key] = re.compile(frame.replace("%s", body))
        return self._compiled[key]

    def _opened(self, entry: str) -> str:
        entry = _MACRO.sub(lambda m: f"(?:{'|'.join(self._tables['macro'][m.group(1)])})", entry)
        entry = _MACRO.sub(lambda m: f"(?:{'|'.join(self._tables['macro'][m.group(1)])})", entry)
        return _bare(expand(entry.replace(r"(?:\w+ )", r"(?:[\w'-]+ )"), self.lang))

    def has(self, table: str, name: str, text: str) -> bool:
        """Tell whether a cue stands in ``text``."""
        return self.pattern(table, name).search(text) is not None

    def strip(self, text: str, table: str, *names: str) -> str:
        """Return ``text`` with these cues taken out."""
        for name in names:
            text = self.pattern(table, name).sub(" ~ ", text)
        return text

    def blank(self, text: str, *cues: tuple[str, str]) -> str:
        """Return ``text`` with these cues, given as ``(table, name)``, blanked where they stand: overlapping ones too."""
        kept = list(text)
        for table, name in cues:
            for match in self.pattern(table, name).finditer(text):
                kept[match.start() : match.end()] = "~" * (match.end() - match.start())
        return "".join(kept)

    def sense(self, text: str) -> str:
        """Return ``text`` as read, without what says nothing: « concernant l'entreprise », and negations that deny nothing."""
        plainly = read(text)
        for name in self.names("soften"):
            plainly = self.pattern("soften", name).sub(self.listed("plainly", name)[0], plainly)
        return " ".join(self.pattern("aboutus", "ourselves").sub(" ", plainly).split())

    def found(self, table: str, text: str) -> Iterator[str]:
        """Yield the names of the cues of a table that stand in ``text``."""
        return (name for name in self._tables[table] if self.has(table, name, text))

    @cached_property
    def empty(self) -> frozenset[str]:
        """The words that say nothing by themselves in a charter."""
        function = str(room("prompts", self.lang, "lexicon")["function"])
        return frozenset(fold(f"{function} {' '.join(self._tables['words']['generic'])}").split())


@cache
def cues_of(lang: Language) -> Cues:
    """Return the cues of a language."""
    return Cues(lang)


_ENDINGS: dict[Language, tuple[str, ...]] = {
    "fr": tuple(
        "issements issement ements ement ations ation ences ence ances ance ments euses euse aient erions eraient erez eront"
        " iques ique ables able ives ive ions ees ee ent ant ait ais ez er ir es e s x".split()
    ),
    "en": tuple("ations ation ments ment ings ing iers ies ied ers ed es ly er e y s".split()),
}
"""Endings a word may lose, longest first."""


def stem(word: str, lang: Language) -> str:
    """Return a folded word without its ending: enough to see that two sentences speak of one thing."""
    for ending in _ENDINGS[lang]:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
