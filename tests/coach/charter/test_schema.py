"""The schemas for editors are those of the values, and every file shipped or tested passes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from coach.charter.pack import Pack
from coach.charter.rule import Rule
from coach.charter.schema import OURS, kept, pack_schema, rule_schema, written

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("charter_rules", "tests/coach/charter/lint/data")
    for path in (ROOT / folder).rglob("*.yml")
    if path.name == "pack.yml" or path.parent.name == "rules"
)
REMEDY = "run: python -c 'import coach.charter.schema as s; s.keep()' from the tree"


def test_the_schemas_kept_are_current() -> None:
    assert kept("rule") == written(rule_schema()), REMEDY
    assert kept("pack") == written(pack_schema()), REMEDY


def test_the_schemas_know_the_keys_people_write_and_no_other() -> None:
    assert set(rule_schema()["$defs"]["Rule"]["properties"]) == set(Rule.model_fields) - set(OURS["rule"])
    assert set(pack_schema()["properties"]) == set(Pack.model_fields) - set(OURS["pack"])
    window = pack_schema()["$defs"]["Window"]["properties"]
    assert {"from", "to"} <= set(window)


def plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case dt.date():
            return value.isoformat()
        case _:
            return value


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    return [fault.message for fault in jsonschema.Draft202012Validator(schema).iter_errors(plain(value))]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_file_passes_its_schema(path: Path) -> None:
    schema = pack_schema() if path.name == "pack.yml" else rule_schema()
    assert faults(schema, YAML(typ="safe").load(path.read_text("utf-8"))) == []


def test_what_loading_refuses_the_schema_underlines() -> None:
    good = {"extends": "existence", "id": "r", "message": "m", "tokens": ["a"]}
    assert faults(rule_schema(), good) == []
    assert faults(rule_schema(), {**good, "tokenz": ["a"]})
    assert faults(rule_schema(), {**good, "level": "grave"})
    assert faults(rule_schema(), {**good, "unless": ["quotes"]})
    assert faults(rule_schema(), {"id": "r"})
    assert faults(pack_schema(), {"name": "x", "calender": []})
    assert (
        faults(
            pack_schema(), {"name": "x", "company": {"citable_clients": ["Pradel", {"name": "Bresson", "until": "2030-01-01"}]}}
        )
        == []
    )
    contacts = {"rh": {"name": "Léa", "channel": 214}, "com": None}
    assert faults(pack_schema(), {"name": "x", "contacts": contacts}) == []
    assert Pack.model_validate({"name": "x", "contacts": contacts}).contacts["rh"].channel == "214"
