"""Whole charters, some with defects sown in them and some that only look guilty: all found, nothing invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ground_of_lint import DATA, TODAY, read_yaml

from coach.charter.lint.defect import Defect
from coach.charter.lint.drafts import read_draft
from coach.charter.lint.linting import lint
from coach.charter.pack import Pack
from coach.packs import built_in, demo_folder, load_pack

CHARTERS = sorted(folder.name for folder in DATA.iterdir())


@cache
def bases() -> tuple[Pack, ...]:
    return tuple(load_pack(folder, tried=True) for folder in built_in()[0])


@cache
def found(name: str) -> tuple[Defect, ...]:
    pack = read_draft(DATA / name)
    return lint(pack, TODAY, pack.lang or "fr", among=bases())


def line_at(folder: Path, where: str) -> str:
    file, _, line = where.rpartition(":")
    return (folder / file).read_text("utf-8").splitlines()[int(line) - 1]


def matches(folder: Path, wanted: dict[str, Any], defect: Defect) -> bool:
    beside = defect.with_ or ""
    in_file = wanted["file"] in (defect.where.rpartition(":")[0], beside.rpartition(":")[0])
    text = f"{defect.text} {line_at(folder, defect.where)}"
    other = f"{defect.why} {line_at(folder, beside)}" if beside else ""
    return defect.defect == wanted["defect"] and in_file and wanted.get("text", "") in text and wanted.get("with", "") in other


@pytest.mark.slow
@pytest.mark.parametrize("name", CHARTERS)
def test_every_sown_defect_is_found_and_nothing_else(name: str) -> None:
    left = list(found(name))
    for wanted in read_yaml(DATA / name / "expected.yml") or []:
        hit = next((d for d in left if matches(DATA / name, wanted, d)), None)
        assert hit is not None, f"missed {wanted} among {left}"
        left.remove(hit)
    assert left == []


def test_the_charters_cover_every_defect_in_both_languages_and_hold_clean_ones() -> None:
    seen = {(name.split("-")[0], d["defect"]) for name in CHARTERS for d in read_yaml(DATA / name / "expected.yml") or []}
    defects = {name for _, name in seen}
    assert len(defects) == 10
    assert {name for lang, name in seen if lang == "en"} == defects
    assert len([name for name in CHARTERS if name.startswith("clean-")]) >= 4


@pytest.mark.parametrize("name", CHARTERS)
def test_every_place_is_the_line_where_the_words_begin(name: str) -> None:
    for defect in found(name):
        first = defect.text.split()[0].strip("«»“”\"'.,:;!?")
        at = line_at(DATA / name, defect.where)
        if defect.defect not in ("no_contact", "contact_without_channel", "too_many_prohibitions", "expired_window"):
            assert first in at, defect
        assert at.strip()
        if defect.with_:
            assert line_at(DATA / name, defect.with_).strip()


def test_what_is_said_is_said_in_the_language_asked_for() -> None:
    pack = read_draft(DATA / "fr-lumenor")
    french, english = lint(pack, TODAY, "fr"), lint(pack, TODAY, "en")
    assert [d.where for d in french] == [d.where for d in english]
    assert all(f.why != e.why and f.remedy != e.remedy for f, e in zip(french, english, strict=True))


def test_the_demo_company_is_clean() -> None:
    assert lint(load_pack(demo_folder()), TODAY, "fr", among=bases()) == ()


@pytest.mark.slow
@pytest.mark.parametrize("folder", [*built_in()[0], *built_in()[1]], ids=lambda f: f.name)
def test_the_packs_shipped_are_clean(folder: Path) -> None:
    pack = load_pack(folder, tried=True)
    assert [(d.defect, d.where, d.text) for d in lint(pack, TODAY, "fr", among=bases())] == []


def test_a_pack_that_was_never_a_folder_has_its_defects_at_line_1() -> None:
    pack = read_draft(DATA / "fr-lumenor").model_copy(update={"path": ""})
    assert {d.where for d in lint(pack, TODAY, "fr")} == {"pack.yml:1"}


def test_a_place_survives_folded_text_and_quotes(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text(
        "name: x\nlang: fr\nprinciples:\n  - >-\n    Le métier avant tout.\n    Partagez\n    vos échecs.\n"
        'discouraged:\n  - id: a\n    ask: com\n    text: "Ne parlez\n      jamais d\'un échec."\n'
        "contacts:\n  com: {name: A, channel: a@x.example}\n",
        "utf-8",
    )
    (defect,) = lint(read_draft(tmp_path), TODAY, "fr")
    assert (defect.where, defect.with_) == ("pack.yml:6", "pack.yml:11")
    assert defect.text == "Partagez vos échecs."


def test_json_has_the_keys_of_the_contract() -> None:
    (defect, *_) = found("fr-lumenor")
    assert list(defect.as_json()) == ["defect", "where", "text", "with", "why", "remedy"]
