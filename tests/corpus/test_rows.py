"""The rows: versions, damage, refusals of the machine, and several processes on one folder."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coach.errors import BrokenEnvironment
from coach.post import Post
from corpus import rows as rows_module
from corpus.census import FIELDS
from corpus.rows import Rows
from corpus.schema import MIGRATIONS
from corpus.store import PostStore, open_store
from tests.fake_corpus import FakeEmbedder
from tests.fakes import StillClock

ROOT = Path(__file__).parents[2]


def opened(folder: Path, lang: str = "fr") -> PostStore:
    return open_store(folder, folder, embedder=None, clock=StillClock(), lang="en" if lang == "en" else "fr")


def posts(count: int, prefix: str = "p") -> list[Post]:
    return [Post(id=f"{prefix}{i}", text=f"Phrase {prefix} numéro {i} de cette histoire.", author=prefix) for i in range(count)]


def process(code: str, *values: object) -> subprocess.Popen[str]:
    start = (
        "import sys, time; from pathlib import Path; from coach.post import Post; from corpus.store import open_store\n"
        "from tests.fakes import StillClock; from tests.fake_corpus import FakeEmbedder\n"
        "folder = Path(sys.argv[1])\n"
        "def opened(embedder=None): return open_store(folder, folder, embedder=embedder, clock=StillClock())\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", start + code, *map(str, values)],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(child: subprocess.Popen[str]) -> str:
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err
    return out


def test_what_was_added_is_there_next_time(tmp_path: Path) -> None:
    store = opened(tmp_path / "not" / "yet")
    store.add(posts(3))
    store.close()
    again = opened(tmp_path / "not" / "yet")
    assert again.count() == 3
    assert again.notices == ()
    assert again.lexical(["phrase", "p", "numero", "2"], 1)[0].post_id == "p2"
    again.close()


def test_an_old_store_climbs_to_this_version(tmp_path: Path) -> None:
    path = tmp_path / "posts.db"
    connection = sqlite3.connect(path, isolation_level=None)
    MIGRATIONS[0](connection.execute)
    connection.execute(f"PRAGMA application_id = {rows_module.APPLICATION}")
    connection.execute("PRAGMA user_version = 1")
    connection.execute(
        "INSERT INTO posts VALUES (1, 'old', 'x', 'Un vieux post gardé.', 'Nadia', 'sibling', 'post', 'fr', NULL, NULL, NULL, '',"
        " NULL, NULL, NULL, NULL)"
    )
    connection.execute("INSERT INTO words VALUES (1, 'un')")
    connection.execute("UPDATE facts SET value = 1 WHERE name = 'posts'")
    connection.close()
    store = opened(tmp_path)
    assert [post.id for post in store.posts()] == ["old"]
    assert store.lexical(["vieux", "post", "garde"], 1)[0].post_id == "old"
    assert store._rows.one("PRAGMA user_version") == (len(MIGRATIONS),)
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(2))
    store.close()
    connection = sqlite3.connect(tmp_path / "posts.db", isolation_level=None)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(BrokenEnvironment) as told:
        opened(tmp_path, "en")
    assert "99" in told.value.title
    assert "PORTEVOIX_HOME" in told.value.remedy
    assert list(tmp_path.glob("posts.db.damaged*")) == []


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 300, b"SQLite format 3\x00" + b"\xff" * 4000], ids=["garbage", "header"]
)
def test_a_damaged_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "posts.db").write_bytes(content)
    store = opened(tmp_path)
    [notice] = store.notices
    [kept] = tmp_path.glob("posts.db.damaged-*")
    assert kept.name == "posts.db.damaged-20261123T120000"
    assert kept.read_bytes() == content
    assert kept.name in notice.remedy
    assert store.add(posts(2)).added == 2
    store.close()
    assert opened(tmp_path).notices == ()


def test_two_damages_keep_two_files(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "posts.db").write_bytes(b"x" * 5000)
        opened(tmp_path).close()
        for tail in ("-wal", "-shm"):
            (tmp_path / f"posts.db{tail}").unlink(missing_ok=True)
    assert len(list(tmp_path.glob("posts.db.damaged-*"))) == 2


def test_somebody_else_s_database_is_not_taken_for_ours(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "posts.db")
    connection.execute("CREATE TABLE posts (whatever)")
    connection.commit()
    connection.close()
    store = opened(tmp_path)
    assert len(store.notices) == 1
    assert store.count() == 0
    store.close()


def test_damage_in_the_middle_saves_what_can_be_read(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([Post(id=f"p{i}", text=f"Phrase {i} " + "x" * 900, author="a") for i in range(400)])
    store._rows.settle()
    store.close()
    path = tmp_path / "posts.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xab" * 4096 * 6)
    broken = opened(tmp_path)
    with pytest.raises(BrokenEnvironment):
        list(broken.posts())
    broken.close()
    mended = opened(tmp_path)
    [notice] = mended.notices
    assert 50 < mended.count() < 400
    assert str(mended.count()) in notice.title
    assert mended.get("p0") is not None
    [kept] = [path for path in tmp_path.glob("posts.db.damaged-*") if "-wal" not in path.name and "-shm" not in path.name]
    assert kept.stat().st_size > 400_000
    assert mended.add([Post(id="p0", text="Phrase 0 " + "x" * 900, author="a")]).unchanged == 1
    mended.close()
    assert opened(tmp_path).notices == ()


@pytest.mark.slow
def test_a_full_disk_keeps_nothing_of_the_call(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(20))
    with store._rows.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(BrokenEnvironment) as told:
        store.add(posts(2_000, "q"))
    assert "place" in told.value.title
    assert store.count() == 20
    assert store.get("q0") is None
    assert store.lexical(["phrase", "q"], 5) == []
    with store._rows.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    assert store.add(posts(2_000, "q")).added == 2_000
    store.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(BrokenEnvironment) as told:
        opened(tmp_path / "data", "en")
    assert "PORTEVOIX_HOME" in told.value.remedy


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        (folder / "probe").touch()
    except OSError:
        with pytest.raises(BrokenEnvironment) as told:
            opened(folder)
        assert str(folder) in told.value.title
    else:
        pytest.skip("this user writes in read-only folders")
    finally:
        folder.chmod(0o700)


def test_a_store_too_busy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "PATIENCE", 0.05)
    store = opened(tmp_path)
    blocker = sqlite3.connect(tmp_path / "posts.db", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(BrokenEnvironment) as told:
        store.add(posts(1))
    assert "occupés" in told.value.title
    assert store.count() == 0
    blocker.execute("ROLLBACK")
    blocker.close()
    assert store.add(posts(1)).added == 1
    store.close()


def test_an_error_on_the_way_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(tmp_path)

    def broken(*_: object) -> None:
        raise RuntimeError("half way")

    with monkeypatch.context() as patch:
        patch.setattr("corpus.shelf._place", broken)
        with pytest.raises(RuntimeError):
            store.add(posts(3))
    assert store.count() == 0
    assert store.add(posts(3)).added == 3
    store.close()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(50))
    entered, leave = threading.Event(), threading.Event()

    def write() -> None:
        with store._rows.writing() as hand:
            hand.execute("UPDATE facts SET value = value WHERE name = 'revision'")
            entered.set()
            leave.wait(5)

    writer = threading.Thread(target=write)
    writer.start()
    entered.wait(5)
    start = time.perf_counter()
    assert store.lexical(["phrase", "p", "numero", "2"], 1)
    assert store.get("p3")
    assert time.perf_counter() - start < 0.05
    leave.set()
    writer.join()
    store.close()


def test_removed_words_are_not_left_in_the_file(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add([*posts(30), Post(id="x", text="Quetzalcoatlus est un mot qui se remarque.", author="z")])
    store._rows.settle()
    assert any(b"Quetzalcoatlus" in path.read_bytes() for path in tmp_path.glob("posts.db*"))
    store.remove(["x"])
    assert not any(b"quetzalcoatlus" in path.read_bytes().lower() for path in tmp_path.rglob("*") if path.is_file())
    store.close()


def test_a_removal_does_not_wait_for_somebody_reading(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(300))
    reading = store.posts()
    next(reading)
    start = time.perf_counter()
    assert store.remove(["p7"]) == 1
    assert time.perf_counter() - start < 2
    assert len(list(reading)) == 299
    assert store.count() == 299
    store.close()


def test_threads_never_share_a_connection(tmp_path: Path) -> None:
    store = opened(tmp_path)
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for turn in range(40):
                store.add([Post(id=f"{name}{turn}", text=f"Le {name} a dit {turn} mots.", author=name)])
                assert store.get(f"{name}{turn}") is not None
                assert store.lexical(["le", name, "a", "dit", str(turn)], 3)
                if turn % 3 == 0:
                    assert store.remove([f"{name}{turn}"]) == 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("un", "deux", "trois", "quatre")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.count() == 4 * 26 == len(list(store.posts()))
    store.close()


def test_statistics_and_export_say_what_is_there(tmp_path: Path) -> None:
    store = opened(tmp_path)
    assert store.stats().model_dump() == {
        "posts": 0,
        "kinds": {},
        "languages": {},
        "authors": 0,
        "first": None,
        "last": None,
        "sentences": 0,
        "pending": 0,
    }
    store.add(
        [
            Post(id="a", text="Le premier de tous.", author="Nadia", date="2026-01-02", images=("a.png",), likes=0),
            Post(id="b", text="The second of them all.", author="Karim", date="2026-05-02", kind="official"),
            Post(id="c", text="Une réponse à la volée.", author="Nadia", form="reply", images=("a.png", "b.png")),
        ]
    )
    seen = store.stats()
    assert (seen.posts, seen.authors, seen.first, seen.last, seen.pending) == (3, 2, "2026-01-02", "2026-05-02", 3)
    assert seen.kinds == {"sibling": 2, "official": 1}
    assert seen.languages == {"fr": 2, "en": 1}
    rows = list(store.export())
    assert rows[1] == {
        "id": "a",
        "text": "Le premier de tous.",
        "author": "Nadia",
        "kind": "sibling",
        "lang": "fr",
        "date": "2026-01-02",
        "image": "a.png",
        "likes": 0,
    }
    assert rows[2]["form"] == "reply"
    assert rows[2]["image"] == ["a.png", "b.png"]
    table = list(store.export("csv"))
    assert all(tuple(row) == FIELDS for row in table)
    assert table[2]["image"] == "a.png b.png"
    assert table[0]["likes"] == ""
    store.close()


@pytest.mark.slow
def test_ten_thousand_posts_come_in_seconds(tmp_path: Path) -> None:
    store = opened(tmp_path)
    start = time.perf_counter()
    assert store.add(posts(10_000)).added == 10_000
    assert time.perf_counter() - start < 10
    assert store.add(posts(10_000)).unchanged == 10_000
    store.close()


ADDING = """
store = opened()
for turn in range(10):
    texts = [f"Mot {sys.argv[2]} {turn} et {i} encore." for i in range(30)]
    store.add([Post(id=f"{sys.argv[2]}-{turn}-{i}", text=text, author=sys.argv[2]) for i, text in enumerate(texts)])
