"""What a sentence wants: the subjects it invites to, or forbids, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coach.charter.lint.clause import Clause, Sign, around, bare_opening, clauses, ordered, sign_of
from coach.charter.lint.cues import Cues, cues_of
from coach.charter.lint.statement import LONGEST, Statement
from coach.charter.lint.subjects import subjects, unknown_words

SHOWN = "shown"
"""The concept of a sentence that invites to show something: a ban on pictures of it forbids that too."""
ANYTHING = "anything"
"""The concept of a sentence that lets people speak of everything."""
NARROWED = frozenset({"unvetted", "opinion", "failure", "dissent", "tone", "openness", "jargon", "relay", "subject", "visual"})
"""Cues that a subject beside them makes hold for that subject only."""
HEDGED = frozenset({"unvetted", "voluntary", "timing", "frequency"})
"""Orders that « si vous le souhaitez » turns into offers."""
KIN = {"unvetted": ("manager", "colleague", "person", "partner", "product")}
"""Subjects that go without saying beside a cue: those who approve."""
FREEDOM = ("unvetted", "opinion", "dissent", "failure", "voluntary", "timing", "subject", "tone")
"""What « exprimez-vous librement » promises without saying it."""
LATITUDE = ("unvetted", "voluntary", "timing", "subject")
"""What any latitude promises."""
_OURSELVES = frozenset({"employer", "manager", "gist", "work", "comments", "place"})
"""Whom one judges when one disagrees at home."""
_PARTS = re.compile(r",| ou | et | ni | or | and | nor ")
_NEAR = 3
"""Words before a cue within which a negation turns it over."""


class Stance(NamedTuple):
    """That a statement is for or against something."""

    statement: Statement
    sign: Sign
    concepts: frozenset[str]
    """Names of the lexicon, and ``~stem`` of words it does not know."""
    act: str
    """``speak``, ``name``, ``judge``, ``compare`` or ``other``."""
    weak: bool = False
    """Whether it only speaks of what every charter speaks of."""
    implied: bool = False
    """Whether it follows from free speech and is not said."""


def stances_of(statement: Statement) -> tuple[Stance, ...]:
    """Return the stances of a sentence; a rule has those of its message, a message of the kit only what it orders."""
    cues = cues_of(statement.lang)
    sentence = cues.sense(statement.text[:LONGEST])
    found = list(_direct(statement, sentence, cues))
    if statement.section != "kit" and not (statement.section == "rule" and _descriptive(statement, sentence, cues)):
        for at, clause in enumerate(clauses(sentence, cues, forbids=statement.section == "discouraged")):
            found += _topical(statement, clause, cues, first=at == 0)
    return tuple(_widened(s, cues) if s.sign > 0 else s for s in found)


def _widened(stance: Stance, cues: Cues) -> Stance:
    """Return an invitation with what it also invites to."""
    more = {other for name in cues.names("implies") if name in stance.concepts for other in cues.listed("implies", name)}
    return stance._replace(concepts=stance.concepts | more)


def _descriptive(statement: Statement, sentence: str, cues: Cues) -> bool:
    """Tell whether the message of a rule only says what it found, or asks, and forbids nothing of itself."""
    return statement.scope != "ban" or sentence.endswith("?") or not cues.has("polarity", "ban", sentence)


def implied_by(statement: Statement) -> tuple[Stance, ...]:
    """Return what a sentence that grants free speech promises."""
    return tuple(Stance(statement, 1, frozenset([c]), "speak", implied=True) for c in FREEDOM)


def autonomy_of(statement: Statement) -> tuple[Stance, ...]:
    """Return what a sentence that leaves people some latitude promises: nothing that every post must go through."""
    cues = cues_of(statement.lang)
    if statement.section not in ("principle", "encouraged") or not cues.has(
        "autonomy", "cues", cues.sense(statement.text[:LONGEST])
    ):
        return ()
    return tuple(Stance(statement, 1, frozenset([c]), "speak", implied=True) for c in LATITUDE)


def _direct(statement: Statement, sentence: str, cues: Cues) -> Iterator[Stance]:
    """Yield what turns of phrase say by themselves: « réagissez vite », « restez neutre »."""
    spans: list[tuple[int, int, Sign, str]] = []
    signs: tuple[tuple[str, Sign], ...] = (("plus", 1), ("minus", -1))
    for table, sign in signs:
        for name in cues.names(table):
            spans += [(m.start(), m.end(), sign, name) for m in cues.pattern(table, name).finditer(sentence)]
    for start, end, sign, name in spans:
        rivals = (s for s in spans if s[3] == name and s[2] != sign and s[0] < end and start < s[1])
        if any(r[0] < start or (r[0] == start and r[1] > end) for r in rivals):
            continue
        clause = around(sentence, start, cues)
        before = sentence[clause.start : start] if start >= clause.start else ""
        rest = clause.text.replace(sentence[start:end], " ~ ") if sentence[start:end] in clause.text else before
        turned = _turned(statement, sign, before, rest, clause, cues)
        if turned == 0 or (turned < 0 and sign < 0 and name in HEDGED and _hedged(sentence, cues)):
            continue
        extra = _beside(rest, cues, name, turned=turned != sign)
        yield Stance(statement, turned, frozenset([name]) | extra, "speak")


def _turned(statement: Statement, sign: Sign, before: str, rest: str, clause: Clause, cues: Cues) -> Sign:
    """Return the sign of a cue once its surroundings are heard."""
    licensed = cues.has("polarity", "licence", rest)
    if sign > 0:
        if statement.section == "discouraged":
            return 1 if licensed else -1
        return -1 if not licensed and cues.has("polarity", "ban", cues.strip(rest, "polarity", "even")) else 1
    near = " ".join(before.split()[-_NEAR:])
    if cues.has("polarity", "ban", near) or cues.has("polarity", "licence", before):
        return 1 if statement.section != "discouraged" else -1
    if statement.section == "discouraged" and statement.first and clause.start == 0 and bare_opening(clause.text, cues):
        return 1
    return -1


def _hedged(sentence: str, cues: Cues) -> bool:
    """Tell whether an order only holds in some cases, or is an offer."""
    return cues.has("polarity", "hedge", sentence) and not cues.has("polarity", "ban", cues.strip(sentence, "polarity", "even"))


def _beside(rest: str, cues: Cues, name: str, *, turned: bool) -> frozenset[str]:
    """Return the subjects that narrow a cue: none for an obligation, which is one whatever it is about."""
    if name not in NARROWED:
        return frozenset()
    kin = {name, *cues.listed("weak", "topics"), *KIN.get(name, ())}
    words = unknown_words(rest, cues, acts=("speak",)) if turned else frozenset()
    return frozenset(set(cues.found("topic", rest)) - kin) | words


def _topical(statement: Statement, clause: Clause, cues: Cues, *, first: bool) -> Iterator[Stance]:
    """Yield what a clause says of the subjects it names."""
    sign = _sign_here(statement, clause, cues, first=first)
    if sign == 0 or (sign < 0 and _narrowed(clause, cues)) or (sign > 0 and _careful(clause.text, cues)):
        return
    heard = cues.strip(clause.text, "polarity", "licence", *(["even"] if sign < 0 else []))
    act = _act(heard, cues, sign=sign)
    if act not in ("name", "insult"):
        heard = cues.blank(heard, ("polarity", "actor"))
    whole, _ = subjects(heard, cues)
    if "reply" in whole and act == "judge":
        yield Stance(statement, sign, whole | {"criticism"}, "speak")
        return
    if act == "judge" and whole <= _OURSELVES:
        yield Stance(statement, sign, frozenset(["dissent"]), "speak")
        return
    for part in _PARTS.split(heard) if sign < 0 else [heard]:
        concepts, weak = subjects(part, cues, attached=sign < 0)
        if concepts:
            seen = {SHOWN} if sign > 0 and cues.has("act", "show", heard) else set()
            yield Stance(statement, sign, concepts | seen, act, weak=weak)


def _sign_here(statement: Statement, clause: Clause, cues: Cues, *, first: bool) -> Sign:
    """Return what the clause does, by its words and by the part of the charter it stands in."""
    own = sign_of(clause.text, cues)
    match statement.section:
        case "discouraged":
            opening = statement.first and first
            return -1 if own < 0 or (opening and not cues.has("polarity", "licence", clause.text)) else 0
        case "encouraged" | "mandatory":
            return -1 if clause.denied else (own or 1)
        case _:
            return -1 if clause.denied and own >= 0 else own


def _narrowed(clause: Clause, cues: Cues) -> bool:
    """Tell whether a prohibition only holds in some cases: « sans son accord », « avant l'annonce »."""
    return cues.has("polarity", "condition", cues.strip(clause.text, "polarity", "even"))


def _careful(text: str, cues: Cues) -> bool:
    """Tell whether a clause advises care with a subject rather than inviting to it."""
    opening = " ".join(text.split()[:4])
    return cues.has("polarity", "careful", opening) or cues.has("polarity", "caution", text)


def _act(text: str, cues: Cues, *, sign: Sign) -> str:
    """Return what is done with the subject; to mention somebody is to name them when asked, any word of them when banned."""
    for name in ("name", "insult", "judge", "compare"):
        if cues.has("act", name, text):
            return name
    if sign > 0 and cues.has("act", "mention", text):
        return "name"
    return "speak" if sign < 0 or cues.has("act", "speak", text) or not ordered(text, cues) else "other"
