"""What a charter needs besides its sentences: people to ask, a calendar that holds, few prohibitions, a kit with angles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from coach.charter.lint.cues import cues_of, read
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.places import Places
from coach.charter.lint.statement import LONGEST, Statement
from coach.charter.pack import Pack
from coach.charter.passages import say_day
from coach.context import Language
from coach.finding import Severity

MANY = 6
"""Prohibitions below which nobody is frightened."""
QUITE_MANY = 8
"""Prohibitions from which twice the encouragements is already too many."""
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


def kit_defects(pack: Pack, statements: Sequence[Statement], places: Places, lang: Language) -> Iterator[Defect]:
    """Yield the posts handed out ready to paste, with no angle for anybody to make one of their own."""
    for message in pack.kit:
        if any(angle.strip() for angle in message.angles):
            continue
        title = message.title or message.name
        ready = " ".join((message.ready_post or "").split())
        announced = next((s for s in statements if s.item == f"kit/{message.name}" and _ready(s)), None)
        if ready:
            where = places.below(message.where or f"kit/{message.name}.md", 1, ready)
            yield told("paste_ready_without_angle", where, ready, lang, title=title)
        elif announced is not None:
            yield told("paste_ready_without_angle", announced.where, announced.text, lang, title=title)


def _ready(statement: Statement) -> bool:
    """Tell whether a sentence of a message announces a post to take as it is."""
    return cues_of(statement.lang).has("wording", "ready", read(statement.text[:LONGEST]))


def prohibition_defects(
    pack: Pack, statements: tuple[Statement, ...], forbidding: frozenset[str], places: Places, lang: Language
) -> Iterator[Defect]:
    """Yield one defect when a charter forbids far more than it encourages; ``forbidding`` are the items that forbid."""
    lines = {s.item for s in statements if s.section == "discouraged"} | {i for i in forbidding if i.startswith("principle/")}
    bans = max(len(lines), _stops(pack)) if speaks(pack) else 0
    welcome = len(pack.encouraged)
    if not too_many(bans, welcome):
        return
    first = next((s for s in statements if s.item in lines), None)
    text = first.text if first is not None else pack.name
    where = places.key("discouraged") if pack.discouraged else (first.where if first is not None else "pack.yml:1")
    yield told("too_many_prohibitions", where, text, lang, bans=bans, welcome=welcome)


def too_many(bans: int, welcome: int) -> bool:
    """Tell whether so many prohibitions beside so many encouragements teach people to keep silent."""
    twice = bans > TIMES * welcome or (bans >= QUITE_MANY and bans >= TIMES * welcome)
    return bans >= MANY and (twice or (bans >= VERY_MANY and bans > welcome))


def _stops(pack: Pack) -> int:
    """Return how many rules stop people: those that block, and all that stop when there are that many of them."""
    stops = [
        r for r in pack.rules if r.level is not Severity.ADVISE and r.extends not in ("encourages", "requires", "form", "judge")
    ]
    return len(stops) if len(stops) >= QUITE_MANY + TIMES else sum(1 for r in stops if r.level is Severity.BLOCK)


def leads_nowhere(said: str | None) -> bool:
    """Tell whether a channel, or the name of a contact, is missing or only keeps a place: « à définir », TBD."""
    words = read(said or "").strip("[]()<> ")
    languages: tuple[Language, ...] = ("fr", "en")
    return not words or any(cues_of(lang).pattern("channel", "nowhere").fullmatch(words) for lang in languages)


def speaks(pack: Pack) -> bool:
    """Tell whether a pack is a charter that speaks to people, and not a mere folder of rules."""
    return bool(pack.principles or pack.encouraged or pack.discouraged or pack.mandatory)
