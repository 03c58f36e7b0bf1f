"""Vectors a team lends each other: what one person's machine computed for hours, the others' fetch in seconds.

A vector is lent under the name of its engine, and named by its post and its very words: an edited sentence borrows nothing. What
cannot be fetched is computed; a server that fails is left alone for a while.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from coach.context import Language
from coach.ports import Neighbour
from corpus import ledger, shelf
from corpus.ledger import Loan
from corpus.queue import Waiting
from corpus.records import POSTS, VECTORS, sentence_name, unit, vectors_name
from corpus.remote import Record, Remote
from corpus.rows import Rows
from corpus.wire import Trouble

QUIET_S = 60.0
"""Seconds a server that failed is not asked again."""
LENT_AT_ONCE = 40
"""Posts whose vectors are given at once."""


class Kept(Protocol):
    """The vectors of this machine."""

    def read(self, lang: str, names: Sequence[str]) -> Mapping[str, Sequence[float]]:
        """Return vectors by name; those it does not have are absent."""
        ...


class Lending:
    """The vectors of one engine in a team's store. Nothing raises: what fails is computed, or waits."""

    def __init__(self, rows: Rows, remote: Remote, engine: str, size: int) -> None:
        self._rows, self._remote, self._engine, self._size = rows, remote, engine, size
        self._quiet = float("-inf")

    def live(self) -> bool:
        """Tell whether the server is thought to answer. Asks nobody."""
        heard = self._rows.fact("sync_last") is not None and not self._rows.fact("sync_trouble")
        return heard and time.monotonic() >= self._quiet

    def borrow(self, posts: Iterable[Waiting]) -> dict[str, list[float]]:
        """Return the vectors the team has of the sentences of ``posts``, by their words."""
        some = list(posts)
        if not some or not self.live():
            return {}
        found: dict[str, list[float]] = {}
        keys = ledger.keys_of(self._rows, [post.n for post in some])
        try:
            for lang in dict.fromkeys(post.lang for post in some):
                named = {
                    sentence_name(keys[post.n], said): said
                    for post in some
                    if post.lang == lang and post.n in keys
                    for said in (post.text[piece.start : piece.end] for piece in post.pieces())
                }
                if named:
                    for name, vector in self._remote.vectors(self._collection(lang), list(named)).items():
                        if name in named and (sound := unit(vector, self._size)) is not None:
                            found[named[name]] = sound
        except Trouble:
            self._quiet = time.monotonic() + QUIET_S
        return found

    def near(self, lang: Language, vector: Sequence[float], limit: int) -> list[Neighbour]:
        """Return the nearest sentences the team has, best first, of posts that are here too."""
        try:
            found = self._remote.near(self._collection(lang), vector, limit + 8)
        except Trouble:
            self._quiet = time.monotonic() + QUIET_S
            return []
        ids = ledger.posts_of(self._rows, list({str(record.about.get("key")) for record, _ in found}))
        near = [self._neighbour(record, distance, ids) for record, distance in found]
        return [each for each in near if each is not None][:limit]

    def lend(self, kept: Kept, stop: Callable[[], bool]) -> int:
        """Give the team the vectors made here; return of how many posts. Raises ``Trouble``."""
        given = 0
        while not stop() and (loans := ledger.unlent(self._rows, LENT_AT_ONCE)):
            now = self._remote.now_ms()
            for lang in dict.fromkeys(loan.post.lang for loan in loans):
                self._give(lang, [loan for loan in loans if loan.post.lang == lang], kept, now)
            self._take_back([loan.key for loan in loans])
            ledger.lent(self._rows, [loan.post.n for loan in loans])
            given += len(loans)
        return given

    def _give(self, lang: Language, loans: Sequence[Loan], kept: Kept, now: int) -> None:
        vectors = kept.read(lang, [piece.id for loan in loans for piece in loan.post.pieces()])
        records: dict[str, tuple[Record, Sequence[float]]] = {}
        for loan in loans:
            for piece in loan.post.pieces():
                if piece.id in vectors:
                    name = sentence_name(loan.key, loan.post.text[piece.start : piece.end])
                    about = {"key": loan.key, "start": piece.start, "end": piece.end, "at": now}
                    records[name] = (Record(name, None, about), vectors[piece.id])
        made = list(records.values())
        self._remote.put(self._collection(lang), [record for record, _ in made], [vector for _, vector in made])

    def _take_back(self, keys: Sequence[str]) -> None:
        """Delete what was given of posts that the team was asked to remove meanwhile."""
        there = {record.id for page in self._remote.get(self._remote.collection(POSTS), ids=keys) for record in page}
        lost = [key for key in keys if key not in there]
        for name in self._remote.collections(VECTORS).values() if lost else ():
            self._remote.delete(name, where={"key": {"$in": lost}})

    def _collection(self, lang: str) -> str:
        return self._remote.collection(vectors_name(lang, self._engine), space="cosine")

    def _neighbour(self, record: Record, distance: float, ids: Mapping[str, str | None]) -> Neighbour | None:
        key, start, end = (record.about.get(name) for name in ("key", "start", "end"))
        post_id = ids.get(str(key))
        post = shelf.get(self._rows, post_id) if post_id is not None else None
        if post is None or not isinstance(start, int) or not isinstance(end, int):
            return None
        same = record.id == sentence_name(str(key), post.text[start:end])
        return Neighbour(post.id, start, end, 1.0 - distance) if same else None
