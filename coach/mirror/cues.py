"""The cues of each language, kept as data: speech verbs, disclosure lines, places, doubts (``prompts/<lang>/cues.toml``).

Forty alternatives tried at each letter of a text cost milliseconds, and hardly any text has one of them. So each pattern is known
by what it cannot do without (:mod:`coach.mirror.needed`): whether any of that is in the text is found out at the speed of C.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from coach.mirror.lexicon import LANGUAGES
from coach.mirror.needed import lowered, needed
from coach.phrases import room


class Cue(NamedTuple):
    """One pattern, and pieces of text of which any match holds one; none when nothing is sure."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]

    def may_be_in(self, low: str) -> bool:
        """Tell whether a text may match, by its :func:`coach.mirror.needed.lowered` form ``low``."""
        return not self.needs or any(map(low.__contains__, self.needs))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return one pattern for a cue, both languages together. The data are ours and tested: no third-party pattern comes here."""
    return re.compile("|".join(f"(?:{part})" for part in _parts(name)))


def possible(name: str, low: str) -> tuple[Cue, ...]:
    """Return the patterns of a cue that a text, or any part of it, may hold, by its :func:`coach.mirror.needed.lowered` form.

    Each with what is there of what it needs: what to look for in a part of the text.
    """
    narrowed = (cue._replace(needs=tuple(filter(low.__contains__, cue.needs))) for cue in _cues(name))
    return tuple(cue for cue, known in zip(narrowed, _cues(name), strict=True) if cue.needs or not known.needs)


def found(name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield what :func:`pattern` finds in ``text``, in order; next to nothing to pay for a text without the cue."""
    yield from found_of(possible(name, lowered(text)), text)


def found_of(cues: Sequence[Cue], text: str) -> Iterator[re.Match[str]]:
    """Yield what patterns find in ``text``, as one pattern that tries them in turn at each place would."""
    coming = {order: match for order, cue in enumerate(cues) if (match := cue.pattern.search(text))}
    while coming:
        first = coming[min(coming, key=lambda order: (coming[order].start(), order))]
        yield first
        for order, match in [*coming.items()]:
            if match.start() < first.end():
                following = cues[order].pattern.search(text, first.end())
                if following:
                    coming[order] = following
                else:
                    del coming[order]


@cache
def _cues(name: str) -> tuple[Cue, ...]:
    return tuple(Cue(re.compile(part), needed(part)) for part in _parts(name))


def _parts(name: str) -> list[str]:
    return [part for lang in LANGUAGES for part in room("prompts", lang, "cues")[name]]
