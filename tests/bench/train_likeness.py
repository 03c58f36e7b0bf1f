"""Rebuild the model of likeness: ``python tests/bench/train_likeness.py [--write]``.

It learns from every set of posts in ``tests/charter_rules``. First each set is left out in turn and read by a model that never
saw it, beside the rules of words: the figures printed are those. ``--write`` then learns from all of them and puts the model in
``charter_rules/models/likeness.json``. Nothing is drawn at random: the order of learning is that of a checksum.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import sys
import zlib
from collections.abc import Callable, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.charter.engine import PackCharter  # noqa: E402
from coach.charter.likeness import buckets, told  # noqa: E402
from coach.context import Context  # noqa: E402
from coach.finding import Severity  # noqa: E402
from coach.packs import built_in, load_pack  # noqa: E402
from coach.review import review  # noqa: E402

SETS = ROOT / "tests" / "charter_rules"
FILE = ROOT / "charter_rules" / "models" / "likeness.json"
BITS = 16
FEW = 12
"""Bits of a line that only tells a category."""
PASSES = 25
SHARE = 3
"""One stretch in so many is taken from posts about anything."""
RIDGE = 2e-4
STEP = 0.6
NO_LIKENESS = {"internal_link_or_tool", "format_limit", "accessibility"}
"""What is told by its form, not by what it sounds like."""
TODAY = dt.date(2026, 11, 23)


class Post(NamedTuple):
    """A post of a set, with the buckets of its words; a clean one has no category."""

    name: str
    lang: str
    text: str
    category: str | None
    employer: str | None
    seen: frozenset[int]


def posts() -> list[Post]:
    """Return the posts of all sets."""
    found = []
    for path in sorted(SETS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            category = None if path.stem == "honest" else row.get("category")
            seen = buckets(told(row["text"]), BITS)
            found.append(Post(path.stem, row["lang"], row["text"], category, row.get("employer"), seen))
    return found + elsewhere()


def elsewhere() -> list[Post]:
    """Return stretches of posts about anything, taken as clean, to know what most texts are; none when not at hand."""
    path = ROOT.parent / "shared" / "mirror" / "dev" / "posts.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines()) if path.is_file() else ()
    found = []
    for row in rows:
        pieces = re.split(r"(?<=[.!?…])\s+|\n+", row["text"])
        for first in range(0, len(pieces), 3):
            text = " ".join(pieces[first : first + 3])
            if 8 <= len(text.split()) <= 90 and zlib.crc32(text.encode()) % SHARE == 0:
                found.append(Post("elsewhere", row.get("lang") or "fr", text, None, None, buckets(told(text), BITS)))
    return found


def learn(rows: Sequence[Post], yes: Callable[[Post], bool], bits: int = BITS) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic line, both classes counting as much (steps shrink where they were many)."""
    weights, bias = [0.0] * (1 << bits), 0.0
    gone, mask = [1e-3] * (1 << bits), (1 << bits) - 1
    share = max(1, sum(map(yes, rows))) / len(rows)
    for turn in range(PASSES):
        for post in sorted(rows, key=lambda p: zlib.crc32(f"{turn}{p.text}".encode())):
            wanted = yes(post)
            size = 1 / sqrt(max(1, len(post.seen)))
            told_so = bias + size * sum(weights[b & mask] for b in post.seen)
            miss = (wanted - 1 / (1 + exp(-max(-30, min(30, told_so))))) * (0.5 / share if wanted else 0.5 / (1 - share))
            bias += 0.02 * miss
            for b in (b & mask for b in post.seen):
                push = miss * size - RIDGE * weights[b]
                gone[b] += push * push
                weights[b] += STEP * push / sqrt(gone[b])
    return weights, bias


def axis(weights: Sequence[float], bias: float) -> dict[str, object]:
    """Return a line as the file holds it."""
    scale = max(abs(w) for w in weights) / 127
    held = bytes((round(w / scale)) & 255 for w in weights)
    return {"scale": scale, "bias": bias, "bytes": base64.b64encode(held).decode()}


def left_out() -> None:
    """Print, for each set read by a model that never saw it: what the line finds alone, and with the rules of words."""
    rows = posts()
    charter = PackCharter([load_pack(f, tried=True) for f in built_in()[0]])
    charter.rules = tuple(r for r in charter.rules if r.measure != "likeness")
    for name in sorted({p.name for p in rows} - {"honest", "faulty", "elsewhere"}):
        weights, bias = learn([p for p in rows if p.name != name], lambda p: p.category is not None)
        read = []
        for post in (p for p in rows if p.name == name):
            context = Context(today=TODAY, lang=post.lang, speak=post.lang, employer=post.employer)  # type: ignore[arg-type]
            found = review(post.text, context, charter=charter).findings
            said = any(f.severity is not Severity.ADVISE for f in found)
            score = bias + sum(weights[b] for b in post.seen) / sqrt(max(1, len(post.seen)))
            read.append((1 / (1 + exp(-score)), said, post.category is not None))
        print(f"{name}: {len(read)} posts")
        for level in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9):
            alone = _figures([(chance >= level, bad) for chance, _, bad in read])
            both = _figures([(said or chance >= level, bad) for chance, said, bad in read])
            print(f"   at {level}: alone {alone}; with the rules {both}")


def _figures(read: Sequence[tuple[bool, bool]]) -> str:
    right, wrong = sum(s and b for s, b in read), sum(s and not b for s, b in read)
    return f"precision {right / max(1, right + wrong):.2f}, recall {right / max(1, sum(b for _, b in read)):.2f}"


def write() -> None:
    """Learn from all the sets and write the model."""
    rows = posts()
    faulty = [p for p in rows if p.category is not None]
    names = sorted({str(p.category) for p in faulty} - NO_LIKENESS)
    lines = {name: axis(*learn(faulty, lambda p, name=name: p.category == name, FEW)) for name in names}  # type: ignore[misc]
    held = {"bits": BITS, "ask": axis(*learn(rows, lambda p: p.category is not None)), "categories": lines}
    FILE.write_text(json.dumps(held) + "\n", "utf-8")
    print(f"{FILE.name}: {len(rows)} posts, {len(names)} categories")


if __name__ == "__main__":
    write() if "--write" in sys.argv else left_out()
