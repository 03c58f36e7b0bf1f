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


_SHARED = "{0}kind <> 'suggestion' AND {0}form NOT IN ('draft', 'scheduled') AND substr({0}id, 1, 4) <> 'kit:'"
"""What of the posts a team shares, as in :func:`corpus.records.shareable`."""


def shared_shelf(run: Run) -> None:
    """Version 3: what this store and a team's owe each other. Triggers write it, so that no writer can forget to."""
    # Posts to send; the records on the server and the posts they stand for; removals to pass on; removals known.
    run("CREATE TABLE outbox (n INTEGER PRIMARY KEY, turn INTEGER NOT NULL DEFAULT 0)")
    run("CREATE TABLE shared (key TEXT PRIMARY KEY, n INTEGER, here INTEGER NOT NULL, at INTEGER)")
    run("CREATE INDEX shared_by_post ON shared (n)")
    run("CREATE TABLE withdrawn (key TEXT PRIMARY KEY, id TEXT NOT NULL)")
    run("CREATE TABLE gone (key TEXT PRIMARY KEY, at INTEGER NOT NULL)")
    # Vectors made here that the team does not have yet; lines shown here that it has not heard of.
    run("CREATE TABLE unlent (n INTEGER PRIMARY KEY)")
    run("CREATE TABLE unsaid (id TEXT PRIMARY KEY)")
    run(f"INSERT INTO outbox (n) SELECT n FROM posts WHERE {_SHARED.format('')}")  # noqa: S608 - ours
    run("INSERT INTO unsaid SELECT id FROM lines WHERE who = (SELECT value FROM facts WHERE name = 'store')")
    again = "INSERT INTO outbox (n) VALUES (new.n) ON CONFLICT (n) DO UPDATE SET turn = turn + 1;"
    told = "UPDATE OF text, author, kind, form, lang, date, network, url, images, likes, comments, shares, impressions"
    # What comes from the server is not owed to it: the transaction that takes it in says so by a fact it takes back.
    here = "NOT EXISTS (SELECT 1 FROM facts WHERE name = 'receiving')"
    for name, event in (("posts_insert", "INSERT"), ("posts_update", told)):
        run(f"CREATE TRIGGER {name} AFTER {event} ON posts WHEN {_SHARED.format('new.')} AND {here} BEGIN {again} END")
    handed = "INSERT OR REPLACE INTO withdrawn SELECT key, old.id FROM shared WHERE n = old.n"
    forget = "DELETE FROM shared WHERE n = old.n"
    run(f"CREATE TRIGGER posts_withdraw AFTER DELETE ON posts WHEN {here} BEGIN {handed}; {forget}; END")
    run(
        "CREATE TRIGGER posts_delete AFTER DELETE ON posts BEGIN"
        " DELETE FROM outbox WHERE n = old.n; DELETE FROM unlent WHERE n = old.n; END"
    )


MIGRATIONS: list[Callable[[Run], None]] = [first_shelf, lines_shown, shared_shelf]
"""In order; the version of a store is how many of them it has been through."""
