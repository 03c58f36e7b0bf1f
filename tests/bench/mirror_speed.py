"""What the mirror costs against the size of the store: ``python tests/bench/mirror_speed.py [SIZE…] [--picture]``.

Stores are made up (``crowd.py``), once for each size, and kept in ``--stores FOLDER`` (default: ``stores`` beside this file, not
in git; a million posts take some minutes and 4 GB). The real ``CorpusMirror.look`` is asked over the real store. Milliseconds are
of processor, then of wall clock, which says more of what else the machine does. ``--semantic`` adds the tier of meaning: random
unit vectors written straight into chroma, one a post, the real embedder for the question. ``--picture`` draws ``docs/speed.svg``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.context import Context  # noqa: E402
from coach.mirror.mirror import CorpusMirror  # noqa: E402
from coach.post import Post  # noqa: E402
from corpus.store import PostStore, open_store  # noqa: E402
from tests.bench.crowd import Crowd, stored, written  # noqa: E402
from tests.bench.pace import pace  # noqa: E402
from tests.fakes import StillClock  # noqa: E402

SIZES = (1_000, 10_000, 100_000, 1_000_000)
DRAFTS = 60
EDITS = 300
CHARS = 1_300
CONTEXT = Context(today=dt.date(2026, 11, 28), author="Nadia")
WARM = 10
"""Looks that are not counted: the first bring pages of the files into memory."""
FIGURES = {
    "edited": "edited sentence",
    "draft": "draft first seen",
    "visible": "post added and found",
    "open": "store opened",
}


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


class Stopwatch:
    """Milliseconds of this thread's processor and of the wall, a pair for each thing done."""

    def __init__(self) -> None:
        self.spent: list[float] = []
        self.wall: list[float] = []

    def time(self, work: Callable[[], Any]) -> Any:
        """Do ``work`` and note what it took."""
        wall, spent = time.perf_counter(), time.thread_time()
        done = work()
        self.spent.append((time.thread_time() - spent) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)
        return done

    def told(self, name: str) -> dict[str, float]:
        """Return the figures of all but the first, named."""
        spent, wall = self.spent[WARM:] or self.spent, self.wall[WARM:] or self.wall
        if len(spent) < 2:
            return {name: spent[0], f"{name}_wall": wall[0]}
        return {name: p95(spent), f"{name}_p50": statistics.median(spent), f"{name}_wall": p95(wall)}


def opened(place: Path) -> PostStore:
    """Open the store of a folder."""
    return open_store(place, place, embedder=None, clock=StillClock())


def resident() -> float:
    """Return the megabytes this process holds in memory, mapped files included; 0 where the system does not say."""
    status = Path("/proc/self/status")
    said = status.read_text() if status.is_file() else ""
    return next((int(line.split()[1]) / 1024 for line in said.splitlines() if line.startswith("VmRSS")), 0.0)


