"""A damaged notebook: kept aside, mended, told; and the safety copy of the day."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.notebook import SqliteNotebook
from coach.adapters.salvage import backup_of, keep_aside
from coach.errors import BrokenEnvironment
from coach.notebook import Decision, Draft, Idea
from tests.fakes import NOON, StillClock

DRAFTS = 60


def draft(name: str, text: str) -> Draft:
    return Draft(id=name, text=text, created=NOON, updated=NOON)


def filled(path: Path) -> Path:
    book = SqliteNotebook(path, StillClock())
    for n in range(DRAFTS):
        book.save_draft(draft(f"d{n}", f"Brouillon {n}. " + "Des mots à moi. " * 60))
        book.keep_revision(f"d{n}", f"Version {n}. " + "Des mots à moi. " * 60, "typed", NOON)
    book.save_idea(Idea(id="i", text="Une idée", created=NOON))
    book.put("lang", "en")
    book.close()
    backup_of(path).unlink()
    return path


def smashed(path: Path, start: float, end: float) -> bytes:
    raw = bytearray(path.read_bytes())
    low, high = int(len(raw) * start), int(len(raw) * end)
    raw[low:high] = random.Random(7).randbytes(high - low)
    path.write_bytes(raw)
    return bytes(raw)


def test_a_file_damaged_in_the_middle_gives_back_what_can_be_read(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    damaged = smashed(path, 0.5, 0.55)
    book = SqliteNotebook(path, StillClock(), "fr")
    (told,) = book.notices()
    aside = tmp_path / "notebook.db.damaged-20261123-120000"
    assert str(aside) in told.remedy
    assert aside.read_bytes() == damaged
    texts = [d.text for d in book.drafts() if d.text.startswith("Brouillon")]
    assert DRAFTS * 0.7 < len(texts) <= DRAFTS
    assert book.read("lang") == "en"
    book.save_draft(draft("d0", "je continue"))
    book.close()
    again = SqliteNotebook(path, StillClock())
    assert again.notices() == []
    kept = again.draft("d0")
    assert kept is not None
    assert kept.text == "je continue"
    again.close()


@pytest.mark.parametrize(("start", "end"), [(0.0, 0.004), (0.0, 1.0), (0.1, 0.9), (0.9, 1.0), (0.02, 0.06)])
def test_wherever_it_is_damaged_a_notebook_opens(tmp_path: Path, start: float, end: float) -> None:
    path = filled(tmp_path / "notebook.db")
    smashed(path, start, end)
    book = SqliteNotebook(path, StillClock())
    assert len(book.notices()) == 1
    book.save_draft(draft("neuf", "je continue"))
    assert book.draft("neuf") is not None
    book.close()
    assert list(tmp_path.glob("notebook.db.damaged-*"))
    assert not list(tmp_path.glob("*.whole*"))


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_a_file_cut_short_opens(tmp_path: Path, keep: float) -> None:
    path = filled(tmp_path / "notebook.db")
    os.truncate(path, int(path.stat().st_size * keep))
    book = SqliteNotebook(path, StillClock())
    assert len(book.notices()) == 1
    book.close()


def test_what_is_not_a_database_at_all_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    path.write_text("Mes notes à moi\n" * 400, "utf-8")
    book = SqliteNotebook(path, StillClock(), "en")
    (told,) = book.notices()
    assert "nothing in it could be read" in told.title
    assert book.drafts() == []
    book.close()
    aside = next(tmp_path.glob("notebook.db.damaged-*"))
    assert aside.read_text("utf-8") == "Mes notes à moi\n" * 400


def test_the_safety_copy_fills_what_the_damaged_file_lost(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    clock = StillClock()
    SqliteNotebook(path, clock).close()
    book = SqliteNotebook(path, clock)
    book.save_draft(draft("d0", "après la copie"))
    book.save_draft(draft("neuf", "aussi après"))
    book.close()
    smashed(path, 0.3, 0.6)
    book = SqliteNotebook(path, clock)
    found = {d.id: d.text for d in book.drafts()}
    assert {f"d{n}" for n in range(DRAFTS)} <= set(found)
    assert len(book.revisions("d30")) == 1
    assert "copie de la veille" in book.notices()[0].title
    book.close()


def test_a_file_emptied_by_a_crash_comes_back_from_the_safety_copy(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    SqliteNotebook(path, StillClock()).close()
    path.write_bytes(b"")
    book = SqliteNotebook(path, StillClock())
    assert len(book.drafts()) == DRAFTS
    assert len(book.notices()) == 1
    book.close()


def test_a_revision_whose_draft_is_lost_gets_one_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM draft WHERE id = 'd3'")
        db.commit()
        rows = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_idea_1'").fetchone()
        size = db.execute("PRAGMA page_size").fetchone()[0]
    raw = bytearray(path.read_bytes())
    raw[(rows[0] - 1) * size : rows[0] * size] = b"\xff" * size
    path.write_bytes(raw)
    book = SqliteNotebook(path, StillClock())
    assert len(book.notices()) == 1
    lost = book.draft("d3")
    assert lost is not None
    assert lost.text.startswith("Version 3.")
    assert book.ideas()[0].text == "Une idée"
    book.close()


def test_damage_met_while_working_is_mended_on_the_spot(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    book = SqliteNotebook(path, StillClock())
    assert book.notices() == []
    with closing(sqlite3.connect(path)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'draft'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    book._file.read(lambda db: db.execute("PRAGMA shrink_memory").fetchall())
    with path.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(b"\xff" * size)
    book.save_draft(draft("d1", "je tape toujours"))
    kept = book.draft("d1")
    assert kept is not None
    assert kept.text == "je tape toujours"
    assert len(book.revisions("d5")) == 1
    assert "abîmé" in book.notices()[0].title
    book.close()


def test_two_damages_in_one_second_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "notebook.db").write_bytes(b"un")
    one = keep_aside(tmp_path / "notebook.db", NOON)
    (tmp_path / "notebook.db").write_bytes(b"deux")
    two = keep_aside(tmp_path / "notebook.db", NOON)
    assert (one.read_bytes(), two.read_bytes()) == (b"un", b"deux")


def test_a_copy_aside_that_does_not_fit_leaves_no_half_and_the_file_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "notebook.db")
    damaged = smashed(path, 0.4, 0.6)

    def full(_: Path, there: Path) -> None:
        there.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(BrokenEnvironment, match="Plus de place"):
        SqliteNotebook(path, StillClock())
    assert path.read_bytes() == damaged
    assert not list(tmp_path.glob("*damaged*"))


def test_another_window_stops_the_mending_and_says_so(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    other = SqliteNotebook(path, StillClock())
    damaged = smashed(path, 0.4, 0.6)
    with pytest.raises(BrokenEnvironment, match="autre fenêtre"):
        SqliteNotebook(path, StillClock())
    other.close()
    assert len(path.read_bytes()) == len(damaged)
    SqliteNotebook(path, StillClock()).close()


def test_the_safety_copy_is_made_once_a_day_and_whole(tmp_path: Path) -> None:
    path, clock = tmp_path / "notebook.db", StillClock()
    book = SqliteNotebook(path, clock)
    book.save_draft(draft("d", "un"))
    book.close()
    backup = backup_of(path)
    assert drafts_of(backup) == [], "made on opening, before the draft"
    clock.pass_by(23 * 3600)
    SqliteNotebook(path, clock).close()
    assert drafts_of(backup) == []
    clock.pass_by(3601)
    SqliteNotebook(path, clock).close()
    assert drafts_of(backup) == ["un"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notebook.backup.db", "notebook.db", "notebook.lock"]


def drafts_of(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [text for (text,) in db.execute("SELECT text FROM draft")]


def test_a_safety_copy_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    (tmp_path / "notebook.backup.db").mkdir()
    (tmp_path / "notebook.backup.db" / "x").mkdir()
    os.utime(tmp_path / "notebook.backup.db", (0, 0))
    book = SqliteNotebook(path, StillClock())
    book.save_draft(draft("d", "un"))
    assert any("copie de sûreté" in told.title for told in book.notices())
    book.close()


def test_a_notebook_taken_away_leaves_word_of_its_copy(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    SqliteNotebook(path, StillClock()).close()
    path.unlink()
    book = SqliteNotebook(path, StillClock())
    (told,) = book.notices()
    older = tmp_path / "notebook.backup.db.older-20261123-120000"
    assert str(older) in told.remedy
    assert book.drafts() == []
    book.close()
    assert (len(drafts_of(older)), drafts_of(backup_of(path))) == (DRAFTS, [])


def test_a_row_written_by_hand_does_not_hide_the_others(tmp_path: Path) -> None:
    path = filled(tmp_path / "notebook.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE draft SET state = 'bizarre' WHERE id = 'd2'")
        db.execute("UPDATE draft SET title = CAST(x'ff41' AS TEXT) WHERE id = 'd4'")
        db.commit()
    book = SqliteNotebook(path, StillClock())
    assert len(book.drafts()) == DRAFTS - 1
    assert [told.title for told in book.notices()] == ["Une ligne du carnet n'a pas pu être lue (draft d2)."]
    book.drafts()
    assert book.notices() == []
    odd = book.draft("d4")
    assert odd is not None
    assert odd.title == "\ufffdA"
    book.save_decision(Decision(id="1", draft_id="d2", kind="asked", rule="r", text="t", made=NOON))
    book.close()
