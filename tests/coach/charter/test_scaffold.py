"""A new pack loads, passes its tests, has no defect, and overwrites nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.charter.examples import coverage, run_examples
from coach.charter.lint.linting import lint
from coach.charter.scaffold import slug, write_pack
from coach.charter.schema import kept
from coach.context import Language
from coach.errors import BadInput, BrokenEnvironment
from coach.packs import Pack, built_in, load_pack


@pytest.fixture(scope="module")
def bases() -> list[Pack]:
    return [load_pack(folder, tried=True) for folder in built_in()[0]]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["Helvia", 'Établissements "Cordier" & fils : #1', "L'Œuvre", "{{ 7*7 }} [/b]"])
def test_a_new_pack_is_sound(tmp_path: Path, bases: list[Pack], lang: Language, name: str) -> None:
    paths = write_pack(name, tmp_path / "new", lang)
    pack = load_pack(tmp_path / "new", lang=lang)
    assert {"pack.yml", "README.md", ".schema/pack.schema.json", ".schema/rule.schema.json"} < set(paths)
    assert (pack.name, pack.company.name, pack.lang) == (slug(name), name, lang)
    assert len(pack.rules) == len(pack.kit) == 1
    assert all(result.ok for result in run_examples(pack, bases))
    assert coverage([pack]) == []
    assert lint(pack, dt.date(2026, 11, 23), lang, among=bases) == ()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_editors_find_the_schema_from_each_file(tmp_path: Path, lang: Language) -> None:
    write_pack("Helvia", tmp_path / "new", lang)
    for path in [tmp_path / "new" / "pack.yml", *(tmp_path / "new" / "rules").iterdir()]:
        first = path.read_text("utf-8").splitlines()[0]
        _, _, schema = first.partition("# yaml-language-server: $schema=")
        assert (path.parent / schema).read_text("utf-8") == kept("pack" if path.name == "pack.yml" else "rule")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("précieux", "utf-8")
    for folder in (tmp_path, mine):
        with pytest.raises(BadInput):
            write_pack("Helvia", folder, "fr")
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    assert mine.read_text("utf-8") == "précieux"


@pytest.mark.parametrize("name", ["", "   ", "!!!", "\x1b[2J", "x" * 81])
def test_a_name_needs_a_letter_and_some_measure(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        write_pack(name, tmp_path / "new", "fr")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(BrokenEnvironment):
        write_pack("Helvia", tmp_path / "file" / "new", "fr")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_a_slug_is_a_plain_name(name: str) -> None:
    made = slug(name)
    assert made == slug(made)
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in made)
