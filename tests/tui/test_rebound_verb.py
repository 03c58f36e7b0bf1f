"""``portevoix rebound`` as a script and as a person call it, on the store of the demo."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tui.cli import main

POST = "Fiers d'ouvrir notre troisième atelier de réparation à Roanne. En un an, 1 200 pièces ont évité la benne."
COMMENT = (
    "Je pense à mes collègues d'Oyonnax en te lisant. Mardi, sur la ligne 4, Karim a remonté un vérin de 1998. "
    "En un an, 1 200 pièces ont évité la benne."
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    (tmp_path / "post.txt").write_text(POST, "utf-8")
    (tmp_path / "comment.txt").write_text(COMMENT, "utf-8")


def test_json_gives_the_rungs_the_posts_words_and_the_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sibling = {"text": "Karim a remonté un vérin de 1998 sur la ligne 4, sans notice.", "author": "Nadia", "kind": "sibling"}
    (tmp_path / "posts.jsonl").write_text(json.dumps(sibling, ensure_ascii=False), "utf-8")
    assert main(["posts", "import", str(tmp_path / "posts.jsonl"), "--no-embed"]) == 0
    capsys.readouterr()
    assert main(["rebound", str(tmp_path / "comment.txt"), "--post", str(tmp_path / "post.txt"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [s["rung"] for s in told["steps"] if s["passed"]] == ["relay", "comment", "fact"]
    assert told["height"] == 3
    for span in (*told["copied"], *(s for s in told["steps"] if s["passed"])):
        assert COMMENT[span["start"] : span["end"]] == span["text"]
    assert any("1 200" in c["text"] for c in told["copied"])
    authors = [f["evidence"]["author"] for f in told["review"]["findings"] if f["source"] == "mirror"]
    assert authors == ["Nadia"], "the mirror reads comments too"


@pytest.mark.parametrize(("lang", "word"), [("fr", "Barreau suivant"), ("en", "Next rung")])
def test_a_person_reads_the_ladder(lang: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang-ui", lang, "rebound", str(tmp_path / "comment.txt"), "--post", str(tmp_path / "post.txt")]) == 0
    out = capsys.readouterr().out
    assert out.count("●") + out.count("○") == 5
    assert word in out


def test_the_posts_own_words_climb_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(POST.upper().encode())))
    assert main(["rebound", "-", "--post", str(tmp_path / "post.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["height"] == 0


def test_two_texts_cannot_both_come_from_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebound", "-", "--post", "-"]) == 2
    assert "post.txt" in capsys.readouterr().err
