"""A part of the big lexical index on disk: for every word pair, the posts that have it, as three flat memory-mapped arrays.

``keys`` holds each pair's 40-bit hash once, ascending; the posts of pair ``i`` are ``docs[offsets[i]:offsets[i + 1]]``,
ascending, counted from the first post of the segment. A segment never changes once written: see :mod:`corpus.press`.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.finding import Value
from corpus.pairs import Pair

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FILES = {"keys": "<u8", "offsets": "<u4", "docs": "<u4"}
"""The arrays of a segment, one file each, and how their numbers are written."""
DOC_BITS = 24
"""Bits of a post's place in its segment: 16.7 million posts at most."""
BUDGET = 3_000
"""Posts looked at for one passage; the rarest pairs propose them, the common ones then only weigh.

Ten times as many propose the same posts (``tests/bench/corpus.py``): what a passage was taken from has its rare pairs too.
"""
FINALISTS = 128
"""Posts the common pairs are weighed for, at least."""
VOCABULARY = 400_000
"""Words whose hash is remembered; beyond, all are forgotten."""
_SAMPLES = 16
_SAMPLE = 4096


class SegmentNote(Value):
    """What the manifest says of a segment, enough to tell a damaged one."""

    folder: str
    first: int
    """Number of its first post."""
    last: int
    """Number up to which it holds every post."""
    docs: int
    """How many posts it holds."""
    sizes: dict[str, int]
    """Bytes of each file."""
    samples: dict[str, int]
    """Checksum of a few blocks of each file."""
    sums: dict[str, int]
    """Checksum of each whole file."""


class DamagedSegment(Exception):
    """The files are not what was written."""


class Found(NamedTuple):
    """Where the pairs of a passage stand in a segment."""

    starts: Array
    ends: Array

    def part(self, low: int, high: int) -> Found:
        """Return the same of the pairs from ``low`` up to, not including, ``high``."""
        return Found(self.starts[low:high], self.ends[low:high])


class Segment:
    """An opened segment. Safe to use from several threads."""

    def __init__(self, folder: Path, note: SegmentNote, *, thorough: bool = False) -> None:
        """Map the files. Raises ``DamagedSegment`` by size and sampled blocks, by every byte when ``thorough``."""
        import numpy as np

        self.note = note
        self._lock = threading.Lock()
        arrays: dict[str, Array] = {}
        for name, kind in FILES.items():
            path = folder / note.folder / name
            try:
                if path.stat().st_size != note.sizes[name] or sampled(path) != note.samples[name]:
                    raise DamagedSegment(str(path))
                if thorough and summed(path) != note.sums[name]:
                    raise DamagedSegment(str(path))
                arrays[name] = np.memmap(path, kind, "r").view(np.ndarray) if note.sizes[name] else np.zeros(0, kind)
            except (OSError, KeyError) as error:
                raise DamagedSegment(str(path)) from error
        self.keys, self.offsets, self.docs = arrays["keys"], arrays["offsets"], arrays["docs"]
        self._scores = np.zeros(note.last - note.first + 1, np.float32)

    def find(self, hashes: Array) -> Found:
        """Return where each of ``hashes`` stands; an absent one is an empty range."""
        import numpy as np

        if not len(self.keys):
            return Found(np.zeros(len(hashes), int), np.zeros(len(hashes), int))
        # In order, each search begins where the last one ended, in pages that are already at hand.
        order = hashes.argsort()
        at = np.empty(len(hashes), int)
        at[order] = np.minimum(self.keys.searchsorted(hashes[order]), len(self.keys) - 1)
        there = self.keys[at] == hashes
        starts = self.offsets[at].astype(int)
        return Found(starts, np.where(there, self.offsets[at + 1].astype(int), starts))

    def best(self, found: Found, weights: Array, keep: int) -> Array:
        """Return at least the ``keep`` posts that weigh most, as numbers made by :func:`packed`, in no order.

        Raises ``DamagedSegment``.
        """
        import numpy as np

        light, heavy = _shared_out((found.ends - found.starts).tolist())
        if not light:
            return np.zeros(0, np.uint64)
        held = [self._slice(found, i) for i in light]
        try:
            with self._lock:
                docs, scores = self._weigh(np.concatenate(held), weights[light].repeat([len(each) for each in held]))
        except IndexError as error:
            raise DamagedSegment(self.note.folder) from error
        first, few = self.note.first, max(keep, FINALISTS if heavy else 0)
        if not heavy:
            return heaviest(packed(docs, scores, first), few)
        docs, scores = unpacked(heaviest(packed(docs, scores, 0), few))
        for i in heavy:
            holders = self._slice(found, i)
            at = np.minimum(holders.searchsorted(docs), len(holders) - 1)
            scores = scores + weights[i] * (holders[at] == docs)
        return packed(docs, scores, first)

    def _weigh(self, docs: Array, weights: Array) -> tuple[Array, Array]:
        """Return the posts of ``docs``, once each, and the sum of their weights. Raises ``IndexError`` on a stranger."""
        import numpy as np

        np.add.at(self._scores, docs, weights)
        # numpy's own unique goes through a hash table, six times slower here than sorting.
        docs.sort()
        docs = docs[np.concatenate([[True], docs[1:] != docs[:-1]])]
        scores = self._scores[docs]
        self._scores[docs] = 0
        return docs, scores

    def _slice(self, found: Found, i: int) -> Array:
        """Return the posts of the pair at ``i``."""
        docs: Array = self.docs[found.starts[i] : found.ends[i]]
        return docs

    def entries(self, low: int, high: int) -> Array:
        """Return the pairs whose hash is in ``low <= hash < high``, each with its post, as sorted 64-bit numbers."""
        import numpy as np

        i, j = (int(self.keys.searchsorted(np.uint64(edge))) for edge in (low, high))
        if i == j:
            return np.zeros(0, np.uint64)
        bounds = self.offsets[i : j + 1].astype(np.int64)
        wide = np.repeat(self.keys[i:j], np.diff(bounds)) << np.uint64(DOC_BITS)
        return np.asarray(wide | self.docs[int(bounds[0]) : int(bounds[-1])].astype(np.uint64))

    def strangers(self, living: Sequence[int]) -> list[int]:
        """Return the numbers of the posts with entries here that are not among ``living``; reads every entry."""
        import numpy as np

        held = np.zeros(len(self._scores), bool)
        for start in range(0, len(self.docs), 1 << 22):
            held[self.docs[start : start + (1 << 22)]] = True
        held[np.array(living, int) - self.note.first] = False
        return [int(n) for n in np.flatnonzero(held) + self.note.first]


