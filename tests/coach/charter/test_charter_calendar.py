"""Windows of the calendar, examples of rules, and what a rule says of itself."""

from __future__ import annotations

import datetime as dt
import re

from coach.charter.calendar import coming_windows, open_windows, subjects
from coach.charter.contacts import resolve
from coach.charter.examples import coverage, explain, run_examples
from coach.charter.lists import alternatives
from coach.charter.pack import Contact, Pack, Window
from coach.charter.rule import Rule


def window(kind: str, start: str | None, end: str | None, subject: str | None = None) -> Window:
    return Window.model_validate({"kind": kind, "from": start, "to": end, "subject": subject})


DAY = dt.date(2026, 11, 23)
PAST = window("launch", "2026-10-01", "2026-11-22")
NOW = window("embargo", "2026-11-23", "2026-11-23", "Pièces Communes, stock partagé et prêt")
SOON = window("quiet_period", "2027-01-12", None)
FAR = window("election", "2027-04-10", "2027-04-11")
ALWAYS = window("embargo", None, "2027-01-01")


def test_windows_open_on_their_days_both_ends_included() -> None:
    held = (PAST, NOW, SOON, FAR, ALWAYS)
    assert open_windows(held, ("embargo", "launch"), DAY) == [NOW, ALWAYS]
    assert open_windows(held, ("embargo",), dt.date(2026, 11, 24)) == [ALWAYS]
    assert coming_windows(held, DAY) == [ALWAYS, NOW, SOON]
    assert coming_windows(held, DAY, days=200) == [ALWAYS, NOW, SOON, FAR]


def test_subjects_are_taken_part_by_part() -> None:
    pattern = re.compile(subjects((NOW, SOON)))
    assert [m.group() for m in pattern.finditer("prêt, stock partagé, Pièces  Communes")] == [
        "prêt",
        "stock partagé",
        "Pièces  Communes",
    ]
    assert subjects(()) == ""


def test_names_are_matched_longest_first_and_as_they_are() -> None:
    pattern = re.compile(alternatives(["A.B", "A.B & Fils", ""]))
    assert pattern.findall("A.B & Fils, A.B, AxB") == ["A.B & Fils", "A.B"]


def test_contacts_stand_in_for_one_another() -> None:
    held = {"com": Contact(name="Nadia")}
    assert resolve("com", held)[1] == held["com"]
    assert resolve("dpo", held) == ("com", held["com"])
    assert resolve("inconnu", held) == ("inconnu", None)


def test_examples_tell_which_fail() -> None:
    rule = Rule.model_validate({
        "id": "r", "extends": "existence", "message": "m", "why": "w", "tokens": ["pompe"], "unless": ["quotation"],
        "tests": [
            {"name": "ok", "input": "une pompe", "contains": "pompe"},
            {"name": "muet", "input": "« une pompe »", "absent": True},
            {"name": "faux", "input": "un joint", "contains": True},
            {"name": "autre", "input": "une pompe", "absent": "joint"},
            {"name": "long", "input": "pompe ", "repeat": 3, "contains": "pompe"},
        ],
    })  # fmt: skip
    pack = Pack(name="p", rules=(rule,))
    assert [(r.example, r.ok) for r in run_examples(pack)] == [
        ("ok", True), ("muet", True), ("faux", False), ("autre", True), ("long", True),
    ]  # fmt: skip
    assert coverage([pack]) == []
    silent = rule.model_copy(update={"id": "s", "tests": rule.tests[1:2]})
    assert coverage([Pack(name="p", rules=(rule, silent))]) == ["s"]


def test_an_inherited_rule_is_tried_on_its_own_examples() -> None:
    base = Pack(name="a", rules=(Rule.model_validate({"id": "r", "extends": "existence", "message": "m", "tokens": ["pompe"]}),))
    child = Rule.model_validate({
        "id": "s", "extends": "r", "level": "block",
        "tests": [{"input": "une pompe", "contains": "pompe"}, {"input": "un joint", "absent": True}],
    })  # fmt: skip
    mine = Pack(name="b", rules=(child,))
    assert [r.ok for r in run_examples(mine, [base, mine])] == [True, True]


def test_a_rule_explains_itself_in_both_languages() -> None:
    rule = Rule.model_validate({
        "id": "r", "extends": "existence", "message": {"fr": "voilà", "en": "there"}, "tokens": ["x"],
        "tests": [{"input": "x", "contains": "x"}, {"input": "y", "absent": True}],
    })  # fmt: skip
    assert explain(rule, "fr").message == "voilà"
    told = explain(rule, "en")
    assert (told.message, told.fires_on, told.silent_on) == ("there", ("x",), ("y",))
