"""The store of sibling posts behind the ``Corpus`` port: rows are the truth, the two indexes follow them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.ports import Added, Clock, Embedder, Hit, Neighbour
from coach.post import Post, PostKind
from corpus import shelf
from corpus.lexical import LexicalIndex
from corpus.rows import Rows
from corpus.salvage import open_rows


class PostStore:
    """One machine's posts. Safe to use from several threads; several processes may open one folder."""

    def __init__(self, rows: Rows, cache: Path, embedder: Embedder | None, notices: Sequence[BrokenEnvironment]) -> None:
        self._rows = rows
        self._embedder = embedder
        self._lexical = LexicalIndex(rows, cache / "lexical")
        self.notices = tuple(notices)
        """What happened while opening that the person should be told; the store works all the same."""

    def add(self, posts: Iterable[Post]) -> Added:
        """Add or update posts, all of them or, on an error, none. Raises ``BrokenEnvironment``."""
        added = shelf.add(self._rows, posts)
        self._lexical.catch_up()
        return added

    def remove(self, ids: Iterable[str]) -> int:
        """Remove posts and return how many there were. Raises ``BrokenEnvironment``."""
        removed = shelf.remove(self._rows, ids)
        self._lexical.catch_up()
        return removed

    def get(self, post_id: str) -> Post | None:
        """Return one post."""
        return shelf.get(self._rows, post_id)

    def posts(self, kind: PostKind | None = None) -> Iterator[Post]:
        """Yield the posts, newest first, of one kind or of all."""
        return shelf.posts(self._rows, kind)

    def count(self) -> int:
        """Return how many posts there are."""
        row = self._rows.one("SELECT count(*) FROM posts")
        return int(row[0] or 0) if row else 0

    def revision(self) -> int:
        """Return a number that grows with every change, whichever process makes it."""
        return int(self._rows.fact("revision") or 0)

    def lexical(self, keys: Sequence[str], limit: int) -> list[Hit]:
        """Return the posts that share most with ``keys``, best first. Raises ``BrokenEnvironment``."""
        return self._lexical.search(keys, limit)

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:  # noqa: ARG002
        """Return the nearest sentences in meaning, best first; empty when no vectors are at hand."""
        return []

    def semantic(self) -> bool:
        """Tell whether ``nearest`` has anything to look into."""
        return False

    def close(self) -> None:
        """Let go of the files."""
        self._rows.close()


def open_store(data: Path, cache: Path, *, embedder: Embedder | None, clock: Clock, lang: Language = "fr") -> PostStore:
    """Open the posts of ``data`` with their indexes under ``cache``; errors and notices are said in ``lang``.

    A damaged store is set aside and a fresh one opened: see ``notices``. Raises ``BrokenEnvironment``.
    """
    rows, notices = open_rows(data / "posts.db", clock, lang)
    return PostStore(rows, cache, embedder, notices)
