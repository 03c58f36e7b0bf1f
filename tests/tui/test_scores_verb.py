"""``portevoix scores``: exact on files worked out by hand, told apart by column, by option, by format; statuses; the report."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tui.choir_posts import keep_beside, read_files
from tui.cli import main
from tui.words import Words

Row = tuple[str, str, str, object, object, object]
HEADER = ("text", "author", "kind", "likes", "comments", "shares")
LEAKED = "La baie de réparation de Roanne accueille désormais des presses de trois cents tonnes."
MEMBERS: list[Row] = [
    (f"Chez Acme, lundi. {LEAKED}", "Ursule Vasse", "sibling", 10, 2, 0),
    (LEAKED, "Théo Blin", "own", 20, 0, 0),
    ("Acme m'a prêté un chariot, je l'ai rendu tordu.", "Inès Quet", "sibling", 30, 0, 1),
    ("ACME répare, moi je balaie.", "Noé Fard", "sibling", 40, "", ""),
    ("Un an chez Acme : deux machines sauvées, une perdue.", "Lou Perk", "sibling", 50, 0, 0),
    ("Acme encore, et il pleut.", "Lou Perk", "sibling", 6, 1, 1),
    ("Rien à voir avec le travail.", "Lou Perk", "sibling", 900, 0, 0),
]
PAGE: list[Row] = [
    (f"Acme annonce. {LEAKED}", "Acme", "official", 4, 0, 0),
    *((f"Acme, nouvelle {n}.", "Acme", "official", n, 0, 0) for n in (6, 8, 10, 12)),
]
OUTSIDE: list[Row] = [
    ("Vu chez Acme.", "Zita Orme", "external", 5, 5, 5),
    *((f"Le métier, épisode {n}.", "Zita Orme", "outside", n, 0, 0) for n in (1, 2, 3, 70)),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    return tmp_path


def sheet(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([HEADER, *rows])
    return path


def scores(capsys: pytest.CaptureFixture[str], *args: object, status: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["scores", *map(str, args), "--json"]) == status
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_figures_of_one_file_are_those_worked_out_by_hand(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet(home / "all.csv", [*MEMBERS, *PAGE, *OUTSIDE])
    found = scores(capsys, "--company", "Acme", "--posts", path)
    # mention Acme: 5 of 7 members' posts, 5 of the page, 1 outside → 5 of 11 (the second member's post does not)
    assert found["incarnation"] == {"value": 5 / 11, "n": 11, "reason": None}
    # 12 + 31 + 40 + 50 + 8
    assert found["impact"] == {"value": 141, "n": 5, "reason": None}
    # members 8 12 20 31 40 50 900 → 31; page 4 6 8 10 12 → 8; outside 1 2 3 15 70 → 3
    above = found["surperformance"]
    assert (above["vs_page"], above["vs_others"], above["n"], above["reason"]) == (31 / 8, 31 / 3, 7, None)
    assert above["medians"] == {"members": 31.0, "page": 8.0, "others": 3.0}
    # two of five people paste what the page announced
    leak = found["leaks"][0]
    assert (leak["share"], leak["people"], leak["n"], leak["posts"]) == (0.4, 2, 5, 2)
    assert leak["phrases"] == [{"text": LEAKED, "people": 2, "posts": 2}]
    assert [other["people"] for other in found["leaks"][1:]] == [0, 0, 0, 0]
    assert found["n"] == {"people": 5, "posts": 7, "page": 5, "outside": 5}
    assert not [row[1] for row in (*MEMBERS, *OUTSIDE) if row[1] in json.dumps(found, ensure_ascii=False)]


def test_options_and_workbooks_say_the_same_as_a_column(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = [HEADER[:2] + HEADER[3:]]
    book = openpyxl.Workbook()
    for row in [*bare, *(row[:2] + row[3:] for row in MEMBERS)]:
        book.active.append(list(row))
    book.save(home / "members.xlsx")
    sheet(home / "page.csv", [(*row[:2], "", *row[3:]) for row in PAGE])
    sheet(home / "others.csv", [(*row[:2], "", *row[3:]) for row in OUTSIDE])
    one = scores(capsys, "--company", "Acme", "--posts", sheet(home / "all.csv", [*MEMBERS, *PAGE, *OUTSIDE]))
    files = ("--members", home / "members.xlsx", "--page", home / "page.csv", "--others", home / "others.csv")
    two = scores(capsys, "--company", "acme", *files)
    assert one == two
    with_subject = scores(capsys, "--company", "Acme", *files, "--subject", "métiers")
    assert with_subject["surperformance"]["n_others"] == 4
    assert with_subject["surperformance"]["vs_others"] is None


@pytest.mark.parametrize(("rows", "n"), [([], 0), (MEMBERS[:1], 1), ([("Il pleut.", "A", "own", 1, 1, 1)] * 9, 0)])
def test_too_few_is_said_and_never_divided(home: Path, capsys: pytest.CaptureFixture[str], rows: list[Row], n: int) -> None:
    found = scores(capsys, "--company", "Acme", "--posts", sheet(home / "few.csv", rows))
    few = {"value": None, "n": n, "reason": "too_few"}
    assert found["incarnation"] == few
    assert found["impact"] == few
    assert found["surperformance"]["vs_page"] is None
    assert found["surperformance"]["reason"] == "too_few"
    assert found["leaks"] == []


def test_posts_without_engagement_dates_or_authors_still_count(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "bare.jsonl"
    path.write_text("".join(json.dumps({"text": f"Acme, jour {n}."}) + "\n" for n in range(6)), "utf-8")
    found = scores(capsys, "--company", "Acme", "--posts", path)
    assert found["incarnation"] == {"value": 1.0, "n": 6, "reason": None}
    assert found["impact"] == {"value": None, "n": 0, "reason": "too_few"}
    assert found["n"]["people"] == 6


def test_bad_input_is_said_and_the_rest_is_read(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet(home / "odd.csv", [*MEMBERS, ("Acme.", "X", "martien", 1, 1, 1)])
    found = scores(capsys, "--company", "Acme", "--posts", path, home / "absent.csv", status=2)
    assert found["n"]["posts"] == 8
    assert main(["scores", "--company", "Acme", "--posts", str(path)]) == 0
    said = capsys.readouterr()
    assert "« martien » n'est ni membre, ni page, ni dehors" in said.err
    assert "Impact" in said.out
    assert main(["scores", "--posts", str(path)]) == 2
    assert "--company" in capsys.readouterr().err
    assert main(["scores", "--company", "…", "--posts", str(path)]) == 2
    assert "n'est pas un nom" in capsys.readouterr().err
    (home / "empty.csv").write_bytes(b"")
    assert scores(capsys, "--company", "Acme", "--posts", home / "empty.csv")["n"]["posts"] == 0


@pytest.mark.slow
def test_the_store_is_read_with_what_is_kept_beside_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--into", str(home / "home")]) == 0
    found = scores(capsys)
    assert found["incarnation"]["value"] == 41 / 50
    assert found["leaks"][0]["message_id"] == "kit:helvia:2025-12-02-atelier-zero"
    assert found["leaks"][0]["share"] == 0.8
    assert main(["scores", "--report", str(home / "r.html")]) == 0
    said = capsys.readouterr()
    assert "Donne un angle, pas une phrase." in said.out
    assert (home / "r.html").read_text("utf-8").count("<svg") >= 6
    assert main(["scores", "--report", str(home / "r.html")]) == 2
    assert not [name for name in ("Karim", "Moussa", "Claire", "Sophie", "Nadia") if name in said.out]


def test_an_empty_store_says_what_to_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scores", "--company", "Acme"]) == 0
    assert "portevoix posts import" in capsys.readouterr().out


def test_what_one_person_exported_is_one_person(home: Path) -> None:
    shares = home / "Shares.csv"
    rows = "".join(f'2026-03-0{n} 08:00:00,https://x.example/{n},"Acme, jour {n}.",,,MEMBER_NETWORK\r\n' for n in range(1, 4))
    shares.write_text(f"Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\r\n{rows}", "utf-8")
    given = read_files([(shares, None)], Words("fr"))
    assert [side for side, _ in given.posts] == ["member"] * 3
    assert len({post.author for _, post in given.posts}) == 1


def test_outside_authors_are_kept_beside_the_store_each_once(home: Path) -> None:
    given = read_files([(sheet(home / "o.csv", [*OUTSIDE, *PAGE[:1], *MEMBERS[:1]]), "outside")], Words("fr"))
    folder = home / "choir"
    assert keep_beside(folder, given.posts) == 7  # a file of outside authors is theirs, but for the page's own posts
    assert keep_beside(folder, given.posts) == 7
    kept = (folder / "outside.jsonl").read_text("utf-8").splitlines()
    assert len(kept) == 6
    assert len((folder / "page.jsonl").read_text("utf-8").splitlines()) == 1