def looks(store: PostStore, crowd: Crowd) -> dict[str, float]:
    """Return what drafts first seen, then edited sentences, cost."""
    some = [post.text for _, post in zip(range(3_000), store.posts(), strict=False)]
    mirror = CorpusMirror(store, semantic=False)
    whole, edited = Stopwatch(), Stopwatch()
    drafts = [crowd.draft(CHARS, some) for _ in range(DRAFTS + WARM)]
    gc.collect()
    gc.freeze()
    found = 0
    for draft in drafts:
        found += len(whole.time(lambda draft=draft: mirror.look(draft, CONTEXT))[1])
    assert found, "no draft borrowed anything"
    for n in range(EDITS + WARM):
        draft = drafts[n % len(drafts)]
        mirror.look(draft, CONTEXT)
        at = int(crowd.dice.integers(20, len(draft) - 20))
        edited.time(lambda text=f"{draft[:at]}x{draft[at:]}": mirror.look(text, CONTEXT))
    return whole.told("draft") | edited.told("edited")


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return the figures of one size: milliseconds, seconds for the building, megabytes."""
    place = stored(folder, size)
    built = place / "built.json"
    if not built.is_file():
        shutil.rmtree(place / "lexical", ignore_errors=True)
        store, watch = opened(place), Stopwatch()
        watch.time(store.prepare)
        store.close()
        built.write_text(json.dumps({"build": watch.spent[0] / 1000, "build_wall": watch.wall[0] / 1000}))
    figures: dict[str, float] = {"size": size, **json.loads(built.read_text())}
    opening = Stopwatch()

    def first() -> PostStore:
        store = opened(place)
        store.lexical(["un", "deux", "trois"], 5)
        return store

    store = opening.time(first)
    figures |= opening.told("open") | looks(store, crowd := Crowd(size, salt=1))
    figures["resident"] = resident()
    visible = Stopwatch()
    for n in range(20 + WARM):
        post = Post(id=f"new-{n}", text=written(crowd.post("fr")), author="new", lang="fr", date="2026-11-28")
        hits = visible.time(lambda post=post: store.add([post]) and store.lexical(post.text.lower().replace(".", "").split(), 3))
        assert hits[0].post_id == post.id
    figures |= visible.told("visible")
    store.remove([f"new-{n}" for n in range(20 + WARM)])
    store.close()
    return figures


def meaning(size: int) -> dict[str, float]:
    """Return what the meaning of an edited sentence costs over ``size`` sentences of random vectors, in milliseconds."""
    import numpy as np

    from corpus import queue
    from corpus.embedders import best_embedder
    from corpus.vectors import Piece

    with tempfile.TemporaryDirectory() as name:
        place = stored(Path(name), size)
        engine = best_embedder()
        store = open_store(place, place, embedder=engine, clock=StillClock())
        store.lexical(["un", "deux"], 1)
        vectors = store._semantic._opened()
        assert vectors is not None, store.lacks()
        dice = np.random.default_rng(1)
        while waiting := queue.next_posts(store._rows, 4_000):
            for lang in ("fr", "en"):
                pieces = [Piece(w.n, 0, w.post_id, 0, w.text.index(".") + 1) for w in waiting if w.lang == lang]
                made = dice.standard_normal((len(pieces), 384)).astype("f4")
                vectors.put(lang, pieces, made / np.linalg.norm(made, axis=1, keepdims=True))
            queue.done(store._rows, [(w, 1) for w in waiting])
        crowd, watch = Crowd(size, salt=1), Stopwatch()
        mirror = CorpusMirror(store, embedder=engine.name)
        for _ in range(60 + WARM):
            text = crowd.draft(110, [])
            watch.time(lambda text=text: mirror.fathom(text, CONTEXT))
        store.close()
    return {"size": size} | watch.told("meaning")


def printed(all_figures: Sequence[dict[str, float]]) -> None:
    """Print a line for each size: p95 in milliseconds of processor, of wall clock between brackets."""
    print("    posts    build      open   edited sentence    draft first seen   added and found   resident", flush=True)
    for f in all_figures:
        pairs = [f"{f[k]:6.2f} [{f[f'{k}_wall']:6.1f}] ms" for k in ("edited", "draft", "visible")]
        print(
            f"{f['size']:>9,.0f} {f['build']:6.1f} s {f['open']:6.0f} ms {'   '.join(pairs)}   {f['resident']:5.0f} MB",
            flush=True,
        )


def draw(all_figures: Sequence[dict[str, float]], path: Path) -> None:
    """Draw cost against size, both on logarithmic scales; needs matplotlib (``pip install porte-voix[bench]``)."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "porte-voix"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for (key, label), mark in zip(FIGURES.items(), "osv^", strict=True):
        axes.plot([f["size"] for f in all_figures], [f[key] for f in all_figures], marker=mark, label=label)
    axes.set(xscale="log", yscale="log", xlabel="posts in the store", ylabel="milliseconds of processor, p95")
    axes.axhline(8, color="grey", linestyle=":", linewidth=1)
    axes.annotate("8 ms", (all_figures[0]["size"], 8), va="bottom", color="grey", fontsize=8)
    axes.grid(visible=True, alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    print(f"drawn: {path}")


def main() -> None:
    """Measure each size in a process of its own, so that memory is its own too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES[:3]))
    parser.add_argument("--stores", type=Path, default=Path(__file__).parent / "stores")
    parser.add_argument("--picture", nargs="?", type=Path, const=ROOT / "docs" / "speed.svg")
    parser.add_argument("--semantic", type=int, metavar="SIZE", help="the tier of meaning too, over as many sentences")
    parser.add_argument("--alone", action="store_true", help="in this process, as JSON")
    asked = parser.parse_args()
    if asked.alone:
        print(json.dumps(measure(asked.sizes[0], asked.stores)))
        return
    found = []
    for size in asked.sizes:
        command = [sys.executable, __file__, "--alone", str(size), "--stores", str(asked.stores)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    printed(found)
    print(f"a fixed piece of work: {pace():.0f} ms; run this alone to compare machines")
    if asked.semantic:
        told = meaning(asked.semantic)
        print(f"meaning of a sentence over {asked.semantic:,}: p95 {told['meaning']:.0f} [{told['meaning_wall']:.0f}] ms")
    if asked.picture:
        draw(found, asked.picture)


if __name__ == "__main__":
    main()
