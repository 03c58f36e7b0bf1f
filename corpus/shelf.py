"""Posts in and out of the rows: what ``add``, ``remove``, ``posts`` and ``get`` say to SQLite.

Every post has a number, ``n``, that is never given twice. The two indexes know posts by that number only, so a post whose words
change gets a new one, and whatever an index still says about an old number finds no post any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from coach.ports import Added
from coach.post import IMPRINT, Post, PostKind
from coach.strung import JOINT, strung
from corpus.intake import Entry, Shelf, entry_of, spelling
from corpus.manners import giving_way
from corpus.rows import Row, Rows, Transaction

SEPARATOR = JOINT
"""Between two folded words of a row."""
COLUMNS = "id, text, author, kind, form, lang, date, network, url, images, likes, comments, shares, impressions"
"""Of a post, in the order of :func:`post_of`."""
_BATCH = 500
"""Values in one ``IN (…)``; SQLite's own limit was 999 for long."""


T = TypeVar("T")


class Known(NamedTuple):
    """A post the store had before a call."""

    n: int
    entry: Entry


def add(rows: Rows, posts: Iterable[Post]) -> Added:
    """Add or update posts, all of them or, on an error, none. Raises ``BrokenEnvironment``."""
    with giving_way():
        return _add(rows, [entry_of(post) for post in posts])


def _add(rows: Rows, entries: Sequence[Entry]) -> Added:
    """Add or update posts whose words are known."""
    if not entries:
        return Added(0, 0, 0)
    with rows.writing() as hand:
        return _put(hand, entries)


def put(hand: Transaction, posts: Iterable[Post]) -> Added:
    """Do as :func:`add` inside a transaction that has more to say."""
    return _put(hand, [entry_of(post) for post in posts])


def _put(hand: Transaction, entries: Sequence[Entry]) -> Added:
    known = _known(hand, entries)
    before = {each.entry.post.id: each for each in known}

    def find(same: str) -> Entry | None:
        for each in _fetch(hand, "same", [same]):
            before[each.entry.post.id] = each
            return each.entry
        return None

    shelf = Shelf([each.entry for each in known], {entry.same for entry in entries}, find)
    outcomes = [shelf.take(entry) for entry in entries]
    _settle(hand, before, shelf.by_id)
    return Added(outcomes.count("added"), outcomes.count("updated"), outcomes.count("unchanged"))


def _known(hand: Transaction, entries: Sequence[Entry]) -> list[Known]:
    """Return the posts that share an id or their words with one of ``entries``."""
    by_id = _fetch(hand, "id", [entry.post.id for entry in entries])
    by_words = _fetch(hand, "same", [entry.same for entry in entries])
    return list({each.n: each for each in [*by_id, *by_words]}.values())


def _fetch(hand: Transaction, column: str, values: Sequence[str]) -> list[Known]:
    """Return the posts whose ``column`` is one of ``values``; the words of a known post are not needed again."""
    found = []
    for start in range(0, len(values), _BATCH):
        some = values[start : start + _BATCH]
        marks = ",".join("?" * len(some))
        query = f"SELECT n, same, {COLUMNS} FROM posts WHERE {column} IN ({marks})"  # noqa: S608 - names are ours
        found += [Known(int(n), Entry(post_of(row), (), same)) for n, same, *row in hand.execute(query, some)]
    return found


def _settle(hand: Transaction, before: dict[str, Known], after: dict[str, Entry]) -> None:
    """Make the rows say ``after`` where they said ``before``."""
    gone: list[Known] = []
    told: list[tuple[object, ...]] = []
    fresh: list[Entry] = []
    for post_id, known in before.items():
        entry = after.get(post_id)
        if entry is None or not _same_words(known.entry, entry):
            gone.append(known)
        elif entry.post != known.entry.post:
            told.append((*_values(entry.post), known.n))
    for post_id, entry in after.items():
        if post_id not in before or not _same_words(before[post_id].entry, entry):
            fresh.append(entry)
    if not (gone or told or fresh):
        return
    take_away(hand, [known.n for known in gone])
    names = COLUMNS.replace(",", " = ?,")
    hand.executemany(f"UPDATE posts SET {names} = ? WHERE n = ?", told)  # noqa: S608 - names are ours
    _place(hand, fresh)
    hand.execute("UPDATE facts SET value = value + 1 WHERE name = 'revision'")