assert store.lexical(["mot", sys.argv[2], "9"], 400)
store.close()
"""


@pytest.mark.slow
def test_two_processes_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    children = [process(ADDING, tmp_path, name) for name in ("un", "deux", "trois")]
    for child in children:
        ended(child)
    store = opened(tmp_path)
    assert store.count() == 900
    assert len(list(store.posts())) == 900
    assert store.notices == ()
    assert store.lexical(["mot", "deux", "7", "et", "29"], 1)[0].post_id == "deux-7-29"
    store.close()


@pytest.mark.slow
def test_two_processes_that_meet_a_damaged_file_keep_one_aside(tmp_path: Path) -> None:
    (tmp_path / "posts.db").write_bytes(b"x" * 9000)
    code = "store = opened(); store.add([Post(id=sys.argv[2], text='Un post de ' + sys.argv[2])]); print(len(store.notices))"
    children = [process(code, tmp_path, name) for name in ("un", "deux", "trois")]
    assert sorted(ended(child).strip() for child in children) == ["0", "0", "1"]
    store = opened(tmp_path)
    assert store.count() == 3
    assert len(list(tmp_path.glob("posts.db.damaged-*"))) == 1
    store.close()


EMBEDDING = """
class Slow(FakeEmbedder):
    def embed(self, texts):
        time.sleep(0.002 * len(texts))
        return super().embed(texts)
