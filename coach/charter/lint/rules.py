"""Rules that nobody can ask about, that never fire, or that say the same thing twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from coach.charter.calendar import windows_of
from coach.charter.inherit import settle
from coach.charter.lint.defect import Defect, told
from coach.charter.lint.places import Places, split_where
from coach.charter.lint.programme import leads_nowhere, speaks
from coach.charter.lint.statement import message_place
from coach.charter.lint.trial import fires, fires_on
from coach.charter.lists import company_lists, join_companies
from coach.charter.pack import Company, Line, Mandate, Pack
from coach.charter.passages import say_day
from coach.charter.pattern import list_names
from coach.charter.rule import FOREIGN_KINDS, Rule, spoken
from coach.context import Language
from coach.errors import BadInput
from coach.finding import Severity
from coach.pack_files import line_of

FEW = 2
"""Sentences without contact that are named one by one; from three on, they are named together."""
ALIKE = 0.6
"""Share of tokens two rules have in common from which they are one."""


def settled(pack: Pack, among: Sequence[Pack], lang: Language) -> tuple[Rule, ...]:
    """Return the rules of ``pack``, in order, with what they take over."""
    known = [r for r in pack.rules if r.kind_known]
    return tuple(r if r.kind_known else _taken_over(r, pack, known, among, lang) for r in pack.rules)


def _taken_over(rule: Rule, pack: Pack, known: Sequence[Rule], among: Sequence[Pack], lang: Language) -> Rule:
    """Return a rule that extends another with the keys of that one; itself when there is no such rule."""
    alone = pack.model_copy(update={"rules": (*(r for r in known if r.id != rule.id), rule)})
    try:
        held = [r for r in settle([*among, alone], lang) if r.id == rule.id]
    except BadInput:
        return rule  # loading names the rule that is missing
    own = next((r for r in held if r.lang == rule.lang), held[-1] if held else rule)
    return own.model_copy(update={"where": rule.where, "pack": pack.name})


def said_by(rule: Rule, lang: Language) -> str:
    """Return the message of a rule, or its id."""
    return spoken(rule.message, rule.lang or lang) or rule.id


def contact_defects(pack: Pack, rules: Sequence[Rule], places: Places, lang: Language) -> Iterator[Defect]:
    """Yield what forbids without somebody to ask: lines, rules, and names of contacts that are not in the pack."""
    lines = [(places.sentence(["discouraged", at, "text"], line.text), line.text) for at, line in enumerate(pack.discouraged)]
    bare = [place for place, line in zip(lines, pack.discouraged, strict=True) if leads_nowhere(line.ask)]
    yield from _together(bare, lang)
    stops = [r for r in rules if r.level is not Severity.ADVISE and r.extends not in ("encourages", "form", *FOREIGN_KINDS)]
    mute = [(message_place(r, places, lang), said_by(r, lang)) for r in stops if leads_nowhere(r.ask)]
    yield from _together(mute, lang)
    unknown: dict[str, tuple[str, str]] = {}
    for at, line in enumerate(pack.discouraged):
        if line.ask is not None and not leads_nowhere(line.ask) and line.ask not in pack.contacts:
            unknown.setdefault(line.ask, (places.key("discouraged", at, "ask"), line.text))
    for rule in pack.rules:
        if rule.ask is not None and not leads_nowhere(rule.ask) and rule.ask not in pack.contacts and speaks(pack):
            unknown.setdefault(rule.ask, (_ask_place(rule, places), said_by(rule, lang)))
    for key, (where, text) in unknown.items():
        yield told("no_contact", where, text, lang, why="unknown_contact", key=key, known=", ".join(pack.contacts) or "—")
    if speaks(pack) and not pack.contacts and not bare and not mute and not unknown:
        yield told("no_contact", "pack.yml:1", pack.name, lang, why="no_contact_at_all")


def _together(bare: list[tuple[str, str]], lang: Language) -> Iterator[Defect]:
    for where, text in bare if len(bare) <= FEW else bare[:1]:
        if len(bare) <= FEW:
            yield told("no_contact", where, text, lang)
        else:
            others = ", ".join(place for place, _ in bare[1:])
            yield told("no_contact", where, text, lang, why="no_contact_many", n=len(bare), others=others)


def _ask_place(rule: Rule, places: Places) -> str:
    if not rule.where:
        return "pack.yml:1"
    file, line = split_where(rule.where)
    for at, text in enumerate(places.text(file).splitlines()[line - 1 :], line):
        if "ask:" in text:
            return f"{file}:{at}"
    return rule.where


def idle_defects(
    pack: Pack, rules: Sequence[Rule], among: Sequence[Pack], places: Places, lang: Language, today: dt.date
) -> Iterator[Defect]:
    """Yield the rules that no example fires, or that nothing can fire any more."""
    for rule in rules:
        reason = _idle(rule, pack, among, today)
        if reason is not None:
            yield told("rule_never_fires", message_place(rule, places, lang), said_by(rule, lang), lang, why=reason, rule=rule.id)
            if reason == "past_between" and rule.when.between is not None:
                yield _past(rule, places, lang)


def _past(rule: Rule, places: Places, lang: Language) -> Defect:
    file, line = split_where(rule.where)
    where = places.below(file, line, "between")
    last = say_day(rule.when.between[1] if rule.when.between else None, lang)
    return told("expired_window", where, said_by(rule, lang), lang, label=rule.id, day=last)


def _idle(rule: Rule, pack: Pack, among: Sequence[Pack], today: dt.date) -> str | None:
    """Return why a rule never fires, or ``None``."""
    if rule.extends == "judge" or rule.extends in FOREIGN_KINDS or not rule.kind_known:
        return None
    if rule.when.between is not None and rule.when.between[1] < today:
        return "past_between"
    if not any(e.fires for e in rule.tests):
        return "no_firing_example"
    if not fires(rule, pack, among):
        return "example_silent"
    if pack.company != Company() and _dead_lists(rule, pack, among, today):
        return "empty_list"
    kinds = {w.kind for w in windows_of([*among, pack])}
    if rule.extends == "window" and speaks(pack) and not kinds & set(rule.windows):
        return "no_window"
    return None


def _dead_lists(rule: Rule, pack: Pack, among: Sequence[Pack], today: dt.date) -> bool:
    """Tell whether all that the rule looks for are names the company has not given."""
    vocabulary = {name: patterns for p in (*among, pack) if not p.style for name, patterns in p.lists.items()}
    lists = company_lists(join_companies([*among, pack], None), today, vocabulary)
    looked_for = [*rule.tokens, *(rule.swap or ()), *filter(None, (rule.first, rule.token)), *rule.raw]
    alive = [t for t in looked_for if all(name in lists or name == "subject" for name in list_names(t))]
    return bool(looked_for) and not alive and not rule.entity


def twin_defects(pack: Pack, rules: Sequence[Rule], among: Sequence[Pack], places: Places, lang: Language) -> Iterator[Defect]:
    """Yield each rule that repeats an earlier one: its id, its words, or everything either speaks about."""
    heard = fires_on(pack, among)
    for at, rule in enumerate(rules):
        twin = next((other for other in rules[:at] if _same(rule, other, heard)), None)
        if twin is not None:
            where, beside = (message_place(r, places, lang) for r in (rule, twin))
            yield told("duplicate_rule", where, said_by(rule, lang), lang, beside=beside, rule=rule.id, other=twin.id)
    yield from _twin_lines(pack, places, lang)


def _same(one: Rule, two: Rule, heard: Callable[[Rule, Rule], bool]) -> bool:
    if one.lang != two.lang:
        return False
    if one.id == two.id:
        return True
    if (
        one.when != two.when
        or one.windows != two.windows
        or one.extends != two.extends
        or one.near != two.near
        or one.only != two.only
    ):
        return False
    words, others = _sought(one), _sought(two)
    if words and others and len(words & others) >= ALIKE * len(words | others):
        return True
    return one.category == two.category and heard(one, two) and heard(two, one)


def _sought(rule: Rule) -> frozenset[str]:
    parts = [
        *rule.tokens,
        *rule.swap,
        *rule.raw,
        *rule.entity,
        *rule.either,
        rule.first or "",
        rule.token or "",
        f"{rule.measure} {rule.category}" if rule.measure else "",
    ]
    return frozenset(" ".join(p.casefold().split()) for p in parts if p)


def _twin_lines(pack: Pack, places: Places, lang: Language) -> Iterator[Defect]:
    sections: tuple[tuple[str, Sequence[Line | Mandate]], ...] = (
        ("encouraged", pack.encouraged),
        ("discouraged", pack.discouraged),
        ("mandatory", pack.mandatory),
    )
    for section, lines in sections:
        first: dict[str, int] = {}
        for at, line in enumerate(lines):
            key = "".join(c for c in line.text.casefold() if c.isalnum())
            if first.setdefault(key, at) != at:
                here, there = (f"pack.yml:{line_of(places.main, [section, i, 'text'])}" for i in (at, first[key]))
                other = lines[first[key]].id
                yield told("duplicate_rule", here, line.text, lang, beside=there, rule=line.id, other=other)
