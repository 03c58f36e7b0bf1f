"""What a company is called, and which texts say one of its names: words compared without case, accent or hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from coach.charter.pack import Company
from coach.line.hearing import runs
from coach.text import keys_of

_JOINT = re.compile("[-_]")


class Names:
    """The names of one company: its own, the others it goes by, its products."""

    def __init__(self, name: str, also: Iterable[str] = (), products: Iterable[str] = ()) -> None:
        """``name`` must hold a letter or a figure. Raises ``ValueError`` when it does not."""
        if not spelt(name):
            raise ValueError(name)
        self.name = name
        self.products = tuple(products)
        self.all = tuple(dict.fromkeys(one for one in (name, *also, *self.products) if spelt(one)))
        self._keys = {spelt(one) for one in self.all}
        self._keys |= {("".join(keys),) for keys in self._keys}
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for keys in sorted(self._keys):
            self._first.setdefault(keys[0], []).append(keys)
        self._known: dict[str, bool] = {}

    def said_in(self, text: str) -> bool:
        """Tell whether ``text`` mentions the company; a hashtag (*#AtelierZero*) and an address do too."""
        if text not in self._known:
            keys = spelt(text)
            near = (name for key in self._first.keys() & set(keys) for name in self._first[key])
            self._known[text] = any(next(iter(runs(keys, name)), None) is not None for name in near)
        return self._known[text]

    def is_one(self, author: str) -> bool:
        """Tell whether ``author`` is the company under one of its names."""
        return spelt(author) in self._keys

    def words(self) -> frozenset[str]:
        """Return every word of the names, folded."""
        return frozenset(key for keys in self._keys for key in keys)


@lru_cache(maxsize=1 << 14)
def keys_once(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``, found once for all that a chorus asks of it: most of its time was that."""
    return tuple(keys_of(text))


def spelt(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``, those joined by a hyphen apart."""
    keys = keys_once(text)
    if not ("-" in text or "_" in text):
        return keys
    return tuple(part for key in keys for part in _JOINT.split(key) if part)


def names_of(name: str, companies: Sequence[Company]) -> Names:
    """Return what ``name`` is called: as the pack of that company says, else by that name only. Raises ``ValueError``."""
    asked = spelt(name)
    for company in companies:
        if company.name and any(spelt(one) == asked for one in (company.name, *company.also)):
            return Names(company.name, (name, *company.also), company.products)
    return Names(name)