store = opened(Slow())
print("ready", flush=True)
store.run(lambda done, total: print(done, flush=True), lambda: False)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for POSIX")
def test_killed_while_embedding_again_and_again_it_heals(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(600))
    store.close()
    for turn in range(3):
        child = process(EMBEDDING, tmp_path)
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() not in ("ready", "0") and int(line) > 40 + 37 * turn:
                break
        time.sleep(0.01 * turn)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    again = open_store(tmp_path, tmp_path, embedder=FakeEmbedder(), clock=StillClock())
    assert 0 < again.pending() < 600
    assert again.semantic()
    again.run(lambda _done, _total: None, lambda: False)
    again.reindex()
    assert (again.pending(), again.lacks(), again.stats().sentences) == (0, [], 600)
    for i in range(0, 600, 50):
        assert f"p{i}" in {each.post_id for each in again.nearest(f"Phrase p numéro {i} de cette histoire.", "fr", 3)}
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for POSIX")
def test_killed_while_importing_it_opens_whole(tmp_path: Path) -> None:
    code = """
store = opened()
store.add([Post(id=f"a{i}", text=f"Premier lot, phrase {i} du lot.") for i in range(50)])
print("one", flush=True)
store.add([Post(id=f"b{i}", text=f"Second lot, phrase {i} du lot.") for i in range(4000)])
time.sleep(60)
"""
    child = process(code, tmp_path)
    assert child.stdout is not None
    assert child.stdout.readline() == "one\n"
    time.sleep(0.25)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    store = opened(tmp_path)
    assert store.notices == ()
    assert store.count() in (50, 4_050)
    assert len(list(store.posts())) == store.count()
    assert store.lexical(["premier", "lot", "phrase", "7"], 1)[0].post_id == "a7"
    store.close()


