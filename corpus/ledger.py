"""What this store and a team's owe each other, as rows of ``posts.db``: a kill leaves a debt, never a loss.

The triggers of :mod:`corpus.schema` open the debts; a debt is struck out only once the server has confirmed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from coach.post import Post
from corpus import shelf
from corpus.queue import Waiting
from corpus.records import key_of, shareable
from corpus.rows import Rows, Transaction


class Due(NamedTuple):
    """A post to send."""

    n: int
    turn: int
    """Grows each time the post changes: a post that changed while it was sent is due again."""
    key: str
    post: Post


class Loan(NamedTuple):
    """A post whose vectors are to be given to the team."""

    post: Waiting
    key: str


def remember(rows: Rows, **facts: str | int) -> None:
    """Remember things about the team's store."""
    with rows.writing() as hand:
        hand.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", list(facts.items()))


def recall(rows: Rows, name: str) -> int:
    """Return a number remembered, 0 without it."""
    return int(rows.fact(name) or 0)


def settle_in(rows: Rows, place: str, made: str) -> None:
    """Begin with a store, or with one that was emptied and made again, told by ``made``: everything of ours is due once more.

    What came from another team's store stays here and is not passed on.
    """
    if (rows.fact("server"), rows.fact("server_made")) == (place, made):
        return
    with rows.writing() as hand:
        known = dict(hand.execute("SELECT name, value FROM facts WHERE name IN ('server', 'server_made')").fetchall())
        again = "" if known.get("server") == place else " AND here"
        hand.execute(f"INSERT OR IGNORE INTO outbox (n) SELECT n FROM shared WHERE n IS NOT NULL{again}")  # noqa: S608 - ours
        if again:
            # Posts of the former team are known as nobody's debt; its removals are its own business.
            hand.execute("DELETE FROM outbox WHERE n IN (SELECT n FROM shared WHERE NOT here)")
            hand.execute("DELETE FROM withdrawn WHERE ?", ("server" in known,))
        for table in ("shared", "gone", "unlent"):
            hand.execute(f"DELETE FROM {table}")  # noqa: S608 - names are ours
        hand.execute(
            "INSERT OR IGNORE INTO unsaid SELECT id FROM lines WHERE who = (SELECT value FROM facts WHERE name = 'store')"
        )
        hand.execute("INSERT OR IGNORE INTO unlent SELECT n FROM embedded")
        hand.execute("DELETE FROM facts WHERE name LIKE 'server_since%'")
        hand.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", [("server", place), ("server_made", made)])


def waiting(rows: Rows) -> int:
    """Return how many posts, removals and lines wait to be passed on."""
    row = rows.one("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM withdrawn) + (SELECT count(*) FROM unsaid)")
    return int(row[0] or 0) if row else 0


def known(rows: Rows) -> int:
    """Return how many records of the server this store has a copy of."""
    row = rows.one("SELECT count(*) FROM shared")
    return int(row[0] or 0) if row else 0


def due(rows: Rows, limit: int) -> list[Due]:
    """Return the next posts to send, the newest first, noting under which key each goes out.

    A removal of the very words that are to be sent again is struck out.
    """
    columns = ", ".join(f"posts.{name.strip()}" for name in shelf.COLUMNS.split(","))
    with rows.writing() as hand:
        query = f"SELECT n, turn, {columns} FROM outbox JOIN posts USING (n) ORDER BY n DESC LIMIT ?"  # noqa: S608 - ours
        found = [(int(n), int(turn), shelf.post_of(row)) for n, turn, *row in hand.execute(query, (limit,))]
        made = [Due(n, turn, key_of(post), post) for n, turn, post in found]
        hand.executemany(
            "INSERT INTO shared VALUES (?, ?, 1, NULL) ON CONFLICT (key) DO UPDATE SET n = excluded.n",
            [(d.key, d.n) for d in made],
        )
        hand.executemany("DELETE FROM withdrawn WHERE key = ?", [(d.key,) for d in made])
    return made


