"""``portevoix check`` as a person or a script calls it, on good and on bad input."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main

PASTED = (
    "Helvia lance Atelier Zéro, son nouveau service de réparation d'équipements industriels. "
    "L'objectif : prolonger la durée de vie des machines de nos clients et réduire leur empreinte carbone."
)


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home") / "demo"
    assert main(["--lang-ui", "fr", "demo", "--into", str(home)]) == 0
    return home


@pytest.fixture(autouse=True)
def _home(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(demo_home))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")


def given(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "post.txt"
    path.write_bytes(raw)
    return str(path)


def reviewed(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    main(["check", "--json", "--no-semantic", *args])
    review: dict[str, Any] = json.loads(capsys.readouterr().out)
    return review


def test_a_pasted_official_message_is_a_copy_and_names_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = reviewed(capsys, given(tmp_path, PASTED.encode()))
    assert review["schema"] == "portevoix.review/1"
    assert review["mirror"]["verdict"] == "copy"
    assert review["chars"] == len(PASTED)
    parrot = next(f for f in review["findings"] if f["source"] == "mirror")
    assert parrot["severity"] == "warn"
    assert parrot["evidence"]["kind"] == "official"
    assert PASTED[parrot["start"] : parrot["end"]] == parrot["text"]
    assert parrot["question"].endswith("?")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("raw", "chars"),
    [
        pytest.param(b"", 0, id="empty"),
        pytest.param(b"x", 1, id="one character"),
        pytest.param(b"\n", 0, id="a line break"),
        pytest.param(b"a " * 100_000, 200_000, id="200,000 characters"),
        pytest.param(b"un \x00 NUL \x1b]52;c;Zm9v\x07 sonne \x07", None, id="controls"),
        pytest.param(b"[/b] [@click=app.quit]x[/] {{ 7*7 }}", 36, id="markup"),
        pytest.param("renverse\u202eesrever".encode(), 16, id="RTL override"),
        pytest.param("famille 👨‍👩‍👧‍👦 et 🙏🏽".encode(), 21, id="family emoji"),
        pytest.param("e\u0301te\u0301".encode(), 5, id="NFD"),
        pytest.param("été à Noël".encode("cp1252"), 10, id="Windows-1252"),
        pytest.param("été".encode("utf-16"), 3, id="UTF-16"),
        pytest.param(b"\xef\xbb\xbfavec BOM", 8, id="BOM"),
        pytest.param(b"fins\r\nde Windows\r\n", 16, id="CRLF"),
    ],
)
def test_odd_text_is_reviewed_as_it_is(raw: bytes, chars: int | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = reviewed(capsys, given(tmp_path, raw))
    assert chars is None or review["chars"] == chars


def test_spans_are_code_points_of_the_text_given_even_when_it_is_dirty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dirty = "\x1b[31mUn mot.\x00\r\n" + PASTED.replace("é", "e\u0301")
    review = reviewed(capsys, given(tmp_path, dirty.encode()))
    assert review["chars"] == len(dirty)
    assert any(f["source"] == "mirror" for f in review["findings"])
    for finding in review["findings"]:
        assert dirty[finding["start"] : finding["end"]] == finding["text"]


def test_nothing_printed_can_act_on_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = given(tmp_path, f"\x1b]52;c;Zm9v\x07{PASTED}\x1b[2J".encode())
    for form in ("text", "line", "json", "sarif"):
        main(["check", "--format", form, "--no-semantic", hostile])
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "Atelier Zéro" in out or form == "line"


@pytest.mark.parametrize("path", ["absent.txt", "."])
def test_what_cannot_be_read_is_named_and_the_rest_is_reviewed(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    good = given(tmp_path, b"Bonjour.")
    assert main(["check", path, good, "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == good
    assert path in err
    assert "→" in err


def test_two_gigabytes_are_refused_before_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        os.truncate(file.fileno(), 2 * 2**30 + 1)
    assert main(["check", str(huge)]) == 2
    assert main(["check", "--batch", str(huge)]) == 2
    assert capsys.readouterr().err.count("huge.txt") == 2


def test_a_broken_batch_line_keeps_its_place_and_the_run_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = ['{"id": "a", "text": "Bonjour."}', "{oops", '{"id": "c"}', '{"id": "d", "text": "x", "network": "minitel"}']
    lines += ['{"id": "e", "text": "Hello there, this is it.", "date": "2026-13-45"}', json.dumps({"id": "f", "text": "\ud800é"})]
    batch.write_text("\n".join(lines), "utf-8")
    assert main(["check", "--batch", str(batch), "--json", "--no-semantic"]) == 2
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["a", None, "c", "d", "e", "f"]
    assert [("error" in row) for row in rows] == [False, True, True, True, True, False]


def test_exit_status_follows_fail_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parrot = given(tmp_path, PASTED.encode())
    assert main(["check", parrot, "--no-semantic", "--no-charter"]) == 0
    assert main(["check", parrot, "--no-semantic", "--no-charter", "--fail-on", "warn"]) == 1
    assert main(["check", parrot, "--no-semantic", "--no-charter", "--fail-on", "never"]) == 0
    assert main(["check", parrot, "--no-mirror", "--no-charter", "--fail-on", "advise"]) == 0
    assert "Copie" in capsys.readouterr().out


def test_standard_input_is_a_draft(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PASTED.encode())))
    assert main(["check", "-", "--json", "--no-semantic"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["mirror"]["verdict"] == "copy"


def test_lines_have_file_line_column_rule_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = given(tmp_path, f"Bonjour.\n\n  {PASTED}".encode())
    main(["check", path, "--format", "line", "--no-semantic", "--no-charter"])
    for line in capsys.readouterr().out.splitlines():
        rest = line.removeprefix(f"{path}:")
        row, column, rule, message = rest.split(":", 3)
        assert int(row) == 3
        assert int(column) >= 3
        assert rule.startswith("mirror-")
        assert message


def test_sarif_says_where_in_code_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", given(tmp_path, f"👋 {PASTED}".encode()), "--format", "sarif", "--no-semantic", "--no-charter"])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region["startColumn"] == region["charOffset"] + 1
    assert {r["id"] for r in run["tool"]["driver"]["rules"]} >= {run["results"][0]["ruleId"]}


@pytest.mark.parametrize(
    "args", [["check", "--format", "pdf"], ["check", "--only-rules", "x"], ["nonsense"], ["check", "--date", "demain"]]
)
def test_bad_usage_is_two_and_says_what_to_do(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(args)
    except SystemExit as gone:
        status = int(gone.code or 0)
    assert status == 2
    assert "→" in capsys.readouterr().err


def test_the_person_s_own_post_is_not_a_parrot(tmp_path: Path, capsys: pytest.CaptureFixture[str], demo_home: Path) -> None:
    rows = [json.loads(line) for line in (Path(__file__).parents[2] / "corpus/demo/posts.jsonl").read_text("utf-8").splitlines()]
    mine = next(r for r in rows if r["id"] == "hv-026")
    path = given(tmp_path, mine["text"].encode())
    strangers = reviewed(capsys, path, "--author", "Karim")
    own = reviewed(capsys, path, "--author", mine["author"])
    assert {f["severity"] for f in strangers["findings"] if f["source"] == "mirror"} == {"warn"}
    assert "warn" not in {f["severity"] for f in own["findings"] if f["source"] == "mirror"}
    assert demo_home.exists()
