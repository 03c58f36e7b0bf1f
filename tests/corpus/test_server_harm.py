"""People who write at once, and processes killed at any moment: nothing is lost, nothing comes back, the indexes heal."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.text import words
from corpus.store import PostStore
from corpus.wire import Place
from tests.corpus.team import Team, new_place
from tests.fake_corpus import FakeEmbedder

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

PERSON = """
import random, sys
from pathlib import Path
from coach.post import Post
from corpus.wire import Place
from tests.corpus.team import Team
from tests.fake_corpus import FakeEmbedder
url, database, folder, name, seed, rounds = sys.argv[1:]
dice = random.Random(int(seed))
team = Team(Place(url, database=database), Path(folder))
store = team.member(name, FakeEmbedder())
mine = []
for turn in range(int(rounds)):
    told = [(f"{name}-{seed}-{turn}-{i}", f"{name} raconte la panne {seed} {turn} {i} du banc.") for i in range(3)]
    some = [Post(id=post_id, text=text, author=name) for post_id, text in told]
    store.add(some)
    mine += [post.id for post in some]
    print("+", *(post.id for post in some), flush=True)
    if dice.random() < 0.6:
        store.sync(at_once=True)
    if dice.random() < 0.6:
        store.step(2)
    if dice.random() < 0.3:
        gone = mine.pop(dice.randrange(len(mine)))
        print("?", gone, flush=True)
        store.remove([gone])
        print("-", gone, flush=True)
store.sync(at_once=True)
store.close()
print("end", flush=True)
"""


def start(place: Place, folder: Path, name: str, seed: int, rounds: int) -> subprocess.Popen[str]:
    asked = [sys.executable, "-c", PERSON, place.url, place.database, str(folder), name, str(seed), str(rounds)]
    # A file, not a pipe: what one line read ahead takes out of a pipe, nobody reads again.
    with (folder / f"{seed}.said").open("w") as said:
        return subprocess.Popen(asked, cwd=ROOT, stdout=said, stderr=subprocess.DEVNULL, text=True)


def heard(folder: Path, seed: int) -> str:
    """What a process has said so far."""
    return (folder / f"{seed}.said").read_text("utf-8")


class Told:
    """What processes said they had done when they were killed."""

    def __init__(self) -> None:
        self.added: set[str] = set()
        self.asked: set[str] = set()
        self.removed: set[str] = set()

    def read(self, said: str) -> None:
        for line in said.splitlines():
            mark, *ids = line.split()
            {"+": self.added, "?": self.asked, "-": self.removed}.get(mark, set()).update(ids)


def settle(*stores: PostStore) -> None:
    for _ in range(3):
        for store in stores:
            while store.sync(at_once=True) == "elsewhere":
                time.sleep(0.05)


def healthy(store: PostStore, told: Told) -> None:
    """No post lost, none back, and both indexes of one mind with the rows."""
    ids = {post.id for post in store.posts()}
    assert told.added - told.asked <= ids
    assert not told.removed & ids
    store.run(lambda _done, _total: None, lambda: False)
    assert store.lacks() == []
    for post_id in told.removed:
        assert store.traces(post_id) == []
    for post in list(store.posts())[:20]:
        assert post.id in {hit.post_id for hit in store.lexical([word.key for word in words(post.text)], 3)}
        assert post.id in {near.post_id for near in store.nearest(post.text, post.lang or "fr", 12)}
    # A post whose words just came may stand twice for a moment in no index: counts are exact.
    assert store.count() == len(ids)


@pytest.mark.slow
def test_several_people_who_write_at_once_lose_nothing(chroma_url: str, tmp_path: Path) -> None:
    place, told = new_place(chroma_url), Told()
    running = [start(place, tmp_path, name, seed, 6) for seed, name in enumerate(("nadia", "karim", "zoe", "ines"))]
    for seed, each in enumerate(running):
        assert each.wait(timeout=120) == 0
        assert heard(tmp_path, seed).endswith("end\n")
        told.read(heard(tmp_path, seed))
    assert len(told.added) == 4 * 6 * 3
    team = Team(place, tmp_path)
    stores = [team.member(name, FakeEmbedder()) for name in ("nadia", "karim", "zoe", "ines")]
    settle(*stores)
    expected = told.added - told.removed
    for store in stores:
        assert {post.id for post in store.posts()} == expected
        healthy(store, told)
    team.close()


@pytest.mark.slow
def test_processes_killed_at_any_moment_lose_nothing(chroma_url: str, tmp_path: Path) -> None:
    place, told, dice = new_place(chroma_url), Told(), random.Random(20261117)
    for seed in range(4):
        # Two windows of one person and one of another, all killed without a word of warning.
        running = [start(place, tmp_path, name, 10 * seed + i, 40) for i, name in enumerate(("nadia", "nadia", "karim"))]
        while not all(heard(tmp_path, 10 * seed + i) for i in range(3)):
            time.sleep(0.02)
        time.sleep(dice.random() * 2.5)
        for each in running:
            each.kill()
        for i, each in enumerate(running):
            each.wait(timeout=60)
            told.read(heard(tmp_path, 10 * seed + i).rpartition("\n")[0])
    assert told.added, "nobody had the time to write anything"
    team = Team(place, tmp_path)
    nadia, karim, late = (team.member(name, FakeEmbedder()) for name in ("nadia", "karim", "late"))
    settle(nadia, karim, late)
    assert nadia.notices == ()
    assert {p.id for p in nadia.posts()} == {p.id for p in karim.posts()} == {p.id for p in late.posts()}
    for store in (nadia, karim, late):
        healthy(store, told)
    team.close()
