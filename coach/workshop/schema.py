"""JSON Schema of an exercise's front matter, for editors: completion, a word on each key, a red line under a wrong one.

It is made from the values themselves and kept in ``charter_rules/schema`` beside those of packs; a test says when it is old.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coach.charter.schema import DIALECT, Schema, written
from coach.workshop.exercise import Exercise

FILE = "exercise.schema.json"
_OURS = ("notes", "where")


def exercise_schema() -> Schema:
    """Return the schema of the front matter of ``exercises/*.md``."""
    whole: dict[str, Any] = Exercise.model_json_schema(by_alias=True)
    for key in _OURS:
        whole["properties"].pop(key)
    texts = whole["$defs"]["Input"]["properties"]["texts"]
    whole["$defs"]["Input"]["properties"]["texts"] = {"anyOf": [{"type": "string"}, texts]}
    return {"$schema": DIALECT, **_untitled(whole), "title": "Porte-voix: exercises/*.md"}


def _untitled(schema: Any) -> Any:
    """Return a schema without the titles pydantic makes up; a property may well be called ``title``."""
    if isinstance(schema, list):
        return [_untitled(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _untitled(v) for k, v in schema.items() if not (k == "title" and isinstance(v, str))}


def keep(folder: Path = Path("charter_rules/schema")) -> None:
    """Write the schema into ``folder``: to be done in the tree when a key of an exercise changes."""
    (folder / FILE).write_text(written(exercise_schema()), "utf-8")
