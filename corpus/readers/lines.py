"""JSON Lines and JSON: our own names first, the usual others after; one broken line never stops the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, islice
from typing import TextIO

from corpus.readers.decoding import Page
from corpus.readers.entries import Frame, entry
from corpus.readers.fields import PRIVATE, columns_of, one_line, plain
from corpus.readers.items import Item, decode, read_items
from corpus.readers.links import plain_url, urn_moment
from corpus.readers.markup import is_html, words_of
from corpus.readers.tables import missing_columns
from corpus.readers.tape import LONGEST_RECORD
from corpus.readers.values import Left, Lost, Origin, Read, Seen, gather, glimpse

TRIED = 50
"""Records looked at before the person is asked which key holds the text."""
SMALL = 1 << 20
"""Characters of a text read whole to see whether it is one post."""
_CLOSED = frozenset(("private", "direct", "followers", "limited", "mutuals_only"))


def read_json_lines(page: Page, origin: Origin) -> Iterator[Read]:
    """Yield the posts of a text that has one JSON object a line; the record is the number of the line."""
    yield from _read(_lines(page), page, origin, "jsonl")


def read_json(page: Page, origin: Origin) -> Iterator[Read]:
    """Yield the posts of a JSON text: a list of them, an object that holds such a list, or a single one."""
    with page.opening() as stream:
        text = stream.read(SMALL + 1)
    value = decode(text)[0] if len(text) <= SMALL else None
    if isinstance(value, dict) and isinstance(_text_of(value, origin), str):
        yield from _read(iter([Item("", 1, value)]), page, origin, "json")
    else:
        yield from _read(_listed(page), page, origin, "json")


def _text_of(value: Mapping[str, object], origin: Origin) -> object:
    keys = tuple(map(str, value))
    at = _columns(keys, tuple(sorted(origin.mapping.items()))).get("text")
    return value[keys[at]] if at is not None else None


@lru_cache(maxsize=256)
def _columns(keys: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> Mapping[str, int]:
    return columns_of(keys, dict(mapping))


def _lines(page: Page) -> Iterator[Item]:
    with page.opening() as stream:
        number = 0
        while line := stream.readline(LONGEST_RECORD):
            number += 1
            if len(line) == LONGEST_RECORD and not line.endswith(("\n", "\r")):
                _skip_line(stream)
                yield Item("", number, line[:200], "record_too_long")
            elif line.strip().strip("\ufeff"):
                yield Item("", number, *decode(line.strip().strip("\ufeff")))


def _skip_line(stream: TextIO) -> None:
    while (rest := stream.readline(LONGEST_RECORD)) and not rest.endswith(("\n", "\r")):
        pass


def _listed(page: Page) -> Iterator[Item]:
    """Yield the objects of the lists of a JSON text, one level down at most, and what is broken."""
    alone: dict[str, object] = {}
    listed = False
    with page.opening() as stream:
        for item in read_items(stream):
            if item.fault or (item.number and (isinstance(item.value, dict) or not item.key)):
                listed = True
                yield item
            elif isinstance(item.value, dict):
                alone[item.key] = item.value
                for inner in item.value.values():
                    if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
                        listed = True
                        yield from (Item(item.key, at, one) for at, one in enumerate(inner, 1))
            elif not item.number:
                alone[item.key] = item.value
    if not listed:
        yield Item("", 1, alone)


def _read(items: Iterator[Item], page: Page, origin: Origin, name: str) -> Iterator[Read]:
    first = list(islice(items, TRIED))
    objects = [item.value for item in first if isinstance(item.value, dict)]
    asked = any(isinstance(inner, str) for value in objects for inner in value.values())
    if asked and all(_text_of(value, origin) is None for value in objects):
        missing = list(missing_columns(tuple(map(str, objects[0])), origin.mapping))
        columns = tuple(filter(None, map(one_line, objects[0])))
        for read in gather(missing, page.where, name):
            yield read.model_copy(update={"columns": columns})
        return
    seen = (one for item in chain(first, items) for one in _record(item, origin, page.lossy))
    yield from gather(seen, page.where, name)


def _record(item: Item, origin: Origin, lossy: bool) -> Iterator[Seen]:
    value = item.value
    if item.fault or not isinstance(value, dict):
        yield Lost(item.number, item.fault or "not_an_object", glimpse(value))
        return
    keys = tuple(map(str, value))
    columns = _columns(keys, tuple(sorted(origin.mapping.items())))
    if "text" not in origin.mapping and PRIVATE.intersection(map(plain, keys)):
        yield Left(item.number, "private_messages")
    elif glimpse(value.get("visibility")).casefold() in _CLOSED:
        yield Left(item.number, "not_public")
    elif isinstance(value.get("reblog"), dict):
        yield Left(item.number, "boost")
    else:
        fields = {field: value[keys[at]] for field, at in columns.items()}
        if isinstance(text := fields.get("text"), str) and is_html(text):
            fields["text"] = words_of(text)
        frame = Frame(origin, order=origin.order, lossy=lossy)
        yield from entry(item.number, fields, frame, urn_moment(plain_url(str(fields.get("url")))))
