"""What a model may be asked: each task has a name, two templates, a schema for the answer, and a way to read it.

The templates are data, ``prompts/<lang>/tasks/<name>.system.j2`` and ``.user.j2``; the first line of each declares the values it
uses, and a declaration that is not the task's own is refused before anything is said.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from coach.assist.gate import Suggestion
from coach.assist.templates import render
from coach.context import Language
from coach.errors import BadInput
from coach.finding import Value
from coach.phrases import phrase
from coach.ports import Prompt

Answer = TypeVar("Answer", bound=Value)

OBJECTS = 4
"""Places where an answer is tried as JSON: what a model thinks aloud may hold braces."""

_DECLARED = re.compile(r"\{#-? values:(?P<names>[a-z_, ]*)-?#\}\n?")
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)


class Part(NamedTuple):
    """One of the two halves of a prompt."""

    name: str
    """``system`` or ``user``."""
    values: frozenset[str]
    """What the template may use; all of it is given."""


class Task(NamedTuple, Generic[Answer]):
    """Something a model may be asked, and what its answer must be."""

    name: str
    system: frozenset[str]
    """Values the system template declares."""
    user: frozenset[str]
    """Values the user template declares."""
    answer: type[Answer]
    schema: Mapping[str, Any]
    """JSON Schema of the answer, sent along where the provider takes one."""
    user_file: str = ""
    """Name of the user template, when several tasks share one."""


NEXT_QUESTION: Task[Suggestion] = Task(
    name="next_question",
    system=frozenset({"limit"}),
    user=frozenset({"idea", "turns", "last", "message", "wanted", "planned", "refused", "reasons"}),
    answer=Suggestion,
    schema={
        "type": "object",
        "additionalProperties": False,
        "required": ["quote", "question"],
        "properties": {"quote": {"type": "string"}, "question": {"type": "string"}},
    },
)
"""The bank's next question, worded more sharply: quoting the last answer."""


def prompt(task: Task[Any], lang: Language, values: Mapping[str, object], templates: Mapping[str, str] | None = None) -> Prompt:
    """Return what is said to the model for ``task``. Raises ``BadInput`` naming the template that is wrong.

    ``templates`` are a pack's own, by name (``fr/tasks/angles.system``); the declaration they must make is the same.
    """
    halves = {}
    for half, wanted in (("system", task.system), ("user", task.user)):
        name = f"tasks/{(half == 'user' and task.user_file) or task.name}.{half}"
        own = (templates or {}).get(f"{lang}/{name}")
        text = _checked(lang, name, wanted, _template(lang, name) if own is None else own)
        halves[half] = render(text, name=_path(lang, name), lang=lang, **{key: values[key] for key in wanted}).strip()
    return Prompt(system=halves["system"], user=halves["user"], json_schema=dict(task.schema))


def read(task: Task[Answer], said: str) -> Answer | None:
    """Return the answer in ``said``, or ``None`` when no object in it follows the schema. What surrounds it is ignored."""
    for found in _objects(_THOUGHT.sub(" ", said)):
        try:
            return task.answer.model_validate(found, strict=True)
        except ValidationError:
            continue
    return None


def quoted(text: str) -> str:
    """Return ``text`` as data: each line behind a mark, so that nothing in it can pass for a line of the prompt."""
    return "\n".join(f"> {line}" for line in text.splitlines() or [""])


def _objects(said: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects that start at the first braces of ``said``, composed (an ``é`` is one character)."""
    reader = json.JSONDecoder()
    at = -1
    for _ in range(OBJECTS):
        at = said.find("{", at + 1)
        if at < 0:
            return
        try:
            found, _end = reader.raw_decode(said, at)
        except (ValueError, RecursionError):
            continue
        yield _composed(found)


def _composed(found: Any) -> Any:
    if isinstance(found, str):
        return unicodedata.normalize("NFC", found)
    if isinstance(found, list):
        return [_composed(one) for one in found]
    return {_composed(key): _composed(one) for key, one in found.items()} if isinstance(found, dict) else found


def _checked(lang: Language, name: str, wanted: frozenset[str], text: str) -> str:
    declared = _DECLARED.match(text)
    names = frozenset(filter(None, declared.group("names").replace(" ", "").split(","))) if declared else frozenset()
    if declared is None or names != wanted:
        values: dict[str, Any] = {"file": _path(lang, name), "values": ", ".join(sorted(wanted))}
        raise BadInput(
            phrase(lang, "assist", "error.declared", **values), phrase(lang, "assist", "error.declared_remedy", **values)
        )
    return text[declared.end() :]


@cache
def _template(lang: Language, name: str) -> str:
    return files("prompts").joinpath(lang, f"{name}.j2").read_text("utf-8")


def _path(lang: Language, name: str) -> str:
    return f"prompts/{lang}/{name}.j2"
