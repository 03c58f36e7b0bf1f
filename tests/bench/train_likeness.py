"""Rebuild the two models of likeness: ``python tests/bench/train_likeness.py --vectors FILE [--write]``.

One looks at words (``charter_rules/models/likeness.json``), one at meaning (``sense.json``), and both learn from every set of
posts in ``tests/charter_rules``. The figures printed are those of posts neither has seen: the ``worked_w`` sets, which no rule
was tuned on, once in five parts of which each is read by models that learned from the rest, and once a whole set at a time,
which is harder, since each is about other rules of the charter. ``--write`` then learns from all and writes both files.

Vectors are made once and kept in ``FILE`` (half an hour the first time). It needs scikit-learn (``pip install scikit-learn``),
which the app does not; nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import json
import pickle
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.charter.engine import PackCharter  # noqa: E402
from coach.charter.likeness import buckets, told  # noqa: E402
from coach.charter.reading import plain  # noqa: E402
from coach.charter.sense import LEXICAL, SENTENCE, SHORT, WHOLE_POST, stretches  # noqa: E402
from coach.charter.sieve import sentences_of  # noqa: E402
from coach.context import Context  # noqa: E402
from coach.finding import Severity  # noqa: E402
from coach.packs import built_in, load_pack  # noqa: E402
from coach.review import review  # noqa: E402
from corpus.embedders import E5Embedder  # noqa: E402

SETS = ROOT / "tests" / "charter_rules"
MODELS = ROOT / "charter_rules" / "models"
ELSEWHERE = ROOT.parent / "shared" / "mirror" / "dev" / "posts.jsonl"
ABOUT = 200
"""Posts about anything that are read, every other one to learn from, the rest to be judged on."""
BITS = 16
FEW = 12
"""Bits of a line that only tells a category."""
LOOSE = 20.0
"""Inverse of the ridge of the lines of words."""
RIDGE = 2.0
"""Ridge of the curve of meaning."""
BENDS = 24
"""Directions in which it may bend."""
PARTS = 5
NO_LIKENESS = {"internal_link_or_tool", "format_limit", "accessibility"}
"""What is told by its form, not by what it sounds like."""
TODAY = dt.date(2026, 11, 23)
Floats = np.ndarray[Any, np.dtype[np.float64]]


class Post(NamedTuple):
    """A post of a set, or a stretch of one about anything; a clean one has no category."""

    name: str
    lang: str
    text: str
    category: str | None
    employer: str | None
    kept: bool = True
    """Whether it may be learned from."""


class Lessons(NamedTuple):
    """The posts and what is seen of each."""

    posts: list[Post]
    bad: Any
    """1 for what is to be asked about."""
    words: Any
    """A row of buckets a post, of length one."""
    vectors: Floats
    sentences: Floats
    owner: Any
    """The post of each sentence."""
    mean: Floats


def posts() -> Iterator[Post]:
    """Yield the posts of all sets, then stretches of posts about anything, taken as clean, when they are at hand."""
    for path in sorted(SETS.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            category = None if path.stem == "honest" else row.get("category")
            yield Post(path.stem, row["lang"], plain(row["text"]), category, row.get("employer"))
    rows = ELSEWHERE.read_text("utf-8").splitlines()[:ABOUT] if ELSEWHERE.is_file() else []
    for at, row in enumerate(map(json.loads, rows)):
        text = plain(row["text"])
        for near in list(stretches(text))[:3]:
            said = text[near[0].start : near[-1].end].strip()
            yield Post("elsewhere", row.get("lang") or "fr", said, None, None, at % 2 == 0)


def lessons(kept: Path) -> Lessons:
    """Return what is seen of all posts; vectors not in ``kept`` are made and put there."""
    found = list(posts())
    sentences = [(at, said) for at, post in enumerate(found) for said in _sentences(post.text)]
    known = _vectors([*(p.text.strip() for p in found), *(said for _, said in sentences)], kept)
    raw = np.array([known[p.text.strip()] for p in found])
    mean = raw.mean(axis=0)
    apart = np.array([known[said] for _, said in sentences])
    bad = np.array([p.category is not None for p in found], dtype=int)
    owner = np.array([at for at, _ in sentences])
    return Lessons(found, bad, _rows(found, BITS), _about(raw, mean), _about(apart, mean), owner, mean)


def _sentences(text: str) -> Iterator[str]:
    for span in sentences_of(text):
        said = span.of(text).strip()
        if len(said.split()) >= SHORT:
            yield said


def _vectors(texts: Sequence[str], kept: Path) -> dict[str, list[float]]:
    known: dict[str, list[float]] = pickle.loads(kept.read_bytes()) if kept.is_file() else {}
    missing = [t for t in dict.fromkeys(texts) if t not in known]
    engine = E5Embedder()
    for at, text in enumerate(missing, 1):
        [known[text]] = engine.embed([text])
        if at % 200 == 0 or at == len(missing):
            kept.write_bytes(pickle.dumps(known))
            print(f"{at} of {len(missing)} vectors", file=sys.stderr)
    return known


def _about(vectors: Floats, mean: Floats) -> Floats:
    apart = vectors - mean
    return apart / np.maximum(1e-9, np.linalg.norm(apart, axis=1, keepdims=True))


def _rows(found: Sequence[Post], bits: int) -> Any:
    seen = [sorted(buckets(told(post.text), bits)) for post in found]
    sizes = [len(s) for s in seen]
    values = np.repeat([1 / np.sqrt(max(1, size)) for size in sizes], sizes)
    columns = np.array([b for s in seen for b in s])
    return csr_matrix((values, columns, np.cumsum([0, *sizes])), shape=(len(seen), 1 << bits))


def line(rows: Any, bad: Any) -> LogisticRegression:
    """Return a line through hashed words, both classes counting as much."""
    return LogisticRegression(
        C=LOOSE, class_weight="balanced", solver="liblinear", dual=True, max_iter=300, random_state=0
    ).fit(rows, bad)  # fmt: skip


class Bent(NamedTuple):
    """A curve of the second degree: bias, line, directions and how much it bends along each."""

    bias: float
    line: Floats
    bends: Floats
    bent: Floats

    def of(self, vectors: Floats) -> Floats:
        """Return where vectors stand, above 0 for what is to be asked about."""
        found: Floats = self.bias + vectors @ self.line + ((vectors @ self.bends.T) ** 2) @ self.bent
        return found


def curve(vectors: Floats, bad: Any) -> Bent:
    """Return the curve by ridge regression with the kernel ``(1 + cosine)²``, which is one, cut to its main bends."""
    share = bad.mean()
    much = np.where(bad == 1, 0.5 / share, 0.5 / (1 - share))
    pull = np.linalg.solve((1 + vectors @ vectors.T) ** 2 + RIDGE * np.diag(1 / much), np.where(bad == 1, 1.0, -1.0))
    values, directions = np.linalg.eigh((vectors.T * pull) @ vectors)
    order = np.argsort(-abs(values))[:BENDS]
    return Bent(float(pull.sum()), 2 * vectors.T @ pull, directions[:, order].T, values[order])


class Read(NamedTuple):
    """What models that never saw them told of posts."""

    words: Floats
    """By the line of words, as log odds."""
    both: Floats
    """By words and meaning together, as log odds."""


def read(all_: Lessons, held: Any) -> Read:
    """Return what models that learned from all but ``held`` tell of ``held``."""
    free = ~held & np.array([p.kept for p in all_.posts])
    words = line(all_.words[free], all_.bad[free]).decision_function(all_.words[held])
    bent = curve(all_.vectors[free], all_.bad[free])
    whole = bent.of(all_.vectors[held])
    worst = np.full(len(all_.posts), -np.inf)
    mine = held[all_.owner]
    np.maximum.at(worst, all_.owner[mine], bent.of(all_.sentences[mine]))
    apart = np.where(np.isinf(worst[held]), whole, worst[held])
    return Read(words, WHOLE_POST * whole + SENTENCE * apart + LEXICAL * words)


def figures(all_: Lessons) -> None:
    """Print what is found in posts not seen, alone and beside the rules of words, and how often posts about anything are told."""
    names = np.array([p.name for p in all_.posts])
    fresh = np.array([n.startswith("worked_w") for n in names])
    strange = np.array([p.name == "elsewhere" and not p.kept for p in all_.posts])
    part = np.array([zlib.crc32((p.text + "s").encode()) % PARTS for p in all_.posts])
    warned = said_by_rules([p for p, f in zip(all_.posts, fresh, strict=True) if f])
    ways = {
        "in five parts": [fresh & (part == n) for n in range(PARTS)],
        "a set at a time": [names == n for n in sorted(set(names[fresh]))],
    }
    for way, parts in ways.items():
        told = Read(np.full(len(names), np.nan), np.full(len(names), np.nan))
        for held in parts:
            for kept, new in zip(told, read(all_, held | strange), strict=True):
                kept[held | strange] = new
        for kind, score in told._asdict().items():
            print(f"{way}, by {kind}; rules alone: {_told(warned, all_.bad[fresh])}")
            for level in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98):
                over = 1 / (1 + np.exp(-score)) >= level
                beside = _told(over[fresh] | warned, all_.bad[fresh])
                print(f"  at {level}: alone {_told(over[fresh], all_.bad[fresh])}; with the rules {beside}; "
                      f"of posts about anything {over[strange].mean():.3f}")  # fmt: skip


def said_by_rules(found: Sequence[Post]) -> Any:
    """Tell of which posts a rule of words says something, at warn and above."""
    charter = PackCharter([load_pack(f, tried=True) for f in built_in()[0]])
    charter.rules = tuple(r for r in charter.rules if r.measure != "likeness")
    said = []
    for post in found:
        context = Context(today=TODAY, lang=post.lang, speak=post.lang, employer=post.employer)  # type: ignore[arg-type]
        said.append(any(f.severity is not Severity.ADVISE for f in review(post.text, context, charter=charter).findings))
    return np.array(said)


def _told(said: Any, bad: Any) -> str:
    right, wrong = int((said & (bad == 1)).sum()), int((said & (bad == 0)).sum())
    return f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, bad.sum()):.3f}"


def packed(values: Floats) -> dict[str, object]:
    """Return vectors as a file holds them."""
    scale = float(abs(values).max()) / 127
    held = np.round(values / scale).astype(np.int8)
    return {"scale": scale, "bytes": base64.b64encode(held.tobytes()).decode()}


def write(all_: Lessons) -> None:
    """Learn from all and write both models."""
    free = np.array([p.kept for p in all_.posts])
    ask = line(all_.words[free], all_.bad[free])
    faulty = np.array([p.category is not None and p.category not in NO_LIKENESS for p in all_.posts])
    of = np.array([p.category or "" for p in all_.posts])[faulty]
    names, few = sorted(set(of)), _rows([p for p, f in zip(all_.posts, faulty, strict=True) if f], FEW)
    lines = {name: line(few, (of == name).astype(int)) for name in names}
    axes = {name: _axis(one) for name, one in lines.items()}
    _put("likeness.json", {"bits": BITS, "ask": _axis(ask), "categories": axes})
    bent = curve(all_.vectors[free], all_.bad[free])
    towards = LogisticRegression(C=4, class_weight="balanced", max_iter=500).fit(all_.vectors[faulty], of)
    held = {
        "embedder": E5Embedder.name, "mean": packed(all_.mean), "bias": bent.bias, "line": packed(bent.line),
        "bends": packed(bent.bends), "bent": [float(b) for b in bent.bent],
        "categories": dict(zip(map(str, towards.classes_), map(float, towards.intercept_), strict=True)),
        "towards": packed(towards.coef_),
    }  # fmt: skip
    _put("sense.json", held)


def _axis(one: LogisticRegression) -> dict[str, object]:
    told = packed(one.coef_)
    return {"scale": told["scale"], "bias": float(one.intercept_[0]), "bytes": told["bytes"]}


def _put(name: str, held: object) -> None:
    (MODELS / name).write_text(json.dumps(held) + "\n", "utf-8")
    print(f"{name}: {(MODELS / name).stat().st_size} bytes")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--vectors", type=Path, required=True, metavar="FILE")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    learned = lessons(given.vectors)
    write(learned) if given.write else figures(learned)
