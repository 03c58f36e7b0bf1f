"""A folder of Vale styles is read rule by rule: one that cannot be read is named, the others speak."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coach.charter.engine import PackCharter
from coach.charter.loading import load_style
from coach.context import Context

RULES = {
    "Kind": "extends: brandnew\nmessage: x\n",
    "Script": "extends: script\nmessage: x\nscript: text\n",
    "Open": "extends: existence\nmessage: x\ntokens: ['(never closed']\n",
    "Key": "extends: existence\nmessage: x\nmax: many\n",
    "Empty": 'extends: existence\nmessage: "%s"\nexceptions:\ntokens:\n  - foo\n  -\n',
    "Both": "extends: existence\nmessage: \"%s\"\nscope: ['heading & ~heading.h2']\ntokens: [Alpha]\n",
    "Numbered": "extends: capitalization\nmessage: \"%s\"\nscope: heading\nmatch: $sentence\nprefix: '\\d+\\. '\n",
}


@pytest.fixture
def style(tmp_path: Path) -> Path:
    folder = tmp_path / "House"
    folder.mkdir()
    for name, text in RULES.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return tmp_path


def test_what_cannot_be_read_is_named_and_the_rest_speaks(style: Path) -> None:
    charter = PackCharter([load_style(style)])
    found = charter.judge("# 1. Alpha and beta\n\n## Alpha\n\nA foo.\n", Context(today=dt.date(2026, 1, 1), lang="en"))[1]
    assert {(f.rule, f.text) for f in found} == {("House.Empty", "foo"), ("House.Both", "Alpha")}
    told = {n.rule: n.said("en") for n in charter.notices}
    assert set(told) == {"House.Kind", "House.Script", "House.Open", "House.Key"}
    assert "brandnew" in told["House.Kind"]
    assert "max" in told["House.Key"]
    assert "Kind.yml" in told["House.Kind"]
