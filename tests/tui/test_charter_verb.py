"""``portevoix charter`` as a communications manager or a script calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

CHARTERS = Path(__file__).parents[1] / "coach" / "charter" / "lint" / "data"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    monkeypatch.chdir(tmp_path)


def defects(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[dict[str, Any]]]:
    status = main(["charter", "lint", "--json", "--date", "2026-11-23", *args])
    return status, json.loads(capsys.readouterr().out)["defects"]


def test_lint_prints_the_defects_of_the_contract_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = defects(capsys, str(CHARTERS / "fr-lumenor"))
    assert status == 1
    assert [set(d) for d in found] == [{"defect", "where", "text", "with", "why", "remedy"}] * 3
    clash = next(d for d in found if d["text"].startswith("Partagez vos échecs"))
    assert (clash["defect"], clash["where"], clash["with"]) == ("contradictory_injunctions", "pack.yml:12", "pack.yml:19")


def test_a_clean_charter_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert defects(capsys, str(CHARTERS / "clean-fr-nuances")) == (0, [])
    assert main(["charter", "lint", str(CHARTERS / "clean-fr-nuances")]) == 0
    assert capsys.readouterr().out == "Aucun défaut.\n"


def test_the_text_names_place_sentence_reason_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang-ui", "en", "charter", "lint", str(CHARTERS / "en-calloway")]) == 1
    out = capsys.readouterr().out
    assert "too_many_prohibitions" in out
    assert "    → " in out
    assert out.splitlines()[-1] == "3 defects"


def test_the_day_decides_which_windows_are_over(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(CHARTERS / "fr-lumenor")
    main(["charter", "lint", "--json", "--date", "2026-07-01", folder])
    early = json.loads(capsys.readouterr().out)["defects"]
    assert "expired_window" not in {d["defect"] for d in early}


def test_a_folder_of_packs_is_read_pack_by_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("fr-lumenor", "fr-brise"):
        (tmp_path / "all" / name).mkdir(parents=True)
        text = (CHARTERS / name / "pack.yml").read_text("utf-8")
        (tmp_path / "all" / name / "pack.yml").write_text(text, "utf-8")
    _, found = defects(capsys, "all")
    assert {d["where"].split("/")[0] for d in found} == {"fr-lumenor", "fr-brise"}


@pytest.mark.slow
def test_without_folder_the_current_one_then_the_company_in_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "lint"]) == 2
    assert "charter new" in capsys.readouterr().err
    assert main(["charter", "new", "Helvia", str(tmp_path / "home" / "config" / "packs" / "helvia")]) == 0
    capsys.readouterr()
    assert defects(capsys) == (0, [])
    pack = tmp_path / "home" / "config" / "packs" / "helvia" / "pack.yml"
    pack.write_text(pack.read_text("utf-8").replace("channel: communication@entreprise.example", "channel: à définir"), "utf-8")
    status, (found,) = defects(capsys)
    assert status == 1
    assert found["where"].startswith(f"{pack}:")
    (tmp_path / "pack.yml").write_text("name: ici\n", "utf-8")
    assert defects(capsys) == (0, [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "nulle-part"),
        ({"notes.txt": "rien"}, "pack.yml"),
        ({"pack.yml": "name: x\ncalender: []\n"}, "pack.yml, ligne 2"),
        ({"pack.yml": "name: [x\n"}, "YAML"),
        ({"pack.yml": "- a\n- b\n"}, "pack.yml"),
        ({"pack.yml": "name: x\n", "rules/a.yml": "extends: existance\nid: r\nmessage: m\ntokens: [a]\n"}, "existence"),
    ],
)
def test_bad_input_ends_with_2_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: dict[str, str] | None, said: str
) -> None:
    folder = tmp_path / "nulle-part"
    for name, text in (written or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    assert main(["charter", "lint", "--json", str(folder)]) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert said in seen.err


def test_hostile_words_reach_neither_the_terminal_nor_the_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.yml").write_text(
        'name: x\nlang: fr\nencouraged:\n  - {id: a, text: "Partagez vos échecs \\e]52;c;aGk=\\a {0} {{ 7*7 }}."}\n'
        'discouraged:\n  - {id: b, text: "Ne parlez jamais d\'un échec {x}.", ask: com}\n'
        "contacts: {com: {name: A, channel: B}}\n",
        "utf-8",
    )
    assert main(["charter", "lint"]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "{{ 7*7 }}" in out


def test_new_then_test_then_lint_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("fr", "en"):
        assert main(["--lang-ui", lang, "charter", "new", "Atelier Cordier", f"made-{lang}"]) == 0
        assert f"made-{lang}/pack.yml" in capsys.readouterr().out
        assert main(["charter", "test", f"made-{lang}", "--coverage"]) == 0
        assert main(["charter", "lint", f"made-{lang}"]) == 0
    assert main(["charter", "new", "Atelier Cordier", "--lang", "en"]) == 0
    assert "lang: en" in (tmp_path / "atelier-cordier" / "pack.yml").read_text("utf-8")


def test_new_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "new", "Helvia"]) == 0
    mine = tmp_path / "helvia" / "pack.yml"
    mine.write_text("name: à moi\n", "utf-8")
    assert main(["charter", "new", "Helvia"]) == 2
    assert "rien n'a été écrit" in capsys.readouterr().err
    assert mine.read_text("utf-8") == "name: à moi\n"


def test_list_and_show_and_test_still_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charter", "list", "--category", "accessibility"]) == 0
    assert "acc-fake-bold" in capsys.readouterr().out
    assert main(["charter", "show", "acc-fake-bold"]) == 0
    assert "RGAA" in capsys.readouterr().out
    assert main(["charter", "show", "acc-fake-bolt"]) == 2
    assert "acc-fake-bold" in capsys.readouterr().err
