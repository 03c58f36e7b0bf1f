"""What the gate is worth in front of a real model that invents: nothing made up may be shown.

Asks the small model of ``local_model.py`` for the next question of an interview and for the six tasks on a text, through the very
path of the app (``Voice``, ``ModelWriter``, litellm), about the raw notes of the development ambassadors and of the strangers.
What is shown is read again by a reader of its own, which shares no code with the gate, beside what would be shown with no gate.

    python tests/bench/model_gate.py KEPT.jsonl [--requests 200] [--show]

Every ask is a line of ``KEPT.jsonl``: stopped, it goes on from there. ``coach.py`` prints the figures of such a file.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from strangers import STRANGERS  # noqa: E402

from coach.assist.counsel_tasks import COUNSEL  # noqa: E402
from coach.assist.material import read_material  # noqa: E402
from coach.assist.tasks import NEXT_QUESTION, read  # noqa: E402
from coach.interview.asking import answer, next_question, skip  # noqa: E402
from coach.interview.turns import begin  # noqa: E402
from coach.text import fold  # noqa: E402

NOTES = ROOT / "../shared/coach/ambassadors.json"
SLOT_OF = {"number": "preuve", "cost": "enjeu"}
TOGETHER = 6
"""People asked about one after the other for one task: the beginning of their prompts is the same, and read once."""
TASKS = ("next_question", *COUNSEL)
READERS = {"fr": "ma sœur, prof de musique", "en": "my sister, who teaches music"}


class Job(NamedTuple):
    """One thing to ask about one person."""

    task: str
    who: dict[str, Any]
    lang: Any
    message: str
    turn: int
    """Answers given before the question, or the sentence to reword."""


def people() -> list[tuple[dict[str, Any], str, str]]:
    """Return everybody, with their language and message; the development ambassadors only where they lie."""
    found = [(who, lang, message) for _, lang, message, _, every in STRANGERS for who in every]
    if not NOTES.exists():
        return found
    told = json.loads(NOTES.read_text("utf-8"))
    theirs = [
        ({"name": a["name"], "persona": a["persona"], "answers": {SLOT_OF.get(k, k): v for k, v in a["notes"].items()}}, "fr")
        for a in told["ambassadors"]
    ]
    return [*((who, lang, told["message"]) for who, lang in theirs), *found]


def jobs() -> Iterator[Job]:
    """Yield what to ask, for ever: every task in turn, of a few people each time, then about another turn."""
    every = people()
    for turn in itertools.count(1):
        for at in range(0, len(every), TOGETHER):
            yield from (Job(task, *who, turn) for task in TASKS for who in every[at : at + TOGETHER])


class Recorder:
    """A writer that remembers what the model said."""

    def __init__(self, inner: Any, said: list[str]) -> None:
        self._inner, self._said = inner, said
        self.name, self.leaves_machine = inner.name, inner.leaves_machine

    def stream(self, prompt: Any) -> Iterator[Any]:
        """Pass the answer on."""
        self._said.append("")
        for event in self._inner.stream(prompt):
            self._said[-1] += getattr(event, "text", "")
            yield event


def ask(job: Job, voice: Any, said: list[str]) -> dict[str, Any]:
    """Return the row of one ask: what the model said, what was shown, and why not."""
    said.clear()
    since = time.monotonic()
    if job.task == "next_question":
        interview, question = interviewed(job)
        notes = [turn.answer for turn in interview.turns if turn.answer]
        came = voice.sharpen(interview, question, job.lang)
        shown, refused = [came.question.text] if came.question else [], len(said) - bool(came.question)
    else:
        notes = list(job.who["answers"].values())
        text = "\n\n".join(notes)
        at = text.find(notes[job.turn % len(notes)])
        material = read_material(text, job.lang, message=job.message, reader=READERS[job.lang], at=at)
        came = voice.advise(job.task, material, job.lang)
        shown, refused = [one.text for one in came.advice], came.refused
    return {
        "task": job.task, "who": job.who["name"], "lang": job.lang, "notes": notes, "said": list(said), "shown": shown,
        "why": came.why, "told": came.told, "refused": refused, "seconds": round(time.monotonic() - since, 1),
    }  # fmt: skip


def interviewed(job: Job) -> tuple[Any, Any]:
    """Return an interview with ``turn`` answers, and the question due."""
    interview = begin("", persona=job.who["persona"], author=job.who["name"], message=job.message, lang=job.lang)
    question = next_question(interview)
    for _ in range(job.turn):
        if question is None:
            break
        told = job.who["answers"].get(question.slot)
        after = answer(interview, told) if told else skip(interview)
        if (due := next_question(after)) is None:
            break
        interview, question = after, due
    return interview, question


def run(kept: Path, wanted: int) -> None:
    """Ask until ``wanted`` requests were made, keeping every row at once."""
    from fakes import MemoryNotebook, StillClock
    from local_model import NAME, serving

    from coach.adapters.model import ModelWriter
    from coach.assist.voice import Voice
    from coach.settings import ModelSettings

    rows = read_rows(kept)
    made, said = sum(len(row["said"]) for row in rows), list[str]()
    with serving(first_seed=made) as base, kept.open("a", encoding="utf-8") as out:
        settings = ModelSettings(name=f"openai/{NAME}", api_base=base, timeout_s=300)

        def writer(lang: Any) -> Any:
            return Recorder(ModelWriter(settings, {}, lang), said)

        voice = Voice(writer, MemoryNotebook(), StillClock(), borrowed=lambda _: False)
        voice.lend()
        for n, job in enumerate(jobs()):
            if made >= wanted:
                break
            if n < len(rows):
                continue
            row = ask(job, voice, said)
            made += len(row["said"])
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()


def read_rows(kept: Path) -> list[dict[str, Any]]:
    """Return the rows kept so far; a line cut short by a stop is left out."""
    if not kept.exists():
        return []
    whole, _, cut = kept.read_text("utf-8").rpartition("\n")
    if cut:
        kept.write_text(whole + "\n" if whole else "", "utf-8")
    return [json.loads(line) for line in whole.splitlines()]


# --- a reader of its own

_NUMBER = re.compile(r"\d+(?:[  \u00a0\u202f.,]\d+)*")
_QUOTED = re.compile(r"«\s*([^»]+?)\s*»|“([^”]+)”|\"([^\"]+)\"")
_LISTED = re.compile(r"^\d\. |^   \w+ : ", re.MULTILINE)
"""What a plan of a thread puts before the person's sentences."""
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][^\W\d_]*")
_CLOSES = re.compile(r"[\s«“\"]+$")
_ASK = "Qui Que Quoi Qu Quel Quelle Comment Pourquoi Quand Combien Où Est Who What How Why When Where Which".split()
_WORD = re.compile(r"[^\W\d_]+")
_COUNTS = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante "
    "soixante cent cents mille million millions milliard dizaine vingtaine centaine",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen",
}


