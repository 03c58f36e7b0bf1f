"""A notebook of any age opens with all its words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.migrations import APPLICATION, MIGRATIONS, TABLES, migrate
from coach.adapters.notebook import SqliteNotebook
from coach.errors import BrokenEnvironment
from tests.fakes import NOON, StillClock

OLDEST = f"""
PRAGMA application_id = {APPLICATION};
CREATE TABLE idea (id TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL, created TEXT NOT NULL, origin TEXT,
    done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE talk (id TEXT PRIMARY KEY NOT NULL, idea_id TEXT, draft_id TEXT, updated TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL);
CREATE TABLE draft (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL DEFAULT '', text TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL, network TEXT NOT NULL, state TEXT NOT NULL, idea_id TEXT, talk_id TEXT, message TEXT,
    created TEXT NOT NULL, updated TEXT NOT NULL, published TEXT, url TEXT);
CREATE TABLE revision (draft_id TEXT NOT NULL REFERENCES draft (id), number INTEGER NOT NULL CHECK (number > 0),
    text TEXT NOT NULL, made TEXT NOT NULL, cause TEXT NOT NULL, PRIMARY KEY (draft_id, number));
INSERT INTO idea VALUES ('i', 'Une idée', '2026-01-02T03:04:05.000000+00:00', NULL, 0);
INSERT INTO draft (id, text, lang, network, state, created, updated) VALUES
    ('d', 'Mon texte', 'fr', 'linkedin', 'draft', '2026-01-02T03:04:05.000000+00:00', '2026-01-02T03:04:05.000000+00:00');
INSERT INTO revision VALUES ('d', 1, 'Mon', '2026-01-02T03:04:05.000000+00:00', 'typed');
PRAGMA user_version = 1;
"""
"""The oldest schema there is, written out: it must not follow the code."""


def written(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
    return path


def shape(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name").fetchall()


def test_the_oldest_notebook_opens_with_all_its_words(tmp_path: Path) -> None:
    book = SqliteNotebook(written(tmp_path / "notebook.db", OLDEST), StillClock())
    assert [idea.text for idea in book.ideas()] == ["Une idée"]
    assert [draft.text for draft in book.drafts()] == ["Mon texte"]
    assert [revision.text for revision in book.revisions("d")] == ["Mon"]
    book.put("lang", "en")
    book.keep_revision("d", "Mon texte", "typed", NOON)
    assert len(book.revisions("d")) == 2
    assert (book.decisions(), book.signatures(), book.notices()) == ([], [], [])
    book.close()


def test_a_decision_of_before_the_links_comes_back_and_can_be_taken_back(tmp_path: Path) -> None:
    older = (
        OLDEST
        + """
    CREATE TABLE decision (id TEXT PRIMARY KEY NOT NULL, draft_id TEXT, kind TEXT NOT NULL, rule TEXT NOT NULL,
        text TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', made TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX decision_by_draft ON decision (draft_id);
    CREATE TABLE memory (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
    INSERT INTO decision VALUES ('x', 'd', 'dismissed', 'conf', 'Mon', 'parce que', '2026-01-02T03:04:05.000000+00:00', 0);
    PRAGMA user_version = 3;
    """
    )
    book = SqliteNotebook(written(tmp_path / "notebook.db", older), StillClock())
    (kept,) = book.decisions("d")
    assert (kept.reason, kept.link) == ("parce que", None)
    book.save_decision(kept.model_copy(update={"withdrawn": True, "link": "https://a.example"}))
    assert [(d.withdrawn, d.link) for d in book.decisions("d")] == [(True, "https://a.example")]
    book.close()


@pytest.mark.parametrize("script", ["", OLDEST])
def test_old_and_new_come_to_one_shape(tmp_path: Path, script: str) -> None:
    SqliteNotebook(tmp_path / "new.db", StillClock()).close()
    SqliteNotebook(written(tmp_path / "old.db", script), StillClock()).close()
    assert [name for name, _ in shape(tmp_path / "old.db")] == [name for name, _ in shape(tmp_path / "new.db")]
    assert set(TABLES) <= {name for name, _ in shape(tmp_path / "new.db")}


def test_every_step_runs_once_and_in_order(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "n.db", isolation_level=None)) as db:
        migrate(db)
        migrate(db)
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path / "n.db", OLDEST + "CREATE TABLE memory (other TEXT);")
    before = shape(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db, pytest.raises(sqlite3.OperationalError):
        migrate(db)
    assert shape(path) == before


def test_a_later_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = written(tmp_path / "notebook.db", OLDEST + f"PRAGMA user_version = {len(MIGRATIONS) + 1};")
    before = path.read_bytes()
    with pytest.raises(BrokenEnvironment) as caught:
        SqliteNotebook(path, StillClock(), "en")
    assert "later version" in caught.value.title
    assert "Update" in caught.value.remedy
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notebook.db", "notebook.lock"]


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = written(tmp_path / "notebook.db", "CREATE TABLE draft (body TEXT); INSERT INTO draft VALUES ('autre');")
    before = path.read_bytes()
    with pytest.raises(BrokenEnvironment, match="pas un carnet"):
        SqliteNotebook(path, StillClock())
    assert path.read_bytes() == before
