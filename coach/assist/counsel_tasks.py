"""What a model may be asked about a text: angles, gaps, order, wordings, a reader's eyes, the plan of a thread.

It answers with questions that quote the person, with numbers of sentences, or with a few words for one sentence. Never a post.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from coach.assist.tasks import Task
from coach.finding import Value

TaskName = Literal["angles", "gaps", "arrange", "wordings", "reader", "thread_plan"]
_TOLD = frozenset({"lines", "message", "reader", "chosen", "refused", "reasons"})


class Angle(Value):
    """A way into the text: words of it, a question, and how likely the model finds it."""

    quote: str
    question: str
    probability: float


class Angles(Value):
    """Several, the expected ones and the others."""

    angles: list[Angle]


class Asked(Value):
    """Words of the text, and what is asked about them."""

    quote: str
    question: str


class Questions(Value):
    """What lacks or does not hold together, or what a reader stumbles on."""

    questions: list[Asked]


class Order(Value):
    """Numbers of sentences: those that stay, in order, and those that could go."""

    order: list[int]
    drop: list[int]


class Wordings(Value):
    """Other words for one sentence."""

    wordings: list[str]


class PlannedClaim(Value):
    """Numbers of sentences: what is claimed, what proves it, where it stops (0 for nowhere)."""

    claim: int
    proofs: list[int]
    limit: int


class ThreadPlan(Value):
    """A thread, by numbers of sentences only."""

    claims: list[PlannedClaim]


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _list(items: Mapping[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_ASKED = _object(quote=_TEXT, question=_TEXT)
_CLAIM = _object(claim=_NUMBER, proofs=_list(_NUMBER, 4), limit=_NUMBER)


def _task(name: TaskName, answer: type[Value], schema: dict[str, Any], *system: str) -> Task[Any]:
    return Task(name=name, system=frozenset(system), user=_TOLD, answer=answer, schema=schema, user_file="text")


COUNSEL: Mapping[TaskName, Task[Any]] = {
    "angles": _task(
        "angles",
        Angles,
        _object(angles=_list(_object(quote=_TEXT, question=_TEXT, probability={"type": "number"}), 4)),
        "limit",
    ),
    "gaps": _task("gaps", Questions, _object(questions=_list(_ASKED, 3)), "limit"),
    "arrange": _task("arrange", Order, _object(order=_list(_NUMBER, 60), drop=_list(_NUMBER, 30))),
    "wordings": _task("wordings", Wordings, _object(wordings=_list(_TEXT, 3))),
    "reader": _task("reader", Questions, _object(questions=_list(_ASKED, 3)), "limit"),
    "thread_plan": _task("thread_plan", ThreadPlan, _object(claims=_list(_CLAIM, 8))),
}
"""Every task on a text, in the order it is offered."""


def task_on(name: TaskName, count: int) -> Task[Any]:
    """Return the task on a text of ``count`` sentences: its schema knows their numbers, for a server to hold to."""
    task = COUNSEL[name]
    return task._replace(schema=_numbered(task.schema, list(range(1, count + 1))))


def _numbered(part: Any, known: list[int], key: str = "") -> Any:
    if isinstance(part, list):
        return list(part)
    if not isinstance(part, Mapping):
        return part
    if part == _NUMBER:
        return {**part, "enum": [0, *known] if key == "limit" else known}
    return {name: _numbered(inner, known, name) for name, inner in part.items()}
