"""``portevoix posts``: a store filled, read, exported and emptied from the command line, in a process' own home."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tui.cli import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "en")
    monkeypatch.chdir(tmp_path)


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    assert main(["posts", *args]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


POSTS = [
    {"id": "a", "text": "On a réparé la presse de 1987 avec Moussa, à la main.", "author": "Claire", "date": "2026-03-01"},
    {"id": "b", "text": "We counted sixty people around one old machine.", "author": "Inès", "likes": 4},
]


def written(path: Path, posts: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(json.dumps(p) for p in posts), "utf-8")
    return str(path)


def test_import_counts_and_a_second_time_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "posts.jsonl", POSTS)
    first = rows(capsys, "import", "--no-embed", "--json", path)[0]
    again = rows(capsys, "import", "--no-embed", "--json", path)[0]
    assert (first["added"], first["updated"]) == (2, 0)
    assert (again["added"], again["skipped"]) == (0, {"already_there": 2})


def test_what_is_exported_is_what_import_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["posts", "import", "--no-embed", written(tmp_path / "posts.jsonl", POSTS)])
    capsys.readouterr()
    exported = rows(capsys, "export")
    by_id = {row["id"]: row for row in exported}
    for post in POSTS:
        assert {k: v for k, v in by_id[post["id"]].items() if k in post} == post
    assert by_id["a"]["lang"] == "fr"
    main(["posts", "export", "--format", "csv"])
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["id"]: row["text"] for row in table} == {p["id"]: p["text"] for p in POSTS}


def test_official_and_own_posts_are_known_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "message.md").write_text("---\ntitle: Lancement\n---\nHelvia lance Atelier Zéro.\n", "utf-8")
    main(["posts", "import", "--no-embed", "--kind", "official", "--author", "Helvia", "message.md"])
    capsys.readouterr()
    assert [(p["kind"], p["author"]) for p in rows(capsys, "list", "--json")] == [("official", "Helvia")]


def test_a_broken_row_is_reported_by_its_number_and_the_rest_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "posts.csv"
    table.write_text('text,author,date\nUn,Claire,2026-01-01\n"coupé,Karim\nDeux,Inès,2026-01-02\n', "utf-8")
    main(["posts", "import", "--no-embed", str(table)])
    out = capsys.readouterr().out
    assert "1 added" in out or "2 added" in out
    assert "posts.csv:" in out


def test_unknown_columns_ask_for_a_map_and_a_map_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "odd.csv"
    table.write_text("zorg,blib\nUn texte assez long pour un post.,Claire\n", "utf-8")
    assert main(["posts", "import", "--no-embed", str(table)]) == 2
    assert "--map text=" in capsys.readouterr().err
    assert main(["posts", "import", "--no-embed", "--map", "text=zorg", "--map", "author=blib", str(table)]) == 0
    capsys.readouterr()
    assert [(p["text"], p["author"]) for p in rows(capsys, "list", "--json")] == [("Un texte assez long pour un post.", "Claire")]


def test_a_removed_author_leaves_no_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["posts", "import", "--no-embed", written(tmp_path / "posts.jsonl", POSTS)])
    assert main(["posts", "remove", "--author", "claire"]) == 0
    assert main(["posts", "remove", "--author", "claire"]) == 2
    capsys.readouterr()
    assert [p["id"] for p in rows(capsys, "list", "--json")] == ["b"]
    draft = tmp_path / "d.txt"
    draft.write_text(str(POSTS[0]["text"]), "utf-8")
    main(["check", "--json", "--no-semantic", "--no-charter", str(draft)])
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.parametrize("path", ["nowhere.csv", "bad.xls"])
def test_a_bad_path_is_named_and_the_others_are_imported(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.xls").write_bytes(b"\xd0\xcf\x11\xe0 not really a sheet")
    good = written(tmp_path / "posts.jsonl", POSTS)
    assert main(["posts", "import", "--no-embed", path, good]) in (0, 2)
    out, err = capsys.readouterr()
    assert path in out + err
    assert "2 added" in out


def test_a_pasted_text_is_a_post(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Collé d'un seul geste.".encode())))
    main(["posts", "import", "--no-embed", "--author", "Léa", "-"])
    capsys.readouterr()
    assert [p["author"] for p in rows(capsys, "list", "--json")] == ["Léa"]


def test_a_store_of_a_later_version_is_refused_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    main(["posts", "import", "--no-embed", written(tmp_path / "posts.jsonl", POSTS)])
    base = next((tmp_path / "home").rglob("posts.db"))
    with sqlite3.connect(base) as db:
        db.execute("PRAGMA user_version = 9999")
    db.close()
    capsys.readouterr()
    assert main(["posts", "list"]) == 3
    assert "→" in capsys.readouterr().err
    with sqlite3.connect(base) as db:
        assert db.execute("SELECT count(*) FROM posts").fetchone()[0] >= 2
    db.close()
