"""Values of the notebook as rows of a table, and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from coach.finding import Value

V = TypeVar("V", bound=Value)

_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def columns(model: type[Value]) -> tuple[str, ...]:
    """Return the columns of a value's table: its fields, in order."""
    return tuple(model.model_fields)


@cache
def selection(model: type[Value]) -> str:
    """Return ``SELECT`` with the columns of ``model`` from its table, to which a condition is added."""
    return f"SELECT {', '.join(columns(model))} FROM {model.__name__.lower()}"  # noqa: S608 - our own names


@cache
def insertion(model: type[Value]) -> str:
    """Return the statement that adds a value or, when its ``id`` is known, replaces every other column."""
    names = columns(model)
    change = ", ".join(f"{name} = excluded.{name}" for name in names if name != "id")
    return (
        f"INSERT INTO {model.__name__.lower()} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        f" ON CONFLICT (id) DO UPDATE SET {change}"
    )


def row(value: Value) -> tuple[object, ...]:
    """Return ``value`` as a row: times in UTC at a fixed width, so that their text sorts as they do."""
    return tuple(cell(getattr(value, name)) for name in columns(type(value)))


def cell(value: object) -> object:
    """Return one field as SQLite stores it; a lone surrogate, which is no text, becomes U+FFFD."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, str):
        return storable(value)
    return value


def storable(text: str) -> str:
    """Return ``text`` with lone surrogates, which UTF-8 cannot hold, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def value_of(model: type[V], cells: Sequence[object]) -> V:
    """Return the value a row holds. Raises ``pydantic.ValidationError`` when it is none of ours."""
    return model.model_validate(dict(zip(columns(model), cells, strict=True)))


def lenient(raw: bytes) -> str:
    """Return a stored text whatever became of its bytes."""
    return raw.decode("utf-8", "replace")
