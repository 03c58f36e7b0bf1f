"""The lines of the fictional company's people: eight mementos in the form their training wrote them, as values.

Claire's was also made in the app, card by card (``tests/bench/demo_memento.py``), and that is the one the demo keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from coach.context import Language
from coach.line.game import Game
from coach.line.keeping import Line, line_of
from coach.line.memento import Grade, KnownFact, Memento, Mix, Rhythm, Territory

WEEKS = 52 / 12
_GRADES: tuple[Grade, ...] = (0, 1, 1, 2, 2, 3)
"""Of their scale of five, by place."""
_COUNTED = re.compile(r"\d|«")


def mementos() -> tuple[tuple[Memento, Language], ...]:
    """Return the eight, each with its language."""
    rows = json.loads(files("corpus").joinpath("demo", "ambassadors.json").read_text("utf-8"))
    return tuple((memento_of(row), "en" if row["lang"] == "en" else "fr") for row in rows)


def memento_of(row: Mapping[str, Any]) -> Memento:
    """Return one as our value: a scale of five becomes ours, minutes are of a month there and of a week here."""
    posts = int(row["rhythm"]["posts_per_month"])
    minutes = int(row["rhythm"]["minutes"])
    return Memento(
        name=row["name"],
        persona=row["persona"],
        territories=tuple(_territory(t) for t in row["territories"]),
        posture=row["posture"],
        reader=row["reader"],
        rhythm=Rhythm(posts_a_month=posts, minutes_a_week=-(-posts * minutes // int(WEEKS)), minutes_a_post=minutes),
        mix=Mix(product=row["mix"]["product"], culture=row["mix"]["culture"], trade=row["mix"]["sector"]),
        benefit=row["benefit"],
        red_lines=tuple(row["red_lines"]),
        never_named=tuple(row["never_cite"]),
        own_words=tuple(row["own_words"]),
        banned_words=tuple(row["banned_words"]),
        voice=tuple(row["voice_samples"]),
        facts=tuple(_fact(fact) for fact in row["facts"]),
    )


def _territory(row: Mapping[str, Any]) -> Territory:
    told = row["preuve"]
    return Territory(
        name=row["name"],
        want=_GRADES[row["envie"]],
        standing=_GRADES[row["legitimite"]],
        proof=3 if _COUNTED.search(told) else 1,
        instance=told,
    )


def _fact(row: Mapping[str, Any]) -> KnownFact:
    value = row["value"]
    year = "ann" in row["unit"] or "year" in row["unit"]
    said = f"{value:,}".replace(",", "\u202f") if isinstance(value, int) and not year else str(value)
    return KnownFact(value=said, unit="" if year else row["unit"], what=row["text"], source=row["source"], date=row["date"])


def line_of_person(name: str) -> Line:
    """Return the finished line of one of them: played in the app where it was, else as their training wrote it.

    Raises ``StopIteration`` for anybody else.
    """
    played = line_of(files("corpus").joinpath("demo", "line.json").read_text("utf-8"))
    if played.memento.name == name:
        return played
    memento = next(memento for memento, _ in mementos() if memento.name == name)
    return Line(memento=memento, game=Game(seed=name))
