"""The editorial calendar as an ``.ics`` file (RFC 5545), by the icalendar library, which folds and escapes as it must."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from coach.context import Language
from coach.line.plan import Slot
from coach.line.saying import about, title
from coach.phrases import phrase

PRODID = "-//Porte-voix//editorial calendar//FR"
DOMAIN = "line.porte-voix.invalid"
"""What makes a uid of ours nobody else's; ``.invalid`` is nobody's domain (RFC 2606)."""


def to_ics(slots: Sequence[Slot], now: dt.datetime, lang: Language) -> bytes:
    """Return the slots as all-day events: UTC stamps, uids that stay, nothing that blocks a diary (``TRANSPARENT``).

    ``now`` is aware. Bytes, since lines are folded by octets and end with CR LF.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Porte-voix")
    for slot in slots:
        made.add_component(_event(slot, now, lang))
    return bytes(made.to_ical())


def _event(slot: Slot, now: dt.datetime, lang: Language):  # type: ignore[no-untyped-def] # a class of a library loaded late
    from icalendar import Event

    event = Event()
    event.add("uid", f"{slot.uid}@{DOMAIN}")
    event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", slot.start)
    event.add("dtend", slot.end + dt.timedelta(days=1))  # the first day after: an end is exclusive
    event.add("summary", title(slot, lang))
    owed = phrase(lang, "line", "slot.description") if slot.kind == "slot" else ""
    event.add("description", " ".join(filter(None, (about(slot, lang), owed))))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [slot.kind])
    return event
