"""Vale styles read as data: rules named ``Style.File``, accepted words of vocabularies, unknown keys of Vale passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coach.charter.pack import Pack
from coach.charter.rule import FOREIGN_KINDS, KINDS, UNREAD, Rule
from coach.context import Language
from coach.errors import BadInput
from coach.pack_files import Folder, invalid, line_of, nearest, read_text, read_yaml, refusal

_NOT_RULES = frozenset({"vocab", "vocabularies", "config", "fixtures", "dictionaries", "scripts", "templates"})
_NOT_TAKEN = frozenset(
    "id tests replaces style_file pack where when lang unless only entity near but windows any_of measure question judge".split()
)
"""Keys of ours that a file of Vale cannot set."""
_EXTENDS = re.compile(r"(?m)^[\"']?extends[\"']?\s*:")


def read_style(folder: Folder, files: Sequence[tuple[str, Folder]], lang: Language) -> Pack:
    """Return the rules of these files as a pack. Raises ``BadInput`` when one cannot be read, or when there is none."""
    rules: list[Rule] = []
    accepted: list[str] = []
    homes = {name.rpartition("/")[0] for name, item in files if _holds_rule(name) and _extends(item, name, lang)}
    for name, item in files:
        *above, last = name.split("/")
        lowered = {part.lower() for part in above}
        shown = f"{folder}/{name}"
        if last == "accept.txt" and lowered & {"vocab", "vocabularies"}:
            accepted += _words(read_text(item, shown, lang=lang))
        elif _holds_rule(name):
            rule = _rule(item, shown, name, _label(name, homes, folder.name), lang)
            rules += [rule] if rule is not None else []
    if not rules:
        raise refusal(lang, "no_rules", file=str(folder))
    named = tuple(rule.model_copy(update={"pack": folder.name}) for rule in rules)
    return Pack(name=folder.name, style=True, lists={"vocab": tuple(accepted)}, rules=named, path=str(folder))


def _holds_rule(name: str) -> bool:
    """Tell whether a file may be a rule: no folder above it is set apart by its name, its own is no test's."""
    *above, last = name.split("/")
    apart = any(part.lower() in _NOT_RULES or part.startswith(("_", ".")) for part in above)
    return last.endswith((".yml", ".yaml")) and not last.startswith(".") and not apart and "_test." not in last


def _extends(item: Folder, name: str, lang: Language) -> bool:
    """Tell whether a file looks like a rule: what else lies about is no sign of a style."""
    return _EXTENDS.search(read_text(item, name, lang=lang)) is not None


def _label(name: str, homes: set[str], folder: str) -> str:
    """Return ``Style.File``, or ``Style.folder.File`` for a rule in a folder of a style."""
    *above, last = name.split("/")
    depth = next((d for d in range(len(above) + 1) if "/".join(above[:d]) in homes), len(above))
    style = above[depth - 1] if depth else folder
    return ".".join((style, *above[depth:], last.rpartition(".")[0]))


def _words(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _rule(item: Folder, shown: str, name: str, label: str, lang: Language) -> Rule | None:
    """Return the rule of a file, or ``None`` when the file is no rule."""
    text = read_text(item, shown, lang=lang)
    body = read_yaml(text, shown, lang=lang)
    if not isinstance(body, Mapping) or "extends" not in body:
        return None
    kind = str(body["extends"])
    shape: dict[str, Any] = {"lang": None, "id": label, "style_file": label, "where": f"{name}:1"}
    if kind not in KINDS and kind not in FOREIGN_KINDS:
        close = nearest(kind, sorted(KINDS)) or ", ".join(sorted(KINDS))
        return _unread(shape, refusal(lang, "unknown_kind", file=shown, line=line_of(text, ["extends"]), kind=kind, close=close))
    if kind in FOREIGN_KINDS:
        return Rule.model_validate({"extends": kind, "message": str(body.get("message", "")), **shape})
    action = body.get("action")
    shape["replaces"] = isinstance(action, Mapping) and action.get("name") == "replace"
    fields = {k: _filled(v) for k, v in body.items() if k in Rule.model_fields and k not in _NOT_TAKEN and v is not None}
    try:
        return Rule.model_validate({**fields, **shape})
    except ValidationError as error:
        return _unread(shape, invalid(error, text, shown, Rule, lang=lang))


def _unread(shape: Mapping[str, Any], why: BadInput) -> Rule:
    """Return a rule that never speaks and says why: one file of a style that cannot be read does not silence the others."""
    return Rule.model_validate({"extends": UNREAD, "message": why.title, **shape})


def _filled(value: Any) -> Any:
    """Return lists and tables without what was left empty in the file, as Vale reads them."""
    if isinstance(value, Mapping):
        return {k: v for k, v in value.items() if v is not None}
    return [v for v in value if v is not None] if isinstance(value, Sequence) and not isinstance(value, str) else value
