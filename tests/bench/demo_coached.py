"""Three posts and a thread for the demo, made by the real coach from the raw notes of the development ambassadors.

    python tests/bench/demo_coached.py [--check]

Interviews Claire, Moussa and Karim as the app does, in their words only, and lays Claire's notes on the board of a thread. Writes
``corpus/demo/coached.json``, which the demo keeps; ``--check`` compares instead: is the file what the coach makes?
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from model_gate import NOTES, SLOT_OF  # noqa: E402

from coach.interview.asking import answer, next_question, skip  # noqa: E402
from coach.interview.draft import draft  # noqa: E402
from coach.interview.sentence import cut, tidy  # noqa: E402
from coach.interview.turns import Interview, begin  # noqa: E402
from coach.thread.exports import thread  # noqa: E402
from coach.thread.notes import begun  # noqa: E402

KEPT = ROOT / "corpus/demo/coached.json"
TITLES = {
    "Claire": "La presse qu'on ne savait plus lire",
    "Moussa": "De Moussa : la sonnette",
    "Karim": "De Karim : votre pire machine",
}
BOARD = (("position",), ("cost", "number"), ("friction", "scene"), ("question",))
"""What Claire puts on each row of the board: the thesis, two claims with what shows them, the question."""


def interviewed(who: dict[str, Any], message: str) -> Interview:
    """Return the whole interview of one ambassador, answered from their notes."""
    notes = {SLOT_OF.get(slot, slot): said for slot, said in who["notes"].items()}
    interview = begin("", persona=who["persona"], author=who["name"], message=message, lang="fr")
    while (question := next_question(interview)) is not None:
        told = notes.get(question.slot)
        interview = answer(interview, told) if told else skip(interview)
    return interview


def tidied(note: str, *, asks: bool) -> list[str]:
    """Return the sentences of a note with their capitals and marks."""
    return [tidy(span.of(note), "fr", asks=asks) for span in cut(note, "fr")]


def made() -> list[dict[str, Any]]:
    """Return the drafts, each with the interview or the board it came from."""
    told = json.loads(NOTES.read_text("utf-8"))
    people = {who["name"]: who for who in told["ambassadors"]}
    rows: list[dict[str, Any]] = []
    for n, (name, title) in enumerate(TITLES.items(), 13):
        interview = interviewed(people[name], told["message"])
        text = draft(interview).text
        rows.append({"id": f"dr-{n}", "title": title, "text": text, "talk": interview.model_dump(mode="json")})
    notes = people["Claire"]["notes"]
    blocks = [" ".join(said for slot in row for said in tidied(notes[slot], asks=slot == "question")) for row in BOARD]
    board = begun("\n\n".join(blocks), "fr")
    title = "Fil : pourquoi on jette des machines vivantes"
    rows.append({"id": "dr-16", "title": title, "text": thread(board), "board": board.model_dump(mode="json")})
    return rows


def main() -> int:
    """Write the file, or compare; 1 when it is not what the coach makes."""
    said = json.dumps(made(), ensure_ascii=False, indent=1) + "\n"
    if "--check" in sys.argv:
        return int(KEPT.read_text("utf-8") != said)
    KEPT.write_text(said, "utf-8")
    for row in json.loads(said):
        print(f"--- {row['title']}\n{row['text']}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
