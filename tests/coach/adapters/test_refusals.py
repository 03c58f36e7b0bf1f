"""When the machine refuses: a full disk, a read-only notebook, a folder that goes away. The words are never lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.adapters.notebook import SqliteNotebook
from coach.errors import BrokenEnvironment, CoachError
from coach.notebook import Draft
from tests.fakes import NOON, StillClock

ROOT = Path(__file__).parents[3]


def draft(name: str, text: str) -> Draft:
    return Draft(id=name, text=text, created=NOON, updated=NOON)


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))


def limit(book: SqliteNotebook, pages: int) -> None:
    book._file.read(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchall())


def test_a_full_disk_says_so_keeps_the_words_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock(), "fr")
    book.save_draft(draft("d", "le début"))
    limit(book, 1)
    long = "le début, et la suite. " * 3000
    with pytest.raises(BrokenEnvironment) as caught:
        book.save_draft(draft("d", long))
    assert "plus de place" in caught.value.title
    copies = list((tmp_path / "tmp").glob("*/d.txt"))
    assert [file.read_text("utf-8") for file in copies] == [long]
    assert str(copies[0]) in caught.value.remedy
    before = book.draft("d")
    assert before is not None
    assert before.text == "le début"
    with pytest.raises(BrokenEnvironment):
        book.keep_revision("d", long, "typed", NOON)
    limit(book, 100_000)
    book.save_draft(draft("d", long))
    after = book.draft("d")
    assert after is not None
    assert after.text == long
    assert not copies[0].exists(), "the copy goes when the words are safe"
    book.close()


def test_no_room_anywhere_still_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock(), "en")
    limit(book, 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(BrokenEnvironment, match="still on the screen"):
        book.save_draft(draft("../../d", "x" * 100_000))
    book.close()


def test_a_copy_never_leaves_its_folder(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock())
    limit(book, 1)
    with pytest.raises(BrokenEnvironment):
        book.save_draft(draft("../../d", "x" * 100_000))
    (copy,) = (tmp_path / "tmp").glob("**/*.txt")
    assert copy.parent.parent == tmp_path / "tmp"
    assert copy.parent.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    book.close()


def test_a_folder_that_goes_away_under_the_window(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    book = SqliteNotebook(tmp_path / "home" / "notebook.db", StillClock(), "en")
    book.save_draft(draft("d", "un"))
    (tmp_path / "home").rename(tmp_path / "elsewhere")
    with pytest.raises(BrokenEnvironment, match="is gone"):
        book.save_draft(draft("d", "deux"))
    (tmp_path / "elsewhere").rename(tmp_path / "home")
    book.save_draft(draft("d", "trois"))
    found = book.draft("d")
    assert found is not None
    assert found.text == "trois"
    book.close()


def test_no_folder_or_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(BrokenEnvironment, match="a disparu"):
        SqliteNotebook(tmp_path / "nowhere" / "notebook.db", StillClock())
    (tmp_path / "notebook.db").mkdir()
    with pytest.raises(BrokenEnvironment, match="est un dossier"):
        SqliteNotebook(tmp_path / "notebook.db", StillClock())


def test_a_closed_notebook_says_so_and_closes_twice(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock())
    book.close()
    book.close()
    with pytest.raises(CoachError, match="déjà fermé"):
        book.drafts()


def test_the_language_of_errors_follows_the_person(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock(), "fr")
    book.speak("en")
    with pytest.raises(CoachError, match="is not in the notebook"):
        book.keep_revision("d", "x", "typed", NOON)
    book.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may look into: pytest's own are closed to all."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
    shutil.rmtree(folder)


SCRIPT = """
import os, sys, shutil, sqlite3, tempfile
from pathlib import Path
from coach.adapters.clock import SystemClock
from coach.adapters.home import open_home
from coach.adapters.notebook import SqliteNotebook
from coach.errors import CoachError
from coach.phrases import room
room("prompts", "en", "errors")
if os.geteuid() == 0:
    os.chdir("/"); os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_home({"PORTEVOIX_HOME": sys.argv[1], "LANG": "en_GB"})
except CoachError as error:
    print("home:", error.title)
book = SqliteNotebook(Path(sys.argv[1], "data", "notebook.db"), SystemClock(), "en")
print("reads:", [d.text for d in book.drafts()], book.writable)
print("told:", book.notices()[0].title)
try:
    book.put("lang", "en")
except CoachError as error:
    print("writes:", type(error).__name__, error.title)
book.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
@pytest.mark.parametrize("journal", [False, True])
def test_a_read_only_home_is_refused_and_its_notebook_still_read(open_folder: Path, journal: bool) -> None:
    data = open_folder / "data"
    data.mkdir()
    book = SqliteNotebook(data / "notebook.db", StillClock())
    book.save_draft(draft("d", "je me relis"))
    if not journal:
        book.close()
    for path in (*data.iterdir(), data, open_folder):
        path.chmod(path.stat().st_mode & 0o555 | 0o444)
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    child = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(open_folder)], cwd=ROOT, text=True, capture_output=True, timeout=60, check=False
    )
    assert child.stderr == ""
    said = dict(line.split(": ", 1) for line in child.stdout.splitlines())
    assert "cannot be written" in said["home"]
    assert said["reads"] == "['je me relis'] False"
    assert "read-only" in said["told"]
    assert said["writes"].startswith("BrokenEnvironment")
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    book.close()
