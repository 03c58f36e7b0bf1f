"""What the packs know besides judging: where a rule comes from, whom to ask and how fast they answer, which days are coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.charter.calendar import coming_windows, windows_of
from coach.charter.inherit import settle
from coach.charter.pack import Contact, Pack, Window
from coach.charter.rule import spoken
from coach.context import Language


class Backing(NamedTuple):
    """What stands behind a rule."""

    source: str | None = None
    """Law, paper or sentence of the charter it comes from."""
    link: str | None = None
    pack: str = ""
    """Its pack, as people call it in the language of the person."""


class Rulebook:
    """The packs, to look things up in."""

    def __init__(self, packs: Sequence[Pack], lang: Language) -> None:
        """Raises ``BadInput`` when a rule takes over one that is not there."""
        self.packs = tuple(packs)
        self._contacts = {key: contact for pack in packs for key, contact in pack.contacts.items()}
        self._windows = windows_of(packs)
        self._rules = {(rule.id, rule.lang): rule for rule in settle(packs, lang)}
        self._titles = {pack.name: pack.title for pack in packs}

    def backing(self, rule: str, lang: Language, speak: Language) -> Backing:
        """Return what stands behind the rule that reads ``lang``, said in ``speak``; nothing for one that no pack holds."""
        found = self._rules.get((rule, lang)) or self._rules.get((rule, None))
        if found is None:
            return Backing()
        return Backing(found.source, found.link, spoken(self._titles.get(found.pack), speak) or found.pack)

    def contact(self, key: str) -> Contact | None:
        """Return the contact of that key."""
        return self._contacts.get(key)

    def coming(self, day: dt.date, *, days: int) -> list[Window]:
        """Return the windows open on ``day`` or that open within ``days``, in order of their start, each subject once."""
        return distinct(coming_windows(self._windows, day, days=days))


def distinct(windows: Iterable[Window]) -> list[Window]:
    """Return the windows without those told already: one of the same kind and subject that has a beginning is enough.

    A message under embargo makes a window too, without a beginning.
    """
    kept: dict[tuple[str, str], Window] = {}
    ordered = list(windows)
    for window in sorted(ordered, key=lambda w: (w.start is None, w.start or dt.date.min)):
        kept.setdefault((window.kind, (window.subject or window.label).casefold()), window)
    chosen = {id(window) for window in kept.values()}
    return [window for window in ordered if id(window) in chosen]