def made_up(text: str, notes: list[str], lang: str) -> set[str]:
    """Return which of ``number``, ``name``, ``quote`` a text holds that the notes do not. Strict: it would rather accuse."""
    import simplemma

    told = "\n".join(notes)
    bare = _squashed(told)
    found = set()
    known = {_digits(number) for number in _NUMBER.findall(told)}
    words = {fold(word) for word in _WORD.findall(told)}
    mine = _WORD.findall(text)
    if any(_digits(number) not in known for number in _NUMBER.findall(text)):
        found.add("number")
    if any(fold(word) in _COUNTS[lang].split() and fold(word) not in words for word in mine):
        found.add("number")
    for word in _CAPITAL.finditer(text):
        said, opens = word.group(), _CLOSES.sub("", text[: word.start()])[-1:] in ("", *".!?:»”…")
        if fold(said) in words or said in ("I", "Oui", "Non"):
            continue
        if not (opens and (said in _ASK or simplemma.is_known(said.lower(), lang=lang))):
            found.add("name")
    if any(_squashed(quote) not in bare for groups in _QUOTED.findall(text) for quote in groups if quote):
        found.add("quote")
    return found


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _squashed(text: str) -> str:
    return " ".join(_WORD.findall(fold(text).replace("\n", " ")))


def ungated(row: dict[str, Any]) -> list[str]:
    """Return what the first answer would have shown with no gate: whatever follows the schema."""
    task = NEXT_QUESTION if row["task"] == "next_question" else COUNSEL[row["task"]]
    found: Any = read(task, row["said"][0]) if row["said"] else None
    if found is None:
        return []
    if row["task"] == "wordings":
        return list(found.wordings)
    asked = [found] if row["task"] == "next_question" else getattr(found, "angles", getattr(found, "questions", []))
    return [f"« {one.quote} » {one.question}" for one in asked]


def report(rows: list[dict[str, Any]]) -> bool:
    """Print the figures; tell whether something made up was shown."""
    requests = sum(len(row["said"]) for row in rows)
    things = {"with the gate": [], "without it": []}  # type: dict[str, list[set[str]]]
    for row in rows:
        for arm, texts in (("with the gate", row["shown"]), ("without it", ungated(row))):
            things[arm] += [made_up(_LISTED.sub("", text), row["notes"], row["lang"]) for text in texts]
    seconds = sum(row["seconds"] for row in rows) / max(1, requests)
    print(f"local model: {requests} requests, {len(rows)} asks, {seconds:.1f} s a request")
    for arm, found in things.items():
        by = Counter(kind for kinds in found for kind in kinds)
        print(
            f"  {arm:14} {len(found):4} things shown, {sum(map(bool, found)):4} with something made up:"
            f" numbers {by['number']}, names {by['name']}, quotes {by['quote']}"
        )
    shown, refused = sum(len(row["shown"]) for row in rows), sum(row["refused"] for row in rows)
    print(f"  rejected {refused} of {shown + refused} ({refused / max(1, shown + refused):.1%})")
    why = Counter(row["why"] for row in rows if row["why"])
    print("  the bank spoke instead, by last reason: " + ", ".join(f"{reason} {n}" for reason, n in why.most_common()))
    for task in TASKS:
        mine = [row for row in rows if row["task"] == task]
        print(f"  {task:14} asked {len(mine):3}  something shown {sum(bool(row['shown']) for row in mine):3}")
    return any(things["with the gate"])


def main() -> int:
    """Ask and print; 1 when something made up was shown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--show", action="store_true", help="print everything that was shown")
    given = parser.parse_args()
    run(given.kept, given.requests)
    rows = read_rows(given.kept)
    if given.show:
        for row in rows:
            for text in row["shown"]:
                print(f"{row['task']} {row['who']}: {text!r} {sorted(made_up(text, row['notes'], row['lang']))}")
    return int(report(rows))


if __name__ == "__main__":
    sys.exit(main())
