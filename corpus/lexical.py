"""Which posts share most of their word pairs with a passage, weighed by how rare each pair is."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from coach.ports import Hit
from corpus.fresh import FreshPosts
from corpus.pairs import pairs_of, rarity
from corpus.rows import Rows
from corpus.shelf import SEPARATOR, names_of


class LexicalIndex:
    """Follows the rows: what any process has added is found by the next question."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._lock = threading.Lock()
        self._fresh = FreshPosts()
        self._seen = -1
        self._last = 0

    def catch_up(self) -> None:
        """Take in the posts that came since the last look. Raises ``BrokenEnvironment``."""
        revision = int(self._rows.fact("revision") or 0)
        if revision == self._seen:
            return
        with self._lock:
            for n, keys in self._rows.all("SELECT n, keys FROM words WHERE n > ? ORDER BY n", (self._last,)):
                self._fresh.put(int(n or 0), str(keys).split(SEPARATOR) if keys else [])
                self._last = int(n or 0)
            self._seen = revision

    def search(self, keys: Sequence[str], limit: int) -> list[Hit]:
        """Return the posts that share most with ``keys``, best first, at most ``limit``. Raises ``BrokenEnvironment``."""
        self.catch_up()
        scores: dict[int, float] = {}
        total = len(self._fresh)
        for pair in pairs_of(keys):
            holders = self._fresh.holders(pair)
            weight = rarity(len(holders), total)
            for n in holders:
                scores[n] = scores.get(n, 0.0) + weight
        ranked = sorted(scores.items(), key=lambda item: (-item[1], -item[0]))
        return self._named(ranked, limit)

    def _named(self, ranked: Sequence[tuple[int, float]], limit: int) -> list[Hit]:
        """Return the first ``limit`` of ``ranked`` that are still posts."""
        hits: list[Hit] = []
        while ranked and len(hits) < limit:
            some, ranked = ranked[: limit + 8], ranked[limit + 8 :]
            names = names_of(self._rows, [n for n, _ in some])
            hits += [Hit(names[n], score) for n, score in some if n in names]
        return hits[:limit]
