"""What the offline interview is worth on made-up ambassadors, beside the arm everybody knows: the kit pasted.

    python tests/bench/coach.py [KEPT.jsonl]

Prints, for each company of ``people.py``, ``strangers.py`` and ``strangers_again.py``, interviewed through the JSON lines of
``portevoix ask``: the share of words from the notes, what was invented, the pairs of drafts that share five words in a row,
mean ROUGE-L, and the slowest question. The arm *kit pasted* is the official ready-made post, a first name added. Then how long
the next question takes, in a
fresh process and later; threads (``thread_dev.py``), of the development set and two written after it; and what a real model's
answers come to with and without the gate, from the rows that ``model_gate.py`` keeps in ``KEPT.jsonl`` (some twenty minutes for
two hundred requests). The development people are in ``coach_dev.py``.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import model_gate  # noqa: E402
import thread_dev  # noqa: E402
from coach_dev import fives, rouge_l  # noqa: E402
from people import COMPANIES  # noqa: E402
from strangers import STRANGERS  # noqa: E402
from strangers_again import AGAIN  # noqa: E402

from coach.interview.asking import answer, next_question  # noqa: E402
from coach.interview.turns import begin  # noqa: E402
from coach.text import clean, words  # noqa: E402
from tui.asking import AskOptions, run_ask  # noqa: E402
from tui.words import Words  # noqa: E402


class Ambassador:
    """Both ends of the JSON lines: hears an event, answers by its slot."""

    def __init__(self, who: dict[str, Any]) -> None:
        self.who = who
        self.events: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.waits: list[float] = []
        self._since = time.process_time()

    def write(self, text: str) -> None:
        """Take what the coach says."""
        self.waits.append(time.process_time() - self._since)
        self.events += [json.loads(line) for line in text.splitlines()]

    def flush(self) -> None:
        """Keep nothing back."""

    def readline(self, _limit: int = -1) -> str:
        """Answer the last question, or pass."""
        told = self.who["answers"].get(self.events[-1]["slot"])
        self._since = time.process_time()
        if told is None:
            return '{"skip": true}\n'
        self.said.append(clean(told))
        return json.dumps({"answer": told}) + "\n"


def interviewed(who: dict[str, Any], lang: Any, message: str) -> tuple[dict[str, Any], Ambassador]:
    """Return the draft event and the ambassador."""
    end = Ambassador(who)
    options = AskOptions(persona=who["persona"], lang=lang, author=who["name"], message=message, json_lines=True)
    run_ask(options, Words(lang), end, end)  # type: ignore[arg-type]
    return end.events[-1], end


def foreign(draft: dict[str, Any], said: list[str]) -> list[str]:
    """Return the words and numbers of a draft, its gaps aside, that its ambassador never said."""
    notes = {word.key for text in said for word in words(text)}
    own = "\n".join(s["text"] for s in draft["sentences"] if s["kind"] != "gap")
    return [word.key for word in words(own) if word.key not in notes]


def alike(texts: list[str]) -> tuple[float, float]:
    """Return the share of pairs with five words in a row in common, and the mean ROUGE-L of pairs."""
    pairs = list(itertools.combinations(texts, 2))
    return (
        sum(bool(fives(a) & fives(b)) for a, b in pairs) / len(pairs),
        statistics.mean(rouge_l(a, b) for a, b in pairs),
    )


COLD = """
import time
start = time.process_time()
from coach.interview.asking import answer, next_question
from coach.interview.turns import begin
loaded = time.process_time()
interview = begin("", lang={lang!r}, persona="expert")
first = next_question(interview)
began = time.process_time()
next_question(answer(interview, {said!r}))
print(loaded - start, began - loaded, time.process_time() - began)
"""
SAID = {
    "fr": "mardi à Roanne, la presse de 1987 a calé devant Moussa",
    "en": "on Tuesday in Leeds the 1987 press stalled in front of Joe",
}


def question_times() -> bool:
    """Print what the next question takes in a fresh process and in one that has asked before; tell whether one is too slow."""
    slow = False
    for lang, said in SAID.items():
        told = subprocess.run([sys.executable, "-c", COLD.format(lang=lang, said=said)], capture_output=True, text=True, cwd=ROOT)
        loaded, first, after = (1000 * float(figure) for figure in told.stdout.split())
        interview = answer(begin("", lang=lang, persona="expert"), said)  # type: ignore[arg-type]
        times = []
        for _ in range(50):
            start = time.process_time()
            next_question(interview)
            times.append(1000 * (time.process_time() - start))
        print(
            f"next question, {lang}: cold, modules {loaded:.0f} ms once, first {first:.1f}, after an answer {after:.1f} ms CPU;"
            f" warm, median {statistics.median(times):.1f}, most {max(times):.1f} ms CPU"
        )
        slow |= max(after, *times) > 50
    return slow


def main() -> int:
    """Print the figures; 1 when one of ours is out of bounds."""
    bad = False
    interviewed(COMPANIES[0][4][0], "fr", COMPANIES[0][2])  # reads the bank and the cues
    interviewed(COMPANIES[2][4][0], "en", COMPANIES[2][2])
    for name, lang, message, kit, people in (*COMPANIES, *STRANGERS, *AGAIN):
        done = [interviewed(who, lang, message) for who in people]
        strange = [word for draft, end in done for word in foreign(draft, end.said)]
        total = sum(len(words(draft["text"])) for draft, _ in done)
        first = [next(e["text"] for e in end.events if e["event"] == "question") for _, end in done]
        share, rouge = alike([draft["text"] for draft, _ in done])
        slowest = max(wait for _, end in done for wait in end.waits)
        pasted_share, pasted_rouge = alike([f"{who['name']}. {kit}" for who in people])
        print(
            f"{name:8} ours       words from notes {1 - len(strange) / total:7.2%}  invented {len(strange)}"
            f"  five words {share:6.1%}  ROUGE-L {rouge:.3f}"
            f"  first questions {len(set(first))} of {len(first)}  slowest {1000 * slowest:.1f} ms CPU"
        )
        print(f"{name:8} kit pasted {'':47} five words {pasted_share:6.1%}  ROUGE-L {pasted_rouge:.3f}")
        bad |= bool(strange) or share > 0.04 or rouge > 0.15 or slowest > 0.05
    bad |= question_times()
    print()
    for folder in (thread_dev.DATA, Path(__file__).parent / "threads", Path(__file__).parent / "threads_second"):
        bad |= bool(thread_dev.main([str(folder)]))
        print()
    if len(sys.argv) > 1:
        bad |= model_gate.report(model_gate.read_rows(Path(sys.argv[1])))
    else:
        print("local model: not asked; python tests/bench/model_gate.py KEPT.jsonl, then give KEPT.jsonl here")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
