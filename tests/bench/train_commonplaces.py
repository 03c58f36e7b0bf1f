"""Rebuild the line of commonplaces: ``python tests/bench/train_commonplaces.py [FOLDER] [--write]``.

Everybody's: the sentences of ``commonplaces/{fr,en}.txt``, the formulas of ``mirror_set`` that may be looked at (those of odd
place only judge), and what the formulas of ``prompts/<lang>/formulas.txt`` say. Somebody's: ``commonplaces/{fr,en}_told.txt``,
the posts of ``tests/charter_rules``, and the posts of FOLDER (default: the development data beside the repository), of which
the file keeps sums of hashes and not one sentence. Prints, for lines that learned from one half of all this, what they make of
the other half, and what the line makes of sentences of ``mirror_set`` somebody owns. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.mirror.commonplace import LONGEST, SHORTEST, CommonLine, buckets, told  # noqa: E402
from coach.mirror.formulas import covered, written  # noqa: E402
from coach.text import keys_of, sentences  # noqa: E402
from tests.bench.mirror_set import read  # noqa: E402

HERE = Path(__file__).resolve().parent / "commonplaces"
FILE = ROOT / "prompts" / "models" / "commonplace.json"
LANGUAGES = ("fr", "en")
BITS = 15
LOOSE = 30.0
"""How little the weights are held back."""
WAYS = 3
"""Sentences made of a line that holds alternatives."""
SPOKEN = 8
"""Sentences made of a formula of the lists."""
FORMULA = 0.3
"""What one of these counts: put together by rule, they are not all said."""
PLAIN = 2.0
"""What a sentence written to be mistaken for a commonplace counts."""
EXCUSED = 0.4
"""Share of a post's sentence said by formulas from which it teaches nothing."""
MOST = 10_000
"""Words of a sentence somebody owns: any number."""
_CHOICE = re.compile(r"\(([^()]*)\)(\??)")


class Said(NamedTuple):
    """A sentence to learn from."""

    text: str
    everybody: bool
    weight: float
    seen: frozenset[int]


def ways(line: str, count: int) -> list[str]:
    """Return ``count`` of the sentences a line with alternatives may be, always the same, each once."""
    made = []
    for turn in range(count):
        numbers = iter(range(1000))

        def chosen(match: re.Match[str], turn: int = turn, numbers: Iterator[int] = numbers) -> str:
            number = zlib.crc32(f"{turn} {next(numbers)} {line}".encode())
            parts = match[1].split("|")
            return "" if match[2] and number % 2 else parts[number // 2 % len(parts)]

        made.append(" ".join(_CHOICE.sub(chosen, line).replace("*", " ").split()))
    return list(dict.fromkeys(made))


def lines(name: str) -> list[str]:
    """Return the lines of a file of sentences."""
    return [line for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines() if line and not line.startswith("#")]


def everything(folder: Path) -> list[Said]:
    """Return all there is to learn from, each sentence once."""
    found: dict[str, tuple[bool, float]] = {}
    for lang in LANGUAGES:
        found |= {text: (True, 1.0) for line in lines(lang) for text in ways(line, WAYS)}
        for line in written(lang):
            found |= {text: (True, FORMULA) for text in ways(line, SPOKEN) if text not in found}
        found |= {text: (True, 1.0) for name in (lang, f"far_{lang}") for text in read(name)["formulas"][::2]}
        found |= dict.fromkeys(lines(f"{lang}_told"), (False, PLAIN))
    for path in [*sorted((ROOT / "tests" / "charter_rules").glob("*.jsonl")), folder / "posts.jsonl"]:
        for row in map(json.loads, path.read_text("utf-8").splitlines() if path.is_file() else ()):
            for text in (span.of(row["text"]) for span in sentences(row["text"])):
                said = covered(keys_of(text))
                if text not in found and sum(said) < EXCUSED * len(said):
                    found[text] = (False, 1.0)
    made = []
    for text, (everybody, weight) in found.items():
        keys = keys_of(text)
        if SHORTEST <= len(keys) <= (LONGEST if everybody else MOST):
            made.append(Said(text, everybody, weight, buckets(told(keys), BITS)))
    return made


def learn(rows: Sequence[Said]) -> tuple[list[float], float]:
    """Return the weights and the bias of a logistic line, both classes counting as much."""
    share = {side: sum(said.weight for said in rows if said.everybody is side) / len(rows) for side in (True, False)}
    places = [bucket for said in rows for bucket in sorted(said.seen)]
    ends = np.cumsum([0, *(len(said.seen) for said in rows)])
    sizes = np.repeat([1 / sqrt(len(said.seen)) for said in rows], np.diff(ends))
    seen = csr_matrix((sizes, places, ends), shape=(len(rows), 1 << BITS))
    line = LogisticRegression(C=LOOSE, max_iter=400)
    line.fit(seen, [said.everybody for said in rows], [0.5 * said.weight / share[said.everybody] for said in rows])
    return line.coef_[0].tolist(), float(line.intercept_[0])


def chance(weights: Sequence[float], bias: float, seen: frozenset[int]) -> float:
    """Return how likely it is to be everybody's."""
    return 1 / (1 + exp(-max(-30, min(30, bias + sum([weights[b] for b in seen]) / sqrt(len(seen))))))


def show(title: str, chances: Sequence[float]) -> None:
    """Print the share of sentences taken for everybody's at several levels."""
    levels = (f"{level}: {sum(c >= level for c in chances) / max(1, len(chances)):.3f}" for level in (0.5, 0.6, 0.7, 0.8, 0.9))
    print(f"  {title:44s} n {len(chances):5d}  at {'  '.join(levels)}")


def judge(rows: Sequence[Said]) -> None:
    """Print what lines that learned from one half make of the other, and of the sets that may be looked at."""
    short = [said for said in rows if len(keys_of(said.text)) <= LONGEST]
    half = {said.text: zlib.crc32(said.text[:24].encode()) % 2 for said in rows}
    crossed: dict[str, list[float]] = {}
    for side in (0, 1):
        line = learn([said for said in rows if half[said.text] != side])
        for said in (s for s in short if half[s.text] == side):
            kind = "everybody's" if said.everybody and said.weight == 1 else "formulas" if said.everybody else "somebody's"
            crossed.setdefault(kind, []).append(chance(*line, said.seen))
    for kind, chances in sorted(crossed.items()):
        show(f"{kind}, learned from the other half", chances)


def main() -> None:
    """Learn, print the figures, and write the line when asked."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared" / "mirror" / "dev")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    rows = everything(given.folder)
    print(f"everybody's {sum(s.everybody for s in rows)}, somebody's {sum(not s.everybody for s in rows)}")
    judge(rows)
    weights, bias = learn(rows)
    for name in ("fr", "en", "far_fr", "far_en"):
        known = read(name)
        others = [text for pair in known.get("pairs", known.get("paraphrases"))[::2] for text in pair[:2]]
        show(f"{name}: sentences of even place", [_of(text, weights, bias) for text in [*others, *known.get("posts", ())[::2]]])
    if given.write:
        scale = max(map(abs, weights)) / 127
        held = base64.b64encode(bytes(round(w / scale) & 255 for w in weights)).decode()
        FILE.write_text(CommonLine(bits=BITS, scale=scale, bias=round(bias, 4), bytes=held).model_dump_json() + "\n", "utf-8")


def _of(text: str, weights: Sequence[float], bias: float) -> float:
    keys = keys_of(text)
    return chance(weights, bias, buckets(told(keys), BITS)) if SHORTEST <= len(keys) <= LONGEST else 0.0


if __name__ == "__main__":
    main()
