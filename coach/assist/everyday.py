"""Which words are everybody's: what a question may use without having heard them from the person. Pure."""

from __future__ import annotations

from coach.context import Language
from coach.mirror.lexicon import COMMON_WEIGHT, spoken


def is_small(key: str, lang: Language) -> bool:
    """Tell whether a folded word is an article, a pronoun, an auxiliary."""
    return key in spoken(lang).small


def tells(key: str, lang: Language) -> bool:
    """Tell whether a folded word is more than small: a common word at least."""
    return spoken(lang)[key] >= COMMON_WEIGHT


def is_of_a_subject(key: str, lang: Language) -> bool:
    """Tell whether a folded word is none of the common ones: it must come from somewhere."""
    return spoken(lang)[key] > COMMON_WEIGHT
