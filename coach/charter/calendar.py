"""The calendar of a charter: which windows are open on a day, which come next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from coach.charter.lists import alternatives
from coach.charter.pack import Message, Pack, Window


def windows_of(packs: Sequence[Pack]) -> tuple[Window, ...]:
    """Return the windows of the packs; a message of the kit under embargo makes one too, about its title."""
    found = [w for p in packs for w in p.calendar]
    found += [_embargo(m) for p in packs for m in p.kit if m.embargo_until is not None]
    return tuple(found)


def _embargo(message: Message) -> Window:
    subject = re.split(r"[,:–—(]", message.title)[0].strip()
    until = message.embargo_until
    last = until - dt.timedelta(days=1) if until is not None else None
    return Window.model_validate({"kind": "embargo", "label": message.title, "to": last, "subject": subject or message.name})


def open_windows(windows: Iterable[Window], kinds: Sequence[str], day: dt.date) -> list[Window]:
    """Return the windows of these kinds that ``day`` is in, soonest to end first."""
    found = [w for w in windows if w.kind in kinds and w.open_on(day)]
    return sorted(found, key=lambda w: w.end or dt.date.max)


def coming_windows(windows: Iterable[Window], day: dt.date, *, days: int = 90) -> list[Window]:
    """Return the windows open on ``day`` or that open within ``days``, in order of their start."""
    last = day + dt.timedelta(days=days)
    found = [w for w in windows if (w.end is None or day <= w.end) and (w.start is None or w.start <= last)]
    return sorted(found, key=lambda w: (w.start or dt.date.min, w.end or dt.date.max))


def subjects(windows: Iterable[Window]) -> str:
    """Return a pattern of the subjects of the windows, their parts taken one by one."""
    parts = (part.strip() for w in windows if w.subject for part in re.split(r",|;| et | and ", w.subject))
    return alternatives(part for part in parts if len(part) > 2)
