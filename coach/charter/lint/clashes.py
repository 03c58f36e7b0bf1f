"""Rules that stop the very thing the charter encourages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.charter.lint.clause import clauses
from coach.charter.lint.cues import cues_of, read
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.places import Places
from coach.charter.lint.stance import stances_of
from coach.charter.lint.statement import LONGEST, Statement, message_place, stops_words
from coach.charter.lint.trial import spans_in
from coach.charter.pack import Pack
from coach.charter.rule import Rule
from coach.context import Language


def clashes(
    pack: Pack, held: Sequence[Rule], statements: Sequence[Statement], among: Sequence[Pack], places: Places, lang: Language
) -> Iterator[Defect]:
    """Yield the rules that speak on the words by which the charter invites people to do something."""
    inviting = [s for s in statements if s.section in ("encouraged", "principle") and _invites(s)]
    for rule in held:
        if not stops_words(rule):
            continue
        for statement in inviting:
            if _stopped(rule, statement, pack, among):
                yield told(
                    "contradictory_injunctions",
                    statement.where,
                    statement.text,
                    lang,
                    beside=message_place(rule, places, lang),
                    why="rule_against_encouragement",
                    rule=rule.id,
                )
                break


def _invites(statement: Statement) -> bool:
    return any(s.sign > 0 for s in stances_of(statement))


def _stopped(rule: Rule, statement: Statement, pack: Pack, among: Sequence[Pack]) -> bool:
    """Tell whether the rule speaks inside what the sentence invites to, unless the sentence itself sets a condition."""
    if rule.lang not in (None, statement.lang):
        return False
    cues = cues_of(statement.lang)
    kept = [c.text for c in clauses(read(statement.text[:LONGEST]), cues)]
    found = spans_in(rule, statement.text, pack, among, statement.lang)
    words = [read(span.of(statement.text)) for span in found]
    return any(
        word in clause and not cues.has("polarity", "condition", clause) and not cues.has("polarity", "ban", clause)
        for word in words
        for clause in kept
    )
