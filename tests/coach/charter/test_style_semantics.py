"""Vale's semantics, one by one, on small styles of our own: where each kind speaks, and where it does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coach.charter.engine import PackCharter
from coach.charter.loading import load_style
from coach.context import Context


def alerts(folder: Path, rule: str, text: str) -> list[str]:
    """Return ``line:column:words|message`` of each alert of one rule."""
    (folder / "S").mkdir(exist_ok=True)
    (folder / "S" / "R.yml").write_text(rule, "utf-8")
    charter = PackCharter([load_style(folder, lang="en")], lang="en")
    found = charter.judge(text, Context(today=dt.date(2026, 1, 1), lang="en"))[1]
    assert not charter.notices, charter.notices
    places = [(text.count("\n", 0, f.start) + 1, f.start - text.rfind("\n", 0, f.start), f.text, f.message) for f in found]
    return [f"{line}:{column}:{words}|{said}" for line, column, words, said in sorted(places)]


EXISTENCE = "extends: existence\nmessage: \"'%s'\"\n"
SWAP = "extends: substitution\nmessage: \"Use '%s' for '%s'.\"\nignorecase: true\n"


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        # a flag that opens a token holds for those after it, not for those before
        (EXISTENCE + "tokens: [crane, '(?i)winch', hook]", "Crane winch WINCH Hook", ["winch", "WINCH", "Hook"]),
        # words are shown with the space they took
        (EXISTENCE + "nonword: true\ntokens: ['\\sthe\\s']", "On the quay", [" the "]),
        # exceptions mind capitals, and only whole words
        (EXISTENCE + "ignorecase: true\ntokens: ['crane \\w+']\nexceptions: [Bay]", "crane bay crane Bay", ["crane bay"]),
        (EXISTENCE + "tokens: ['\\x{2018}quay']\nnonword: true", "A ‘quay’.", ["‘quay"]),
        (EXISTENCE + "raw: ['\\bdock', 's?\\b']", "dock docks docker", ["dock", "docks"]),
        (EXISTENCE + "tokens: [quay]\nlimit: 2", "quay quay\n\nquay", ["quay", "quay"]),
        ("extends: repetition\nmessage: \"'%s'\"\ntokens: ['[^\\s.!?]+']\nalpha: true\nignorecase: true",
         "The the quay\nquay. Quay 3 3", ["The the", "quay\nquay"]),
        # a meaning that catches nothing only has to be there
        ("extends: conditional\nmessage: \"'%s'\"\nfirst: 'crane'\nsecond: 'licence'",
         "A crane.\n\nA crane with a licence.", ["crane"]),
        ("extends: conditional\nmessage: \"'%s'\"\nfirst: '\\b([A-Z]{3})\\b'\nsecond: '\\(([A-Z]{3})\\)'",
         "ABC then (ABC).\n\nXYZ.", ["XYZ"]),
        ("extends: occurrence\nmessage: 'm'\nscope: sentence\nmax: 2\ntoken: '\\w+'", "One two. One two three.", ["One"]),
        ("extends: occurrence\nmessage: 'm'\nscope: raw\nmin: 1\ntoken: 'crane'", "A quay.", ["A"]),
        ("extends: consistency\nmessage: \"'%s'\"\neither: {grey: gray}", "A grey quay.\n\nA gray crane, a gray hook.", ["gray"]),
        ("extends: metric\nmessage: '%s'\nformula: heading.h2 + list\ncondition: '> 2'",
         "# A\n\n## B\n\n- c\n- d\n\nEnd.", ["#"]),
    ],
)  # fmt: skip
def test_kinds(tmp_path: Path, rule: str, text: str, wanted: list[str]) -> None:
    assert [a.split(":", 2)[2].split("|")[0] for a in alerts(tmp_path, rule, text)] == wanted


@pytest.mark.parametrize(
    ("rule", "text", "wanted"),
    [
        # a better form is told as it is written, its capital kept only when the rule says so
        (SWAP + "swap: {ios: iOS}", "IOS and iOS", ["1:1:IOS|Use 'iOS' for 'IOS'."]),
        (SWAP + "swap: {quayside: dockside}", "Quayside", ["1:1:Quayside|Use 'dockside' for 'Quayside'."]),
        (SWAP + "capitalize: true\nswap: {quayside: dockside}", "Quayside", ["1:1:Quayside|Use 'Dockside' for 'Quayside'."]),
        (SWAP + "swap: {'move to (\\w+) quay': 'go to $1'}", "move to north quay",
         ["1:1:move to north quay|Use 'go to north' for 'move to north quay'."]),
        (SWAP + "action: {name: replace}\nswap: {crane: lift|hoist}", "crane", ["1:1:crane|Use 'lift' or 'hoist' for 'crane'."]),
        # a form that is a pattern excuses what it matches, unless the rule replaces by it
        (SWAP + "swap: {'cranes?': 'cranes?'}", "a crane", []),
        (SWAP + "nonword: true\naction: {name: replace}\nswap: {',{2,}': '...'}", "one,,, two",
         ["1:4:,,,|Use '...' for ',,,'."]),
        # the longest key first
        (SWAP + "swap: {crane: a, crane hook: b}", "crane hook", ["1:1:crane hook|Use 'b' for 'crane hook'."]),
    ],
)  # fmt: skip
def test_substitutions(tmp_path: Path, rule: str, text: str, wanted: list[str]) -> None:
    assert alerts(tmp_path, rule, text) == wanted


TEXT = (
    "# Quay one\n\nThe quay is `quay` and [quay](http://x.example/quay), see https://x.example/quay.\nA ~~quay~~.\n\n"
    "- quay two\n\n> quay three\n\n| quay four | b |\n|---|---|\n| c | quay five |\n\n![quay six](a.png)\n\n<!-- quay -->\n"
)


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        ("text", [3, 3, 4, 6, 8, 10, 12, 14]),
        ("heading", []),
        ("~heading", [3, 3, 4, 6, 8, 10, 12, 14]),
        ("list", [6]),
        ("text.list", [6]),
        ("blockquote", [8]),
        ("table", [10, 12]),
        ("alt", [14]),
        ("text.md", [3, 3, 4, 6, 8, 10, 12]),
        ("paragraph", [3, 3, 4]),
        ("text & ~table & ~alt", [3, 3, 4, 6, 8]),
        ("[list, blockquote]", [6, 8]),
        ("summary", [3, 3, 4, 6, 8]),
        ("raw", [3, 3, 3, 3, 3, 4, 6, 8, 10, 12, 14, 16]),
        ("link", []),
    ],
)
def test_scopes(tmp_path: Path, scope: str, lines: list[int]) -> None:
    found = alerts(tmp_path, EXISTENCE + f"scope: {scope}\ntokens: [quay]", TEXT)
    assert [int(a.split(":")[0]) for a in found] == lines


def test_a_heading_has_its_level(tmp_path: Path) -> None:
    text = "# Quay\n\n## Quay\n\nQuay\n====\n"
    rule = EXISTENCE + "scope: heading.h1\ntokens: [Quay]"
    assert [a.split(":")[0] for a in alerts(tmp_path, rule, text)] == ["1", "5"]


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        ("vale off", True),
        ("vale S.R = NO", True),
        ("vale S = NO", True),
        ('vale S.R["quay"] = NO', True),
        ('vale S.R["crane"] = NO', False),
        ("vale style = T", True),
        ("vale styles = T, S", False),
        ("vale S.Other = NO", False),
        ("a vale off", False),
        ("vale S.R[quay] = NO", False),
    ],
)
def test_comments_silence_what_follows_them(tmp_path: Path, comment: str, silent: bool) -> None:
    text = f"quay\n\n<!-- {comment} -->\n\nquay\n"
    assert len(alerts(tmp_path, EXISTENCE + "tokens: [quay]", text)) == (1 if silent else 2)


def test_a_comment_gives_the_word_back(tmp_path: Path) -> None:
    text = "<!-- vale off -->\n\nquay\n\n<!-- vale on -->\n\nquay\n"
    assert [a.split(":")[0] for a in alerts(tmp_path, EXISTENCE + "tokens: [quay]", text)] == ["7"]
    assert alerts(tmp_path, EXISTENCE + "scope: raw\ntokens: [quay]", "<!-- vale off -->\n\nquay\n") == []


@pytest.mark.parametrize(
    ("match", "heading", "right"),
    [
        ("$sentence", "The crane of Nantes", True),
        ("$sentence", "the crane", False),
        ("$sentence", "1. The crane", True),
        ("$sentence", "Step one: The crane", True),
        ("$sentence", "The Crane And Its Hook", False),
        ("$title", "The Crane and Its Hook", True),
        ("$title", "The Crane And Its Hook", True),
        ("$title", "The crane and its hook", False),
        ("$title", "A Way to Lift", True),
        ("$title", "Hoist-Ready RPC Through the Gate", True),
    ],
)
def test_capitals(tmp_path: Path, match: str, heading: str, right: bool) -> None:
    rule = f"extends: capitalization\nmessage: m\nscope: heading\nmatch: {match}\nindicators: [':']\nexceptions: [Nantes]"
    assert (alerts(tmp_path, rule, f"# {heading}\n") == []) is right


def test_accepted_words_excuse_rules_of_words_only(tmp_path: Path) -> None:
    vocabulary = tmp_path / "config" / "vocabularies" / "Port"
    vocabulary.mkdir(parents=True)
    (vocabulary / "accept.txt").write_text("quay\n", "utf-8")
    assert alerts(tmp_path, EXISTENCE + "tokens: [quay]", "quay") == []
    assert len(alerts(tmp_path, EXISTENCE + 'nonword: true\ntokens: [\'"[^"]+",\']', 'the "quay", yes')) == 1


def test_rules_in_folders_of_a_style_and_drafts(tmp_path: Path) -> None:
    for name in ("S/Top.yml", "S/dates/Deep.yml", "S/_old/Out.yml", "S/Top_test.yml", "T/Other.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(EXISTENCE + "tokens: [quay]", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    assert sorted(r.id for r in load_style(tmp_path).rules) == ["S.Top", "S.dates.Deep", "T.Other"]
    assert sorted(r.id for r in load_style(tmp_path / "S").rules) == ["S.Top", "S.dates.Deep"]