def _shared_out(holders: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return which pairs propose posts and which, too common, only weigh those proposed; rarest first, absent ones in neither."""
    order = sorted((i for i, count in enumerate(holders) if count), key=holders.__getitem__)
    fits = sum(total <= BUDGET for total in accumulate(holders[i] for i in order))
    return order[: max(fits, 1)], order[max(fits, 1) :]


def packed(docs: Array, scores: Array, first: int) -> Array:
    """Return posts and their weights as one number each: of two, the heavier post has the greater, and the later among equals.

    ``docs`` are counted from ``first``; weights are positive.
    """
    import numpy as np

    high = scores.astype(np.float32, copy=False).view(np.uint32).astype(np.uint64) << np.uint64(32)
    return np.asarray(high | (docs.astype(np.uint64) + np.uint64(first)))


def unpacked(numbers: Array) -> tuple[Array, Array]:
    """Return the posts and the weights behind :func:`packed` numbers."""
    import numpy as np

    weights = (numbers >> np.uint64(32)).astype(np.uint32).view(np.float32)
    return (numbers & np.uint64(0xFFFFFFFF)).astype(np.uint32), weights


def heaviest(numbers: Array, keep: int) -> Array:
    """Return the ``keep`` greatest of ``numbers``, in no order."""
    import numpy as np

    return np.partition(numbers, len(numbers) - keep)[-keep:] if len(numbers) > keep else numbers


class Vocabulary(dict[str, int]):
    """Folded words and their 64-bit hash, the same in every process and on every machine."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = number = int.from_bytes(digest, "little")
        return number


_words = Vocabulary()


def hashes_of(pairs: Iterable[Pair]) -> Array:
    """Return the 40-bit hash of each pair, in order."""
    import numpy as np

    if len(_words) > VOCABULARY:
        _words.clear()
    words = _words
    numbers = np.array([(words[one], words[two]) for one, two in pairs], np.uint64).reshape(-1, 2)
    return mixed(numbers[:, 0], numbers[:, 1])


def mixed(ones: Array, twos: Array) -> Array:
    """Return the 40-bit hash of pairs of 64-bit word hashes; the order of the two words matters."""
    import numpy as np

    u = np.uint64
    both = ones * u(0x9E3779B97F4A7C15) + (twos ^ (twos >> u(29))) * u(0xBF58476D1CE4E5B9)
    both ^= both >> u(32)
    both *= u(0x94D049BB133111EB)
    return np.asarray(both >> u(DOC_BITS))


def sampled(path: Path) -> int:
    """Return a checksum of a few blocks of a file, its first and last among them. Raises ``OSError``."""
    size = path.stat().st_size
    value = 0
    with path.open("rb") as file:
        for step in range(_SAMPLES):
            file.seek(max(0, (size - _SAMPLE) * step // (_SAMPLES - 1)))
            value = zlib.crc32(file.read(_SAMPLE), value)
    return value


def summed(path: Path) -> int:
    """Return a checksum of a whole file. Raises ``OSError``."""
    value = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            value = zlib.crc32(block, value)
    return value
