"""The lexical index of a few posts, as dictionaries: a small store, or the posts that came after the big index was built."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.pairs import Pair, pairs_of


class FreshPosts:
    """Pairs of words to the numbers of the posts that have them."""

    def __init__(self) -> None:
        self._holders: dict[Pair, list[int]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, n: int, keys: Sequence[str]) -> None:
        """Take in one post."""
        self._count += 1
        for pair in pairs_of(keys):
            self._holders.setdefault(pair, []).append(n)

    def holders(self, pair: Pair) -> Sequence[int]:
        """Return the numbers of the posts that have a pair."""
        return self._holders.get(pair, ())