def _same_words(old: Entry, new: Entry) -> bool:
    """Tell whether the indexes may keep what they know of a post."""
    return old.same == new.same and old.post.text == new.post.text and old.post.lang == new.post.lang


def _place(hand: Transaction, entries: Sequence[Entry]) -> None:
    """Insert new posts, their words and their place in the queue."""
    if not entries:
        return
    row = hand.execute("SELECT seq FROM sqlite_sequence WHERE name = 'posts'").fetchone()
    first = (row[0] if row else 0) + 1
    marks = ",".join("?" * (COLUMNS.count(",") + 3))
    numbered = list(enumerate(entries, first))
    hand.executemany(
        f"INSERT INTO posts (n, same, {COLUMNS}) VALUES ({marks})",  # noqa: S608 - names are ours
        [(n, entry.same, *_values(entry.post)) for n, entry in numbered],
    )
    hand.executemany("INSERT INTO words VALUES (?, ?)", [(n, SEPARATOR.join(entry.keys)) for n, entry in numbered])
    hand.executemany(
        "INSERT INTO queue VALUES (?, ?, ?)",
        [(n, entry.post.kind == "official", entry.post.date or "") for n, entry in numbered],
    )
    hand.execute("UPDATE facts SET value = value + ? WHERE name = 'posts'", (len(entries),))


def remove(rows: Rows, ids: Iterable[str]) -> int:
    """Take posts away and leave word of it for the indexes; return how many there were. Raises ``BrokenEnvironment``."""
    wanted = list(dict.fromkeys(ids))
    with rows.writing() as hand:
        gone = [known.n for known in _fetch(hand, "id", wanted)]
        if gone:
            take_away(hand, gone)
            hand.execute("UPDATE facts SET value = value + 1 WHERE name = 'revision'")
    if gone:
        rows.settle()
    return len(gone)


def take_away(hand: Transaction, numbers: Sequence[int]) -> None:
    """Delete posts by number; the lexical index finds them in ``dead``, the vectors in ``forget``."""
    some = [(n,) for n in numbers]
    hand.executemany("INSERT INTO dead SELECT n, id FROM posts WHERE n = ?", some)
    hand.executemany(
        "INSERT INTO forget SELECT n, id, e.lang, e.vectors FROM embedded e JOIN posts p USING (n) WHERE n = ?", some
    )
    for table in ("embedded", "queue", "words", "posts"):
        hand.executemany(f"DELETE FROM {table} WHERE n = ?", some)  # noqa: S608 - names are ours
    if some:
        hand.execute("UPDATE facts SET value = value + ? WHERE name = 'gone'", (len(some),))
        hand.execute("UPDATE facts SET value = value - ? WHERE name = 'posts'", (len(some),))


def refold(rows: Rows) -> None:
    """Fold the words of every post again when this version folds otherwise than the one that wrote them."""
    mine = spelling()
    if rows.fact("spelling") == mine:
        return
    with rows.writing() as hand:
        known = [(int(n), entry_of(post_of(row))) for n, *row in hand.execute(f"SELECT n, {COLUMNS} FROM posts")]  # noqa: S608
        hand.executemany("UPDATE words SET keys = ? WHERE n = ?", [(SEPARATOR.join(entry.keys), n) for n, entry in known])
        # Two posts that have become the same words stay two: one of them keeps its old mark.
        hand.executemany("UPDATE OR IGNORE posts SET same = ? WHERE n = ?", [(entry.same, n) for n, entry in known])
        hand.execute("INSERT OR REPLACE INTO facts VALUES ('spelling', ?)", (mine,))


