"""Orders that contradict one another: encouraged here, discouraged there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from coach.charter.lint.cues import cues_of
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.stance import ANYTHING, SHOWN, Stance, autonomy_of, implied_by, stances_of
from coach.charter.lint.statement import Statement
from coach.context import Language


def contradictions(
    statements: Sequence[Statement], free: Sequence[Statement], forced: Sequence[Statement], lang: Language
) -> Iterator[Defect]:
    """Yield one defect for each sentence that forbids what another invites.

    ``free`` are the sentences that grant free speech; what ``forced`` ones break of it is told apart.
    """
    told_apart = {s.order for s in forced}
    stances = [s for statement in statements for s in stances_of(statement)]
    stances += [s for statement in free for s in implied_by(statement)]
    stances += [s for statement in statements for s in autonomy_of(statement)]
    inviting = [s for s in stances if s.sign > 0]
    seen: set[tuple[str, str]] = set()
    closed: set[int] = set()
    for against in (s for s in stances if s.sign < 0):
        implied = against.statement.order not in told_apart
        rivals = [s for s in inviting if (implied or not s.implied) and opposed(s, against)]
        best = max(rivals, key=partial(_closeness, against=against), default=None)
        if best is None or against.statement.order in closed or (best.statement.item, against.statement.item) in seen:
            continue
        closed.add(against.statement.order)
        seen.add((best.statement.item, against.statement.item))
        yield told(
            "contradictory_injunctions",
            best.statement.where,
            best.statement.text,
            lang,
            beside=against.statement.where,
            denied=against.statement.text,
        )


def opposed(inviting: Stance, against: Stance) -> bool:
    """Tell whether one sentence forbids all of what the other invites to, or a part of it without condition."""
    if inviting.statement.item == against.statement.item:
        return False
    strong = _strong(against)
    if inviting.concepts == {ANYTHING}:
        return bool(strong) and strong <= frozenset(cues_of(against.statement.lang).listed("anything", "topics"))
    if against.weak:
        return (
            inviting.weak
            and not inviting.implied
            and against.concepts <= inviting.concepts
            and _covers(against.act, inviting.act)
        )
    if SHOWN in inviting.concepts and len(strong) > 1:
        strong = strong - {"photo"}
    known = any(not c.startswith("~") for c in strong)
    if not strong <= inviting.concepts or not _covers(against.act, inviting.act):
        return False
    return known or inviting.act in ("speak", "name")


def _strong(stance: Stance) -> frozenset[str]:
    """Return its subjects without the weak ones, unless it has no other."""
    weak = set(cues_of(stance.statement.lang).listed("weak", "topics"))
    return stance.concepts if stance.weak else frozenset(c for c in stance.concepts if c not in weak)


def _covers(ban: str, act: str) -> bool:
    """Tell whether forbidding one act forbids the other: who may not speak of a client may not name one either."""
    return ban == "speak" or ban == act


def _closeness(inviting: Stance, against: Stance) -> tuple[bool, int, bool, int]:
    """Rank what contradicts best: said rather than implied, the same subject and nothing else, an encouragement."""
    beside: Iterable[str] = inviting.concepts - against.concepts
    return (
        not inviting.implied,
        -sum(1 for _ in beside),
        inviting.statement.section == "encouraged",
        -inviting.statement.order,
    )
