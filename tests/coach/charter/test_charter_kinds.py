"""Each kind of rule finds what Vale says it finds, and our kinds what we say."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from coach.charter.capitals import capitalization
from coach.charter.engine import PackCharter
from coach.charter.kinds import (
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
from coach.charter.metrics import metric, readability
from coach.charter.pack import Pack
from coach.charter.pattern import BadPattern
from coach.charter.rule import Rule
from coach.context import Context
from coach.packs import load_style

VALE = Path(__file__).parents[4] / "shared" / "charter" / "vale"


def work(**keys: object) -> Work:
    keys.setdefault("style_file", "S.F")
    return Work(Rule.model_validate({"id": "r", "message": "m", **keys}), {}, "en")


def words(found: list[Found], text: str) -> list[str]:
    return [text[f.start : f.end] for f in found]


def run(find: object, held: Work, text: str) -> list[Found]:
    return list(find(held, Piece.of(text)))  # type: ignore[operator]


def test_existence_takes_whole_words_unless_told() -> None:
    text = "a pumpkin and a pump"
    assert words(run(existence, work(extends="existence", tokens=["pump"]), text), text) == ["pump"]
    assert words(run(existence, work(extends="existence", tokens=["pump"], nonword=True), text), text) == ["pump", "pump"]


def test_existence_respects_case_and_exceptions() -> None:
    text = "Pump pump PUMP"
    assert words(run(existence, work(extends="existence", tokens=["pump"]), text), text) == ["pump"]
    assert len(run(existence, work(extends="existence", tokens=["pump"], ignorecase=True), text)) == 3
    held = work(extends="existence", tokens=["pump"], ignorecase=True, exceptions=["PUMP"])
    assert words(run(existence, held, text), text) == ["Pump", "pump"]


def test_existence_concatenates_raw() -> None:
    text = "There is, there are, There are"
    held = work(extends="existence", raw=[r"\bThere\s", "(?:is|are)"])
    assert words(run(existence, held, text), text) == ["There is", "There are"]


def test_substitution_tries_the_longest_first_and_skips_what_is_right() -> None:
    text = "Utilize it, utilize of it, use"
    held = work(extends="substitution", swap={"utilize": "use", "utilize of": "usage of"}, ignorecase=True)
    found = run(substitution, held, text)
    assert [f.subs for f in found] == [("Use", "Utilize"), ("usage of", "utilize of")]
    assert found[1].fixes == ("usage of",)
    right = work(extends="substitution", swap={"javascript": "JavaScript"}, ignorecase=True)
    assert [f.subs[1] for f in run(substitution, right, "JavaScript and javascript")] == ["javascript"]


def test_substitution_allows_groups_and_choices() -> None:
    held = work(extends="substitution", swap={"(?:a|the) (big|large)": "a great|some"}, ignorecase=True)
    [found] = run(substitution, held, "it is a large one")
    assert found.subs == ("a great, some", "a large")
    assert found.fixes == ("a great", "some")


def test_occurrence_counts() -> None:
    held = work(extends="occurrence", token=r"\bso\b", max=1)
    [found] = run(occurrence, held, "so it is so")
    assert (found.start, found.end, found.subs) == (0, 11, ("2",))
    assert run(occurrence, held, "so it is") == []
    [missing] = run(occurrence, work(extends="occurrence", token="so", min=1), "it is")
    assert missing.subs == ("0",)


def test_repetition_stays_on_a_line() -> None:
    held = work(extends="repetition", tokens=[r"[^\s]+"], alpha=True)
    assert words(run(repetition, held, "the the cat"), "the the cat") == ["the the"]
    assert run(repetition, held, "the\nthe") == []
    assert run(repetition, held, "// // x") == []
    assert run(repetition, work(extends="repetition", tokens=[r"\w+"]), "The the") == []
    assert len(run(repetition, work(extends="repetition", tokens=[r"\w+"], ignorecase=True), "The the")) == 1


def test_consistency_wants_one_form() -> None:
    held = work(extends="consistency", either={"colour": "color"}, ignorecase=True)
    assert words(run(consistency, held, "Colour and color"), "Colour and color") == ["color"]
    assert run(consistency, held, "color and color") == []


def test_conditional_compares_what_groups_catch() -> None:
    held = work(extends="conditional", first=r"\b([A-Z]{3,5})\b", second=r"\b[A-Z][a-z]+ \(([A-Z]{3,5})\)", exceptions=["FAQ"])
    text = "World (WHO) says WHO and FAQ, not DAFB"
    assert words(run(conditional, held, text), text) == ["DAFB"]


def test_requires_wants_a_second_word() -> None:
    held = work(extends="requires", first="pump", second="our")
    assert words(run(requires, held, "a pump, a pump"), "a pump, a pump") == ["pump"]
    assert run(requires, held, "our pump") == []


@pytest.mark.parametrize(
    ("match", "text", "right"),
    [
        ("$title", "The Art of the Pump", True),
        ("$title", "The art of the pump", False),
        ("$sentence", "The art of the pump", True),
        ("$sentence", "The Art Of The Pump", False),
        ("$sentence", "Pumps: The art", True),
        ("$sentence", "Pumps: the art", False),
        ("$sentence", "Using Docker at home", True),
        ("$lower", "all small", True),
        ("$lower", "All small", False),
        ("$upper", "ALL BIG", True),
        ("$upper", "All big", False),
        ("^[A-Z]", "Begins well", True),
        ("^[A-Z]", "begins badly", False),
        ("$title", "12 34", True),
    ],
)
def test_capitalization(match: str, text: str, right: bool) -> None:
    held = work(extends="capitalization", match=match, indicators=[":"], exceptions=["Docker"])
    assert (run(capitalization, held, text) == []) is right


def test_metrics_do_arithmetic_and_nothing_else() -> None:
    assert len(run(metric, work(extends="metric", formula="words / sentences", condition="> 3"), "one two three four.")) == 1
    assert run(metric, work(extends="metric", formula="words / sentences", condition="> 4"), "one two three four.") == []
    for formula in ("__import__('os')", "words.x", "1 +", "open", "9**9**9**9", "'a'*9", "x" * 600):
        with pytest.raises(BadPattern):
            run(metric, work(extends="metric", formula=formula), "one")


def test_readability_wants_thirty_words() -> None:
    held = work(extends="readability", grade=5)
    hard = (
        "Institutional considerations notwithstanding, organisational responsibilities necessitate comprehensive documentation. "
        * 6
    )
    assert len(run(readability, held, hard)) == 1
    assert run(readability, held, "A cat sat. " * 12) == []
    ours = work(extends="readability", grade=5, style_file=None)
    assert run(readability, ours, "Notwithstanding.") == []


def test_ours_take_words_at_letters_even_with_signs() -> None:
    plain = Rule.model_validate(
        {"id": "r", "extends": "existence", "message": "m", "tokens": ["100 %", "c'est"], "ignorecase": True}
    )
    charter = PackCharter([Pack(name="p", rules=(plain,))])
    _, found = charter.judge("À 100 % ! C’est 1100 %", Context(today=dt.date(2026, 1, 1)))
    assert [f.text for f in found] == ["100 %", "C’est"]


@pytest.mark.parametrize("scope", ["sentence", "paragraph", "first_line", "raw", "text"])
def test_scopes_of_ours(scope: str) -> None:
    held = Rule.model_validate({"id": "r", "extends": "occurrence", "message": "m", "token": "a", "max": 1, "scope": scope})
    charter = PackCharter([Pack(name="p", rules=(held,))])
    _, found = charter.judge("a. b.\na a.\n\na a", Context(today=dt.date(2026, 1, 1)))
    assert [f.text for f in found] == {
        "sentence": ["a a", "a a"], "paragraph": ["a. b.\na a", "a a"], "first_line": [],
        "raw": ["a. b.\na a.\n\na a"], "text": ["a. b.\na a.\n\na a"],
    }[scope]  # fmt: skip


@pytest.mark.parametrize("within", ["sentence", "neighbours", "paragraph", "post", 2])
def test_near_and_but_reach_as_far_as_told(within: str | int) -> None:
    near = {"id": "r", "extends": "near", "message": "m", "tokens": ["pompe"], "near": ["prix"], "within": within}
    charter = PackCharter([Pack(name="p", rules=(Rule.model_validate(near),))])
    texts = ["pompe au prix", "prix. Une pompe", "prix. Un. Deux. Trois. La pompe", "prix\n\nUn. Deux. Trois. La pompe", "joint"]
    reach = {"sentence": 1, "neighbours": 2, "paragraph": 3, "post": 4, 2: 2}[within]
    found = [bool(charter.judge(t, Context(today=dt.date(2026, 1, 1)))[1]) for t in texts]
    assert found == [number < reach for number in range(5)]


def vale_alerts(style: Path, fixture: str, alerts: list[str]) -> tuple[set[str], set[str]]:
    """Return the alerts wanted and found, as ``file:line:col:rule``, for the rules of a style that its settings turn on."""
    pack = load_style(style / "style")
    charter = PackCharter([pack])
    names = {r.id for r in pack.rules}
    ini = (style / "fixtures" / fixture / ".vale.ini").read_text("utf-8")
    based = {s.strip() for b in re.findall(r"^BasedOnStyles\s*=\s*(.*)$", ini, re.M) for s in b.split(",")}
    on = set(re.findall(r"^([\w-]+\.[\w-]+)\s*=\s*YES", ini, re.M))
    cut = [m for a in alerts if (m := re.match(r"([\w.]+:\d+:\d+:)([\w-]+\.[\w-]+):", a))]
    wanted = {m[1] + m[2] for m in cut if m[2] in names}
    found: set[str] = set()
    for file in sorted((style / "fixtures" / fixture).iterdir()):
        if file.suffix not in (".md", ".rst"):
            continue
        text = file.read_text("utf-8")
        for f in charter.judge(text, Context(today=dt.date(2026, 1, 1), lang="en"))[1]:
            if f.rule in on or f.rule.split(".")[0] in based:
                line = text.count("\n", 0, f.start) + 1
                found.add(f"{file.name}:{line}:{f.start - text.rfind(chr(10), 0, f.start)}:{f.rule}")
    return wanted, found


@pytest.mark.slow
@pytest.mark.skipif(not VALE.is_dir(), reason="the styles to measure on are not at hand")
@pytest.mark.parametrize("name", ["Microsoft", "alex", "proselint", "write-good"])
def test_real_styles_alert_where_vale_does(name: str) -> None:
    style = VALE / name
    wanted, missed, extra = 0, [], []
    for line in (style / "expected.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if any(a.startswith("#") for a in row["alerts"]):
            continue
        want, found = vale_alerts(style, row["fixture"], row["alerts"])
        wanted += len(want)
        missed += sorted(want - found)
        extra += sorted(found - want)
    assert missed == []
    stale = [e for e in extra if not e.endswith(("alex.OCD", "write-good.Weasel")) and "alex.Profanity" not in e]
    assert stale == [], f"of {wanted}"
