"""Which posts share most of their word pairs with a passage, weighed by how rare each pair is.

Two parts: segments on disk for the bulk, dictionaries for the posts that came since. Both are replaced as one value, so a
question asked while a worker imports is answered at once, from the state just before or just after.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from coach.errors import CoachError
from coach.ports import Hit
from corpus.binder import Binder
from corpus.fresh import FreshPosts
from corpus.manners import giving_way
from corpus.pairs import pairs_of
from corpus.ranking import Ranked, Shelves, ranked
from corpus.rows import Rows
from corpus.segment import DamagedSegment
from corpus.shelf import SEPARATOR, told_of

SEGMENT_FROM = 1_000
"""Fresh posts that make a segment: below, dictionaries are built faster than numpy is imported."""
PATIENCE = 60.0
"""Seconds to wait for another process that changes the folder."""
AT_ONCE = 100
"""Posts of another process a question takes in before it is answered; more are taken in by a thread meanwhile."""


class Seen(NamedTuple):
    """What the index knew of the rows at one moment."""

    shelves: Shelves
    last: int
    """Number of the last post taken in."""
    revision: int
    gone: int


class LexicalIndex:
    """Follows the rows: what any process has added is found by the next question. Safe to use from several threads."""

    def __init__(self, rows: Rows, folder: Path) -> None:
        self._rows = rows
        self._binder = Binder(folder, str(rows.fact("store")))
        self._lock = threading.RLock()
        self._seen: Seen | None = None
        self._lately: tuple[Seen | None, dict[tuple[str, ...], Ranked]] = None, {}
        self._behind: threading.Thread | None = None
        self._failure: CoachError | None = None
        self.kept = True
        """False when the folder refuses to be written: the index then lives in memory only."""

    def search(self, passages: Sequence[Sequence[str]], limit: int) -> list[list[Hit]]:
        """Return for each of ``passages``, in folded words, the posts that share most with it, best first, at most ``limit``.

        Raises ``BrokenEnvironment``.
        """
        if not passages or limit < 1:
            return [[] for _ in passages]
        try:
            found = self._ranked(self._glance(), passages, limit)
        except DamagedSegment:
            self.rebuild()
            found = self._ranked(self._glance(), passages, limit)
        return self._named(found, limit)

    def _ranked(self, seen: Seen, passages: Sequence[Sequence[str]], limit: int) -> list[Ranked]:
        """Return the posts of each passage, heaviest first; what was ranked just before is not ranked again."""
        before, known = self._lately
        known = {keys: some for keys, some in known.items() if len(some) >= limit} if before is seen else {}
        fresh = [keys for keys in map(tuple, passages) if keys not in known]
        known |= zip(fresh, ranked(seen.shelves, [list(pairs_of(keys)) for keys in fresh], limit), strict=True)
        found = [known[tuple(keys)] for keys in passages]
        self._lately = seen, dict(zip(map(tuple, passages), found, strict=True))
        return found

    def catch_up(self, patience: float = PATIENCE) -> None:
        """Take in, or let go of, whatever has changed in the rows; may take seconds. Raises ``BrokenEnvironment``.

        ``patience``: seconds to wait for another process that changes the folder; past it, the fresh part takes everything.
        """
        with self._lock, giving_way():
            if not self._up_to_date():
                if self._seen is None or self._binder.stale():
                    self._binder.load()
                self._adjust(patience)

    def rebuild(self) -> None:
        """Check every byte of the index and make again what is damaged. Raises ``BrokenEnvironment``."""
        with self._lock, giving_way():
            self._binder.load(thorough=True)
            self.kept = True
            self._adjust(PATIENCE)

    def strangers(self) -> list[int]:
        """Return the numbers of posts that have left and still have entries in the index: reads all of it."""
        with self._lock:
            fresh = self._seen.shelves.fresh.numbers() if self._seen else []
            living = set(self._living(0, max(fresh, default=0))) if fresh else set()
            return [n for n in fresh if n not in living] + self._binder.strangers(self._living)

    def _glance(self) -> Seen:
        """Return the state to answer from, up to date unless that would take long."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        seen = self._seen
        if seen is None:
            self.catch_up(patience=0.0)
        elif not self._up_to_date() and self._lock.acquire(blocking=False):
            try:
                self._nibble(seen)
            finally:
                self._lock.release()
        return self._seen or Seen(Shelves((), FreshPosts()), 0, 0, 0)

    def _nibble(self, seen: Seen) -> None:
        """Take in a few posts at once; leave the rest, and all that leaves, to a thread."""
        revision, gone, _ = self._facts()
        some = list(self._words(seen.last, AT_ONCE + 1))
        if len(some) <= AT_ONCE and gone == seen.gone:
            for n, keys in some:
                seen.shelves.fresh.put(n, keys)
            self._seen = seen._replace(last=some[-1][0] if some else seen.last, revision=revision)
        elif self._behind is None or not self._behind.is_alive():
            self._behind = threading.Thread(target=self._follow, name="lexical-index", daemon=True)
            self._behind.start()

    def _follow(self) -> None:
        """Catch up in a thread; what goes wrong is raised by the next question."""
        try:
            self.catch_up()
        except CoachError as error:
            self._failure = error

    def _up_to_date(self) -> bool:
        """Tell whether nothing has changed since the last look: one small query."""
        return self._seen is not None and self._rows.fact("revision") == self._seen.revision

    def _facts(self) -> tuple[int, int, int]:
        """Return the revision of the rows, how many posts ever left, and the highest number ever given."""
        row = self._rows.one(
            "SELECT (SELECT value FROM facts WHERE name = 'revision'), (SELECT value FROM facts WHERE name = 'gone'),"
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'posts'), 0)"
        ) or (0, 0, 0)
        return int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)

    def _adjust(self, patience: float) -> None:
        """Bring the segments, then the fresh part, to what the rows say."""
        revision, gone, newest = self._facts()
        if self._binder.segments and not self._trusted(newest):
            self._binder.discard()
        dead = [int(n or 0) for (n,) in self._rows.all("SELECT n FROM dead")]
        if self.kept and (dead or self._count("n > ?", self._binder.last) >= SEGMENT_FROM):
            self._change(dead, newest, patience)
        self._refresh(revision, gone)

    def _trusted(self, newest: int) -> bool:
        """Tell whether the segments can have been made from these rows: a store brought back from a backup has others."""
        held = sum(segment.note.docs for segment in self._binder.segments)
        last = self._binder.last
        # The store knows how many posts it has: counting those of the segments would read all of them at each new one.
        living = int(self._rows.fact("posts") or 0) - self._count("n > ?", last)
        return last <= newest and living <= held <= living + self._count("n <= ?", last, "dead")

    def _change(self, dead: Sequence[int], newest: int, patience: float) -> None:
        """Put waiting posts into a segment and take dead ones out of theirs, unless the folder refuses."""
        try:
            # Even a dead post no segment holds may be in the one another process is making just now: look when it is done.
            with self._binder.changing(patience) as mine:
                if not mine:
                    return
                self._binder.load()
                self._binder.drop(dead, lambda first, last: self._count("n BETWEEN ? AND ?", (first, last)))
                if self._count("n > ?", self._binder.last) >= SEGMENT_FROM:
                    self._binder.add(self._words(self._binder.last, None), self._binder.last + 1, newest)
        except OSError:
            self.kept = False
            return
        with self._rows.writing() as hand:
            hand.executemany("DELETE FROM dead WHERE n = ?", [(n,) for n in dead])

    def _count(self, where: str, values: int | tuple[int, ...], table: str = "words") -> int:
        """Return how many posts have a number ``where`` says."""
        some = values if isinstance(values, tuple) else (values,)
        row = self._rows.one(f"SELECT count(*) FROM {table} WHERE {where}", some)  # noqa: S608 - names are ours
        return int(row[0] or 0) if row else 0

    def _living(self, first: int, last: int) -> list[int]:
        """Return the numbers of the posts from ``first`` to ``last``."""
        return [int(n or 0) for (n,) in self._rows.all("SELECT n FROM words WHERE n BETWEEN ? AND ?", (first, last))]

    def _refresh(self, revision: int, gone: int) -> None:
        """Make the fresh part hold what the segments do not."""
        before, last = self._seen, self._binder.last
        kept = FreshPosts()
        if before is not None and before.shelves.segments == self._binder.segments:
            kept, last = before.shelves.fresh, before.last
            if before.gone != gone:
                living = {row[0] for row in self._rows.all("SELECT n FROM words WHERE n > ?", (self._binder.last,))}
                for n in kept.numbers():
                    if n not in living:
                        kept.drop(n)
        for n, keys in self._words(last, None):
            kept.put(n, keys)
            last = n
        self._seen = Seen(Shelves(self._binder.segments, kept), last, revision, gone)

    def _words(self, after: int, limit: int | None) -> Iterator[tuple[int, list[str]]]:
        """Yield the words of the posts numbered above ``after``, in order."""
        with self._rows.reading() as connection:
            query = "SELECT n, keys FROM words WHERE n > ? ORDER BY n LIMIT ?"
            for n, keys in connection.execute(query, (after, -1 if limit is None else limit)):
                yield n, keys.split(SEPARATOR) if keys else []

    def _named(self, found: Sequence[Ranked], limit: int) -> list[list[Hit]]:
        """Return the first ``limit`` of each of ``found`` that are still posts."""
        names = told_of(self._rows, list({n for some in found for n, _ in some[:limit]}))
        hits: list[list[Hit]] = []
        for some in found:
            if any(n not in names for n, _ in some[:limit]):
                names |= told_of(self._rows, [n for n, _ in some])
            living = (Hit(names[n][0], score, names[n][1]) for n, score in some if n in names)
            hits.append(list(islice(living, limit)))
        return hits