def sent(rows: Rows, posts: Sequence[Due], at: int) -> None:
    """Strike out posts the server has, stamped ``at``."""
    with rows.writing() as hand:
        hand.executemany("DELETE FROM outbox WHERE n = ? AND turn = ?", [(each.n, each.turn) for each in posts])
        hand.executemany("DELETE FROM gone WHERE key = ?", [(each.key,) for each in posts])
        hand.executemany("UPDATE shared SET at = ? WHERE key = ?", [(at, each.key) for each in posts])


def owe(rows: Rows, keys: Sequence[str]) -> None:
    """Put back what the server turned out not to have."""
    with rows.writing() as hand:
        some = [(key,) for key in keys]
        hand.executemany("INSERT OR IGNORE INTO outbox (n) SELECT n FROM shared WHERE key = ? AND n IS NOT NULL", some)
        hand.executemany("DELETE FROM shared WHERE key = ? AND n IS NULL", some)


def withdraw(rows: Rows, ids: Iterable[str]) -> None:
    """Note, before posts are removed here, that the team is asked to remove them, brought by whomever."""
    posts = [post for post_id in ids if (post := shelf.get(rows, post_id)) is not None and shareable(post)]
    with rows.writing() as hand:
        hand.executemany("INSERT OR REPLACE INTO withdrawn VALUES (?, ?)", [(key_of(post), post.id) for post in posts])


def to_withdraw(rows: Rows) -> list[str]:
    """Return the keys of the removals to pass on."""
    return [str(key) for (key,) in rows.all("SELECT key FROM withdrawn ORDER BY key")]


def waits_for_removal(rows: Rows, post_id: str) -> bool:
    """Tell whether the removal of a post is not confirmed by the server yet."""
    return rows.one("SELECT 1 FROM withdrawn WHERE id = ?", (post_id,)) is not None


def withdrawn(rows: Rows, keys: Iterable[str], at: int) -> None:
    """Strike out removals the server has carried out."""
    with rows.writing() as hand:
        for key in keys:
            hand.execute("DELETE FROM withdrawn WHERE key = ?", (key,))
            hand.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (key, at))


def posts_of(rows: Rows, keys: Sequence[str]) -> dict[str, str | None]:
    """Return the id of the post each known key stands for; ``None`` for a record that makes no post here."""
    found: dict[str, str | None] = {}
    for start in range(0, len(keys), 500):
        some = keys[start : start + 500]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, id FROM shared LEFT JOIN posts USING (n) WHERE key IN ({marks})"  # noqa: S608 - marks are ours
        found.update((str(key), None if name is None else str(name)) for key, name in rows.all(query, some))
    return found


def keys(rows: Rows) -> set[str]:
    """Return every key the server is believed to have."""
    return {str(key) for (key,) in rows.all("SELECT key FROM shared")}


@contextmanager
def receiving(hand: Transaction) -> Iterator[None]:
    """Take in posts of the server in this transaction: none of it is owed to the server."""
    hand.execute("INSERT OR REPLACE INTO facts VALUES ('receiving', 1)")
    yield
    hand.execute("DELETE FROM facts WHERE name = 'receiving'")


