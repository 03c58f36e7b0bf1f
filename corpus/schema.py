"""The shape of ``posts.db``, as a list of named migrations: a store of any older version opens in this one."""

from __future__ import annotations

from collections.abc import Callable

Run = Callable[[str], object]
"""Runs one SQL statement inside the transaction of the migration."""


def first_shelf(run: Run) -> None:
    """Version 1: posts, their folded words, and what the two indexes still owe them."""
    run(
        "CREATE TABLE posts (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, same TEXT NOT NULL UNIQUE,"
        " text TEXT NOT NULL, author TEXT, kind TEXT NOT NULL, form TEXT NOT NULL, lang TEXT NOT NULL, date TEXT,"
        " network TEXT, url TEXT, images TEXT NOT NULL, likes INTEGER, comments INTEGER, shares INTEGER, impressions INTEGER)"
    )
    run("CREATE INDEX posts_by_date ON posts (date DESC, n DESC)")
    run("CREATE INDEX posts_by_kind ON posts (kind, date DESC, n DESC)")
    # Words apart from posts: the lexical index reads all of them and none of the rest.
    run("CREATE TABLE words (n INTEGER PRIMARY KEY, keys TEXT NOT NULL)")
    run("CREATE TABLE facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID")
    run("INSERT INTO facts VALUES ('revision', 0), ('posts', 0), ('gone', 0), ('store', lower(hex(randomblob(8))))")
    # Posts waiting for their vectors; vectors written, by how many sentences; vectors and pairs of posts that have left.
    run("CREATE TABLE queue (n INTEGER PRIMARY KEY, official INTEGER NOT NULL, date TEXT NOT NULL)")
    run("CREATE INDEX queue_order ON queue (official DESC, date DESC, n DESC)")
    run("CREATE TABLE embedded (n INTEGER PRIMARY KEY, lang TEXT NOT NULL, vectors INTEGER NOT NULL)")
    run("CREATE TABLE forget (n INTEGER PRIMARY KEY, id TEXT NOT NULL, lang TEXT NOT NULL, vectors INTEGER NOT NULL)")
    run("CREATE TABLE dead (n INTEGER PRIMARY KEY, id TEXT NOT NULL)")


def lines_shown(run: Run) -> None:
    """Version 2: what a model showed, as hashes; ``who`` is the ``store`` fact of whoever was shown it."""
    run("CREATE TABLE lines (id TEXT PRIMARY KEY, who TEXT NOT NULL, words INTEGER NOT NULL, date TEXT NOT NULL)")
    run("CREATE TABLE grams (gram INTEGER, line TEXT, PRIMARY KEY (gram, line)) WITHOUT ROWID")


MIGRATIONS: list[Callable[[Run], None]] = [first_shelf, lines_shown]
"""In order; the version of a store is how many of them it has been through."""
