"""A rule proves itself: its own examples run on it, and it can be explained."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from coach.charter.engine import PackCharter
from coach.charter.pack import Company, Pack, Window
from coach.charter.rule import Example, Rule, spoken
from coach.context import Context, Language
from coach.finding import Value

EXAMPLE_DAY = dt.date(2026, 6, 15)
"""The day of an example that says none."""


class ExampleResult(NamedTuple):
    """What an example gave."""

    rule: str
    pack: str
    example: str
    """Its name, or its first words."""
    ok: bool
    expected: str
    found: tuple[str, ...]
    """The passages the rule spoke about."""
    where: str
    """``file:line`` of the rule."""


def run_examples(pack: Pack, among: Sequence[Pack] = ()) -> list[ExampleResult]:
    """Return what each example of each rule of ``pack`` gives, the rule alone.

    ``among`` holds packs whose rules it extends and whose lists they call.
    """
    earlier = [p for p in among if p.name != pack.name]
    held = PackCharter([*earlier, pack]).rules
    mine = {(r.id, r.lang): r for r in pack.rules}
    full = with_lists(pack, earlier)
    return [
        run_example(rule, example, full)
        for rule in held
        if (rule.id, rule.lang) in mine or rule.pack == pack.name
        for example in rule.tests
    ]


def with_lists(pack: Pack, among: Sequence[Pack]) -> Pack:
    """Return ``pack`` with the lists that rules it takes over call: those of packs in its language, its own winning."""
    lists = {name: p for other in among if not other.style and other.lang in (None, pack.lang) for name, p in other.lists.items()}
    return pack.model_copy(update={"lists": {**lists, **pack.lists}})


def run_example(rule: Rule, example: Example, pack: Pack) -> ExampleResult:
    """Return what one example gives on one rule with its company's lists."""
    company = Company.model_validate(example.company) if example.company is not None else pack.company
    calendar = tuple(Window.model_validate(w) for w in example.calendar) if example.calendar else pack.calendar
    alone = pack.model_copy(update={"rules": (rule,), "company": company, "calendar": calendar})
    context = Context(
        today=example.date or EXAMPLE_DAY,
        lang=example.lang or rule.lang or pack.lang or "fr",
        network=example.network,
        role=example.role,
        employer=example.employer,
        author=example.author,
    )
    charter = PackCharter([alone])
    text = example.input * example.repeat
    ruling, findings = charter.judge(text, context)
    found = tuple(f.text for f in findings) + tuple(text[e.start : e.end] for e in ruling.encouraged)
    wanted = example.contains if example.fires else example.absent
    held = [f for f in found if wanted is True or str(wanted) in f]
    return ExampleResult(
        rule=rule.id,
        pack=pack.name,
        example=example.name or example.input[:40],
        ok=bool(held) == example.fires and not charter.notices,
        expected=f"contains: {wanted}" if example.fires else f"absent: {wanted}",
        found=found or tuple(n.detail for n in charter.notices),
        where=rule.where,
    )


class Explanation(Value):
    """Everything a rule says of itself, in one language."""

    id: str
    pack: str
    where: str
    kind: str
    level: str
    lang: Language | None
    category: str | None
    message: str
    why: str | None
    question: str | None
    ask: str | None
    source: str | None
    unless: tuple[str, ...]
    only: tuple[str, ...]
    fires_on: tuple[str, ...]
    silent_on: tuple[str, ...]


def explain(rule: Rule, speak: Language) -> Explanation:
    """Return what ``charter show`` tells of a rule."""
    return Explanation(
        id=rule.id,
        pack=rule.pack,
        where=rule.where,
        kind=rule.extends,
        level=rule.level.value,
        lang=rule.lang,
        category=rule.category,
        message=spoken(rule.message, speak) or "",
        why=spoken(rule.why, speak),
        question=spoken(rule.question, speak),
        ask=rule.ask,
        source=rule.source,
        unless=rule.unless,
        only=rule.only,
        fires_on=tuple(e.input for e in rule.tests if e.fires),
        silent_on=tuple(e.input for e in rule.tests if not e.fires),
    )


def coverage(packs: Sequence[Pack], among: Sequence[Pack] = ()) -> list[str]:
    """Return the ids of the rules that no example of theirs fires: ``charter test --coverage`` fails on any.

    ``among`` holds packs whose rules they extend.
    """
    results = [result for pack in packs for result in run_examples(pack, [*among, *packs])]
    fired = {(r.pack, r.rule) for r in results if r.ok and r.expected.startswith("contains")}
    return sorted(
        {rule.id for pack in packs for rule in pack.rules if (pack.name, rule.id) not in fired and rule.extends != "judge"}
    )
