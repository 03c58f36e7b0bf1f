"""The charter as a whole: verdicts, contacts, languages, dates, and what no text may break."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.engine import PackCharter, fill, verdict_of
from coach.charter.pack import Company, Contact, Pack, Window
from coach.charter.rule import Rule
from coach.context import Context
from coach.errors import BadInput
from coach.finding import Severity, Source
from coach.packs import find_packs
from coach.text import read_view

DAY = dt.date(2026, 11, 23)


def context(**more: object) -> Context:
    return Context.model_validate({"today": DAY, **more})


def rule(**keys: object) -> Rule:
    return Rule.model_validate({"id": "r", "extends": "existence", "message": "« %s »", "tokens": ["pompe"], **keys})


def charter(*rules: Rule, **pack: object) -> PackCharter:
    return PackCharter([Pack.model_validate({"name": "p", **pack}).model_copy(update={"rules": rules})])


@cache
def shipped() -> PackCharter:
    return PackCharter(find_packs())


def test_a_finding_carries_reason_question_and_contact() -> None:
    told = rule(level="block", why="Parce que.", question="Qui ?", ask="juridique", category="legal_commitment")
    judge = charter(told, contacts={"juridique": {"name": "Ada, juriste", "channel": "ada@x.example"}})
    ruling, [finding] = judge.judge("La pompe est à moi.", context(author="Moussa"))
    assert (finding.text, finding.start, finding.severity, finding.source) == ("pompe", 3, Severity.BLOCK, Source.CHARTER)
    assert (finding.message, finding.why, finding.question) == ("« pompe »", "Parce que.", "Qui ?")
    assert finding.ask is not None
    assert (finding.ask.name, finding.ask.channel) == ("Ada, juriste", "ada@x.example")
    assert finding.ask.draft_message is not None
    assert finding.ask.draft_message.startswith("Bonjour Ada,")
    assert "« pompe »" in finding.ask.draft_message
    assert "est à moi" not in finding.ask.draft_message
    assert finding.ask.draft_message.endswith("Moussa")
    assert ruling.verdict == "stop"


def test_a_company_without_contacts_leaves_the_key() -> None:
    _, [finding] = charter(rule(ask="juridique")).judge("pompe", context())
    assert finding.ask is not None
    assert (finding.ask.key, finding.ask.name, finding.ask.channel) == ("juridique", None, None)


def test_somebody_stands_in_for_a_desk_the_company_does_not_have() -> None:
    judge = charter(rule(ask="rssi"), contacts={"com": {"name": "Nadia", "channel": "c"}})
    _, [finding] = judge.judge("pompe", context())
    assert finding.ask is not None
    assert finding.ask.key == "com"


@pytest.mark.parametrize(
    ("level", "ask", "verdict"),
    [("block", None, "stop"), ("warn", "com", "ask"), ("warn", None, "go"), ("advise", "com", "go")],
)
def test_the_verdict_follows_the_worst_remark(level: str, ask: str | None, verdict: str) -> None:
    ruling, findings = charter(rule(level=level, ask=ask)).judge("la pompe", context())
    assert ruling.verdict == verdict == verdict_of(findings)
    assert charter(rule(level=level)).judge("le joint", context())[0].verdict == "go"


def test_form_rules_speak_as_form() -> None:
    _, findings = shipped().judge("𝐎𝐒𝐄𝐙 en parler", context())
    assert {f.source for f in findings if f.rule == "acc-fake-bold"} == {Source.FORM}


def test_words_follow_the_language_of_the_person() -> None:
    text = "Appelez Laure au 06 39 98 12 34."
    _, [french] = shipped().judge(text, context(lang="fr", speak="fr"))
    _, [english] = shipped().judge(text, context(lang="fr", speak="en"))
    assert "téléphone" in french.message
    assert "telephone" in english.message
    assert english.ask is not None
    assert (english.ask.draft_message or "").startswith("Hello")


def test_rules_of_one_language_do_not_read_the_other() -> None:
    french = rule(lang="fr")
    assert charter(french).judge("la pompe", context(lang="en"))[1] == []


def test_a_later_pack_overrides_by_id_and_may_take_over() -> None:
    base = Pack(name="a", rules=(rule(level="block", why="base"),))
    softer = rule(extends="r", level="advise", tokens=["joint"])
    mild = Pack(name="b", rules=(softer,))
    judge = PackCharter([base, mild])
    assert [r.level for r in judge.rules] == [Severity.ADVISE]
    _, [finding] = judge.judge("un joint, une pompe", context())
    assert (finding.text, finding.why, finding.severity) == ("joint", "base", Severity.ADVISE)


def test_taking_over_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="conf-codenam"):
        PackCharter([Pack(name="b", rules=(rule(extends="conf-codenam"),))])


def test_when_holds_network_role_employer_and_days() -> None:
    held = rule(when={"network": "x", "role": "vente", "employer": "Helvia", "between": ["2026-11-01", "2026-11-30"]})
    judge = charter(held)
    right = {"network": "x", "role": "Vente", "employer": "helvia"}
    assert len(judge.judge("la pompe", context(**right))[1]) == 1
    for wrong in ({"network": "linkedin"}, {"role": "achat"}, {"employer": None}, {"today": "2026-12-01"}):
        assert judge.judge("la pompe", context(**{**right, **wrong}))[1] == []


def test_company_lists_hold_by_their_dates() -> None:
    company = Company.model_validate({
        "codenames": [{"name": "Citadelle", "public_from": "2026-12-01"}],
        "citable_clients": [{"name": "Texalp", "until": "2026-11-30"}, "Obier"],
    })  # fmt: skip
    secret = rule(tokens=["{codenames}"])
    open_name = rule(id="s", tokens=["{clients}"])
    judge = PackCharter([Pack(name="p", company=company, rules=(secret, open_name))])
    text = "Citadelle chez Texalp et Obier"
    assert [f.text for f in judge.judge(text, context())[1]] == ["Citadelle", "Texalp", "Obier"]
    assert [f.text for f in judge.judge(text, context(today="2026-12-01"))[1]] == ["Obier"]


def test_an_empty_list_matches_nothing() -> None:
    assert charter(rule(tokens=["{competitors}"])).judge("tout et rien", context())[1] == []


def test_windows_open_and_close() -> None:
    window = Window.model_validate(
        {"kind": "embargo", "label": "lancement", "from": "2026-11-20", "to": "2026-11-25", "subject": "Pièces Communes"}
    )
    told = rule(extends="window", windows=["embargo"], tokens=["{subject}"], message="%s / %s / %s", ignorecase=True)
    judge = PackCharter([Pack(name="p", calendar=(window,), rules=(told,))])
    _, [finding] = judge.judge("Nos pièces communes arrivent", context())
    assert finding.message == "pièces communes / lancement / 25 novembre 2026"
    assert judge.judge("Nos pièces communes arrivent", context(today="2026-11-26"))[1] == []


def test_a_kit_message_under_embargo_is_a_window() -> None:
    told = rule(extends="window", windows=["embargo"], tokens=["{subject}"])
    pack = Pack.model_validate(
        {"name": "p", "kit": [{"name": "k", "title": "Pièces Communes, le stock", "embargo_until": "2026-12-08"}]}
    )
    judge = PackCharter([pack.model_copy(update={"rules": (told,)})])
    assert len(judge.judge("Pièces Communes arrive", context(today="2026-12-07"))[1]) == 1
    assert judge.judge("Pièces Communes arrive", context(today="2026-12-08"))[1] == []


def test_a_slow_rule_is_named_and_set_aside() -> None:
    slow = rule(id="slow", tokens=["(?:a|aa)+$"], nonword=True)
    judge = charter(slow, rule())
    text = "a" * 60 + "! une pompe"
    assert [f.rule for f in judge.judge(text, context())[1]] == ["r"]
    assert [(n.rule, n.key) for n in judge.notices] == [("slow", "slow")]
    assert "slow" in judge.notices[0].said("fr")
    assert [f.rule for f in judge.judge(text, context())[1]] == ["r"]


def test_two_rules_of_a_category_on_the_same_words_make_one_remark() -> None:
    first = rule(id="a", level="warn", category="c")
    worse = rule(id="b", level="block", category="c", tokens=["la pompe"])
    _, found = charter(first, worse).judge("la pompe", context())
    assert [f.rule for f in found] == ["b"]


def test_encouragements_are_said_once_each() -> None:
    told = rule(extends="encourages", message="Bien : %s")
    ruling, findings = charter(told).judge("pompe et pompe", context())
    assert findings == []
    assert [(e.message, e.start) for e in ruling.encouraged] == [("Bien : pompe", 0)]


@pytest.mark.parametrize(
    ("message", "subs", "said"),
    [
        ("%s, %s", ("a", "b"), "a, b"),
        ("%s %s", ("a",), "a a"),
        ("rien", ("a",), "rien"),
        ("100 %% %s", ("a",), "100 % a"),
        ("%s", (), ""),
    ],
)
def test_messages_are_filled_in_order(message: str, subs: tuple[str, ...], said: str) -> None:
    assert fill(message, subs) == said


def test_braces_and_brackets_of_a_draft_stay_inert() -> None:
    _, findings = charter(rule(ask="com", tokens=["pompe {{ 7*7 }}"], nonword=True)).judge("pompe {{ 7*7 }}", context())
    assert findings == []
    _, [finding] = charter(rule(ask="com", tokens=[r"\{\{.*\}\}"], nonword=True)).judge("x {{ 7*7 }} [/b]", context())
    assert finding.ask is not None
    assert "{{ 7*7 }}" in (finding.ask.draft_message or "")
    assert "{{ 7*7 }}" in finding.message


@given(st.text(max_size=400), st.sampled_from(["fr", "en"]), st.sampled_from(["linkedin", "x", "mastodon", "bluesky"]))
@settings(deadline=None, max_examples=60)
def test_any_text_is_judged_within_its_bounds_and_the_same_twice(raw: str, lang: str, network: str) -> None:
    text = read_view(raw).text
    held = context(lang=lang, network=network, employer="Helvia")
    ruling, findings = shipped().judge(text, held)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]
    for encouraged in ruling.encouraged:
        assert 0 <= encouraged.start <= encouraged.end <= len(text)
    assert shipped().judge(text, held) == (ruling, findings)
    assert shipped().notices == ()


_PIECES = st.lists(
    st.sampled_from(
        "notre|client|Texalp|a signé|confidentiel|06 39 98 12 34|« cité »|12 %|des salariés|jamais|http://x.intra/a|𝐎𝐒𝐄𝐙|🎯🎯🎯|#motsclescolles"
        "|\n\n|\n|’|j’ai|n’est pas|votez|Ada Morel|8 M€|chiffre d’affaires|!!!|?|.".split("|")
    ),
    max_size=40,
)


@given(_PIECES)
@settings(deadline=None, max_examples=60)
def test_texts_full_of_triggers_stay_in_bounds(pieces: list[str]) -> None:
    text = read_view(" ".join(pieces)).text
    _, findings = shipped().judge(text, context(employer="Helvia"))
    assert all(f.text == text[f.start : f.end] for f in findings)


@pytest.mark.slow
def test_a_very_long_text_is_judged() -> None:
    text = "Ce matin à l'atelier, on a repris la pompe, le joint et la vis. " * 3200
    _, findings = shipped().judge(text, context())
    assert {f.rule for f in findings} == {"format-limit-linkedin"}
    assert shipped().notices == ()


def test_contacts_are_added_up() -> None:
    one = Pack(name="a", contacts={"com": Contact(name="Nadia")})
    two = Pack(name="b", contacts={"com": Contact(name="Zoé"), "rh": Contact(name="Yann")})
    assert {k: c.name for k, c in PackCharter([one, two]).contacts.items()} == {"com": "Zoé", "rh": "Yann"}
