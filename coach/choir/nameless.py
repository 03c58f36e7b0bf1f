"""Nobody's name in what the programme reads: authors, spokespeople, addresses and numbers become ``[…]``. Pure.

It hides too much rather than too little: a phrase missing a word still says which phrase it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from coach.assist.everyday import is_small
from coach.assist.redaction import PART, redact
from coach.choir.naming import Names, spelt
from coach.text import Span, fold

GONE = "[…]"
"""What stands for a name."""

_MARK = re.compile("⟦[^⟦⟧]*⟧")
_PIECE = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
_HANDLE = re.compile(r"(?<![\w.])[@＠][\w.\-’']+")
_APART = 3
"""Characters between two pieces of one name, at most."""


class Veil:
    """Covers the names of the people of one crowd."""

    def __init__(self, people: Iterable[str], strangers: Iterable[str], names: Names) -> None:
        """``people`` (members, spokespeople) are hidden by each part of their name too, ``strangers`` by the whole of it."""
        self._whole: dict[str, set[tuple[str, ...]]] = {}
        self._parts: set[str] = set()
        ours = names.words()
        for name in (*people, *strangers):
            if not names.is_one(name) and (keys := tuple(_keys(name))) and not _is_word(keys):
                self._whole.setdefault(keys[0], set()).add(keys)
        for name in people:
            if not names.is_one(name):
                self._parts |= {key for key in _keys(name) if len(key) >= PART and key not in ours and not _is_word((key,))}

    def over(self, text: str) -> str:
        """Return ``text`` without a name, an address, an account or a telephone number."""
        found = sorted(self._named(text))
        pieces: list[str] = []
        at = 0
        for span in found:
            if span.start >= at:
                pieces += [text[at : span.start], GONE]
            at = max(at, span.end)
        covered = _HANDLE.sub(GONE, "".join([*pieces, text[at:]]))
        return _MARK.sub(GONE, redact([covered], (), "fr").texts[0])

    def over_id(self, said: str) -> bool:
        """Tell whether an id holds a name, whatever its case."""
        keys = spelt(said)
        return any(key in self._parts for key in keys) or any(True for _ in self._named(said))

    def _named(self, text: str) -> Iterable[Span]:
        found = list(_PIECE.finditer(text))
        keys = [fold(match.group()) for match in found]
        for at, key in enumerate(keys):
            for name in self._whole.get(key, ()):
                here = found[at : at + len(name)]
                if tuple(keys[at : at + len(name)]) == name and _close(here):
                    yield Span(here[0].start(), here[-1].end())
            if key in self._parts and found[at].group()[0].isupper():
                yield Span(*found[at].span())


def _keys(name: str) -> list[str]:
    return [fold(match.group()) for match in _PIECE.finditer(name)]


def _is_word(keys: Sequence[str]) -> bool:
    """Tell whether a name is one letter, or one article: to hide it would hide every text."""
    return len(keys) == 1 and (len(keys[0]) < 2 or is_small(keys[0], "fr") or is_small(keys[0], "en"))


def _close(found: Sequence[re.Match[str]]) -> bool:
    return all(two.start() - one.end() <= _APART for one, two in pairwise(found))
