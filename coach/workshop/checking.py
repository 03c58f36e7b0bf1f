"""What the shape of an exercise cannot say: which keys go with which kind of step, and whether names lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coach.pack_files import nearest
from coach.workshop.exercise import DEBRIEF, KINDS, Exercise, Kind, Step

ALWAYS = ("id", "kind", "title", "minutes", "prompt", "alone")
KEYS: dict[Kind, tuple[str, ...]] = {
    "read": ("from", "whose", "split", "deal"),
    "write": ("from", "whose", "split", "deal", "parts", "each", "begins_with", "least", "most", "shown", "saves"),
    "choose": ("from", "whose", "split", "deal", "options", "least", "most", "saves"),
    "match": ("from", "whose", "split", "deal", "options", "options_from", "to"),
    "talk": ("from", "whose", "split", "deal", "roles", "rounds", "shown"),
    "look": ("from", "whose", "shows", "against"),
}
"""Keys of each kind of step, besides those of all."""
NEEDS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    "read": (("from",),),
    "write": (),
    "choose": (("from", "options"),),
    "match": (("from",),),
    "talk": (),
    "look": (("shows",),),
}
"""Keys of which each kind of step has one at least."""


class Fault(NamedTuple):
    """One thing wrong with an exercise."""

    name: str
    """Of the phrase ``error.<name>``."""
    path: tuple[int | str, ...]
    """Where it is, as keys and places in the front matter."""
    values: Mapping[str, object]


def check(exercise: Exercise) -> Fault | None:
    """Return the first fault of an exercise whose shape is right."""
    return next(_faults(exercise), None)


def _faults(exercise: Exercise) -> Iterator[Fault]:
    if exercise.people.min > exercise.people.max:
        yield Fault("people", ("people", "min"), {"min": exercise.people.min, "max": exercise.people.max})
    yield from _twice([each.name for each in exercise.inputs], "inputs")
    yield from _twice([step.id for step in exercise.steps], "steps")
    played = [step.id for step in exercise.plan]
    for name in sorted({name for name in played if played.count(name) > 1 and name != DEBRIEF}):
        yield Fault("twice", ("steps",), {"name": name})
    for at, step in enumerate(exercise.steps):
        yield from _keys(at, step)
        yield from _names(at, step, exercise)
        if step.rounds > step.minutes:
            yield Fault("rounds", ("steps", at, "rounds"), {"rounds": step.rounds, "minutes": step.minutes})
    spent = sum(step.minutes for step in exercise.steps)
    if spent + bool(exercise.debrief) > exercise.minutes:
        yield Fault("minutes", ("minutes",), {"spent": spent, "minutes": exercise.minutes})


def _twice(names: list[str], where: str) -> Iterator[Fault]:
    for at, name in enumerate(names):
        if name in names[:at] or name == DEBRIEF:
            yield Fault("twice", (where, at), {"name": name})


def _keys(at: int, step: Step) -> Iterator[Fault]:
    allowed = (*ALWAYS, *KEYS[step.kind])
    said = ["from" if key == "source" else key for key in Step.model_fields if key in step.model_fields_set]
    for key in said:
        if key not in allowed:
            fitting = [kind for kind in KINDS if key in KEYS[kind]]
            values = {"key": key, "kind": step.kind, "fits": ", ".join(fitting), "known": ", ".join(KEYS[step.kind])}
            yield Fault("wrong_kind", ("steps", at, key), values)
    for group in NEEDS[step.kind]:
        if not any(key in said for key in group):
            yield Fault("needs", ("steps", at), {"kind": step.kind, "key": group[0], "step": step.id})
    if step.kind == "match" and step.to == "options" and not (step.options or step.options_from):
        yield Fault("needs", ("steps", at), {"kind": "match", "key": "options", "step": step.id})
    if step.most is not None and step.most < step.least:
        yield Fault("bounds", ("steps", at, "most"), {"least": step.least, "most": step.most})
    ids = list(step.part_ids)
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault("twice", ("steps", at, "parts" if step.parts else "roles"), {"name": name})


def _names(at: int, step: Step, exercise: Exercise) -> Iterator[Fault]:
    """Refuse names of nothing, and texts shown to others that nobody was told would be."""
    earlier = exercise.steps[:at]
    steps = {each.id: each for each in earlier}
    known = {"from": [*(i.name for i in exercise.inputs), *steps], "begins_with": list(steps), "against": list(steps)}
    known["each"] = [each.id for each in earlier if each.kind == "choose"]
    known["options_from"] = [each.name for each in exercise.inputs]
    said = {"from": step.source, "begins_with": step.begins_with, "against": step.against, "each": step.each}
    said["options_from"] = step.options_from
    for key, name in said.items():
        if name is not None and name not in known[key]:
            close = nearest(name, known[key]) or ", ".join(known[key]) or "—"
            yield Fault("unknown", ("steps", at, key), {"key": key, "name": name, "close": close})
    taken = steps.get(step.source or "")
    to_authors = step.kind == "match" and step.to == "people"
    if taken is None:
        if step.source is not None and (step.whose != "own" or to_authors):
            yield Fault("not_a_step", ("steps", at, "from"), {"name": step.source, "step": step.id})
    elif (step.whose != "own" or to_authors) and taken.kind == "write" and taken.shown == "nobody":
        yield Fault("unseen", ("steps", at, "from"), {"name": taken.id, "step": step.id})
