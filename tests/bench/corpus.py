"""What the store of sibling posts costs: build, open, question, addition, against its size.

``python tests/bench/corpus.py [SIZE…]`` makes a synthetic store for each size (words drawn by Zipf's law, a tenth of the posts
sharing a line with others) in a throw-away folder and prints a table. Times are wall clock, memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from coach.post import Post
from corpus.store import PostStore, open_store
from tests.fakes import StillClock

WORDS = 60_000
LENGTH = (20, 110)
QUESTIONS = 400
BATCH = 20_000


def lexicon() -> tuple[list[str], list[float]]:
    """Made-up words and how often each is drawn: the n-th about as 1/n."""
    dice = random.Random(7)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "on", "ai")]
    words = list(dict.fromkeys("".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(WORDS * 2)))[:WORDS]
    total, cumulative = 0.0, []
    for rank in range(1, len(words) + 1):
        total += 1 / (rank + 2.7)
        cumulative.append(total)
    return words, cumulative


def posts(count: int, seed: int) -> Iterator[Post]:
    """Synthetic posts of 20 to 110 words."""
    dice = random.Random(seed)
    words, cumulative = lexicon()
    lines = [dice.choices(words, cum_weights=cumulative, k=15) for _ in range(max(1, count // 100))]
    for number in range(count):
        said = dice.choices(words, cum_weights=cumulative, k=dice.randint(*LENGTH))
        if dice.random() < 0.1:
            said[5:5] = dice.choice(lines)
        yield Post(
            id=f"{seed}-{number}",
            text=" ".join(said),
            author=f"a{number % 500}",
            lang="fr",
            date=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )


def fill(store: PostStore, count: int) -> float:
    """Add posts in batches; return the seconds it took the store."""
    spent, batch = 0.0, []
    for post in posts(count, 1):
        batch.append(post)
        if len(batch) == BATCH:
            start = time.perf_counter()
            store.add(batch)
            spent += time.perf_counter() - start
            batch = []
    start = time.perf_counter()
    store.add(batch)
    return spent + time.perf_counter() - start


def passages(store: PostStore, words: int) -> list[list[str]]:
    """Pieces of posts of the store with one word in five replaced."""
    dice = random.Random(3)
    strange, cumulative = lexicon()
    some = [post for _, post in zip(range(20_000), store.posts(), strict=False)]
    found = []
    for post in dice.choices(some, k=QUESTIONS):
        keys = post.text.split()
        while len(keys) < words:
            keys += dice.choice(some).text.split()
        keys = keys[:words]
        found.append([dice.choices(strange, cum_weights=cumulative)[0] if dice.random() < 0.2 else key for key in keys])
    return found


def ask(store: PostStore, words: int) -> tuple[float, float]:
    """Return the median and 95th percentile of a question, in milliseconds."""
    questions = passages(store, words)
    times = []
    for keys in questions:
        start = time.perf_counter()
        store.lexical(keys, 40)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def opened(folder: Path) -> tuple[PostStore, float]:
    """Open the store and answer one question; return it with the milliseconds that took."""
    start = time.perf_counter()
    store = open_store(folder, folder, embedder=None, clock=StillClock())
    store.lexical(["un", "deux", "trois"], 5)
    return store, (time.perf_counter() - start) * 1000


def one(size: int) -> None:
    """Measure one size and print its line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder, folder, embedder=None, clock=StillClock())
        added = fill(store, size)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        store.close()
        for path in (folder / "lexical").glob("index.json"):
            path.unlink()
        store, rebuilt = opened(folder)
        store.close()
        store, again = opened(folder)
        sentence, draft = ask(store, 20), ask(store, 220)
        visible = []
        for post in posts(20, 99):
            start = time.perf_counter()
            store.add([post])
            hits = store.lexical(post.text.split(), 3)
            visible.append((time.perf_counter() - start) * 1000)
            assert hits[0].post_id == post.id
        start = time.perf_counter()
        store.remove(["1-5"])
        removed = (time.perf_counter() - start) * 1000
        store.close()
    print(
        f"{size:>9,}  {added:>7.1f} s  {rebuilt / 1000:>7.2f} s  {again:>6.0f} ms  {sentence[0]:>5.2f} {sentence[1]:>6.2f} ms  "
        f"{draft[0]:>5.2f} {draft[1]:>6.2f} ms  {max(visible):>5.1f} ms  {removed:>6.0f} ms  {peak:>6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Measure each size in a process of its own, so that memory is its own too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--alone", action="store_true", help="in this process, without a heading")
    wanted = parser.parse_args()
    if wanted.alone:
        for size in wanted.sizes:
            one(size)
        return
    print("    posts   add all    rebuild     open  sentence p50 p95    draft p50 p95  visible    remove      peak", flush=True)
    for size in wanted.sizes:
        subprocess.run([sys.executable, __file__, "--alone", str(size)], check=True)


if __name__ == "__main__":
    main()
