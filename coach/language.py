"""French or English? Told from the small words, which a post of ten words already has."""

from __future__ import annotations

from collections.abc import Mapping

from coach.context import Language
from coach.text import words

_FRENCH = frozenset(
    "le la les un une des du de et est a au aux ce cette ces que qui dans pour pas sur avec je tu il elle on nous vous ils"
    " mon ma mes son sa ses notre nos votre plus ne se en y mais ou donc ni car qu etre ai as avons ont sont"
    " fait tout tous sans chez leur leurs comme si quand deja encore tres".split()
)
_ENGLISH = frozenset(
    "the a an of and is are was were to in on for with i you he she we they my your his her our their it its this that these"
    " those not no do does did have has had be been at by from as but or so if when what who how just about all can will"
    " would there more than".split()
)


_ELIDED = frozenset("cdjlmnst")
"""Letters that are French before an apostrophe (*l'eau*) and English after one (*it's*)."""
_APOSTROPHES = frozenset("'’ʼ")


def language_of(text: str, default: Language = "fr") -> Language:
    """Return the language most of the small words of ``text`` belong to; ``default`` when none decides."""
    french = english = 0
    for word in words(text):
        elided = word.key in _ELIDED
        french += word.key in _FRENCH or (elided and text[word.end : word.end + 1] in _APOSTROPHES)
        english += word.key in _ENGLISH or (elided and text[max(0, word.start - 1) : word.start] in _APOSTROPHES)
    if french == english:
        return default
    return "fr" if french > english else "en"


def language_asked(env: Mapping[str, str], default: Language = "fr") -> Language:
    """Return the language the environment asks for: ``PORTEVOIX_LANG``, else the locale, else ``default``.

    Any French locale is French and any other one English; ``C`` and ``POSIX`` say nothing of a language.
    """
    for name in ("PORTEVOIX_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        asked = env.get(name, "").strip().casefold()
        if asked and asked.partition(".")[0] not in {"c", "posix"}:
            return "fr" if asked.partition("_")[0].partition("-")[0].partition(".")[0] in {"fr", "french"} else "en"
    return default
