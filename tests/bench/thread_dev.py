"""Threads on the development set: ``python tests/bench/thread_dev.py [FOLDER] [--show]``.

Every thread is split on every network, clean and with each fault of its own sown in. Prints the share of listed facts that
survive in one post, the posts over the limit, the seeded faults found by rule, the false faults a clean text gets, and the time a
split takes. ``--show`` prints what went wrong. Exit 1 when a figure is out of bounds.
"""

from __future__ import annotations

import statistics
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.context import Network  # noqa: E402
from coach.publish.counts import COMMENT_LIMITS, LIMITS, count  # noqa: E402
from coach.thread.split import Split, split  # noqa: E402

DATA = ROOT / "tests" / "coach" / "thread" / "data"
NETWORKS: tuple[Network, ...] = get_args(Network)
RULES = (
    "thread-claim-without-proof",
    "thread-repeated-idea",
    "thread-dangling-start",
    "thread-count-mismatch",
    "thread-jargon-unexplained",
    "thread-no-limit",
)


def load(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the threads of a folder, each with its name."""
    return [(path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]


def sown(thread: dict[str, Any], fault: dict[str, Any]) -> str:
    """Return the text of ``thread`` with one of its faults. Raises ``ValueError`` when the words to swap are not there."""
    text: str = thread["text"].strip()
    for old, new in fault["swap"]:
        if old not in text:
            raise ValueError(f"{fault['rule']}: {old!r} is not in the text")
        text = text.replace(old, new, 1)
    return text


def over(done: Split, network: Network) -> int:
    """Return how many posts are over the limit, counted again."""
    limits = [LIMITS[network], *[COMMENT_LIMITS[network]] * len(done.posts)]
    return sum(count(p.text, network).used > limit for p, limit in zip(done.posts, limits, strict=False))


def main(given: list[str]) -> int:
    """Print the figures; 1 when one is out of bounds."""
    folders = [Path(a) for a in given if not a.startswith("-")] or [DATA]
    threads = [one for folder in folders for one in load(folder)]
    facts = kept = too_long = posts = 0
    seeded: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    false: list[int] = []
    times: list[float] = []
    for name, thread in threads:
        for network in NETWORKS:
            start = time.perf_counter()
            done = split(thread["text"].strip(), network)
            times.append(time.perf_counter() - start)
            posts += len(done.posts)
            too_long += over(done, network)
            lost = [fact for fact in thread["facts"] if not any(fact in p.text for p in done.posts)]
            facts += len(thread["facts"])
            kept += len(thread["facts"]) - len(lost)
            wrong = list(done.findings)
            false.append(len(wrong))
            if "--show" in sys.argv:
                for fact in lost:
                    print(f"{name} {network}: lost {fact!r}")
                for f in wrong if network == "x" or len(wrong) > 1 else ():
                    print(f"{name} {network}: FALSE {f.rule} {f.text[:90]!r}")
        for fault in thread["fault"]:
            for network in NETWORKS:
                done = split(sown(thread, fault), network)
                if fault["rule"] == "thread-dangling-start" and len(done.posts) == 1:
                    continue  # one post: its paragraphs are read together
                found = {f.rule for f in done.findings}
                seeded[fault["rule"]] += 1
                heard[fault["rule"]] += fault["rule"] in found
                if fault["rule"] not in found and "--show" in sys.argv:
                    print(f"{name} {network}: MISSED {fault['rule']} in {fault['swap'][0][1][:90]!r}")
    print(f"{len(threads)} threads on {len(NETWORKS)} networks")
    print(f"facts that survive {kept}/{facts}, posts over the limit {too_long}/{posts}")
    for rule in RULES:
        print(f"  {rule:28} found {heard[rule]:3}/{seeded[rule]}")
    share = sum(heard.values()) / max(1, sum(seeded.values()))
    print(f"seeded faults found {share:.1%}; false faults a clean text: most {max(false)}, mean {statistics.mean(false):.2f}")
    print(f"a split takes {1000 * statistics.median(times):.1f} ms (most {1000 * max(times):.1f})")
    for size in (50_000, 200_000):
        long = ("On a réparé 412 fils en trois jours, à Roanne, avec Moussa. Le TRS a bougé. " * (size // 75))[:size]
        start = time.perf_counter()
        split(long, "x")
        print(f"{size:,} characters take {time.perf_counter() - start:.2f} s")
    return int(kept < facts or too_long > 0 or share < 5 / 6 or max(false) > 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
