"""Where a rule speaks in a draft: its kind finds words, then the context decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coach.charter.calendar import open_windows, subjects
from coach.charter.capitals import capitalization
from coach.charter.entities import find_entities
from coach.charter.guards import GUARDS, required, silenced
from coach.charter.kinds import (
    Find,
    Found,
    Piece,
    Work,
    conditional,
    consistency,
    existence,
    occurrence,
    repetition,
    requires,
    substitution,
)
from coach.charter.measures import MEASURES
from coach.charter.metrics import metric, readability
from coach.charter.pack import Company, Window
from coach.charter.pattern import Lists
from coach.charter.reading import Reading
from coach.charter.rule import Rule
from coach.finding import Severity
from coach.phrases import variants
from coach.text import Span

FINDS: Mapping[str, Find] = {
    "existence": existence,
    "near": existence,
    "window": existence,
    "encourages": existence,
    "substitution": substitution,
    "occurrence": occurrence,
    "repetition": repetition,
    "consistency": consistency,
    "conditional": conditional,
    "capitalization": capitalization,
    "metric": metric,
    "readability": readability,
    "requires": requires,
}
"""What looks for words, by kind of rule."""


class Passage(NamedTuple):
    """A place where a rule speaks."""

    span: Span
    subs: tuple[str, ...]
    """What the ``%s`` of its message stand for."""
    fixes: tuple[str, ...] = ()
    level: Severity | None = None
    """Where the passage itself says how much it matters; otherwise its rule does."""
    reach: Span | None = None
    """All it was told from, when that is more than ``span``."""


class Ground(NamedTuple):
    """What holds for one company on one day."""

    company: Company
    lists: Lists
    windows: tuple[Window, ...]


def passages(work: Work, reading: Reading, ground: Ground) -> Iterator[Passage]:
    """Yield the places where the rule speaks, guards heard. Raises ``SlowPattern`` and ``BadPattern``."""
    rule = work.rule
    for passage in _found(work, reading, ground):
        heard = _beside(work, reading, passage.span) and required(rule.only, reading, passage.span)
        if heard and silenced(rule.unless, reading, passage.span) is None:
            yield passage


def _found(work: Work, reading: Reading, ground: Ground) -> Iterator[Passage]:
    rule = work.rule
    match rule.extends:
        case "judge":
            return
        case "form":
            for measured in MEASURES[rule.measure or ""](reading, rule):
                yield Passage(*measured)
        case "entity":
            for span in find_entities(rule.entity, reading, ground.company):
                yield Passage(span, (span.of(reading.text),))
        case "window":
            yield from _window(work, reading, ground)
        case "encourages" if rule.any_of:
            yield from _sentences_with(rule, reading)
        case "encourages" if rule.entity:
            for span in find_entities(rule.entity, reading, ground.company):
                yield Passage(span, (span.of(reading.text),))
        case _:
            yield from _worded(work, reading)


def _worded(work: Work, reading: Reading) -> Iterator[Passage]:
    find = FINDS[work.rule.extends]
    for start, piece in pieces(work.rule, reading):
        for found in find(work, piece):
            yield _placed(found, start, reading)


def _placed(found: Found, start: int, reading: Reading) -> Passage:
    """Return the passage of the draft; what was found is quoted with the draft's own typography."""
    span = Span(start + found.start, start + found.end)
    own = reading.text[span.start : span.end].strip()
    plain = reading.plain[span.start : span.end].strip()
    return Passage(span, tuple(own if s == plain else s for s in found.subs), found.fixes)


def pieces(rule: Rule, reading: Reading) -> Iterator[tuple[int, Piece]]:
    """Yield the pieces of the draft the rule reads, each with its place."""
    scope = rule.scope[0] if rule.scope else "text"
    match scope:
        case "raw":
            yield 0, Piece.of(reading.text)
        case "sentence":
            yield from ((s.start, Piece.of(s.of(reading.plain))) for s in reading.sentences)
        case "paragraph":
            yield from ((p.start, Piece.of(p.of(reading.plain))) for p in reading.paragraphs)
        case "first_line" | "heading":
            end = reading.plain.find("\n")
            yield 0, Piece.of(reading.plain if end < 0 else reading.plain[:end])
        case _:
            yield 0, Piece(reading.plain, reading.low)


