"""An exercise as JSON lines: one object a step out, one object an answer in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from coach.text import clean, words
from coach.workshop.landing import Landed
from coach.workshop.playing import Play
from tui.asking import read_line
from tui.verbs.reports import to_json
from tui.words import Words
from tui.workshop_lines import LEADS, Act, Give, Led, Pick, Put, Table


class JsonFace:
    """One JSON object a line, each way. A line that cannot be read is said, and the same step waits on."""

    def __init__(self, words: Words, stdin: TextIO, stdout: TextIO) -> None:
        self._words, self._in, self._out = words, stdin, stdout

    def open(self, play: Play) -> None:
        """Write the exercise event."""
        exercise = play.state.exercise
        told = exercise.model_dump(mode="json", include={"name", "title", "goal", "minutes", "lang"}) if exercise else {}
        self._say({"event": "exercise", "session": play.session.id, **told})

    def step(self, table: Table) -> None:
        """Write the step event."""
        step = table.step
        self._say(
            {
                "event": "step", "step": step.id, "kind": step.kind, "title": step.title, "minutes": step.minutes,
                "prompt": step.prompt, "role": table.role,
                "pieces": [{"id": piece.id, "text": piece.text} for piece in table.pieces],
                "fields": [{"part": part, "label": label, "text": text} for part, label, text in table.fields],
                "options": list(step.options) if step.kind == "match" else [],
                "shows": [{**each._asdict(), "lines": list(each.lines), "quotes": list(each.quotes)} for each in table.shown],
                "left_s": round(table.timer.left_s, 1) if table.timer else None,
            }
        )  # fmt: skip

    def read(self, table: Table) -> Sequence[Act] | None:
        """Read until a line makes sense."""
        while (line := read_line(self._in)) is not None:
            found = _understood(line, table)
            if not isinstance(found, str):
                return found
            self._say({"event": "error", "message": self._words(found)})
        return None

    def done(self, play: Play, act: Act) -> None:
        """Write the saved event of a text, a pick or a match."""
        if isinstance(act, Led):
            return
        told: dict[str, Any] = {"event": "saved", "step": play.state.step, **act._asdict()}
        if isinstance(act, Put):
            told = {"event": "saved", "step": play.state.step, "part": act.part, "words": len(words(act.text))}
        self._say(told)

    def close(self, play: Play, landed: Sequence[Landed]) -> None:
        """Write what landed where, and how long each step took; or that all is kept for later."""
        if play.state.ended is None:
            self._say({"event": "kept", "session": play.session.id, "step": play.state.step})
            return
        self._say(
            {
                "event": "end",
                "session": play.session.id,
                "saved": [each._asdict() for each in landed],
                "timings": [timing.model_dump(mode="json") for timing in play.state.past],
            }
        )

    def _say(self, event: dict[str, Any]) -> None:
        self._out.write(to_json(event) + "\n")
        self._out.flush()


def _understood(line: str, table: Table) -> Sequence[Act] | str:
    """Return what a line of JSON says, or the key of what is wrong with it."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return "workshop_verb.bad_json"
    if not isinstance(said, dict):
        return "workshop_verb.bad_object"
    leads: list[Act] = [Led(lead) for lead in LEADS if said.get(lead) is True]
    if isinstance(more := said.get("extend"), int | float) and not isinstance(more, bool) and abs(more) <= 240:
        leads.append(Led("extend", more))
    acts: list[Act] = []
    if isinstance(text := said.get("text"), str):
        part = said.get("part") or (table.fields[0][0] if table.fields else "")
        if part not in [field for field, _, _ in table.fields]:
            return "workshop_verb.bad_part"
        acts.append(Put(part, clean(text)))
    ids = [piece.id for piece in table.pieces]
    if isinstance(picks := said.get("picks"), list):
        if table.step.kind != "choose" or not all(pick in ids for pick in picks):
            return "workshop_verb.bad_pick"
        acts.append(Pick(tuple(picks)))
    if isinstance(gives := said.get("gives"), dict):
        if table.step.kind != "match" or not all(p in ids and isinstance(a, str) for p, a in gives.items()):
            return "workshop_verb.bad_pick"
        acts += [Give(piece, clean(answer)) for piece, answer in gives.items()]
    return [*acts, *leads] or "workshop_verb.bad_object"
