"""The catalogue of checkable rules the packs were drawn from, one by one: what it calls bad is told, what it calls good is not.

A few of its examples describe a post instead of giving one, or need to know who writes and when: they are completed here. What
the packs do not do, on purpose, is listed with its reason.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coach.charter.engine import PackCharter
from coach.charter.pack import Pack
from coach.context import Context
from coach.finding import Severity
from coach.language import language_of
from coach.packs import built_in, load_pack

CATALOGUE = Path(__file__).parents[3] / "shared" / "charter" / "rules_catalogue.yaml"
TODAY = dt.date(2026, 11, 23)
HOUSE: dict[str, Any] = {
    "name": "merlin",
    "company": {
        "name": "Merlin",
        "products": ["Box Merlin"],
        "competitors": ["Texalp", "Vortel"],
        "codenames": [{"name": "Citadelle", "public_from": "2027-01-01"}, {"name": "Alcyon", "public_from": "2026-05-01"}],
    },
    "calendar": [{"kind": "quiet_period", "label": "résultats annuels", "from": "2026-11-10", "to": "2026-12-05"}],
}
WHOLE: dict[str, tuple[str | None, str | None]] = {
    "conf-codename": (None, "L'équipe Alcyon, présentée au salon de mai, a bossé tout l'été."),
    "cl-not-yet": ("On a refait l'atelier de la maison Obier, mais leur service com' n'a pas encore dit oui.", ""),
    "ip-long-quote": ("« " + "Le bois travaille encore longtemps après l'abattage, dit l'auteur. " * 18 + "»", None),
    "fmt-length": ("On a repris la pompe, le joint et la vis. " * 80, "On a repris la pompe."),
    "fmt-hashtags": ("La scie chante. #a #b #c #d #e #f #g #h #i", "La scie chante. #bois #scie #tulle"),
    "fmt-mentions": ("Merci à @ana1 @bo22 @cy33 @di44 @ed55 @fa66 @gi77", "Merci à @ana1"),
    "fmt-hook": ("Bonjour à tous, j'espère que vous allez bien. " + "J'ai annulé ma réunion du lundi. " * 12, None),
    "acc-alt-text": ("Voici la photo ci-dessous, elle dit tout.", "Voici la photo (description : trois soudeuses)."),
    "src-old-date": (None, "Selon un sondage de 2025, un menuisier sur deux change d'atelier."),
}
"""Examples completed: what is bad, what is good; ``None`` for the catalogue's own, nothing for none."""
NOT_OURS = {
    "ai-disclosure": "whether a model wrote a text cannot be read off it, and no one here says so of anybody",
    "adv-parrot": "the mirror's business: it compares with the kit",
    "ip-lyrics-memes": "the catalogue gives no example: only a person knows a song",
    "ins-allcaps-anger": "shouting is told as hard to read (acc-shouting), never as an insult",
    "adv-no-first-person": "the coach asks for the first person in the interview; a post without it is no fault of the charter",
    "adv-zeal": "to praise one's chief is no fault; encourages-own-word says what is better",
}
"""Rules of the catalogue that no pack applies to its example, and why."""


def rows() -> list[dict[str, Any]]:
    if not CATALOGUE.is_file():
        return []
    from ruamel.yaml import YAML

    return list(YAML(typ="safe").load(CATALOGUE.read_text("utf-8")))


@cache
def charter() -> PackCharter:
    on, off = built_in()
    return PackCharter([*(load_pack(folder, tried=True) for folder in (*on, *off)), Pack.model_validate(HOUSE)])


def example(row: dict[str, Any], side: str) -> str:
    """Return the post of an example: its words between quotation marks, or as it is completed here."""
    own = WHOLE.get(row["id"], (None, None))[("bad", "good").index(side)]
    if own is not None:
        return own
    said = str(row[side])
    quoted = re.search(r"«\s*(.+?)\s*»", said, re.DOTALL)
    return quoted[1] if quoted else "" if said.strip() in ("—", "") else said


def told(text: str) -> list[tuple[str, str | None, Severity]]:
    lang = language_of(text, "fr")
    context = Context(today=TODAY, lang=lang, speak=lang, employer="Merlin")
    return [(f.rule, f.category, f.severity) for f in charter().judge(text, context)[1]]


@pytest.mark.skipif(not CATALOGUE.is_file(), reason="the catalogue is not at hand")
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_what_the_catalogue_calls_bad_is_told_and_good_is_not(row: dict[str, Any]) -> None:
    good = example(row, "good")
    assert [t for t in told(good) if t[1] == row["category"] and t[2] is not Severity.ADVISE] == []
    if row["id"] not in NOT_OURS:
        assert row["category"] in {category for _, category, _ in told(example(row, "bad"))}, told(example(row, "bad"))


@pytest.mark.skipif(not CATALOGUE.is_file(), reason="the catalogue is not at hand")
def test_the_exceptions_are_of_the_catalogue_and_still_needed() -> None:
    by_id = {row["id"]: row for row in rows()}
    assert len(by_id) >= 79
    assert set(NOT_OURS) | set(WHOLE) <= set(by_id)
    for name in NOT_OURS:
        bad = example(by_id[name], "bad")
        assert by_id[name]["category"] not in {category for _, category, _ in told(bad)}, f"{name} is told now"
