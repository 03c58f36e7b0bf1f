"""The same visual and the same moment from the command line, from the import of posts to the review of a draft."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tui.cli import main

SAID = "La barge électrique de Vannes a livré ses premières palettes mardi, sans une goutte de gazole."


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")


def picture(path: Path, seed: int = 1, size: tuple[int, int] = (240, 160)) -> Path:
    dice = random.Random(seed)
    cells = Image.frombytes("RGB", (6, 4), bytes(dice.randrange(256) for _ in range(72)))
    cells.resize(size, Image.Resampling.BICUBIC).save(path)
    return path


def brought_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Posts with pictures beside them: at hand, far away, missing and damaged."""
    (folder / "img").mkdir(parents=True)
    picture(folder / "img" / "barge.png")
    picture(folder / "barge-petite.jpg", size=(120, 80))
    (folder / "img" / "cassee.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    rows = [
        {"id": "a", "author": "Ana", "image": "img/barge.png"},
        {"id": "b", "author": "Bo", "image": str(folder / "barge-petite.jpg")},
        {"id": "c", "author": "Cy", "image": "https://cdn.example/barge.png"},
        {"id": "d", "author": "Di", "image": "img/absente.png"},
        {"id": "e", "author": "Eli", "image": "img/cassee.png"},
    ]
    lines = [json.dumps({"text": f"{SAID} Vu du poste {r['id']}.", "date": "2026-11-20", **r}) for r in rows]
    (folder / "posts.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["posts", "import", str(folder / "posts.jsonl"), "--no-embed", "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def reviewed(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    main(["check", "--json", "--no-semantic", *args])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_pictures_and_days_from_import_to_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = brought_in(tmp_path / "posts", capsys)
    assert told["added"] == 5
    assert [(r["reason"], r["record"]) for r in told["reported"]] == [("bad_picture_kept", 5)]
    assert main(["posts", "export"]) == 0
    kept = {row["id"]: row["image"] for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert kept["a"].startswith("imprint:")
    assert kept["b"].startswith("imprint:")
    assert (kept["c"], kept["d"], kept["e"]) == ("https://cdn.example/barge.png", "img/absente.png", "img/cassee.png")

    draft = tmp_path / "draft.txt"
    draft.write_text(f"Ce matin au quai. {SAID}", "utf-8")
    mine = picture(tmp_path / "mienne.webp", size=(480, 320))
    (review,) = reviewed(capsys, "--date", "2026-11-23", "--image", str(mine), str(draft))
    text = draft.read_text("utf-8")
    found = {f["rule"]: f for f in review["findings"]}
    assert all(text[f["start"] : f["end"]] == f["text"] for f in review["findings"])
    same = found["mirror-same-visual"]
    assert (same["start"], same["end"], same["severity"]) == (0, 0, "warn")
    assert "Ana" in same["message"]
    assert "un autre collègue" in same["message"]
    assert same["question"].endswith("?")
    assert "5 collègues" in found["mirror-same-moment"]["message"]
    assert found["mirror-same-moment"]["severity"] == "advise"

    (review,) = reviewed(capsys, "--date", "2027-01-23", "--image", str(picture(tmp_path / "autre.png", 7)), str(draft))
    assert not {"mirror-same-visual", "mirror-same-moment"} & {f["rule"] for f in review["findings"]}
    (review,) = reviewed(capsys, "--no-mirror", "--image", str(mine), str(draft))
    assert not {f["rule"] for f in review["findings"] if f["source"] == "mirror"}


def test_a_batch_line_names_its_picture_beside_the_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought_in(tmp_path / "posts", capsys)
    assert main(["posts", "export"]) == 0
    imprint = json.loads(capsys.readouterr().out.splitlines()[0])["image"]
    picture(tmp_path / "mienne.png")
    (tmp_path / "vide.png").write_bytes(b"")
    rows = [
        {"id": "1", "image": "mienne.png"},
        {"id": "2", "image": "vide.png"},
        {"id": "3", "image": imprint},
        {"id": "4", "image": 4},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps({"text": "Deux mots à moi.", **row}) for row in rows), "utf-8")
    assert main(["check", "--no-semantic", "--batch", str(batch)]) == 2
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3", "4"]
    assert [f["rule"] for f in lines[0]["findings"]] == ["mirror-same-visual"]
    assert "vide.png est vide" in lines[1]["error"]
    assert [f["rule"] for f in lines[2]["findings"]] == (["mirror-same-visual"] if imprint.startswith("imprint:") else [])
    assert "image" in lines[3]["error"]


@pytest.mark.parametrize("form", ["text", "line", "sarif"])
def test_every_report_can_say_a_remark_without_words(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brought_in(tmp_path / "posts", capsys)
    draft = tmp_path / "draft.txt"
    draft.write_text("Deux mots à moi.", "utf-8")
    mine = picture(tmp_path / "mienne.png")
    assert main(["check", "--no-semantic", "--format", form, "--image", str(mine), str(draft)]) == 0
    out = capsys.readouterr().out
    assert "mirror-same-visual" in out
    assert "«  »" not in out


@pytest.mark.parametrize("name", ["absente.png", "texte.png"])
def test_a_bad_picture_is_told_and_nothing_is_lost(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texte.png").write_text("Bonjour", "utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text("Deux mots à moi.", "utf-8")
    assert main(["check", "--image", str(tmp_path / name), str(draft)]) == 2
    told = capsys.readouterr()
    assert name in told.err
    assert "→" in told.err
    assert draft.read_text("utf-8") == "Deux mots à moi."


def test_a_folder_is_walked_with_its_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inner = tmp_path / "all" / "novembre"
    inner.mkdir(parents=True)
    picture(inner / "p.png")
    (inner / "posts.jsonl").write_text(json.dumps({"id": "n", "text": "Un mot.", "image": "p.png"}), "utf-8")
    assert main(["posts", "import", str(tmp_path / "all"), "--no-embed"]) == 0
    capsys.readouterr()
    assert main(["posts", "export"]) == 0
    assert json.loads(capsys.readouterr().out)["image"].startswith("imprint:")
