"""Contacts, calendar, kit, prohibitions and rules, one defect at a time, at its edge."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ground_of_lint import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.lint.defect import Defect
from coach.charter.lint.drafts import read_draft
from coach.charter.lint.linting import lint
from coach.charter.lint.statement import sentences_of
from coach.charter.pack import Pack
from coach.errors import BadInput

CONTACTS = {"com": {"name": "Inès", "channel": "com@x.example"}}


def checked(today: dt.date = TODAY, **keys: Any) -> list[Defect]:
    pack = Pack.model_validate({"name": "x", "lang": "fr", "contacts": CONTACTS, **keys})
    return list(lint(pack, today, "fr"))


def names(defects: list[Defect]) -> list[str]:
    return [d.defect for d in defects]


def bans(count: int) -> list[dict[str, str]]:
    words = ["un coffre", "un tigre", "un moteur", "une lampe", "un violon", "un citron", "un tapis", "une horloge", "un canard"]
    words += ["un bateau", "un wagon", "un cirque", "une bougie", "un pinceau", "un phare", "un vélo"]
    return [{"id": f"b{i}", "text": f"Ne publiez pas {words[i]}.", "ask": "com"} for i in range(count)]


@pytest.mark.parametrize("channel", [None, "", "  ", "à définir", "TBD", "[à compléter]", "n/a", "—"])
def test_a_contact_nobody_can_reach(channel: str | None) -> None:
    found = checked(contacts={"com": {"name": "Inès", "channel": channel}})
    assert names(found) == ["contact_without_channel"]


def test_a_contact_begun_and_left_is_one_nobody_can_reach() -> None:
    found = checked(contacts={"com": {"name": "Inès", "channel": 214}, "rh": None})
    assert [(d.defect, d.text) for d in found] == [("contact_without_channel", "rh")]


@pytest.mark.parametrize("channel", ["com@x.example", "poste 12", "Teams, canal Charte", "01 99 00 11 22", "#charte"])
def test_any_way_to_reach_somebody_is_a_channel(channel: str) -> None:
    assert checked(contacts={"com": {"name": "Inès", "channel": channel}}) == []


@pytest.mark.parametrize(
    ("count", "welcome", "many"), [(5, 0, False), (6, 2, True), (6, 3, False), (8, 4, True), (8, 5, False), (16, 15, True)]
)
def test_prohibitions_are_too_many_when_they_are_six_and_twice_the_rest(count: int, welcome: int, many: bool) -> None:
    kind = [{"id": f"e{i}", "text": f"Racontez le jour {i}."} for i in range(welcome)]
    assert ("too_many_prohibitions" in names(checked(discouraged=bans(count), encouraged=kind))) is many


def test_principles_that_forbid_count_as_prohibitions() -> None:
    found = checked(discouraged=bans(4), principles=["Ne montrez pas un tigre.", "Les lampes sont interdites."])
    assert "too_many_prohibitions" in names(found)


@pytest.mark.parametrize(("today", "over"), [(dt.date(2026, 7, 28), False), (dt.date(2026, 7, 29), True)])
def test_a_window_is_over_the_day_after_its_last(today: dt.date, over: bool) -> None:
    window = {"kind": "quiet_period", "label": "Résultats", "from": dt.date(2026, 6, 20), "to": dt.date(2026, 7, 28)}
    assert ("expired_window" in names(checked(today, calendar=[window]))) is over


def test_a_window_that_ends_before_it_begins_never_opens() -> None:
    window = {"kind": "launch", "label": "Aurore", "from": dt.date(2027, 3, 1), "to": dt.date(2027, 2, 1)}
    assert names(checked(calendar=[window])) == ["expired_window"]


def test_a_window_without_end_is_never_over() -> None:
    assert checked(calendar=[{"kind": "embargo", "label": "Aurore", "from": dt.date(2020, 1, 1)}]) == []


def test_a_ready_post_needs_an_angle() -> None:
    kit = {"name": "a", "title": "A", "ready_post": "Bravo à tous !", "where": "kit/a.md"}
    assert names(checked(kit=[kit])) == ["paste_ready_without_angle"]
    assert names(checked(kit=[{**kit, "angles": [" "]}])) == ["paste_ready_without_angle"]
    assert checked(kit=[{**kit, "angles": ["Et toi ?"]}]) == []


def test_a_message_that_announces_a_post_to_take_as_it_is_needs_an_angle_too() -> None:
    kit = {"name": "a", "title": "A", "text": "Post prêt à publier :\n\nBravo à tous.", "where": "kit/a.md"}
    assert names(checked(kit=[kit])) == ["paste_ready_without_angle"]
    assert checked(kit=[{**kit, "angles": ["Et toi ?"]}]) == []


def test_many_rules_that_stop_count_as_prohibitions() -> None:
    animals = ["tigre", "lion", "ours", "chien", "chat", "loup", "lynx", "âne", "bœuf", "coq"]
    rules = []
    for animal in animals:
        tests = [{"input": f"Un {animal}.", "contains": animal}, {"input": "Rien.", "absent": True}]
        rules.append(rule(id=animal, tokens=[animal], tests=tests, message=f"« %s » : {animal}."))
    assert names(checked(rules=rules, principles=["Racontez."])) == ["too_many_prohibitions"]
    assert checked(rules=rules[:9], principles=["Racontez."]) == []
    assert checked(rules=rules) == []


def test_three_lines_without_contact_are_told_together_and_two_apart() -> None:
    bare = [{"id": f"b{i}", "text": t} for i, t in enumerate(["Évitez les tigres.", "Évitez les lampes.", "Évitez les violons."])]
    assert names(checked(discouraged=bare)) == ["no_contact"]
    assert names(checked(discouraged=bare[:2])) == ["no_contact"] * 2


def test_a_contact_that_is_not_in_the_pack() -> None:
    (found,) = checked(discouraged=[{"id": "a", "text": "Évitez les tigres.", "ask": "juridique"}])
    assert found.defect == "no_contact"
    assert "juridique" in found.why
    assert "com" in found.why


def test_a_charter_with_nobody_to_ask() -> None:
    assert names(checked(contacts={}, principles=["On raconte ce qu'on a vu."])) == ["no_contact"]


def test_a_line_said_twice() -> None:
    twice = [{"id": "a", "text": "Racontez un jour."}, {"id": "b", "text": "Racontez un jour !"}]
    assert names(checked(encouraged=twice)) == ["duplicate_rule"]


def rule(**keys: Any) -> dict[str, Any]:
    held = {"extends": "existence", "id": "r", "level": "warn", "ask": "com", "message": "« %s » ?", "tokens": ["tigre"]}
    tests = [{"input": "Un tigre.", "contains": "tigre"}, {"input": "Un chat.", "absent": True}]
    return {**held, "tests": tests, "where": "", **keys}


def test_a_sound_rule_has_no_defect() -> None:
    assert checked(rules=[rule()]) == []


def test_rules_that_cannot_fire() -> None:
    assert names(checked(rules=[rule(tokens=["Tigre"])])) == ["rule_never_fires"]
    assert names(checked(rules=[rule(tests=[{"input": "Un chat.", "absent": True}])])) == ["rule_never_fires"]
    windowed = rule(extends="window", windows=["election"], message="« %s » pendant %s, jusqu'au %s.")
    calendar = [{"kind": "election", "from": "2026-06-01", "to": "2026-06-30"}]
    windowed["tests"][0] = {**windowed["tests"][0], "calendar": calendar, "date": "2026-06-15"}
    assert names(checked(rules=[windowed], principles=["Racontez."])) == ["rule_never_fires"]


def test_a_window_rule_whose_window_comes_back_is_sound() -> None:
    windowed = rule(extends="window", windows=["election"], message="« %s » pendant %s, jusqu'au %s.")
    windowed["tests"][0] = {**windowed["tests"][0], "date": "2027-04-10"}
    calendar = [{"kind": "election", "label": "Élection", "from": "2027-04-10", "to": "2027-04-11"}]
    assert checked(rules=[windowed], calendar=calendar, principles=["Racontez."]) == []


def test_rules_that_say_the_same() -> None:
    other = rule(
        id="s", tokens=["tigres?"], tests=[{"input": "Des tigres.", "contains": "tigres"}, {"input": "Rien.", "absent": True}]
    )
    first = rule(tokens=["(?:un |des )?tigres?"])
    assert names(checked(rules=[first, other])) == ["duplicate_rule"]
    assert checked(rules=[first, {**other, "lang": "en"}]) == []
    elsewhere = [{**example, "network": "x"} for example in other["tests"]]
    assert checked(rules=[first, {**other, "when": {"network": "x"}, "tests": elsewhere}]) == []


def test_rules_on_neighbouring_words_are_not_twins() -> None:
    other = rule(
        id="s", tokens=["lion"], tests=[{"input": "Un lion et un tigre.", "contains": "lion"}, {"input": "Rien.", "absent": True}]
    )
    assert checked(rules=[rule(), other]) == []


def test_a_rule_that_stops_what_the_charter_encourages() -> None:
    encouraged = [{"id": "a", "text": "Racontez votre plus beau tigre."}]
    (found,) = checked(rules=[rule()], encouraged=encouraged)
    assert found.defect == "contradictory_injunctions"
    assert checked(rules=[rule(level="advise")], encouraged=encouraged) == []
    assert checked(rules=[rule(unless=["consent"])], encouraged=encouraged) == []


def test_a_rule_whose_message_forbids_what_the_charter_encourages() -> None:
    encouraged = [{"id": "a", "text": "Partagez vos échecs."}]
    forbidding = rule(message="Ne parlez jamais de difficulté : « %s ».")
    assert names(checked(rules=[forbidding], encouraged=encouraged)) == ["contradictory_injunctions"]
    asking = rule(message="« %s » : une difficulté, à ne pas dire seul ?")
    assert checked(rules=[asking], encouraged=encouraged) == []


def test_a_rule_that_wants_one_sentence_imposes_it() -> None:
    tests = [{"input": "Nova !", "contains": "Nova"}, {"input": "Nova, la vie en grand, oui.", "absent": True}]
    keys = {"extends": "requires", "tokens": [], "first": "Nova", "message": "Il manque la signature.", "tests": tests}
    assert names(checked(rules=[rule(second="Nova, la vie en grand", **keys)])) == ["compulsory_identical_text"]
    tests[1]["input"] = "Nova, où je travaille."
    assert checked(rules=[rule(second="(?:où )?je travaille", **keys)]) == []


def test_a_draft_keeps_what_loading_refuses_but_not_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "pack.yml").write_text("name: x\n", "utf-8")
    entry = "- {extends: existence, id: r, message: m, tokens: [a]}\n"
    (tmp_path / "rules" / "a.yml").write_text(entry * 2, "utf-8")
    assert [r.id for r in read_draft(tmp_path).rules] == ["r", "r"]
    (tmp_path / "rules" / "a.yml").write_text("- {extends: existence, id: r, message: m, tokenz: [a]}\n", "utf-8")
    with pytest.raises(BadInput, match="tokenz"):
        read_draft(tmp_path)


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80)


@settings(deadline=None, max_examples=40)
@given(principles=st.lists(WORDS, max_size=3), lines=st.lists(WORDS, max_size=3), must=WORDS)
def test_any_words_are_read_without_falling(principles: list[str], lines: list[str], must: str) -> None:
    lined = [{"id": str(i), "text": text, "ask": "com"} for i, text in enumerate(lines)]
    found = checked(principles=principles, encouraged=lined, discouraged=lined, mandatory=[{"id": "m", "text": must}])
    assert all(d.where.startswith("pack.yml:") and d.why and d.remedy for d in found)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab .!?\n", max_size=120))
def test_sentences_lose_no_word(text: str) -> None:
    assert " ".join(sentences_of(text)).split() == text.split()


def test_a_long_sentence_is_read_in_no_time() -> None:
    long = "Ne publiez jamais " + "toute publication sur les clients et les chiffres, " * 400
    assert isinstance(checked(principles=[long, "Toutes les publications " * 300], discouraged=bans(1)), list)
