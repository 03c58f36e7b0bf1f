"""What the vectors still owe the rows: posts waiting for theirs, and vectors of posts that have left.

A row leaves the queue only once its vectors are written, so a process killed at any moment leaves work to do again, never a hole.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from coach.context import Language
from coach.text import sentences, words
from corpus.rows import Rows
from corpus.vectors import Piece

SHORTEST = 3
"""Words of a sentence worth a vector: "Merci à tous" says nothing of who it was borrowed from, "Bravo" less."""


class Waiting(NamedTuple):
    """A post whose vectors are to be made."""

    n: int
    post_id: str
    lang: Language
    text: str

    def pieces(self) -> list[Piece]:
        """Return its sentences that are worth a vector."""
        spans = [span for span in sentences(self.text) if len(words(span.of(self.text))) >= SHORTEST]
        return [Piece(self.n, k, self.post_id, span.start, span.end) for k, span in enumerate(spans)]

    def said(self, piece: Piece) -> str:
        """Return the words of one of them."""
        return self.text[piece.start : piece.end]


class Left(NamedTuple):
    """Vectors of a post that is gone."""

    n: int
    lang: str
    vectors: int

    def names(self) -> list[str]:
        """Return what chroma calls them."""
        return [Piece(self.n, k, "", 0, 0).id for k in range(self.vectors)]


def pending(rows: Rows) -> int:
    """Return how many posts wait for vectors, or have left and wait for theirs to go. Raises ``BrokenEnvironment``."""
    row = rows.one("SELECT (SELECT count(*) FROM queue) + (SELECT count(*) FROM forget)")
    return int(row[0] or 0) if row else 0


def embedded(rows: Rows) -> int:
    """Return how many sentences have their vector."""
    row = rows.one("SELECT coalesce(sum(vectors), 0) FROM embedded")
    return int(row[0] or 0) if row else 0


def next_posts(rows: Rows, limit: int) -> list[Waiting]:
    """Return the next posts to embed: official messages first, then the newest."""
    found = rows.all(
        "SELECT n, id, lang, text FROM queue JOIN posts USING (n) ORDER BY official DESC, queue.date DESC, n DESC LIMIT ?",
        (limit,),
    )
    return [Waiting(*row) for row in found]  # type: ignore[arg-type]


def done(rows: Rows, posts: Iterable[tuple[Waiting, int]], made: Container[int] = ()) -> None:
    """Note that the vectors of ``posts``, so many each, are written; those of a post removed meanwhile are to go again.

    Those of the numbers ``made`` were made here, and may be lent.
    """
    with rows.writing() as hand:
        for post, count in posts:
            there = hand.execute("SELECT 1 FROM posts WHERE n = ?", (post.n,)).fetchone()
            if there:
                hand.execute("INSERT OR REPLACE INTO embedded VALUES (?, ?, ?)", (post.n, post.lang, count))
                hand.execute("DELETE FROM queue WHERE n = ?", (post.n,))
                if post.n in made:
                    hand.execute("INSERT OR IGNORE INTO unlent VALUES (?)", (post.n,))
            else:
                hand.execute("INSERT OR REPLACE INTO forget VALUES (?, ?, ?, ?)", (post.n, post.post_id, post.lang, count))


def left(rows: Rows, limit: int) -> list[Left]:
    """Return vectors to delete."""
    found = rows.all("SELECT n, lang, vectors FROM forget ORDER BY n LIMIT ?", (limit,))
    return [Left(*row) for row in found]  # type: ignore[arg-type]


def forgotten(rows: Rows, gone: Iterable[Left]) -> None:
    """Note that vectors are deleted."""
    with rows.writing() as hand:
        hand.executemany("DELETE FROM forget WHERE n = ?", [(each.n,) for each in gone])


def expected(rows: Rows, lang: str) -> dict[int, int]:
    """Return how many vectors each post of a language is said to have."""
    return {int(n or 0): int(count or 0) for n, count in rows.all("SELECT n, vectors FROM embedded WHERE lang = ?", (lang,))}


def requeue(rows: Rows, numbers: Sequence[int] | None = None) -> None:
    """Put posts back in the queue, all of them when no numbers are given."""
    with rows.writing() as hand:
        if numbers is None:
            hand.execute("DELETE FROM embedded")
            hand.execute("DELETE FROM forget")
            hand.execute("INSERT OR IGNORE INTO queue SELECT n, kind = 'official', coalesce(date, '') FROM posts")
            return
        some = [(n,) for n in numbers]
        hand.executemany("DELETE FROM embedded WHERE n = ?", some)
        hand.executemany(
            "INSERT OR IGNORE INTO queue SELECT n, kind = 'official', coalesce(date, '') FROM posts WHERE n = ?", some
        )


def note(rows: Rows, name: str, value: str) -> None:
    """Remember one thing about the vectors."""
    with rows.writing() as hand:
        hand.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
