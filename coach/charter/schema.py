"""JSON Schemas of the files of a pack, for editors: completion, a word on each key, a red line under a wrong one.

They are made from the values themselves and kept in ``charter_rules/schema``; a test says when they are no longer current.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from coach.charter.checks import SCOPES, WINDOW_KINDS
from coach.charter.entities import ENTITIES
from coach.charter.guards import GUARDS
from coach.charter.measures import MEASURES
from coach.charter.pack import Company, Pack, Window
from coach.charter.rule import KINDS, Example, Rule, When

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OURS = {"rule": ("pack", "where", "style_file", "replaces"), "pack": ("rules", "kit", "path", "style")}
"""Keys that only loading may set."""
_NAMES: dict[str, Iterable[str]] = {
    "unless": GUARDS,
    "only": GUARDS,
    "any_of": GUARDS,
    "entity": ENTITIES,
    "windows": WINDOW_KINDS,
    "scope": SCOPES,
}
_BARE = ("citable_clients", "codenames")
"""Lists whose entries may be a mere name."""
_FLAGS = ("lemma", "ignorecase", "nonword", "append", "capitalize", "vocab")
_TEXT: dict[str, Any] = {"type": ["string", "number"]}

Schema = dict[str, Any]


def rule_schema() -> Schema:
    """Return the schema of a file of ``rules/``: one rule, or a list of them."""
    whole, shared = _model(Rule, OURS["rule"])
    keys = whole["properties"]
    keys["extends"] = {**keys["extends"], "anyOf": [{"enum": sorted(KINDS)}, {"type": "string"}]}
    keys["extends"].pop("type", None)
    keys["level"] = {"enum": ["block", "warn", "advise", "error", "warning", "suggestion"], "default": "warn"}
    for key, known in _NAMES.items():
        keys[key] = _one_or_many({"enum": sorted(known)}, keys[key])
    keys["measure"] = {**keys["measure"], "anyOf": [{"enum": sorted(MEASURES)}, {"type": "null"}]}
    for key in _FLAGS:
        keys[key] = {**keys[key], "type": ["boolean", "string"]}
    for key in ("swap", "either"):
        keys[key] = {**keys[key], "additionalProperties": _TEXT}
    rule = {"$ref": "#/$defs/Rule"}
    return {
        "$schema": DIALECT,
        "title": "Porte-voix: rules",
        "anyOf": [rule, {"type": "array", "items": rule}],
        "$defs": {"Rule": whole, **shared},
    }


def pack_schema() -> Schema:
    """Return the schema of ``pack.yml``."""
    whole, shared = _model(Pack, OURS["pack"])
    whole["properties"]["version"] = {**_TEXT, "default": "0"}
    for key in _BARE:
        entries = shared["Company"]["properties"][key]
        entries["items"] = {"anyOf": [{"type": "string"}, entries["items"]]}
    for key, said in shared["Contact"]["properties"].items():
        shared["Contact"]["properties"][key] = {**said, "anyOf": [_TEXT, {"type": "null"}]}
    contacts = whole["properties"]["contacts"]
    contacts["additionalProperties"] = {"anyOf": [contacts["additionalProperties"], {"type": "null"}]}
    for name in ("Rule", "Message", "Example", "When", "Severity"):
        shared.pop(name, None)
    return {"$schema": DIALECT, "title": "Porte-voix: pack.yml", **whole, "$defs": shared}


def written(schema: Schema) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def kept(name: str) -> str:
    """Return the schema shipped under ``name``: ``pack`` or ``rule``."""
    return files("charter_rules").joinpath("schema", f"{name}.schema.json").read_text("utf-8")


def _model(model: type[BaseModel], hidden: tuple[str, ...]) -> tuple[Schema, dict[str, Schema]]:
    """Return the schema of a model without ``hidden`` keys, and those it shares."""
    whole = model.model_json_schema(by_alias=True)
    shared: dict[str, Schema] = whole.pop("$defs", {})
    for key in hidden:
        whole["properties"].pop(key)
    said = {m.__name__: _docstrings(m) for m in (Rule, Example, When, Pack, Company, Window)}
    for name, schema in [(model.__name__, whole), *shared.items()]:
        schema.pop("title", None)
        schema["description"] = _plain(schema.get("description", ""))
        for key, value in schema.get("properties", {}).items():
            schema["properties"][key] = _loosened(value) | ({"description": d} if (d := said.get(name, {}).get(key)) else {})
    return whole, shared


def _loosened(schema: Schema) -> Schema:
    """Return the schema of a key as loading reads it: a list may be one value, a text may be a number."""
    schema = {k: v for k, v in schema.items() if k != "title"}
    items = schema.get("items", {})
    if schema.get("type") == "array" and (items.get("type") == "string" or "enum" in items):
        return _one_or_many(items if "enum" in items else _TEXT, schema)
    if schema.get("type") == "object" and schema.get("additionalProperties", {}).get("type") == "array":
        return {**schema, "additionalProperties": _one_or_many(_TEXT, {})}
    return schema


def _one_or_many(item: Schema, schema: Schema) -> Schema:
    rest = {k: v for k, v in schema.items() if k not in ("type", "items", "anyOf")}
    return {**rest, "anyOf": [item, {"type": "array", "items": item}]}


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return what the source says under each field, by the name the field has in a file."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    return dict(_said_under(model, body)) if isinstance(body, ast.ClassDef) else {}


def _said_under(model: type[BaseModel], body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(body.body, body.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield model.model_fields[name].alias or name, _plain(inspect.cleandoc(said))


def _plain(said: str) -> str:
    return said.replace("``", "`").replace(":data:", "").replace(":class:", "")


def keep(folder: Path = Path("charter_rules/schema")) -> None:
    """Write both schemas into ``folder``: to be done in the tree when a key of a rule or of a pack changes."""
    for name, schema in (("rule", rule_schema()), ("pack", pack_schema())):
        (folder / f"{name}.schema.json").write_text(written(schema), "utf-8")
