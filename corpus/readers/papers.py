"""One post a file: Markdown or plain text, with front matter or without, or a text pasted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from coach.text import clean
from corpus.readers.decoding import Page
from corpus.readers.entries import LONGEST, Frame, entry
from corpus.readers.fields import columns_of
from corpus.readers.values import Lost, Origin, Seen

FRONT = 65_536
"""Characters front matter may take."""
DEPTH = 4
"""Lists within lists it may hold."""
_FRONT = re.compile(
    r"\s*---[ \t]*\n(?=[^\W\d][\w .'-]*:|---[ \t]*\n|\.\.\.[ \t]*\n|#)(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)


class UnsafeFront(ValueError):
    """Front matter that is no plain list of names and values."""


def read_paper(page: Page, origin: Origin) -> Iterator[Seen]:
    """Yield the post a text is; one whose front matter is refused is not taken, since it may say whose post it is."""
    with page.opening() as stream:
        raw = stream.read(LONGEST + FRONT)
        if stream.read(1):
            yield Lost(1, "text_too_long", raw[:200])
            return
    fields: dict[str, object] = {}
    body = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _FRONT.match(body)
    if found is not None:
        try:
            fields = front_fields(clean(found[1]), origin.mapping)
        except UnsafeFront as error:
            yield Lost(1, "bad_front_matter", str(error))
            return
        body = body[found.end() :]
    frame = Frame(origin, order=origin.order, lossy=page.lossy)
    yield from entry(1, {**fields, "text": body}, frame)


def front_fields(front: str, mapping: Mapping[str, str]) -> dict[str, object]:
    """Return the fields that front matter tells, by their usual names. Raises :class:`UnsafeFront`."""
    values = front_values(front)
    keys = list(values)
    return {field: _plain(values[keys[at]]) for field, at in columns_of(keys, mapping).items()}


def front_values(front: str) -> Mapping[str, Any]:
    """Return what YAML front matter says, tags and anchors refused: none is needed, and each can be made to do harm."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

    depth = 0
    if len(front) > FRONT:
        raise UnsafeFront(front[:80])
    try:
        for event in YAML(typ="safe", pure=True).parse(front):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEPTH:
                raise UnsafeFront(front[:80])
            if isinstance(event, AliasEvent) or getattr(event, "tag", None) or getattr(event, "anchor", None):
                raise UnsafeFront(f"{getattr(event, 'tag', None) or getattr(event, 'anchor', None)}")
        values = YAML(typ="safe", pure=True).load(front)
    except (YAMLError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise UnsafeFront(str(error)) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise UnsafeFront(front[:80])
    return {str(key): value for key, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return value
