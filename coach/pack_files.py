"""Reading the files of a pack: YAML safely, nothing outside the folder, errors that name file, line and nearest key."""

from __future__ import annotations

import difflib
import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from coach.context import Language
from coach.errors import BadInput
from coach.phrases import phrase

LARGEST = 1_000_000
"""Bytes one file of a pack may have."""
MOST_FILES = 2_000
"""Files a pack may have."""
_MOST_NODES = 200_000
_DEEPEST = 30
_NODES_KEPT = 8


class _Nodes(OrderedDict[str, Any]):
    """The nodes of the texts read last."""

    def __setitem__(self, text: str, node: Any) -> None:
        super().__setitem__(text, node)
        while len(self) > _NODES_KEPT:
            self.popitem(last=False)


_nodes = _Nodes()

Folder = Path | Traversable


def refusal(lang: Language, name: str, remedy: str | None = None, /, **values: object) -> BadInput:
    """Return the error of ``prompts/<lang>/charter.toml`` called ``name``, with its remedy."""
    after = remedy or f"{name}_remedy"
    return BadInput(phrase(lang, "charter", f"error.{name}", **values), phrase(lang, "charter", f"error.{after}", **values))


def list_files(folder: Folder, *, lang: Language) -> list[tuple[str, Folder]]:
    """Return the files of a pack as ``(path inside it, file)``, sorted. Raises ``BadInput`` on a link out of it, or a pipe."""
    found: list[tuple[str, Folder]] = []
    root = folder.resolve() if isinstance(folder, Path) else None
    for name, item in _walk(folder, "", 0):
        if root is not None and isinstance(item, Path) and not item.resolve().is_relative_to(root):
            raise refusal(lang, "outside", file=name)
        if isinstance(item, Path) and item.exists() and not item.is_file():
            raise refusal(lang, "no_file", file=name)  # a pipe or a device would keep its reader waiting
        found.append((name, item))
        if len(found) > MOST_FILES:
            raise refusal(lang, "too_many", file=str(folder), limit=MOST_FILES)
    return sorted(found, key=lambda pair: pair[0])


def _walk(folder: Folder, prefix: str, depth: int) -> Iterator[tuple[str, Folder]]:
    for item in folder.iterdir():
        if item.name.startswith((".", "__")):
            continue
        name = f"{prefix}{item.name}"
        if item.is_dir() and not (isinstance(item, Path) and item.is_symlink()) and depth < 4:
            yield from _walk(item, f"{name}/", depth + 1)
        elif item.name.endswith((".yml", ".yaml", ".md", ".txt")):
            yield name, item


def stamp(files: Sequence[tuple[str, Folder]], salt: str) -> str:
    """Return a name that changes whenever a file does: by size and time for files on disk, by content elsewhere."""
    seen = hashlib.blake2b(salt.encode(), digest_size=16)
    for name, item in files:
        if isinstance(item, Path):
            state = item.stat()
            seen.update(f"{name}\0{state.st_mtime_ns}\0{state.st_size}\0".encode())
        else:
            seen.update(name.encode() + b"\0" + item.read_bytes())
    return seen.hexdigest()


def contents(files: Sequence[tuple[str, Folder]]) -> str:
    """Return a name of what is in the files; of one too large to be read, its size."""
    seen = hashlib.blake2b(digest_size=16)
    for name, item in files:
        size = item.stat().st_size if isinstance(item, Path) else 0
        seen.update(f"{name}\0{size}\0".encode() + (item.read_bytes() if size <= LARGEST else b""))
    return seen.hexdigest()