def _window(work: Work, reading: Reading, ground: Ground) -> Iterator[Passage]:
    day = reading.context.today
    opened = open_windows(ground.windows, work.rule.windows, day)
    if not opened:
        return
    subject = subjects(opened)
    dated = Work(work.rule, {**ground.lists, **({"subject": subject} if subject else {})}, work.lang)
    for passage in _worded(dated, reading):
        window = next((w for w in opened if w.subject and _about(w, passage, reading)), opened[0])
        yield Passage(
            passage.span, (*passage.subs[:1], window.label or window.subject or "", say_day(window.end, reading.context.speak))
        )


def _about(window: Window, passage: Passage, reading: Reading) -> bool:
    words = passage.span.of(reading.plain).casefold()
    return any(words in part.casefold() or part.strip().casefold() in words for part in (window.subject or "").split(","))


def say_day(day: dt.date | None, speak: str) -> str:
    """Return a day as people write it, ``…`` when there is none."""
    if day is None:
        return "…"
    month = variants("fr" if speak == "fr" else "en", "charter", "date.months")[day.month - 1]
    return f"{day.day} {month} {day.year}"


def _sentences_with(rule: Rule, reading: Reading) -> Iterator[Passage]:
    whole = Span(0, len(reading.plain))
    if not any(GUARDS[name](reading, whole) for name in rule.any_of):
        return
    for sentence in reading.sentences:
        if any(GUARDS[name](reading, sentence) for name in rule.any_of):
            yield Passage(sentence, (sentence.of(reading.text),))
            return


def _beside(work: Work, reading: Reading, span: Span) -> bool:
    """Tell whether what must stand near does, and what must not does not."""
    rule = work.rule
    if not rule.near and not rule.but:
        return True
    reach = _reach(rule, reading, span)
    if rule.near and not _near(work, reading, span, reach):
        return False
    return not (rule.but and work.pattern("but").found(reading.plain, reading.low, pos=reach.start, end=reach.end))


def _near(work: Work, reading: Reading, span: Span, reach: Span) -> bool:
    """Tell whether a near pattern stands within reach, elsewhere than inside the passage itself."""
    found = work.pattern("near").matches(reading.plain, reading.low, pos=reach.start, end=reach.end)
    return any(m.end() > m.start() and not (span.start <= m.start() and m.end() <= span.end) for m in found)


def _reach(rule: Rule, reading: Reading, span: Span) -> Span:
    match rule.within:
        case int(words):
            return reading.reach(span, words)
        case "sentence":
            return reading.sentence(span)
        case "neighbours":
            return reading.around(span, 1)
        case "paragraph":
            return reading.paragraph(span)
        case _:
            return Span(0, len(reading.text))


def worst_of_each(found: Sequence[tuple[Rule, Passage]]) -> list[tuple[Rule, Passage]]:
    """Return the passages without those that say less of the same thing at the same place: same category, overlapping.

    What only sounds like something steps back wherever a rule of words has said as much, whatever it said.
    """
    ranked = sorted(found, key=lambda f: (f[0].measure == "likeness", -level_of(*f).rank, f[1].span.start, f[0].id))
    kept: list[tuple[Rule, Passage]] = []
    for rule, passage in ranked:
        vague = rule.measure == "likeness"
        rank = level_of(rule, passage).rank
        same = (
            k
            for k, p in kept
            if p.span.overlaps(passage.reach or passage.span)
            and k.category is not None
            and (k.category == rule.category or vague)
            and (not vague or level_of(k, p).rank >= rank)
        )
        if rule.style_file or next(same, None) is None:
            kept.append((rule, passage))
    return kept


def level_of(rule: Rule, passage: Passage) -> Severity:
    """Return how much a passage matters."""
    return passage.level or rule.level
