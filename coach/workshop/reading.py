"""Exercises from files: front matter in YAML, every fault told by file, line and key, and where exercises are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach.context import Language
from coach.errors import BadInput
from coach.pack_files import Folder, invalid, line_of, list_files, nearest, read_text, read_yaml, refusal
from coach.phrases import phrase
from coach.text import clean
from coach.workshop.checking import Fault, check
from coach.workshop.exercise import Exercise
from coach.workshop.programme import shipped_programme

FOLDER = "exercises"
"""Where a pack keeps its exercises."""
_OURS = ("notes", "where")
"""Keys that only reading may set."""


def trouble(lang: Language, name: str, /, **values: object) -> BadInput:
    """Return the error ``name`` of ``prompts/<lang>/workshop.toml``, with its remedy."""
    said = {key: clean(str(value)) for key, value in values.items()}
    return BadInput(phrase(lang, "workshop", f"error.{name}", **said), phrase(lang, "workshop", f"error.{name}_remedy", **said))


def read_exercise(item: Folder, shown: str, lang: Language) -> Exercise:
    """Return the exercise of one file, whose faults are said in ``lang`` and name it ``shown``. Raises ``BadInput``."""
    return exercise_of(read_text(item, shown, lang=lang), shown, lang)


def exercise_of(text: str, shown: str, lang: Language) -> Exercise:
    """Return the exercise a text says. Raises ``BadInput`` naming ``shown``, line, key and the nearest valid name."""
    front, body = _parted(text.replace("\r\n", "\n"), shown, lang)
    head = read_yaml(front, shown, lang=lang, first_line=1)
    if not isinstance(head, Mapping):
        raise refusal(lang, "not_mapping", file=shown, line=2)
    for key in _OURS:
        if key in head:
            raise refusal(lang, "own_folder", file=shown, line=line_of(front, [key]) + 1, key=key)
    try:
        exercise = Exercise.model_validate({**_loosened(head), "notes": body.strip("\n"), "where": shown})
    except ValidationError as error:
        raise invalid(error, front, shown, Exercise, lang=lang, first_line=1) from None
    fault = check(exercise)
    if fault is not None:
        raise _told(fault, front, shown, lang)
    return exercise


def _parted(text: str, shown: str, lang: Language) -> tuple[str, str]:
    if not text.startswith("---\n"):
        raise trouble(lang, "no_front", file=shown)
    front, closing, body = text[4:].partition("\n---")
    if not closing:
        raise refusal(lang, "front_matter", file=shown, line=1)
    return front, body


def _loosened(head: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter with one text where a list of one was meant."""
    inputs = head.get("inputs")
    if not isinstance(inputs, list):
        return dict(head)
    loose = [{**i, "texts": [i["texts"]]} if isinstance(i, Mapping) and isinstance(i.get("texts"), str) else i for i in inputs]
    return {**head, "inputs": loose}


def _told(fault: Fault, front: str, shown: str, lang: Language) -> BadInput:
    return trouble(lang, fault.name, file=shown, line=line_of(front, fault.path) + 1, **fault.values)


def exercises_in(folder: Folder, lang: Language) -> tuple[Exercise, ...]:
    """Return the exercises of ``folder/exercises`` in every language, sorted by file name. Raises ``BadInput``."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    named = [(name, item) for name, item in list_files(place, lang=lang) if name.endswith(".md") and "/" not in name]
    found = [read_exercise(item, f"{folder}/{FOLDER}/{name}", lang) for name, item in named]
    for at, exercise in enumerate(found):
        twin = next((e for e in found[:at] if (e.name, e.lang) == (exercise.name, exercise.lang)), None)
        if twin is not None:
            raise trouble(lang, "twin", file=exercise.where, name=exercise.name, other=twin.where)
    return tuple(found)


@cache
def shipped(lang: Language) -> tuple[Exercise, ...]:
    """Return the exercises that come with Porte-voix, in one language, in the order the programme plays them."""
    order = [name for half_day in shipped_programme(lang).half_days for name in half_day.exercises]
    place = {name: at for at, name in reversed(list(enumerate(order)))}
    return tuple(sorted(exercises_in(files("prompts") / lang, lang), key=lambda each: place.get(each.name, len(order))))


def find_exercises(folders: Iterable[Path], lang: Language) -> tuple[Exercise, ...]:
    """Return the exercises of one language: those shipped, then those of the packs' ``folders``; later wins by name."""
    found = {exercise.name: exercise for exercise in shipped(lang)}
    for folder in folders:
        found.update({e.name: e for e in exercises_in(folder, lang) if e.lang == lang})
    return tuple(found.values())


def pick(exercises: Iterable[Exercise], name: str, lang: Language) -> Exercise:
    """Return the exercise called ``name``. Raises ``BadInput`` naming the nearest."""
    by_name = {exercise.name: exercise for exercise in exercises}
    if name in by_name:
        return by_name[name]
    close = nearest(name, list(by_name)) or ", ".join(by_name)
    raise trouble(lang, "no_exercise", name=name, close=close)
