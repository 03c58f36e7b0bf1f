"""Two windows on one notebook, and windows that die."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from coach.adapters.clock import SystemClock
from coach.adapters.notebook import SqliteNotebook
from coach.errors import BrokenEnvironment, CoachError
from coach.notebook import Draft
from tests.fakes import NOON, StillClock

ROOT = Path(__file__).parents[3]
SETUP = """
import sys, time, os
from pathlib import Path
from coach.adapters.clock import SystemClock
from coach.adapters.notebook import SqliteNotebook
from coach.notebook import Draft
from coach.errors import CoachError
path, name = Path(sys.argv[1]), sys.argv[2]
now = SystemClock().now()
def draft(id, text): return Draft(id=id, text=text, created=now, updated=SystemClock().now())
def go():
    print("ready", flush=True); sys.stdin.readline()
"""


def window(path: Path, name: str, script: str, *, flags: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    code = SETUP + textwrap.dedent(script)
    return subprocess.Popen(
        [sys.executable, *flags, "-c", code, str(path), name], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def start(*windows: subprocess.Popen[str]) -> None:
    for one in windows:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in windows:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()


def ended(*windows: subprocess.Popen[str]) -> list[str]:
    said = [one.communicate(timeout=60)[0] for one in windows]
    assert [one.returncode for one in windows] == [0] * len(windows)
    return said


def draft(name: str, text: str) -> Draft:
    return Draft(id=name, text=text, created=NOON, updated=NOON)


def test_windows_that_open_a_new_notebook_at_once_all_work(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    script = """
        go()
        book = SqliteNotebook(path, SystemClock())
        for n in range(20):
            book.save_draft(draft(f"{name}-{n}", f"{name} {n}"))
            book.keep_revision(f"{name}-{n}", f"{name} {n}", "typed", now)
        print(book.notices()); book.close()
    """
    windows = [window(path, name, script) for name in "abc"]
    start(*windows)
    assert ended(*windows) == ["[]\n"] * 3
    book = SqliteNotebook(path, SystemClock())
    assert {d.id for d in book.drafts()} == {f"{name}-{n}" for name in "abc" for n in range(20)}
    assert all(len(book.revisions(d.id)) == 1 for d in book.drafts())
    book.close()


def test_two_windows_in_one_draft_lose_no_words(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    script = """
        book = SqliteNotebook(path, SystemClock())
        go()
        for n in range(40):
            book.save_draft(draft("d", f"{name} {n}"))
            time.sleep(0.002)
        book.close()
    """
    windows = [window(path, name, script) for name in "ab"]
    start(*windows)
    ended(*windows)
    book = SqliteNotebook(path, SystemClock())
    last = book.draft("d")
    assert last is not None
    kept = {revision.text for revision in book.revisions("d")} | {last.text}
    assert {"a 39", "b 39"} <= kept
    numbers = [revision.number for revision in book.revisions("d")]
    assert numbers == list(range(len(numbers), 0, -1))
    book.close()


def test_the_other_windows_words_are_kept_before_they_are_replaced(tmp_path: Path) -> None:
    one = SqliteNotebook(tmp_path / "notebook.db", StillClock(), "en")
    two = SqliteNotebook(tmp_path / "notebook.db", StillClock(), "en")
    one.save_draft(draft("d", "début"))
    two.save_draft(draft("d", "début, version deux"))
    assert [r.text for r in one.revisions("d")] == ["début"]
    one.save_draft(draft("d", "début, version un"))
    assert [r.text for r in one.revisions("d")] == ["début, version un", "début, version deux", "début"]
    (told,) = one.notices()
    assert "another window" in told.title
    assert "revisions" in told.remedy
    one.save_draft(draft("d", "début, version un!"))
    assert len(one.revisions("d")) == 3
    assert one.notices() == []
    one.close()
    two.close()


def test_a_window_that_writes_for_long_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    book = SqliteNotebook(path, StillClock(), patience_s=0.2)
    book.save_draft(draft("d", "un"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(CoachError, match="autre fenêtre"):
            book.save_draft(draft("d", "deux"))
        assert time.monotonic() - began < 2
        found = book.draft("d")
        assert found is not None
        assert found.text == "un", "reading does not wait"
        other.execute("ROLLBACK")
    book.save_draft(draft("d", "deux"))
    book.close()


def test_a_keystroke_costs_no_more_than_ten_milliseconds(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock())
    took = []
    for n in range(60):
        typed = draft("d", "Des mots à moi. " * 80 + "x" * n)
        began = time.perf_counter()
        book.save_draft(typed)
        took.append(time.perf_counter() - began)
    assert sorted(took)[30] < 0.01
    book.close()


def test_any_thread_may_save(tmp_path: Path) -> None:
    book = SqliteNotebook(tmp_path / "notebook.db", StillClock())
    failures: list[BaseException] = []

    def save(name: str) -> None:
        try:
            for n in range(25):
                book.save_draft(draft(f"{name}{n}", name))
                book.drafts()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=save, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(book.drafts()) == 100
    book.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_window_killed_at_any_moment_loses_half_a_second_at_most(tmp_path: Path) -> None:
    """The child types a key every 100 ms and tells each before it saves it; after the kill, what it told must be there."""
    path = tmp_path / "notebook.db"
    luck = random.Random(5)
    typing = """
        book = SqliteNotebook(path, SystemClock())
        go()
        n = 0
        while True:
            print(n, time.monotonic(), flush=True)
            book.save_draft(draft(name, "x" * n))
            n += 1
            time.sleep(0.1)
    """
    for turn in range(5):
        child = window(path, f"d{turn}", typing)
        start(child)
        time.sleep(luck.uniform(0.3, 0.7))
        killed = time.monotonic()
        os.kill(child.pid, signal.SIGKILL)
        told = [line.split() for line in child.communicate()[0].splitlines()]
        book = SqliteNotebook(path, SystemClock())
        found = book.draft(f"d{turn}")
        assert book.notices() == []
        book.close()
        assert found is not None
        due = max(int(n) for n, at in told if killed - float(at) > 0.5 or int(n) == 0)
        assert len(found.text) >= due
        assert len(found.text) >= int(told[-1][0]) - 1, "all but the key that was being written"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_window_killed_in_the_middle_of_many_writes_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    book = SqliteNotebook(path, SystemClock())
    busy = """
        book = SqliteNotebook(path, SystemClock())
        go()
        for n in range(10**9):
            book.save_draft(draft("loud", str(n) * 300))
            book.keep_revision("loud", str(n) * 300, "typed", now)
    """
    child = window(path, "loud", busy)
    start(child)
    until = time.monotonic() + 0.5
    n = 0
    while time.monotonic() < until:
        book.save_draft(draft("calm", f"calme {n}"))
        n += 1
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    book.save_draft(draft("calm", "encore"))
    loud = book.draft("loud")
    assert loud is not None
    assert loud.text in {revision.text for revision in book.revisions("loud")} | {loud.text}
    book.close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(sys.platform == "win32", reason="the system refuses to remove an open file")
def test_a_file_removed_under_the_window_is_written_again_whole(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    book = SqliteNotebook(path, StillClock(), "en")
    book.save_draft(draft("a", "avant"))
    for file in tmp_path.glob("notebook.db*"):
        file.unlink()
    book.save_draft(draft("b", "après"))
    assert "vanished" in book.notices()[0].title
    book.close()
    again = SqliteNotebook(path, StillClock())
    assert {d.text for d in again.drafts()} == {"avant", "après"}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the system refuses to replace an open file")
def test_a_file_put_in_its_place_is_followed(tmp_path: Path) -> None:
    other = SqliteNotebook(tmp_path / "other.db", StillClock())
    other.save_draft(draft("autre", "restauré"))
    other.close()
    path = tmp_path / "notebook.db"
    book = SqliteNotebook(path, StillClock(), "en")
    book.save_draft(draft("a", "avant"))
    (tmp_path / "other.db").replace(path)
    book.save_draft(draft("b", "après"))
    assert {d.id for d in book.drafts()} == {"autre", "b"}
    (told,) = book.notices()
    assert "replaced" in told.title
    book.close()
    with closing(sqlite3.connect(told.remedy.partition(": ")[2])) as older:
        assert older.execute("SELECT text FROM draft").fetchall() == [("avant",)]


@pytest.mark.skipif(sys.platform == "win32", reason="the system refuses to remove an open file")
def test_a_file_removed_under_two_windows_stops_both_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "notebook.db"
    one, two = SqliteNotebook(path, StillClock()), SqliteNotebook(path, StillClock())
    path.unlink()
    for book in (one, two):
        with pytest.raises(BrokenEnvironment, match="déplacé") as caught:
            book.save_draft(draft("a", "mes mots"))
        assert Path(caught.value.remedy.split(" dans ")[-1].rstrip(".")).read_text("utf-8") == "mes mots"
    one.close()
    two.save_draft(draft("a", "mes mots"))
    two.close()
    again = SqliteNotebook(path, StillClock())
    assert again.draft("a") is not None
    again.close()
