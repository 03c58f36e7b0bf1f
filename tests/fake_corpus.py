"""Stand-ins for the store of posts and the embedder: plain, deterministic, held to the same contract tests as the real ones."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence

from coach.context import Language
from coach.ports import Added, Hit, Line, Neighbour, Proposed
from coach.post import IMPRINT, Post, PostKind
from coach.strung import strung
from coach.text import sentences, words
from corpus.intake import Entry, Shelf, entry_of
from corpus.pairs import pairs_of, rarity
from corpus.queue import SHORTEST


class FakeEmbedder:
    """Vectors from the words of a text: texts that share words are near, the rest are not."""

    def __init__(self, name: str = "fake-1", size: int = 32) -> None:
        self.name = name
        self.size = size
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.seen += texts
        return [self._vector(text) for text in texts]

    def terms(self, text: str) -> dict[int, float]:
        return {}

    def _vector(self, text: str) -> list[float]:
        vector = [0.001] * self.size
        for word in words(text):
            digest = hashlib.blake2b(f"{self.name}{word.key}".encode(), digest_size=4).digest()
            vector[digest[0] % self.size] += 1.0 if digest[1] % 2 else -1.0
            vector[digest[2] % self.size] += 0.5
        length = math.sqrt(sum(x * x for x in vector))
        return [x / length for x in vector]


class MemoryCorpus:
    """The store of sibling posts in dictionaries; with an embedder, a post's vectors are ready as soon as it is added."""

    def __init__(self, posts: Iterable[Post] = (), embedder: FakeEmbedder | None = None) -> None:
        self._entries: dict[str, Entry] = {}
        self._embedder = embedder
        self._revision = 0
        self.heard: list[tuple[Line, str, int, str]] = []
        self.add(posts)

    def add(self, posts: Iterable[Post]) -> Added:
        entries = [entry_of(post) for post in posts]
        everyone = list(self._entries.values())
        shelf = Shelf(everyone, {entry.same for entry in [*everyone, *entries]}, lambda _: None)
        outcomes = [shelf.take(entry) for entry in entries]
        self._revision += shelf.by_id != self._entries
        self._entries = dict(shelf.by_id)
        return Added(outcomes.count("added"), outcomes.count("updated"), outcomes.count("unchanged"))

    def remove(self, ids: Iterable[str]) -> int:
        gone = [post_id for post_id in dict.fromkeys(ids) if self._entries.pop(post_id, None)]
        self._revision += bool(gone)
        return len(gone)

    def get(self, post_id: str) -> Post | None:
        entry = self._entries.get(post_id)
        return entry.post if entry else None

    def fetch(self, ids: Iterable[str]) -> dict[str, Post]:
        return {post_id: self._entries[post_id].post for post_id in ids if post_id in self._entries}

    def posts(self, kind: PostKind | None = None) -> Iterator[Post]:
        latest_first = list(reversed(self._entries.values()))
        for entry in sorted(latest_first, key=lambda entry: entry.post.date or "", reverse=True):
            if kind is None or entry.post.kind == kind:
                yield entry.post

    def count(self) -> int:
        return len(self._entries)

    def revision(self) -> int:
        return self._revision

    def pictured(self) -> list[tuple[str, tuple[str, ...]]]:
        posts = (entry.post for entry in self._entries.values())
        return [(post.id, post.images) for post in posts if any(name.startswith(IMPRINT) for name in post.images)]

    def lexical(self, keys: Sequence[str], limit: int) -> list[Hit]:
        known = {post_id: pairs_of(entry.keys) for post_id, entry in self._entries.items()}
        scores = dict.fromkeys(known, 0.0)
        for pair in pairs_of(keys):
            holders = [post_id for post_id, pairs in known.items() if pair in pairs]
            for post_id in holders:
                scores[post_id] += rarity(len(holders), len(known))
        hits = [Hit(post_id, score, strung(self._entries[post_id].keys)) for post_id, score in scores.items() if score]
        return sorted(hits, key=lambda hit: -hit.shared)[:limit]

    def lexical_each(self, passages: Sequence[Sequence[str]], limit: int) -> list[list[Hit]]:
        return [self.lexical(keys, limit) for keys in passages]

    def nearest(self, text: str, lang: Language, limit: int) -> list[Neighbour]:
        if self._embedder is None or not text.strip():
            return []
        [wanted] = self._embedder.embed([text])
        found = []
        for post_id, entry in self._entries.items():
            if entry.post.lang != lang:
                continue
            for span in sentences(entry.post.text):
                if len(words(span.of(entry.post.text))) < SHORTEST:
                    continue
                [vector] = self._embedder.embed([span.of(entry.post.text)])
                found.append(Neighbour(post_id, span.start, span.end, sum(a * b for a, b in zip(wanted, vector, strict=True))))
        return sorted(found, key=lambda neighbour: -neighbour.similarity)[:limit]

    def common(self, one: str, two: str) -> float:
        """Return nothing: no terms here."""
        return 0.0

    def semantic(self) -> bool:
        return self._embedder is not None and bool(self._entries)

    def log_suggestion(self, line: Line, date: str) -> None:
        """Nothing: what was shown to this person alone is never told."""

    def suggests(self) -> bool:
        return bool(self.heard)

    def suggested(self, grams: Sequence[int]) -> list[Proposed]:
        """Return what :meth:`hear` said was shown to others."""
        return [Proposed(gram, *rest) for line, *rest in self.heard for gram in line.grams if gram in grams]

    def hear(self, line: Line, name: str, date: str) -> None:
        """Take in a line shown to somebody else."""
        self.heard.append((line, name, line.words, date))
        self._revision += 1
