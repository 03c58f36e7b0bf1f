"""The lexical index of a few posts, as dictionaries: a small store, or the posts that came after the big index was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from heapq import nlargest

from corpus.pairs import Pair, pairs_of

MANY = 24
"""Posts of a pair from which it is worth asking whether it need propose any."""
_ROUNDED = 1e-9
"""What adding weights in another order may change: two posts that weigh the same stay so."""


class FreshPosts:
    """Pairs of words to the numbers of the posts that have them. Read from any thread while one thread changes it."""

    def __init__(self) -> None:
        self._holders: dict[Pair, list[int]] = {}
        self._pairs: dict[int, Set[Pair]] = {}

    def __len__(self) -> int:
        return len(self._pairs)

    def __contains__(self, n: int) -> bool:
        return n in self._pairs

    def numbers(self) -> list[int]:
        """Return the numbers of its posts."""
        return list(self._pairs)

    def put(self, n: int, keys: Sequence[str]) -> None:
        """Take in one post."""
        self._pairs[n] = pairs = pairs_of(keys)
        for pair in pairs:
            self._holders.setdefault(pair, []).append(n)

    def drop(self, n: int) -> None:
        """Forget one post, if it is there."""
        for pair in self._pairs.pop(n, ()):
            # A new list: somebody may be reading the old one.
            left = [each for each in self._holders.get(pair, ()) if each != n]
            if left:
                self._holders[pair] = left
            else:
                self._holders.pop(pair, None)

    def holders(self, pair: Pair) -> Sequence[int]:
        """Return the numbers of the posts that have a pair."""
        return self._holders.get(pair, ())

    def scores(self, weights: Mapping[Pair, float], keep: int) -> list[tuple[int, float]]:
        """Return the posts that weigh most, with the sum of the weights of the pairs they have: at least ``keep`` if there are.

        The heaviest pairs propose posts, until all the others together would not lift a post nobody proposed among the first.
        """
        order = sorted(weights, key=lambda pair: -weights[pair])
        found: dict[int, float] = {}
        rest, least = sum(weights.values()), 0.0
        while order:
            if len(found) >= keep and len(self.holders(order[0])) >= MANY:
                least = nlargest(keep, found.values())[-1]
                if rest < least - _ROUNDED:
                    break
            pair, *order = order
            rest -= weights[pair]
            for n in self.holders(pair):
                found[n] = found.get(n, 0.0) + weights[pair]
        return [
            (n, score + sum(weights[pair] for pair in order if pair in self._pairs.get(n, ())))
            for n, score in found.items()
            if score + rest >= least - _ROUNDED
        ]
