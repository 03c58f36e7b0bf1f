"""Rules tried on words of the charter itself: their own examples, one another's, and what the charter encourages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.charter.engine import PackCharter
from coach.charter.examples import EXAMPLE_DAY, run_example, with_lists
from coach.charter.pack import Company, Pack, Window
from coach.charter.rule import Example, Rule
from coach.context import Context, Language
from coach.errors import CoachError
from coach.text import Span


def fires(rule: Rule, pack: Pack, among: Sequence[Pack]) -> bool:
    """Tell whether a rule speaks at all on one of the examples meant to fire it."""
    full = with_lists(pack, among)
    return any(run_example(rule, example, full).found for example in rule.tests if example.fires)


def fires_on(pack: Pack, among: Sequence[Pack]) -> Callable[[Rule, Rule], bool]:
    """Return what tells whether one rule speaks of all that the other's examples are about, at the same places."""
    full = with_lists(pack, among)
    kept: dict[tuple[str, str, int], tuple[Span, ...]] = {}

    def spans(rule: Rule, other: Rule, at: int) -> tuple[Span, ...]:
        key = (rule.id, other.id, at)
        if key not in kept:
            kept[key] = _spans(rule, other.tests[at], full, other.lang or pack.lang or "fr")
        return kept[key]

    def heard(rule: Rule, other: Rule) -> bool:
        firing = [at for at, example in enumerate(other.tests) if example.fires]
        pairs = [(spans(rule, other, at), spans(other, other, at)) for at in firing]
        return bool(pairs) and all(any(a.overlaps(b) for a in mine for b in theirs) for mine, theirs in pairs)

    return heard


def spans_in(rule: Rule, text: str, pack: Pack, among: Sequence[Pack], lang: Language) -> tuple[Span, ...]:
    """Return where a rule speaks in ``text``."""
    return _spans(rule, Example(input=text, contains=True), with_lists(pack, among), lang)


def _spans(rule: Rule, example: Example, pack: Pack, lang: Language) -> tuple[Span, ...]:
    company = Company.model_validate(example.company) if example.company is not None else pack.company
    calendar = tuple(Window.model_validate(w) for w in example.calendar) if example.calendar else pack.calendar
    update = {"rules": (rule.model_copy(update={"when": type(rule.when)()}),), "company": company, "calendar": calendar}
    text = example.input * example.repeat
    day = example.date or EXAMPLE_DAY
    context = Context(today=day, lang=example.lang or lang, network=example.network, role=example.role, employer=example.employer)
    try:
        _, findings = PackCharter([pack.model_copy(update=update)]).judge(text, context)
    except CoachError:
        return ()  # a rule that takes over one that is missing: loading says so, and better
    return tuple(Span(f.start, f.end) for f in findings)
