"""Quality and speed of the mirror on labelled drafts: ``python tests/bench/mirror_dev.py [FOLDER] [--half even|odd]``.

FOLDER holds ``posts.jsonl`` and ``drafts.jsonl`` (default: the development data beside the repository). Prints, a level a line,
the share of drafts flagged, the share of flags that name a right sibling, and the overlap of the spans; then the milliseconds a
draft takes, first look and edited sentence. Only the even half is looked at while changing thresholds; the odd half confirms.
"""

from __future__ import annotations

import argparse
import atexit
import collections
import datetime as dt
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.context import Context  # noqa: E402
from coach.mirror.mirror import CorpusMirror  # noqa: E402
from coach.ports import Corpus  # noqa: E402
from coach.post import Post  # noqa: E402
from tests.coach.mirror.memory_corpus import MemoryCorpus  # noqa: E402


def load(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def embedded(home: Path, posts: Sequence[Post]) -> Corpus:
    """Return a real store of ``posts`` in ``home``, with the vectors of all of them: a minute or so the first time."""
    from coach.adapters.clock import SystemClock
    from corpus.embedders import best_embedder
    from corpus.store import open_store

    store = open_store(home / "data", home / "cache", embedder=best_embedder(), clock=SystemClock(), lang="en")
    store.add(posts)
    store.run(lambda done, total: None, lambda: False)
    atexit.register(store.close)
    if lacks := store.lacks():
        sys.exit(f"{home}: {', '.join(lacks)}")
    return store


class Score:
    """What the scorer of the shared data counts, level by level."""

    def __init__(self) -> None:
        self.levels: dict[str, list[float]] = collections.defaultdict(lambda: [0, 0, 0, 0.0])
        self.tp = self.fp = self.fn = self.tn = self.hits = self.right = 0
        self.iou: list[float] = []

    def add(self, gold: dict, findings: Sequence) -> bool:  # type: ignore[type-arg]
        """Count one draft; tell whether it went wrong."""
        flags = [f for f in findings if f.source == "mirror" and f.severity in ("warn", "block")]
        row = self.levels[gold["level"]]
        row[0] += 1
        row[1] += bool(flags)
        if not gold["label"]:
            self.fp += bool(flags)
            self.tn += not flags
            return bool(flags)
        self.tp += bool(flags)
        self.fn += not flags
        if flags:
            want = set(gold.get("any_of") or [s["post_id"] for s in gold["spans"]])
            chars = {c for s in gold["spans"] for c in range(s["start"], s["end"])}
            ok = any(f.evidence.post_id in want for f in flags if chars & set(range(f.start, f.end)))
            mine = {c for f in flags for c in range(f.start, f.end)}
            value = len(chars & mine) / max(1, len(chars | mine))
            self.hits += 1
            self.right += ok
            row[2] += ok
            row[3] += value
            self.iou.append(value)
            return not ok or value < 0.7
        return True

    def show(self) -> None:
        """Print the table."""
        for level, (n, flagged, right, iou) in sorted(self.levels.items()):
            shares = f"right {right / max(1, flagged):.3f} iou {iou / max(1, flagged):.2f}"
            print(f"{level:36s} n {n:4.0f} flagged {flagged / n:.3f} {shares}")
        precision, recall = self.tp / max(1, self.tp + self.fp), self.tp / max(1, self.tp + self.fn)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        alarms = self.fp / max(1, self.fp + self.tn)
        print(f"F1 {f1:.3f} P {precision:.3f} R {recall:.3f} false_alarms {alarms:.3f}", end=" ")
        print(f"right_sibling {self.right / max(1, self.hits):.3f} span_iou {sum(self.iou) / max(1, len(self.iou)):.3f}")


def main() -> None:
    """Run all drafts and print the score and the times."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "mirror" / "dev")
    asked.add_argument("--half", choices=("even", "odd", "all"), default="all")
    asked.add_argument(
        "--wrong", metavar="LEVEL", action="append", default=[], help="print the drafts of a level that went wrong"
    )
    asked.add_argument(
        "--semantic", metavar="HOME", type=Path, help="look for meaning too: a real store in HOME, embedded there once"
    )
    given = asked.parse_args()
    posts = [Post.model_validate(p) for p in load(given.folder / "posts.jsonl")]
    corpus = embedded(given.semantic, posts) if given.semantic else MemoryCorpus(posts)
    mirror, score = CorpusMirror(corpus), Score()
    asking: list[float] = []
    times: list[float] = []
    edited: list[float] = []
    today = dt.date(2026, 11, 23)
    for place, gold in enumerate(load(given.folder / "drafts.jsonl")):
        if gold["label"] == -1 or (given.half != "all" and place % 2 != (given.half == "odd")):
            continue
        context = Context(today=today, lang=gold["lang"], author=gold["author"])
        start = time.perf_counter()
        sentences = mirror.fathom(gold["text"], context)
        asking += [(time.perf_counter() - start) / sentences] if sentences else []
        start = time.perf_counter()
        _, findings = mirror.look(gold["text"], context)
        times.append(time.perf_counter() - start)
        typed = gold["text"] + " Puis un mot de plus"
        start = time.perf_counter()
        mirror.look(typed, context)
        edited.append(time.perf_counter() - start)
        if score.add(gold, findings) and gold["level"] in given.wrong:
            print("---", gold["level"], gold["text"], gold["spans"], sep="\n  ")
            for f in findings:
                print("   ", f.severity, f.rule, repr(f.text), "<-", f.evidence.post_id, repr(f.evidence.text))
    score.show()
    for name, values in (("whole draft, first look", times), ("last sentence edited", edited), ("meaning, a sentence", asking)):
        if not values:
            continue
        values.sort()
        half, most = values[len(values) // 2], values[len(values) * 95 // 100]
        print(f"{name}: p50 {half * 1e3:.2f} ms  p95 {most * 1e3:.2f} ms  n {len(values)}")


if __name__ == "__main__":
    main()
