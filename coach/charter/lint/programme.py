"""What a charter needs besides its sentences: people to ask, a calendar that holds, few prohibitions, a kit with angles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from coach.charter.lint.cues import cues_of, read
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.places import Places
from coach.charter.lint.statement import Statement
from coach.charter.pack import Pack
from coach.charter.passages import say_day
from coach.context import Language
from coach.finding import Severity

MANY = 6
"""Prohibitions below which nobody is frightened."""
TIMES = 2
"""More prohibitions than that many times the encouragements is too many."""
VERY_MANY = 15
"""Prohibitions nobody remembers, whatever is encouraged."""


def contact_defects(pack: Pack, places: Places, lang: Language) -> Iterator[Defect]:
    """Yield the contacts that cannot be reached."""
    for key, contact in pack.contacts.items():
        if leads_nowhere(contact.channel):
            yield told("contact_without_channel", places.key("contacts", key), contact.name or key, lang, key=key)


def calendar_defects(pack: Pack, places: Places, lang: Language, today: dt.date) -> Iterator[Defect]:
    """Yield the windows that will never open again."""
    for at, window in enumerate(pack.calendar):
        label = window.label or window.subject or window.kind
        where = places.sentence(["calendar", at], label)
        if window.end is not None and window.end < today:
            yield told("expired_window", where, label, lang, label=label, day=say_day(window.end, lang))
        elif window.start is not None and window.end is not None and window.end < window.start:
            yield told("expired_window", where, label, lang, why="inverted_window", label=label, day=say_day(window.end, lang))


def kit_defects(pack: Pack, places: Places, lang: Language) -> Iterator[Defect]:
    """Yield the posts handed out ready to paste, with no angle for anybody to make one of their own."""
    for message in pack.kit:
        ready = (message.ready_post or "").strip()
        if ready and not any(angle.strip() for angle in message.angles):
            where = places.below(message.where or f"kit/{message.name}.md", 1, ready)
            yield told("paste_ready_without_angle", where, " ".join(ready.split()), lang, title=message.title or message.name)


def prohibition_defects(
    pack: Pack, statements: tuple[Statement, ...], forbidding: frozenset[str], places: Places, lang: Language
) -> Iterator[Defect]:
    """Yield one defect when a charter forbids far more than it encourages; ``forbidding`` are the items that forbid."""
    lines = {s.item for s in statements if s.section == "discouraged"} | {i for i in forbidding if i.startswith("principle/")}
    blocks = sum(1 for rule in pack.rules if rule.level is Severity.BLOCK and rule.extends not in ("encourages", "requires"))
    bans = max(len(lines), blocks) if speaks(pack) else 0
    welcome = len(pack.encouraged)
    if bans < MANY or not (bans > TIMES * welcome or (bans >= VERY_MANY and bans > welcome)):
        return
    first = next((s for s in statements if s.item in lines), None)
    text = first.text if first is not None else pack.name
    where = places.key("discouraged") if pack.discouraged else (first.where if first is not None else "pack.yml:1")
    yield told("too_many_prohibitions", where, text, lang, bans=bans, welcome=welcome)


def leads_nowhere(said: str | None) -> bool:
    """Tell whether a channel, or the name of a contact, is missing or only keeps a place: « à définir », TBD."""
    words = read(said or "").strip("[]()<> ")
    languages: tuple[Language, ...] = ("fr", "en")
    return not words or any(cues_of(lang).pattern("channel", "nowhere").fullmatch(words) for lang in languages)


def speaks(pack: Pack) -> bool:
    """Tell whether a pack is a charter that speaks to people, and not a mere folder of rules."""
    return bool(pack.principles or pack.encouraged or pack.discouraged or pack.mandatory)