def read_text(item: Folder, name: str, *, lang: Language) -> str:
    """Return the text of a file. Raises ``BadInput`` when it is too large or is not UTF-8."""
    if isinstance(item, Path) and item.stat().st_size > LARGEST:
        raise refusal(lang, "too_large", file=name, limit=LARGEST // 1000)
    raw = item.read_bytes()
    if len(raw) > LARGEST:
        raise refusal(lang, "too_large", file=name, limit=LARGEST // 1000)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refusal(lang, "not_utf8", file=name, line=line) from None


def read_yaml(text: str, name: str, *, lang: Language, first_line: int = 0) -> Any:
    """Return what a YAML text says, plain values only. Raises ``BadInput`` with the line."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe")
    try:
        # Read once for the values and for the lines of every key: half of the time a first start takes.
        node = _nodes[text] = yaml.compose(text)
        value = None if node is None else yaml.constructor.construct_document(node)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1 + first_line
        raise refusal(lang, "yaml", file=name, line=line, problem=_short(error.problem)) from None
    except (YAMLError, ValueError, RecursionError, TypeError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise refusal(lang, "yaml", file=name, line=1 + first_line, problem=_short(str(error))) from None
    _bound(value, name, lang)
    return value


def _bound(value: Any, name: str, lang: Language) -> None:
    """Refuse what aliases would multiply, and what nests without end."""
    nodes = 0
    stack = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        nodes += 1
        if nodes > _MOST_NODES or depth > _DEEPEST:
            raise refusal(lang, "too_deep", file=name, line=1)
        if isinstance(node, Mapping):
            stack.extend((v, depth + 1) for v in node.values())
        elif isinstance(node, list | tuple | set):
            stack.extend((v, depth + 1) for v in node)


def _short(problem: object) -> str:
    return " ".join(str(problem or "").split())[:160]


def line_of(text: str, path: Sequence[int | str], *, key: str | None = None) -> int:
    """Return the 1-based line of the value at ``path`` (or of its ``key``) in a YAML text; the nearest known line otherwise."""
    node = _composed(text)
    line = 0
    for step in [*path, *([key] if key is not None else [])]:
        if node is None:
            break
        line, node = _step(node, step, line)
    return line + 1


def _steps(text: str, loc: Sequence[int | str], *, keep_last: bool) -> list[int | str]:
    """Return the steps of a pydantic location that are in the YAML text: names of union members are not."""
    node = _composed(text)
    kept: list[int | str] = []
    for at, step in enumerate(loc):
        inner = _step(node, step, 0)[1] if node is not None else None
        if inner is not None:
            kept.append(step)
            node = inner
        elif keep_last and at == len(loc) - 1:
            kept.append(step)
    return kept


def _step(node: Any, step: int | str, line: int) -> tuple[int, Any]:
    """Return the line and the node one step below ``node``, which is a YAML node."""
    if node.id == "mapping":
        for name, value in node.value:
            if str(name.value) == str(step):
                return name.start_mark.line, value
    elif node.id == "sequence" and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line, node.value[step]
    return line, None


def _composed(text: str) -> Any:
    """Return the nodes of a YAML text, ``None`` for one that says nothing or is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    node = _nodes.get(text, _nodes)
    if node is _nodes:
        try:
            node = YAML(typ="safe").compose(text)
        except (YAMLError, ValueError, RecursionError):
            node = None
        _nodes[text] = node
    return node


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word most like ``word``, or ``None`` when none is."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return close[0] if close else None


def invalid(
    error: ValidationError,
    text: str,
    name: str,
    model: type[BaseModel],
    *,
    path: Sequence[int | str] = (),
    lang: Language,
    first_line: int = 0,
) -> BadInput:
    """Return the first fault of a pydantic error as ``BadInput``: file, line, key, and the nearest valid key."""
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = _steps(text, [*path, *fault["loc"]], keep_last=fault["type"] in ("extra_forbidden", "missing"))[len(path) :]
    line = line_of(text, [*path, *where]) + first_line
    key = ".".join(str(s) for s in where) or "?"
    if fault["type"] == "extra_forbidden":
        known = _keys(model, where[:-1])
        close = nearest(str(where[-1]), known)
        after = "unknown_key_remedy" if close else "unknown_key_all"
        return refusal(lang, "unknown_key", after, file=name, line=line, key=where[-1], close=close, known=", ".join(known))
    if fault["type"] == "missing":
        return refusal(lang, "missing_key", file=name, line=line, key=key)
    return refusal(lang, "bad_value", file=name, line=line, key=key, problem=fault["msg"].removeprefix("Value error, "))


def _keys(model: type[BaseModel], where: Sequence[int | str]) -> list[str]:
    """Return the keys valid at ``where`` under ``model``: steps that are no field of it (indices, union tags) are passed over."""
    current = model
    for step in where:
        field = current.model_fields.get(step) if isinstance(step, str) else None
        if field is None and isinstance(step, str):
            field = next((f for f in current.model_fields.values() if f.alias == step), None)
        inner = _model_in(field.annotation) if field is not None else None
        current = inner or current
    return [f.alias or name for name, f in current.model_fields.items() if f.exclude is not True]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _model_in(part):
            return found
    return None