@pytest.mark.slow
def test_ownership_of_the_vectors_passes_on_when_a_process_dies(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.add(posts(5))
    store.close()
    code = "store = opened(FakeEmbedder()); store.run(print, lambda: False); print(store.semantic(), flush=True); time.sleep(60)"
    child = process(code, tmp_path)
    assert child.stdout is not None
    assert any(line == "True\n" for line in child.stdout)
    mine = open_store(tmp_path, tmp_path, embedder=FakeEmbedder(), clock=StillClock())
    assert not mine.semantic()
    assert mine.lacks() == ["vectors_owned_elsewhere"]
    assert mine.add(posts(2, "q")).added == 2
    mine.close()
    child.kill()
    child.communicate()
    heir = open_store(tmp_path, tmp_path, embedder=FakeEmbedder(), clock=StillClock())
    assert heir.semantic()
    assert heir.pending() == 2
    assert heir.nearest("Phrase p numéro 3 de cette histoire.", "fr", 1)[0].post_id == "p3"
    heir.close()


def test_a_connection_survives_a_refused_statement(tmp_path: Path) -> None:
    rows = Rows(tmp_path / "posts.db", "en")
    rows.migrate()
    with pytest.raises(BrokenEnvironment) as told:
        rows.all("SELECT * FROM nowhere")
    assert "nowhere" in told.value.title
    assert rows.fact("posts") == 0
    rows.close()
