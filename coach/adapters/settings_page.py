"""The page of documentation about settings, written from the models themselves: ``python -m coach.adapters.settings_page``."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from coach.adapters.settings import OWN_ONLY, WORKSPACE, variable
from coach.settings import Settings

_INTRODUCTION = f"""\
# Settings

Porte-voix reads its settings and never writes them. The strongest word wins:

1. flags of the command line (`--network x`);
2. environment variables (`PORTEVOIX_NETWORK=x`);
3. `{WORKSPACE}` in the current folder, for a campaign or a client;
4. your own `config.toml` in the configuration folder (`portevoix doctor` says where; `PORTEVOIX_HOME/config` when you set it);
5. what you chose in the app (language, first name), kept in your notebook;
6. the defaults below.

A key that does not exist, or a value that does not suit, is refused with the file, the line and the nearest valid one.
For safety `{WORKSPACE}` may not hold {" or ".join(f"`[{name}]`" for name in OWN_ONLY)}: a folder somebody gives you must not
decide where your texts and your key are sent. API keys stand in no file: they come from the environment or the system keyring.
"""

_EXAMPLE = """\
## An example

```toml
language = "fr"
name = "Claire"
author = "Claire Duval"
network = "linkedin"
packs = ["~/charters/helvia"]

[fold_at]
linkedin = 140

[model]
name = "ollama/llama3.2"
api_base = "http://127.0.0.1:11434"
timeout_s = 120
```
"""


def settings_page() -> str:
    """Return the whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, *_tables(Settings, ()), _EXAMPLE])


def example() -> str:
    """Return the example of the page, as TOML."""
    return _EXAMPLE.split("```toml\n")[1].split("```")[0]


def _tables(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[str]:
    said = _docstrings(model)
    title = f"## `[{'.'.join(above)}]`\n\n{inspect.getdoc(model)}\n" if above else "## At the top\n"
    lines = [title, "| key | variable | takes | default | |", "|---|---|---|---|---|"]
    below: list[str] = []
    for name, field in model.model_fields.items():
        path = (*above, name)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            below.extend(_tables(field.annotation, path))
            continue
        default = field.get_default(call_default_factory=True)
        lines.append(
            f"| `{name}` | `{variable(path)}` | {_kind(field.annotation)} | {_default(default)} | {said.get(name, '')} |"
        )
    yield "\n".join(lines) + "\n"
    yield from below


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring under each field of ``model``."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    found: dict[str, str] = {}
    last = ""
    for node in getattr(body, "body", []):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)):
                last = name
            case ast.Expr(value=ast.Constant(value=str(text))) if last:
                found[last] = " ".join(text.split())
    return found


def _kind(kind: Any) -> str:
    if get_origin(kind) in (Union, types.UnionType):
        return ", ".join(_kind(one) for one in get_args(kind) if one is not type(None))
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(kind))
    if get_origin(kind) is tuple:
        return "list of folders"
    if get_origin(kind) is dict:
        return "table"
    return {str: "text", int: "whole number", float: "number", bool: "`true`, `false`"}.get(kind, "text")


def _default(value: object) -> str:
    if value in (None, (), {}):
        return "none"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"


if __name__ == "__main__":
    print(settings_page(), end="")
