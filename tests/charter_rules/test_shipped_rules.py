"""Every rule shipped proves itself, and the whole charter leaves honest posts alone."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from coach.charter.checks import patterns_of
from coach.charter.engine import PackCharter
from coach.charter.examples import run_example
from coach.charter.pack import Company, Pack
from coach.charter.pattern import list_names
from coach.charter.rule import Example, Rule
from coach.context import Context
from coach.finding import Review, Severity
from coach.packs import built_in, demo_folder, load_pack
from coach.review import review

HERE = Path(__file__).parent
CATEGORIES = {
    "confidential_project", "unpublished_financials", "personal_data", "client_named_without_consent",
    "third_party_disparagement",
    "undisclosed_affiliation", "absolute_claim", "missing_source_for_figure", "insult_or_discrimination", "political_or_partisan",
    "legal_commitment", "internal_link_or_tool", "medical_or_financial_advice", "format_limit", "accessibility",
}  # fmt: skip


@cache
def shipped() -> tuple[Pack, ...]:
    bases, off = built_in()
    return tuple(load_pack(folder) for folder in (*bases, *off, demo_folder()))


def examples() -> list[object]:
    return [
        pytest.param(rule, example, pack, id=f"{pack.name}:{rule.id}:{number}")
        for pack in shipped()
        for rule in pack.rules
        for number, example in enumerate(rule.tests)
    ]


@pytest.mark.parametrize(("rule", "example", "pack"), examples())
def test_each_example_of_each_rule_holds(rule: Rule, example: Example, pack: Pack) -> None:
    result = run_example(rule, example, pack)
    assert result.ok, f"{result.where} {result.example}: {result.expected}, found {result.found}"


def test_every_rule_says_why_and_whom_to_ask() -> None:
    for pack in shipped():
        for rule in pack.rules:
            assert rule.message, rule.id
            assert rule.why, rule.id
            if rule.extends == "encourages":
                continue
            assert rule.question, rule.id
            assert rule.level is Severity.ADVISE or rule.ask or rule.category == "format_limit", rule.id
            assert pack.name == "helvia" or rule.category in CATEGORIES, rule.id


def test_the_two_languages_hold_the_same_rules() -> None:
    fr, en = ({r.id for r in p.rules} for p in shipped() if p.name in ("fr-base", "en-base"))
    assert fr == en


def test_no_example_is_shared_by_two_rules_of_a_pack() -> None:
    for pack in shipped():
        said = Counter(
            (rule.id, e.input, e.repeat, e.date, e.employer, str(e.company)) for rule in pack.rules for e in rule.tests
        )
        assert not [key for key, times in said.items() if times > 1]


def test_every_list_called_is_known() -> None:
    from coach.charter.lists import BUILT_IN

    for pack in shipped():
        known = {*BUILT_IN, "subject", *pack.lists}
        for rule in pack.rules:
            for pattern in patterns_of(rule):
                assert list_names(pattern) <= known, rule.id


def posts(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


@cache
def charter() -> PackCharter:
    return PackCharter([p for p in shipped() if p.name in ("fr-base", "en-base", "networks")])


def read(post: dict[str, object]) -> Review:
    judge = charter()
    if products := post.get("company"):
        company = Company(name=str(post["employer"]), products=tuple(products))  # type: ignore[arg-type]
        judge = PackCharter([*charter().packs, Pack(name="employer", company=company)])
    employer = str(post["employer"]) if post.get("employer") else None
    context = Context(today=dt.date(2026, 11, 23), lang=post["lang"], speak=post["lang"], employer=employer)  # type: ignore[arg-type]
    return review(str(post["text"]), context, charter=judge)


@pytest.mark.parametrize("post", posts("honest"), ids=lambda p: f"{p['id']}-{p['kind']}")
def test_an_honest_post_gets_no_stop_and_no_warning(post: dict[str, object]) -> None:
    found = read(post)
    assert [(f.rule, f.text) for f in found.findings if f.severity is not Severity.ADVISE] == []
    assert found.charter.verdict == "go"


@pytest.mark.parametrize("post", posts("faulty"), ids=lambda p: f"{p['id']}-{p['category']}")
def test_a_faulty_post_is_seen_for_what_it_is(post: dict[str, object]) -> None:
    found = read(post)
    assert post["category"] in {f.category for f in found.findings if f.severity is not Severity.ADVISE}


@pytest.mark.slow
def test_no_rule_is_ever_set_aside_on_these_posts() -> None:
    for post in (*posts("honest"), *posts("faulty")):
        read(post)
    assert charter().notices == ()
