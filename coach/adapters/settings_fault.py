"""What is wrong with a setting, said in full: the file and line, the key, the nearest valid one, what was expected."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from coach.adapters.trouble import notice, reason, said, trouble
from coach.context import Language
from coach.errors import BadInput
from coach.notebook import Notice
from coach.phrases import phrase

_HEADER = re.compile(r"\s*\[+\s*([\w.\-\"' ]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.\-\"']+(?:\s*\.\s*[\w\-\"']+)*)\s*=")
_SHOWN = 60


def fault(
    error: ValidationError, model: type[BaseModel], values: Mapping[str, Any], where: str, text: str | None, lang: Language
) -> BadInput:
    """Return the first fault of ``error``; ``text`` is the file's text, if it is a file."""
    first = error.errors(include_url=False)[0]
    path = tuple(str(step) for step in first["loc"] if not isinstance(step, int))
    named = tuple(step for i, step in enumerate(path) if i < 1 or isinstance(_at(values, path[:i]), Mapping))
    place = where if text is None else f"{where}:{line_of(text, named)}"
    key = ".".join(named)
    if first["type"] == "extra_forbidden":
        known = list(dotted(model))
        near = _near_key(key, known)
        here = sorted(name for name in known if name.rpartition(".")[0] == ".".join(named[:-1]))
        remedy = "settings.unknown_key_near_remedy" if near else ""
        return BadInput(
            *said(lang, "settings.unknown_key", {"where": place, "key": key, "near": near, "known": ", ".join(here)}, remedy)
        )
    given = str(first["input"])[:_SHOWN]
    choices = _choices(model, named)
    near = _near(given, choices)
    told = {"where": place, "key": key, "value": given, "near": near, "expected": _expected(first, choices, key, lang)}
    return BadInput(*said(lang, "settings.bad_value", told, "settings.bad_value_near_remedy" if near else ""))


def misplaced(key: str, where: str, text: str, user: Path, lang: Language) -> BadInput:
    """Return the refusal of a key that a working folder may not set."""
    return trouble(BadInput, lang, "settings.private", where=f"{where}:{line_of(text, (key,))}", key=key, user=user)


def syntax(file: Path, error: Exception, lang: Language) -> BadInput:
    """Return what is wrong with the TOML of ``file``."""
    found = re.search(r"line (\d+)", str(error))
    where = f"{file}:{found.group(1)}" if found else str(file)
    return trouble(BadInput, lang, "settings.syntax", where=where, reason=error)


def unreadable(file: Path, error: Exception | None, lang: Language) -> BadInput:
    """Return why ``file`` cannot be read: its rights, its encoding, or what it is (``error`` is ``None``)."""
    if isinstance(error, UnicodeDecodeError):
        return trouble(BadInput, lang, "settings.encoding", where=file)
    if isinstance(error, OSError):
        return trouble(BadInput, lang, "settings.unreadable", where=file, reason=reason(error))
    return trouble(BadInput, lang, "settings.not_a_file", where=file)


def near_miss(env: Mapping[str, str], prefix: str, known: Iterable[str], lang: Language) -> list[Notice]:
    """Return a notice for each variable that is nearly one of ours: a misspelt setting must not be ignored in silence."""
    names = sorted(known)
    strays = sorted(name for name in env if name.startswith(prefix) and name not in names)
    found = [(name, difflib.get_close_matches(name, names, n=1, cutoff=0.88)) for name in strays]
    return [notice(lang, "settings.near_variable", name=name, near=near[0]) for name, near in found if near]


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line, from 1, where ``path`` (or the part of it that is written) is set; 1 when it is not to be found."""
    best, depth = 1, 0
    section: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            section = here = _steps(header.group(1))
        elif assigned := _KEY.match(line):
            here = (*section, *_steps(assigned.group(1)))
        else:
            continue
        if tuple(path[: len(here)]) == here and len(here) > depth:
            best, depth = number, len(here)
    return best


def dotted(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Yield the dotted name of every setting and section of ``model``."""
    for name, field in model.model_fields.items():
        yield above + name
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from dotted(field.annotation, f"{above}{name}.")


def _steps(key: str) -> tuple[str, ...]:
    return tuple(step.strip().strip("\"'") for step in key.split("."))


def _at(values: object, path: Sequence[str]) -> object:
    for step in path:
        values = values.get(step) if isinstance(values, Mapping) else None
    return values


def _near_key(key: str, known: Sequence[str]) -> str:
    """Return the known key nearest to ``key``: one of the same section if any is near, else one of another."""
    section, _, last = key.rpartition(".")
    for names, cutoff in (([n for n in known if n.rpartition(".")[0] == section], 0.6), (known, 0.7)):
        lasts = {name.rpartition(".")[2]: name for name in reversed(names)}
        if found := difflib.get_close_matches(last, list(lasts), n=1, cutoff=cutoff):
            return lasts[found[0]]
    return ""


def _near(given: str, choices: Sequence[str]) -> str:
    if len(given) < 3:
        return ""
    folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(given.casefold(), list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else ""


def _choices(model: type[BaseModel], path: Sequence[str]) -> list[str]:
    """Return the words a setting may take, when they are few."""
    kind: Any = model
    for step in path:
        field = getattr(kind, "model_fields", {}).get(step)
        if field is None:
            return []
        kind = field.annotation
    kinds = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    return [str(word) for one in kinds if get_origin(one) is Literal for word in get_args(one)]


def _expected(first: Mapping[str, Any], choices: Sequence[str], key: str, lang: Language) -> str:
    if choices:
        return ", ".join(choices)
    kind = str(first["type"])
    if kind in ("string_pattern_mismatch", "string_too_short"):
        return phrase(lang, "errors", "expected.server" if key.endswith("server") else "expected.place")
    least = first.get("ctx", {}).get("ge", first.get("ctx", {}).get("gt"))
    if least is not None:
        return phrase(lang, "errors", "expected.above" if "gt" in first["ctx"] else "expected.bound", least=f"{least:g}")
    name = next((n for n in ("bool", "int", "float", "list", "table") if kind.startswith(_KINDS[n])), "str")
    return phrase(lang, "errors", f"expected.{name}", key=key)


_KINDS = {"bool": ("bool",), "int": ("int",), "float": ("float",), "list": ("tuple", "list"), "table": ("model", "dict")}
