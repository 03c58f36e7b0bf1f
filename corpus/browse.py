"""Leafing through the store: a page of the posts that match a few typed words, a kind, an author."""

from __future__ import annotations

import json
from typing import NamedTuple

from coach.post import Post, PostKind
from coach.text import clean, words
from corpus.rows import Rows
from corpus.shelf import COLUMNS, SEPARATOR, post_of


class Search(NamedTuple):
    """What is looked for. Nothing given means everything."""

    typed: str = ""
    """Beginnings of words, each of which the text or the author's name must have, whatever their case and accents."""
    kind: PostKind | None = None
    author: str | None = None
    oldest: bool = False
    """Oldest first; posts without a date come last either way."""
    start: int = 0
    """How many matching posts come before the page."""
    limit: int = 300


class Page(NamedTuple):
    """Part of what was found."""

    posts: tuple[Post, ...]
    start: int
    total: int
    """How many posts match in all."""


def browse(rows: Rows, search: Search) -> Page:
    """Return one page: at 100,000 posts within milliseconds without typed words, about a second with them.

    Raises ``BrokenEnvironment``.
    """
    where, values = _where(rows, search)
    [total] = rows.one(f"SELECT count(*) FROM posts {where}", values) or (0,)  # noqa: S608 - names are ours
    order = "date IS NULL, date, n" if search.oldest else "date DESC, n DESC"
    query = f"SELECT {COLUMNS} FROM posts {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - names are ours
    start = max(0, min(search.start, int(total or 0) - 1))
    found = rows.all(query, (*values, search.limit, start))
    return Page(tuple(post_of(row) for row in found), start, int(total or 0))


def _where(rows: Rows, search: Search) -> tuple[str, list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    for column, wanted in (("kind", search.kind), ("author", search.author)):
        if wanted is not None:
            conditions.append(f"{column} = ?")
            values.append(wanted)
    typed = clean(search.typed).strip()
    keys = [word.key for word in words(typed)]
    if typed and not keys:
        conditions.append("instr(text, ?)")
        values.append(typed)
    names = _authors(rows) if keys else []
    for key in keys:
        signed = [name for name, known in names if any(word.startswith(key) for word in known)]
        conditions.append(
            "(n IN (SELECT n FROM words WHERE instr(char(31) || keys, ?)) OR author IN (SELECT value FROM json_each(?)))"
        )
        values += [f"{SEPARATOR}{key}", json.dumps(signed)]
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values


def _authors(rows: Rows) -> list[tuple[str, list[str]]]:
    """Return every author with the words of their name."""
    named = rows.all("SELECT DISTINCT author FROM posts WHERE author IS NOT NULL")
    return [(str(name), [word.key for word in words(str(name))]) for (name,) in named]
