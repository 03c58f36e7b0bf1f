"""What the lint tests share: the charters written for them, and sentences made into a charter of two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from coach.charter.lint.statement import Section, Statement, sentences_of
from coach.context import Language

HERE = Path(__file__).parent
DATA = HERE / "data"
TODAY = dt.date(2026, 11, 23)
_SECTIONS: dict[str, Section] = {"p": "principle", "e": "encouraged", "d": "discouraged", "m": "mandatory", "k": "kit"}


def read_yaml(path: Path) -> Any:
    """Return what a YAML file of the tests says."""
    return YAML(typ="safe").load(path.read_text("utf-8"))


def said(text: str, default: Section, item: str, lang: Language, order: int = 0) -> list[Statement]:
    """Return a line of a charter as statements; ``m:`` and the like before it say where it stands."""
    section = default
    if text[1:2] == ":":
        section, text = _SECTIONS[text[0]], text[2:]
    scope = "every_post" if section == "mandatory" else ""
    return [
        Statement(section, f"{item}/0", s, f"pack.yml:{order + 1}", at == 0, lang, scope, order * 100 + at)
        for at, s in enumerate(sentences_of(text))
    ]
