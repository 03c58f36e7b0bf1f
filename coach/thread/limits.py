"""Where a thread says how far it is true: in so many words anywhere, or by a lighter word near its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coach.context import Language
from coach.text import sentences
from coach.thread.cues import says
from coach.thread.units import Unit

LATE = 3
"""Posts of the last part, questions left out: limits are usually said there."""
LATE_SHARE = 0.4
"""Share of the posts, or of the sentences of a text in one piece, that are its last part at most."""
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")
"""What somebody else said is no limit of the person's."""


def limits(units: Sequence[Unit], lang: Language) -> frozenset[int]:
    """Return the places, among ``units``, of the posts that say where the thread stops being true."""
    found = {i for i, unit in enumerate(units) if said_plainly(unit, lang)}
    speaking = [i for i, unit in enumerate(units) if not unit.only_asks()]
    room = min(LATE, max(1, round(LATE_SHARE * len(speaking))))
    for i in speaking[-room:]:
        if any(says(role, units[i].text, lang) for role in ("plainly", "definition")) and len(units) > 1:
            continue
        told = _sentences(units[i])
        if len(units) == 1:
            told = told[-max(1, round(LATE_SHARE * len(told))) :]
        shows = any(map(str.isdigit, _own(units[i])))
        if any(says("scope", said, lang) or _lightly(said, lang, shows=shows) for said in told):
            found.add(i)
    return frozenset(found)


def _own(unit: Unit) -> str:
    return _QUOTED.sub(" ", unit.text)


def _sentences(unit: Unit) -> list[str]:
    own = _own(unit)
    return [said for said in (span.of(own) for span in sentences(own)) if not said.rstrip(" )").endswith("?")]


def said_plainly(unit: Unit, lang: Language) -> bool:
    """Tell whether a post says a limit in so many words, whatever it stands among."""
    said = _own(unit)
    return says("limit", said, lang) or says("limit_start", said, lang)


def _lightly(said: str, lang: Language, *, shows: bool) -> bool:
    """Tell whether a sentence that tells no story hedges, turns to another case, or denies something.

    To deny, in a post that ``shows`` a figure, is to claim: it says nothing of where the thread stops.
    """
    if says("past", said, lang):
        return False
    if says("limit_late", said, lang):
        return True
    counted = any(map(str.isdigit, said))
    return (not counted and says("limit_case", said, lang)) or (not shows and says("negation", said, lang))
