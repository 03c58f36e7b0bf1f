"""The charter runs: every rule of every pack over one draft, with its reason, its question and whom to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coach.charter.calendar import windows_of
from coach.charter.contacts import ask_about
from coach.charter.cues import Turns, read_turns
from coach.charter.inherit import settle
from coach.charter.kinds import Work
from coach.charter.lists import company_lists, join_companies
from coach.charter.pack import Company, Contact, Pack, Window
from coach.charter.passages import Ground, Passage, level_of, passages, worst_of_each
from coach.charter.pattern import BadPattern, Pattern, SlowPattern
from coach.charter.reading import Reading
from coach.charter.rule import FOREIGN_KINDS, UNREAD, Rule, spoken
from coach.charter.sieve import Sieve
from coach.charter.style import style_passages
from coach.context import Context, Language
from coach.finding import CharterVerdict, Encouraged, Finding, Ruling, Severity, Source
from coach.phrases import phrase
from coach.settings import FoldSettings
from coach.text import Span

FORM = frozenset({"format_limit", "accessibility"})
"""Categories whose findings come from the form, not from the charter."""


class _Prepared(NamedTuple):
    ground: Ground
    works: tuple[Work, ...]
    sieve: Sieve
    turns: Turns


class Notice(NamedTuple):
    """A rule that cannot speak, and why: nothing is set aside in silence."""

    rule: str
    key: str
    detail: str

    def said(self, lang: Language) -> str:
        """Return the notice in words."""
        return phrase(lang, "charter", f"notice.{self.key}", rule=self.rule, detail=self.detail)


class PackCharter:
    """Packs as a charter: implements :class:`coach.ports.Charter`."""

    def __init__(self, packs: Sequence[Pack], *, lang: Language = "fr", folds: FoldSettings | None = None) -> None:
        """Take where posts fold, when the settings say. Raises ``BadInput`` when a rule takes over one that does not exist."""
        self._folds = folds or FoldSettings()
        self.packs = tuple(packs)
        self.rules: tuple[Rule, ...] = settle(self.packs, lang)
        """The rules that hold, overrides applied."""
        self.contacts: dict[str, Contact] = {key: contact for p in packs for key, contact in p.contacts.items()}
        self.windows: tuple[Window, ...] = windows_of(packs)
        self._by_words = {(r.id, r.lang): r for r in self.rules}
        self._prepared: dict[tuple[Language, dt.date, str | None], _Prepared] = {}
        self._aside: dict[str, Notice] = {
            r.id: Notice(r.id, "pattern", str(r.message)) if r.extends == UNREAD else Notice(r.id, "foreign", r.extends)
            for r in self.rules
            if r.extends in FOREIGN_KINDS
        }

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The rules set aside so far, each with its reason."""
        return tuple(self._aside.values())

    def judge(self, text: str, context: Context) -> tuple[Ruling, Sequence[Finding]]:
        """Return the ruling on ``text`` and the remarks, worst first; a rule too slow is named in ``notices``."""
        ready = self._ready(context)
        spokesperson = _speaks_for(context.author, ready.ground.company)
        reading = Reading(text, context, spokesperson=spokesperson, fold=self._folds.on(context.network), cues=ready.turns)
        found: list[tuple[Rule, Passage]] = []
        encouraged: list[Encouraged] = []
        awake = ready.sieve.hear(reading.plain).awake
        for work in ready.works:
            if not work.wakes(awake):
                continue
            spoke = list(self._heard(work, reading, ready.ground))
            if work.rule.extends == "encourages":
                encouraged += [self._encouraged(work.rule, p, context) for p in spoke[:1]]
            else:
                found += [(work.rule, p) for p in spoke]
        findings = [self._finding(rule, p, text, context) for rule, p in worst_of_each(found)]
        findings.sort(key=lambda f: (-f.severity.rank, f.start, f.end, f.rule))
        return Ruling(verdict=verdict_of(findings), encouraged=tuple(encouraged)), findings

    def patterns(self, context: Context) -> Iterator[Pattern]:
        """Yield the patterns a post of this context may need: to compile them beforehand spares whoever meets them first."""
        ready = self._ready(context)
        for work in ready.works:
            yield from work.known()
        for cue in ready.turns.values():
            yield from cue.parts

    def _ready(self, context: Context) -> _Prepared:
        key = (context.lang, context.today, context.employer)
        if key not in self._prepared:
            if len(self._prepared) > 64:
                self._prepared.clear()
            company = join_companies(self.packs, context.employer)
            vocabulary = {k: v for p in self.packs if not p.style and p.lang in (None, context.lang) for k, v in p.lists.items()}
            lists = company_lists(company, context.today, vocabulary)
            vocab = {p.name: p.lists.get("vocab", ()) for p in self.packs if p.style}
            sieve = Sieve()
            works = tuple(
                Work(r, lists, context.lang, vocab.get(r.pack, ()), sieve)
                for r in self.rules
                if r.lang in (None, context.lang) and r.extends != "judge"
            )
            for work in works:
                work.assemble()
            self._prepared[key] = _Prepared(Ground(company, lists, self.windows), works, sieve, read_turns(context.lang, sieve))
        return self._prepared[key]

    def closed_questions(self, context: Context) -> tuple[Rule, ...]:
        """Return the rules that hold here and that only a model can answer; they advise, unless their pack gives a level."""
        where = {"network": context.network, "role": context.role, "employer": context.employer, "kind": context.kind}
        return tuple(
            rule if "level" in rule.model_fields_set else rule.model_copy(update={"level": Severity.ADVISE})
            for rule in self.rules
            if rule.extends == "judge" and rule.lang in (None, context.lang) and rule.holds(**where, today=context.today)  # type: ignore[arg-type]
        )

    def remark(self, rule: Rule, span: Span, text: str, context: Context) -> Finding:
        """Return the remark of a rule on a passage found elsewhere, with its reason, its question and whom to ask."""
        return self._finding(rule, Passage(span, (span.of(text),)), text, context)

    def _heard(self, work: Work, reading: Reading, ground: Ground) -> Iterator[Passage]:
        rule, context = work.rule, reading.context
        if rule.id in self._aside or not rule.holds(
            network=context.network, role=context.role, employer=context.employer, kind=context.kind, today=context.today
        ):
            return
        try:
            yield from style_passages(work, reading) if rule.style_file else passages(work, reading, ground)
        except SlowPattern:
            self._aside[rule.id] = Notice(rule.id, "slow", rule.where)
        except BadPattern as error:
            self._aside[rule.id] = Notice(rule.id, "pattern", error.title)

    def _words(self, rule: Rule, speak: Language) -> Rule:
        """Return the rule whose words to show: its twin in the language of the person, when there is one."""
        return self._by_words.get((rule.id, speak), rule)

    def _finding(self, rule: Rule, passage: Passage, text: str, context: Context) -> Finding:
        said = self._words(rule, context.speak)
        message = fill(spoken(said.message, context.speak) or rule.id, passage.subs)
        return Finding.at(
            text,
            passage.span,
            source=Source.FORM if rule.category in FORM else Source.CHARTER,
            rule=rule.id,
            severity=level_of(rule, passage),
            message=message,
            category=rule.category,
            why=spoken(said.why, context.speak),
            question=spoken(said.question, context.speak),
            fixes=passage.fixes or rule.fixes,
            ask=ask_about(rule, passage.span.of(text), context, self.contacts),
        )

    def _encouraged(self, rule: Rule, passage: Passage, context: Context) -> Encouraged:
        said = self._words(rule, context.speak)
        message = fill(spoken(said.message, context.speak) or rule.id, passage.subs)
        return Encouraged(rule=rule.id, message=message, start=passage.span.start, end=passage.span.end)


def _speaks_for(author: str | None, company: Company) -> bool:
    """Tell whether the author is a spokesperson: by whole name, or by the first name the pack gives."""
    if not author:
        return False
    known = {n.casefold() for n in company.spokespeople}
    return author.casefold() in known or (author.split() or [""])[0].casefold() in known


def verdict_of(findings: Iterable[Finding]) -> CharterVerdict:
    """Return ``stop`` for any block, ``ask`` for any warning with somebody to ask, ``go`` otherwise."""
    worst: CharterVerdict = "go"
    for finding in findings:
        if finding.severity is Severity.BLOCK:
            return "stop"
        if finding.severity is Severity.WARN and finding.ask is not None:
            worst = "ask"
    return worst


def fill(message: str, subs: Sequence[str]) -> str:
    """Return ``message`` with each ``%s`` replaced in order; one too many keeps the last word, ``%%`` is a per cent sign."""
    parts = message.replace("%%", "\0").split("%s")
    out = parts[0]
    for at, part in enumerate(parts[1:]):
        out += (subs[min(at, len(subs) - 1)] if subs else "") + part
    return out.replace("\0", "%")
