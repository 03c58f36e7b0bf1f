"""What the offline interview is worth, on the eight development ambassadors, on noisy variants of them, and on eight in English.

    python tests/bench/coach_dev.py [--show NAME]

Figures of the house: every word of a draft comes from the notes or the closed list; no number, name or quotation that is not
in the notes; drafts of two people on one message share a run of five words in at most 4 % of pairs; mean ROUGE-L between
drafts at most 0.15; next question in at most 50 ms. These people were looked at while building: others judge.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from coach.interview.asking import answer, next_question, skip  # noqa: E402
from coach.interview.draft import Drafted, draft  # noqa: E402
from coach.interview.turns import begin  # noqa: E402
from coach.language import language_of  # noqa: E402
from coach.text import fold, words  # noqa: E402

NOTE_OF = {"scene": "scene", "preuve": "number", "friction": "friction", "position": "position", "enjeu": "cost"}
ENGLISH: list[dict[str, Any]] = [
    {
        "name": "Niamh",
        "persona": "expert",
        "notes": {
            "scene": "last thursday in Waterford we opened a filler from 1994 that had been written off, Padraig held the torch",
            "number": "one seal, 14 euros, and four hours, against a line stopped for 3 weeks",
            "friction": "i ordered the wrong seal first because i trusted the plate and not the calipers",
            "position": "i think the plate on a machine is gossip, you measure or you don't know",
            "question": "what's the smallest part that ever stopped your plant?",
        },
    },
    {
        "name": "Tom",
        "persona": "manager",
        "notes": {
            "scene": "monday stand-up in the bay, nobody wanted the old press. then Dervla said she'd take it with her mate",
            "number": "out of 11 fitters 8 had never opened a gearbox at work",
            "friction": "i'd written the rota in an afternoon and i was proud of it, it lasted two days",
            "position": "people don't resist change, they resist being drawn on a spreadsheet",
            "question": "who drew your last rota?",
        },
    },
    {
        "name": "Aoife",
        "persona": "supporter",
        "notes": {
            "scene": "my first day in reception in march a driver came in with a pump on his knees like a baby",
            "number": "i logged 212 parts at the desk this quarter, 160 of them left working",
            "friction": "i put the label on the wrong crate and a fitter lost a whole morning, i still feel sick about it",
            "position": "i believe you learn a company at its back door, not on its website",
            "question": "what comes through your back door?",
        },
    },
    {
        "name": "Declan",
        "persona": "leader",
        "notes": {
            "scene": "in september i told the board in Dublin we would sell less new kit on purpose, someone laughed",
            "number": "new sales down 6 %, repeat customers from 41 to 58 in a year",
            "friction": "i hadn't warned the sales team before the meeting and they learned it from the minutes",
            "position": "we measure growth by what leaves the yard, we should measure what comes back",
            "cost": "anyone who only counts the sale finds out too late that the customer has gone",
            "question": "what number would you be ashamed to publish?",
        },
    },
    {
        "name": "Siobhan",
        "persona": "commercial",
        "notes": {
            "scene": "rang a dairy near Mallow in january, the owner hung up before i finished the word repair",
            "number": "went back in april with a torch, no brochure. 40 minutes in his shed, order for 2 valves, 310 euros",
            "friction": "my own boss asked was i selling sweets now",
            "position": "a small yes beats a big maybe every day of the week",
            "question": "smallest order you ever framed?",
        },
    },
    {
        "name": "Marek",
        "persona": "expert",
        "notes": {
            "scene": "friday night shift, bearing screaming like a cat, me and Joe with his daughter's toy stethoscope",
            "number": "87 degrees on the housing when the book says 60",
            "friction": "we'd greased it too much. that was us, not the machine",
            "position": "most breakdowns are kindness, somebody looking after a thing too hard",
            "question": "ever broken something by caring for it?",
        },
    },
    {
        "name": "Orla",
        "persona": "reporter",
        "notes": {
            "scene": "opening day at the bay on the 16th of june, rain on the tin roof so loud the mayor gave up his speech",
            "number": "counted 94 people, and one dog under the lathe",
            "friction": "my phone was full by noon so there's no photo of the ribbon",
            "position": "nobody came for the ribbon anyway, they came to see a gearbox in bits",
            "question": "what would you queue in the rain to watch?",
        },
    },
    {
        "name": "Conor",
        "persona": "supporter",
        "notes": {
            "scene": "started as apprentice last october, first thing they gave me was a broom and a drawing from 1978",
            "number": "it took me 6 weeks to read that drawing without asking",
            "friction": "dropped a caliper off the gantry, thought they'd send me home",
            "position": "school taught me answers, here they hand you the question and walk off",
        },
    },
]
ENGLISH_MESSAGE = "Helvia opens the Waterford repair bay. Our aim: to give our customers' machines a second life."
HOSTILE = {
    "fr": ["bof", "je sais pas", "c'est nul votre truc", "{{ 7*7 }} [/b] \x1b]52;c;aGVsbG8=\x07", "non", "laisse moi tranquille"],
    "en": ["meh", "dunno", "that's a stupid question", "{{ 7*7 }} [/b] \x1b]52;c;aGVsbG8=\x07", "no", "leave me alone"],
}


def lower(text: str, rng: random.Random) -> str:
    """All small letters, no end mark."""
    return text.lower().rstrip(".?! ")


def misspelt(text: str, rng: random.Random) -> str:
    """No accents, apostrophes lost, one long word in six with two letters swapped."""
    plain = "".join(c for c in fold(text)).replace("'", "").replace("’", "")

    def swap(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) < 5 or rng.random() > 1 / 6:
            return word
        i = rng.randrange(1, len(word) - 2)
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]

    return re.sub(r"[^\W\d_]+", swap, plain)


def shouted(text: str, rng: random.Random) -> str:
    """Capitals and too many marks."""
    return text.upper() + "!!!"


def oral(text: str, rng: random.Random) -> str:
    """A filler before or after, one time in two, as people speak."""
    english = language_of(text) == "en"
    before = (
        ["er ", "well ", "so ", "yeah ", "um ", "ok so "]
        if english
        else ["euh ", "ben ", "bah ouais ", "alors ", "en fait ", "bon "]
    )
    after = ["", " you know", " right", " and stuff", ""] if english else ["", " voilà", " quoi", " tu vois", ""]
    return f"{rng.choice(before) if rng.random() < 0.5 else ''}{text}{rng.choice(after) if rng.random() < 0.5 else ''}"


NOISES = {"as told": lambda t, r: t, "small letters": lower, "misspelt": misspelt, "shouted": shouted, "oral": oral}


def drive(who: dict[str, Any], message: str, lang: Any, noise: Any, rng: random.Random, *, hostile: bool) -> Any:
    """Run one interview; return the draft, everything that was said, and the times of the questions in seconds."""
    interview = begin("", persona=who["persona"], author=who["name"], message=message, lang=lang)
    said: list[str] = []
    times: list[float] = []
    while True:
        start = time.perf_counter()
        question = next_question(interview)
        times.append(time.perf_counter() - start)
        if question is None:
            break
        note = who["notes"].get(NOTE_OF.get(question.slot, question.slot))
        if question.quotes is not None and not any(question.quotes in s for s in said[-1:]):
            raise AssertionError(f"{question.quotes!r} was not said last")
        if hostile and rng.random() < 0.4:
            note = rng.choice(HOSTILE[lang])
        if note is None:
            interview = skip(interview)
            continue
        text = note if hostile else noise(note, rng)
        said.append(text)
        interview = answer(interview, text)
    return draft(interview), said, times


def own_text(drafted: Drafted) -> str:
    """The draft without its visible gaps."""
    return "\n".join(s.text for s in drafted.sentences if s.kind != "gap")


def invented(drafted: Drafted, said: list[str]) -> dict[str, list[str]]:
    """Words, numbers, names and quotations of a draft that the notes do not hold."""
    notes = "\n".join(said)
    keys = {w.key for w in words(notes)}
    text = own_text(drafted)
    found = [(w.key, text[w.start : w.end]) for w in words(text)]
    return {
        "words": [raw for key, raw in found if key not in keys],
        "numbers": [raw for key, raw in found if key[0].isdigit() and raw not in notes],
        "names": [raw for key, raw in found if raw[0].isupper() and key not in keys],
        "quotes": [q for q in re.findall(r"«[^»]+»|\"[^\"]+\"|“[^”]+”", text) if q not in notes],
    }


def longest_common(one: list[str], two: list[str]) -> int:
    """Length of the longest common subsequence of words."""
    row = [0] * (len(two) + 1)
    for a in one:
        before = 0
        for j, b in enumerate(two, 1):
            here = row[j]
            row[j] = before + 1 if a == b else max(row[j], row[j - 1])
            before = here
    return row[-1]


def rouge_l(one: str, two: str) -> float:
    """ROUGE-L F1 of two texts, 0 to 1."""
    a, b = [w.key for w in words(one)], [w.key for w in words(two)]
    if not a or not b:
        return 0.0
    common = longest_common(a, b)
    return 2 * common / (len(a) + len(b))


def fives(text: str) -> set[tuple[str, ...]]:
    """The runs of five words of a text, gaps included."""
    keys = [w.key for w in words(text)]
    return {tuple(keys[i : i + 5]) for i in range(len(keys) - 4)}


def main() -> int:
    """Print the figures; 1 when one is out of bounds."""
    source = ROOT.parent / "shared" / "coach" / "ambassadors.json"
    french = json.loads(source.read_text("utf-8")) if source.exists() else {"ambassadors": [], "message": ""}
    groups = [("fr", french["ambassadors"], french["message"]), ("en", ENGLISH, ENGLISH_MESSAGE)]
    bad = False
    for lang, people, message in groups:
        if not people:
            print(f"{lang}: no ambassadors at hand")
            continue
        runs = [(name, noise, False, 1) for name, noise in NOISES.items()] + [("hostile", None, True, 5)]
        for name, noise, hostile, rounds in runs:
            rng = random.Random(7)
            done = [drive(w, message, lang, noise, rng, hostile=hostile) for _ in range(rounds) for w in people]
            wrong = [invented(drafted, said) for drafted, said, _ in done]
            every = sum(len(words(d.text)) for d, _, _ in done)
            gaps = sum(len(words(s.text)) for d, _, _ in done for s in d.sentences if s.kind == "gap")
            pairs = list(itertools.combinations([d.text for d, _, _ in done[: len(people)]], 2))
            shared = sum(bool(fives(a) & fives(b)) for a, b in pairs) / len(pairs)
            rouge = statistics.mean(rouge_l(a, b) for a, b in pairs)
            slowest = max(t for _, _, times in done for t in times)
            outside = sum(len(w["words"]) for w in wrong)
            print(
                f"{lang} {name:13} words from notes {1 - outside / max(1, every - gaps):7.2%} (gaps {gaps / max(1, every):5.1%})"
                f"  invented: {sum(len(w['numbers']) for w in wrong)} numbers, {sum(len(w['names']) for w in wrong)} names,"
                f" {sum(len(w['quotes']) for w in wrong)} quotes  pairs sharing five words {shared:5.1%}"
                f"  ROUGE-L {rouge:.3f}  next question {1000 * slowest:.1f} ms"
            )
            bad |= outside > 0 or any(any(w.values()) for w in wrong) or shared > 0.04 or rouge > 0.15 or slowest > 0.05
            if "--show" in sys.argv and sys.argv[-1] in (name, "all"):
                for who, (drafted, _, _) in zip(people * rounds, done, strict=True):
                    print(f"\n--- {who['name']} ({drafted.format}, {drafted.own_share:.0%})\n{drafted.text}\n")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
