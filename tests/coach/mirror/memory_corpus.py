"""A corpus in memory for tests and benches."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Sequence

from coach.context import Language
from coach.ports import Added, Hit, Line, Neighbour, Proposed
from coach.post import IMPRINT, Post, PostKind
from coach.strung import strung
from coach.text import keys_of


class MemoryCorpus:
    """A corpus in memory: an exact index of pairs of neighbouring words, nothing else."""

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        self._posts: dict[str, Post] = {}
        self._pairs: dict[tuple[str, str], set[str]] = {}
        self._revision = 0
        self.heard: list[tuple[Line, str, int, str]] = []
        self.add(posts)

    def add(self, posts: Iterable[Post]) -> Added:
        """Add posts; nothing is deduplicated here."""
        count = 0
        for post in posts:
            self._posts[post.id] = post
            keys = keys_of(post.text)
            for pair in zip(keys, keys[1:], strict=False):
                self._pairs.setdefault(pair, set()).add(post.id)
            count += 1
        self._revision += bool(count)
        return Added(count, 0, 0)

    def remove(self, ids: Iterable[str]) -> int:
        """Remove posts."""
        gone = [self._posts.pop(i) for i in ids if i in self._posts]
        for held in self._pairs.values():
            held.difference_update(p.id for p in gone)
        self._revision += bool(gone)
        return len(gone)

    def get(self, post_id: str) -> Post | None:
        """Return one post."""
        return self._posts.get(post_id)

    def fetch(self, ids: Iterable[str]) -> dict[str, Post]:
        """Return several posts."""
        return {i: self._posts[i] for i in ids if i in self._posts}

    def posts(self, kind: PostKind | None = None) -> Iterator[Post]:
        """Yield the posts."""
        return (p for p in self._posts.values() if kind in (None, p.kind))

    def count(self) -> int:
        """Return how many there are."""
        return len(self._posts)

    def revision(self) -> int:
        """Return a number that grows with each change."""
        return self._revision

    def pictured(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the posts that have an imprint."""
        return [(p.id, p.images) for p in self._posts.values() if any(name.startswith(IMPRINT) for name in p.images)]

    def lexical(self, keys: Sequence[str], limit: int) -> list[Hit]:
        """Return the posts that share most pairs, a pair counting less the more posts hold it."""
        shared: dict[str, float] = collections.defaultdict(float)
        for pair in set(zip(keys, keys[1:], strict=False)):
            held = self._pairs.get(pair, ())
            for post_id in held:
                shared[post_id] += 1.0 / (1 + len(held) ** 0.5)
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:limit]
        return [Hit(post_id, weight, strung(keys_of(self._posts[post_id].text))) for post_id, weight in best]

    def lexical_each(self, passages: Sequence[Sequence[str]], limit: int) -> list[list[Hit]]:
        """Return what :meth:`lexical` says of each."""
        return [self.lexical(keys, limit) for keys in passages]

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        """Return nothing: no vectors here."""
        return []

    def common(self, one: str, two: str) -> float:
        """Return nothing: no terms here."""
        return 0.0

    def semantic(self) -> bool:
        """Tell that meaning cannot be looked for."""
        return False

    def log_suggestion(self, line: Line, date: str) -> None:
        """Nothing: what was shown to this person alone is never told."""

    def suggests(self) -> bool:
        """Tell whether :meth:`hear` was told anything."""
        return bool(self.heard)

    def suggested(self, grams: Sequence[int]) -> list[Proposed]:
        """Return what :meth:`hear` said was shown to others."""
        return [Proposed(gram, *rest) for line, *rest in self.heard for gram in line.grams if gram in grams]

    def hear(self, line: Line, name: str, date: str) -> None:
        """Take in a line shown to somebody else."""
        self.heard.append((line, name, line.words, date))
        self._revision += 1
