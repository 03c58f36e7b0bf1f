"""The cues of each language, kept as data: speech verbs, disclosure lines, places, doubts (``prompts/<lang>/cues.toml``)."""

from __future__ import annotations

import re
from functools import cache

from coach.mirror.lexicon import LANGUAGES
from coach.phrases import room


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for a cue, both languages together. The data are ours and tested: no third-party pattern comes here."""
    parts = [part for lang in LANGUAGES for part in room("prompts", lang, "cues")[name]]
    return re.compile("|".join(f"(?:{part})" for part in parts))
