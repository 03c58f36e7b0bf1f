"""Rebuild the model of the tier of meaning: ``python tests/bench/train_meaning.py [FOLDER] [--home HOME] [--write]``.

FOLDER holds ``posts.jsonl`` and ``drafts.jsonl`` (default: the development data beside the repository); HOME keeps the embedded
store, made there once (default: a throw-away one, a minute or two). Each sentence that words do not explain is paired with its
nearest neighbour in each language; a logistic regression with fixed signs learns from the drafts of even rank and is confirmed
on the odd ones. Then the same is done five times with the *sources* split in five, and with each language and each kind of source
left out: a weight that only suits one of them shows there. Nothing is drawn at random. The line kept learns from all drafts;
the last row prints what is found at each level of alarms, each sentence judged by a line that never saw its source.
``--write`` puts the model in
``prompts/models/meaning.json``, under the embedder's name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from coach.language import language_of  # noqa: E402
from coach.mirror.masks import hidden  # noqa: E402
from coach.mirror.meaning import NEIGHBOURS, can_mean, nearest, visible  # noqa: E402
from coach.mirror.model import Line, Measures, Model, Weights, parse  # noqa: E402
from coach.mirror.pieces import pieces  # noqa: E402
from coach.mirror.stretches import compare, explained  # noqa: E402
from coach.ports import Corpus  # noqa: E402
from coach.post import Post  # noqa: E402
from corpus.embedders import best_embedder  # noqa: E402
from tests.bench.mirror_dev import embedded, load  # noqa: E402

FILE = ROOT / "prompts" / "models" / "meaning.json"
LEAST_NEAR = 0.87
FLOORS = {"paraphrase": 0.86, "translated": 0.83}
"""Cosine of a next neighbour in a store too small to have one: the usual one in a store of a thousand posts."""
FIXED = {"paraphrase": (), "translated": ("covered", "apart", "terms")}
"""Measures a line does not use: two languages share names and figures only."""
SIGNS = {"similarity": 1, "margin": 1, "covered": 1, "length": 1, "other_figures": -1, "same_figures": 1, "apart": -1, "terms": 1}
NAMES = tuple(SIGNS)
RIDGE = 0.002
ALARMS = 0.0082
"""Share of innocent sentences that may be flagged; a draft holds several."""
STEP = 0.05
FOLDS = 5
LEVELS = (1, 2, 4, 6, 8, 12, 18)


class Pair(NamedTuple):
    """A sentence of a draft and its nearest neighbour in one language."""

    line: str
    values: tuple[float, ...]
    """In the order of ``NAMES``."""
    borrowed: bool
    rank: int
    """Of the draft, in its file."""
    lang: str
    source: str
    """The post of the neighbour."""
    level: str


def pairs(corpus: Corpus, drafts: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """Yield the pairs of labelled drafts, each sentence once; without borrowed ones whose neighbour is not their source."""
    seen: set[tuple[str, bool]] = set()
    for rank, draft in enumerate(drafts):
        if draft["label"] == -1:
            continue
        for piece in pieces(draft["text"], hidden(draft["text"])):
            spans = [s for s in draft["spans"] if s["start"] < piece.span.end and piece.span.start < s["end"]]
            if (piece.text, bool(spans)) in seen:
                continue
            seen.add((piece.text, bool(spans)))
            [one] = compare([piece], corpus, corpus.fetch, lambda reading: reading)
            if explained(one) or not can_mean(one.reading):
                continue
            text = visible(one.reading)
            spoken = language_of(text, draft["lang"])
            wanted = {s["post_id"] for s in spans} | (set(draft.get("any_of") or ()) if spans else set())
            for line, tongue in (("paraphrase", spoken), ("translated", "en" if spoken == "fr" else "fr")):
                near = nearest(one.reading, corpus.nearest(text, tongue, NEIGHBOURS), corpus.get, tongue)
                if near is None or near.measures.similarity < LEAST_NEAR:
                    continue
                found = [copy.neighbour.post_id for copy in near.copies]
                if not wanted or wanted & set(found):
                    said = near.copies[0].neighbour
                    post = corpus.get(said.post_id)
                    assert post is not None
                    terms = corpus.common(text, post.text[said.start : said.end]) if "terms" not in FIXED[line] else 0.0
                    values = _values(near.measures._replace(terms=terms), FLOORS[line])
                    yield Pair(line, values, bool(wanted), rank, draft["lang"], found[0], draft["level"])


def _values(m: Measures, floor: float) -> tuple[float, ...]:
    return (
        m.similarity,
        m.similarity - max(m.following, floor),
        m.covered,
        m.length,
        float(m.other_figures),
        float(m.same_figures),
        float(m.apart),
        m.terms,
    )


def fit(found: Sequence[Pair], line: str) -> Line:
    """Return the line of a logistic regression on ``found``; refitted without the measures whose sign comes out wrong."""
    x = np.array([p.values for p in found])
    y = np.array([float(p.borrowed) for p in found])
    used = [name for name in NAMES if name not in FIXED[line]]
    while True:
        weights, bias = _logistic(x[:, [NAMES.index(name) for name in used]], y)
        wrong = [name for name, weight in zip(used, weights, strict=True) if weight * SIGNS[name] < 0]
        if not wrong:
            break
        used = [name for name in used if name not in wrong]
    known = dict.fromkeys(NAMES, 0.0) | {n: round(float(w), 2) for n, w in zip(used, weights, strict=True)}
    made = Line(weights=Weights(**known), bias=round(float(bias), 2), enough=0.0, floor=FLOORS[line])
    innocent = np.sort(-scores(made, [p for p in found if not p.borrowed]))
    allowed = -innocent[min(len(innocent) - 1, round(ALARMS * len(innocent)))] if len(innocent) else 0.0
    return made.model_copy(update={"enough": max(0.0, round(float(np.ceil(allowed / STEP) * STEP), 2))})


def _logistic(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    weights, ridge = np.zeros(z.shape[1]), np.eye(z.shape[1]) * RIDGE * len(y)
    ridge[-1, -1] = 0
    for _ in range(80):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        slope = z.T @ (z * (p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(len(weights))
        weights = weights - np.linalg.solve(slope, z.T @ (p - y) + ridge @ weights)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * mean / spread).sum())


def scores(line: Line, found: Sequence[Pair]) -> NDArray[np.float64]:
    """Return how far beyond enough each pair is."""
    w = [getattr(line.weights, name) for name in NAMES]
    return np.array([np.dot(w, p.values) for p in found]) + line.bias - line.enough


def show(title: str, line: Line, found: Sequence[Pair]) -> None:
    """Print the share of borrowed sentences found and of innocent ones flagged."""
    beyond = scores(line, found) >= 0
    borrowed = np.array([p.borrowed for p in found], bool)
    alarms = f"{int(beyond[~borrowed].sum())}/{int((~borrowed).sum())}"
    print(f"  {title:34s} found {int(beyond[borrowed].sum()):3d}/{int(borrowed.sum()):<3d} alarms {alarms}")


def folds(found: Sequence[Pair]) -> Iterator[tuple[str, list[Pair], list[Pair]]]:
    """Yield a title, what to learn from and what to judge, with no source on both sides."""
    for fold in range(FOLDS):
        inside = {p.source for p in found if zlib.crc32(p.source.encode()) % FOLDS == fold}
        yield (
            f"sources {fold + 1} of {FOLDS}",
            [p for p in found if p.source not in inside],
            [p for p in found if p.source in inside],
        )
    for lang in sorted({p.lang for p in found}):
        yield f"drafts in {lang} left out", [p for p in found if p.lang != lang], [p for p in found if p.lang == lang]
    for kind in sorted({_kind(p) for p in found}):
        yield f"sources {kind}* left out", [p for p in found if _kind(p) != kind], [p for p in found if _kind(p) == kind]


def roc(found: Sequence[Pair], name: str) -> None:
    """Print how many borrowed sentences are found at each level of alarms, judged over the folds of sources."""
    fold = np.array([zlib.crc32(p.source.encode()) % FOLDS for p in found])
    said = np.zeros(len(found))
    for k in range(FOLDS):
        line = fit([p for p, at in zip(found, fold, strict=True) if at != k], name)
        said[fold == k] = scores(line, [p for p, at in zip(found, fold, strict=True) if at == k]) + line.enough
    borrowed = np.array([p.borrowed for p in found], bool)
    innocent = np.sort(said[~borrowed])[::-1]
    levels = [f"{k}: {int((said[borrowed] > innocent[k]).sum())}" for k in LEVELS if k < len(innocent)]
    print(f"  found of {int(borrowed.sum())} at so many alarms in {len(innocent)}: {', '.join(levels)}")


def _kind(pair: Pair) -> str:
    return re.match(r"[^\W\d]*", pair.source)[0]  # type: ignore[index]


def main() -> None:
    """Learn, print the figures, and write the model when asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "mirror" / "dev")
    asked.add_argument("--home", type=Path)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    if not (given.folder / "drafts.jsonl").exists():
        print(f"{given.folder}: no labelled drafts", file=sys.stderr)
        return
    home = given.home or Path(tempfile.mkdtemp(prefix="portevoix-"))
    corpus = embedded(home, [Post.model_validate(p) for p in load(given.folder / "posts.jsonl")])
    every = list(pairs(corpus, load(given.folder / "drafts.jsonl")))
    lines: dict[str, Line] = {}
    for name in FLOORS:
        found = [p for p in every if p.line == name]
        even, odd = [p for p in found if p.rank % 2 == 0], [p for p in found if p.rank % 2]
        lines[name], half = fit(found, name), fit(even, name)
        print(name, lines[name].model_dump())
        show("all drafts, the line shipped", lines[name], found)
        show("even drafts, learnt from", half, even)
        show("odd drafts, confirming", half, odd)
        for title, rest, judged in folds(found):
            if len({p.borrowed for p in rest}) == 2:
                show(title, fit(rest, name), judged)
        roc(found, name)
    if given.write:
        shelf = parse(FILE.read_text("utf-8"))
        known = shelf.embedders | {best_embedder().name: Model(least_near=LEAST_NEAR, **lines)}
        FILE.write_text(json.dumps(shelf.model_copy(update={"embedders": known}).model_dump(), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
