"""The lint of a charter: every check, in one pass, in the order of its files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from coach.charter.lint import programme, rules
from coach.charter.lint.clashes import clashes
from coach.charter.lint.clause import clauses, sign_of
from coach.charter.lint.contradictions import contradictions
from coach.charter.lint.cues import cues_of
from coach.charter.lint.defect import Defect
from coach.charter.lint.places import Places, split_where
from coach.charter.lint.statement import Statement, statements_of
from coach.charter.lint.wording import grants_freedom, imposing, wording_defects
from coach.charter.pack import Pack
from coach.context import Language


def lint(pack: Pack, today: dt.date, lang: Language, *, among: Sequence[Pack] = ()) -> tuple[Defect, ...]:
    """Return what is wrong in a charter and its kit, in the order of the files, said in ``lang``.

    ``today`` tells which windows are over; ``among`` holds packs whose rules or lists this one takes over. Sentences are
    quoted whole. A pack without folder has its defects at line 1.
    """
    places = Places(pack.path)
    others = tuple(p for p in among if p.name != pack.name)
    held = rules.settled(pack, others, lang)
    statements = statements_of(pack, held, places, lang)
    free = [s for s in statements if grants_freedom(s)]
    forced = imposing(statements)
    forbidding = frozenset(s.item for s in statements if _forbids(s))
    opposed = list(contradictions(statements, free, forced, lang))
    named = {d.with_ for d in opposed}
    found = [
        *opposed,
        *(d for d in clashes(pack, held, statements, others, places, lang) if d.with_ not in named),
        *wording_defects(forced, free, lang),
        *programme.contact_defects(pack, places, lang),
        *programme.calendar_defects(pack, places, lang, today),
        *programme.kit_defects(pack, statements, places, lang),
        *programme.prohibition_defects(pack, statements, forbidding, places, lang),
        *rules.contact_defects(pack, held, places, lang),
        *rules.idle_defects(pack, held, others, places, lang, today),
        *rules.twin_defects(pack, held, others, places, lang),
    ]
    return tuple(sorted(found, key=lambda d: (_rank(d.where), d.defect, d.with_ or "")))


def _rank(where: str) -> tuple[bool, str, int]:
    file, line = split_where(where)
    return file != "pack.yml", file, line


def _forbids(statement: Statement) -> bool:
    """Tell whether a principle is a prohibition."""
    cues = cues_of(statement.lang)
    return statement.section == "principle" and any(sign_of(c.text, cues) < 0 for c in clauses(cues.sense(statement.text), cues))