def get(rows: Rows, post_id: str) -> Post | None:
    """Return one post."""
    row = rows.one(f"SELECT {COLUMNS} FROM posts WHERE id = ?", (post_id,))  # noqa: S608 - names are ours
    return None if row is None else post_of(row)


def fetch(rows: Rows, ids: Iterable[str]) -> dict[str, Post]:
    """Return several posts, by id."""
    found: dict[str, Post] = {}
    for some in _batches(list(ids)):
        query = f"SELECT {COLUMNS} FROM posts WHERE id IN ({_marks(some)})"  # noqa: S608 - names are ours
        found.update((str(row[0]), post_of(row)) for row in rows.all(query, some))
    return found


def posts(rows: Rows, kind: PostKind | None) -> Iterator[Post]:
    """Yield posts, newest first; those without a date come last, latest added first."""
    where, values = ("WHERE kind = ?", (kind,)) if kind else ("", ())
    with rows.reading() as connection:
        query = f"SELECT {COLUMNS} FROM posts {where} ORDER BY date DESC, n DESC"  # noqa: S608 - names are ours
        for row in connection.execute(query, values):
            yield post_of(row)


def pictured(rows: Rows) -> list[tuple[str, tuple[str, ...]]]:
    """Return the posts that have the imprint of a picture, in the order of the file: id and images."""
    found = rows.all("SELECT id, images FROM posts WHERE images LIKE ? ORDER BY n", (f'%"{IMPRINT}%',))
    return [(str(post_id), tuple(json.loads(str(images)))) for post_id, images in found]


def export(rows: Rows) -> Iterator[Post]:
    """Yield every post, newest first; of one day, in the order they were added: an import of them gives the same export."""
    with rows.reading() as connection:
        for row in connection.execute(f"SELECT {COLUMNS} FROM posts ORDER BY date DESC, n"):  # noqa: S608 - names are ours
            yield post_of(row)


def walk(hand: Transaction, order: str) -> Iterator[Post]:
    """Yield every post in the order of the file, ``order`` being ``""`` or ``" DESC"``."""
    for row in hand.execute(f"SELECT {COLUMNS} FROM posts ORDER BY n{order}"):  # noqa: S608 - names are ours
        yield post_of(row)


def names_of(rows: Rows, numbers: Sequence[int]) -> dict[int, str]:
    """Return the ids behind numbers; a number whose post has left is absent."""
    found: dict[int, str] = {}
    with rows.reading() as connection:
        for some in _batches(numbers):
            found.update(connection.execute(f"SELECT n, id FROM posts WHERE n IN ({_marks(some)})", some).fetchall())  # noqa: S608
    return found


def told_of(rows: Rows, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the id and the words (:func:`coach.strung.strung`) behind numbers; a number whose post has left is absent."""
    found: dict[int, tuple[str, str]] = {}
    with rows.reading() as connection:
        for some in _batches(numbers):
            query = f"SELECT n, id, keys FROM posts JOIN words USING (n) WHERE n IN ({_marks(some)})"  # noqa: S608 - names are ours
            found.update((n, (post_id, strung((keys,)))) for n, post_id, keys in connection.execute(query, some))
    return found


def _batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def post_of(row: Sequence[object] | Row) -> Post:
    """Return the post of a row whose columns are in our order."""
    fields = dict(zip(COLUMNS.split(", "), row, strict=True))
    fields["images"] = tuple(json.loads(str(fields["images"]))) if fields["images"] else ()
    return Post.model_validate(fields)


def _values(post: Post) -> tuple[object, ...]:
    """Return the columns of a post, in our order."""
    fields = post.model_dump()
    fields["images"] = json.dumps(post.images, ensure_ascii=False) if post.images else ""
    return tuple(fields[name] for name in COLUMNS.split(", "))
