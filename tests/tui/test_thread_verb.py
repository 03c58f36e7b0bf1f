"""``portevoix thread split`` as a script and as a person call it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tui.cli import main

TEXT = "Pourquoi ce fil.\n---\nDonc le TRS est toujours meilleur ailleurs.\n---\nEt vous ?"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")


def given(tmp_path: Path, raw: bytes) -> str:
    path = tmp_path / "notes.txt"
    path.write_bytes(raw)
    return str(path)


def test_json_is_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["thread", "split", given(tmp_path, TEXT.encode()), "--network", "x", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"posts", "findings"}
    assert told["posts"][0] == {"n": 1, "text": "Pourquoi ce fil.", "length": 16, "limit": 280}
    assert {f["rule"] for f in told["findings"]} == {
        "thread-dangling-start", "thread-claim-without-proof", "thread-jargon-unexplained",
    }  # fmt: skip
    for finding in told["findings"]:
        assert TEXT[finding["start"] : finding["end"]] == finding["text"]
        assert finding["severity"] in ("warn", "advise")


def test_standard_input_and_the_usual_network(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["thread", "split", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["posts"][0]["limit"] == 3000


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_person_reads_posts_and_questions(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang-ui", lang, "thread", "split", given(tmp_path, TEXT.encode()), "--network", "bluesky", "--number"]) == 0
    out = capsys.readouterr().out
    assert "── 1/3" in out
    assert "Pourquoi ce fil. (1/3)" in out
    assert "3:1" in out
    assert out.count("    ? ") == 3


@pytest.mark.parametrize(
    "raw", [b"", b"---\n", "été".encode("utf-16"), "été".encode("cp1252"), b"\xff\xfe", b"\x00\x1b]52;c;Zm9v\x07"]
)
def test_odd_bytes_are_split_as_they_are(raw: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ([], ["--json"]):
        assert main(["thread", "split", given(tmp_path, raw), "--network", "mastodon", *form]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert out


@pytest.mark.parametrize(
    "args", [["thread"], ["thread", "split", "absent.txt"], ["thread", "split", "x", "--network", "minitel"]]
)
def test_bad_input_is_two_and_says_what_to_do(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(args)
    except SystemExit as gone:
        status = int(gone.code or 0)
    assert status == 2
    assert "→" in capsys.readouterr().err