def taken(rows: Rows, stamps: Mapping[str, int | None]) -> set[str]:
    """Return the keys of records this store has taken in, or sent, as they are stamped now."""
    found = rows.all("SELECT key, at FROM shared WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(stamps)),))
    return {str(key) for key, at in found if at is not None and at == stamps[str(key)]}


def took(rows: Rows, posts: Sequence[Post], ids: Mapping[str, str | None], stamps: Mapping[str, int | None]) -> None:
    """Add posts of the server, and note which post each record of it became here; ``None`` for one that makes no post."""
    with rows.writing() as hand, receiving(hand):
        shelf.put(hand, posts)
        for key, post_id in ids.items():
            query = "SELECT n FROM posts WHERE id = ? OR same = ? ORDER BY id <> ?"
            row = hand.execute(query, (post_id, key, post_id)).fetchone() if post_id is not None else None
            hand.execute(
                "INSERT INTO shared VALUES (?, ?, 0, ?) ON CONFLICT (key) DO UPDATE SET n = excluded.n, at = excluded.at",
                (key, row[0] if row else None, stamps[key]),
            )


def as_here(rows: Rows, post: Post, key: str, known: str | None) -> Post:
    """Return a post of the server as it stands here: under the id it is ``known`` by, or its own when no other words bear it.

    One's own stays one's own, though it is a colleague's to the others.
    """
    there = shelf.get(rows, known or post.id)
    if there is not None and known is None and key_of(there) != key:
        return post.model_copy(update={"id": f"{post.id}~{key[:6]}"})
    kind = post.kind if there is None else there.kind
    return post.model_copy(update={"id": known or post.id, "kind": kind})


def newer_here(rows: Rows) -> set[str]:
    """Return the keys of records that changed here since they were sent: what the server says of them is older."""
    return {str(key) for (key,) in rows.all("SELECT key FROM shared JOIN outbox USING (n)")}


def buried(rows: Rows, keys: Sequence[str]) -> list[str]:
    """Return the keys that were removed once, and were brought in here again since."""
    return [key for key in keys if rows.one("SELECT 1 FROM gone WHERE key = ?", (key,))]


def dead(rows: Rows, stamps: Mapping[str, int]) -> list[str]:
    """Return the keys of records that were removed after they were written: whoever removed them was cut short."""
    found = rows.all("SELECT key, at FROM gone WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(stamps)),))
    return [str(key) for key, at in found if stamps[str(key)] <= int(at or 0)]


def finish(rows: Rows, keys: Sequence[str]) -> None:
    """Carry out a removal somebody else began."""
    with rows.writing() as hand:
        hand.executemany("INSERT OR IGNORE INTO withdrawn VALUES (?, '')", [(key,) for key in keys])


def fresh(rows: Rows, removals: Mapping[str, int]) -> dict[str, int]:
    """Return the removals not known yet, with their time."""
    seen = {str(key): int(at or 0) for key, at in rows.all("SELECT key, at FROM gone")}
    return {key: at for key, at in removals.items() if at > seen.get(key, 0)}


def bury(rows: Rows, removals: Mapping[str, int]) -> int:
    """Remove here what somebody asked the team to remove; return how many posts went.

    A copy brought in here and never sent goes too. What of it was on its way to the server is to be looked for there.
    """
    with rows.writing() as hand:
        numbers: set[int] = set()
        for key, at in removals.items():
            where = "SELECT n, id FROM posts WHERE n = (SELECT n FROM shared WHERE key = ?) OR same = ?"
            found = [(int(n), str(name)) for n, name in hand.execute(where, (key, key)).fetchall()]
            half = "SELECT 1 FROM unlent WHERE n = ? UNION ALL SELECT 1 FROM outbox WHERE n = ?"
            lent = [name for n, name in found if hand.execute(half, (n, n)).fetchone()]
            hand.execute("DELETE FROM shared WHERE key = ?", (key,))
            hand.executemany("INSERT OR REPLACE INTO withdrawn VALUES (?, ?)", [(key, name) for name in lent])
            hand.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (key, at))
            numbers |= {n for n, name in found if not name.startswith("kit:")}
        if numbers:
            shelf.take_away(hand, sorted(numbers))
            hand.execute("UPDATE facts SET value = value + 1 WHERE name = 'revision'")
    if numbers:
        rows.settle()
    return len(numbers)


def keys_of(rows: Rows, numbers: Sequence[int]) -> dict[int, str]:
    """Return the key of each post that has one, by its number."""
    query = "SELECT n, key FROM shared WHERE n IN (SELECT value FROM json_each(?))"
    return {int(n or 0): str(key) for n, key in rows.all(query, (json.dumps(list(numbers)),))}


def unlent(rows: Rows, limit: int) -> list[Loan]:
    """Return posts the team has, whose vectors were made here and not given yet."""
    found = rows.all(
        "SELECT n, posts.id, posts.lang, posts.text, min(key) FROM unlent JOIN embedded USING (n) JOIN posts USING (n)"
        " JOIN shared USING (n) LEFT JOIN outbox USING (n) WHERE turn IS NULL GROUP BY n ORDER BY n DESC LIMIT ?",
        (limit,),
    )
    return [Loan(Waiting(*row), str(key)) for *row, key in found]  # type: ignore[arg-type]


def lent(rows: Rows, numbers: Iterable[int]) -> None:
    """Strike out vectors the team has."""
    with rows.writing() as hand:
        hand.executemany("DELETE FROM unlent WHERE n = ?", [(n,) for n in numbers])
