"""Making segments of the lexical index: from posts, from two segments, or from one without the posts that have left.

The hash of a pair and the place of a post share one 64-bit number, so putting an index in order is sorting numbers. Work goes
by ranges of hashes, which keeps memory flat: a sixteenth of a million posts at a time.
"""

from __future__ import annotations

import os
import secrets
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.pairs import SHORT
from corpus.segment import DOC_BITS, FILES, VOCABULARY, Segment, SegmentNote, Vocabulary, mixed, sampled

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

PARTS = 16
"""Ranges of hashes worked on one after the other."""
_HASH_BITS = 64 - DOC_BITS
_WIDTH = (1 << _HASH_BITS) // PARTS
_CHUNK = 4_000

Numbered = tuple[int, Sequence[str]]
"""A post's number and its folded words in order."""


def press(folder: Path, posts: Iterable[Numbered], first: int, last: int) -> SegmentNote:
    """Write a segment of ``posts``, numbered ``first`` to ``last``. Raises ``OSError``."""
    with _Sheet(folder) as sheet:
        spilled = [(sheet.path / f"part{part}").open("w+b") for part in range(PARTS)]
        try:
            docs = 0
            for chunk in _chunks(posts):
                docs += len(chunk)
                _spill(_packed(chunk, first), spilled)
            for file in spilled:
                sheet.put(_read(file))
        finally:
            for file in spilled:
                file.close()
        for part in range(PARTS):
            (sheet.path / f"part{part}").unlink()
        return sheet.finish(first, last, docs)


def join(folder: Path, one: Segment, two: Segment) -> SegmentNote:
    """Write one segment that holds what two neighbours hold, ``one`` coming first. Raises ``OSError``."""
    import numpy as np

    shift = np.uint64(two.note.first - one.note.first)
    with _Sheet(folder) as sheet:
        for low in range(0, 1 << _HASH_BITS, _WIDTH):
            both = np.concatenate([one.entries(low, low + _WIDTH), two.entries(low, low + _WIDTH) + shift])
            both.sort()
            sheet.put(both)
        return sheet.finish(one.note.first, two.note.last, one.note.docs + two.note.docs)


def without(folder: Path, segment: Segment, gone: Sequence[int], docs: int) -> SegmentNote:
    """Write ``segment`` again without any trace of the posts ``gone``; ``docs`` are left. Raises ``OSError``."""
    import numpy as np

    left = np.array(sorted(n - segment.note.first for n in gone), np.uint64)
    mask = np.uint64((1 << DOC_BITS) - 1)
    with _Sheet(folder) as sheet:
        for low in range(0, 1 << _HASH_BITS, _WIDTH):
            packed = segment.entries(low, low + _WIDTH)
            sheet.put(packed[~np.isin(packed & mask, left)])
        return sheet.finish(segment.note.first, segment.note.last, docs)


def _chunks(posts: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield posts a few thousand at a time."""
    chunk: list[Numbered] = []
    for post in posts:
        chunk.append(post)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


_words = Vocabulary()


def _packed(chunk: Sequence[Numbered], first: int) -> Array:
    """Return the pairs of a chunk of posts, each with its post, as sorted 64-bit numbers."""
    import numpy as np

    if len(_words) > VOCABULARY:
        _words.clear()
    lengths = np.array([len(keys) for _, keys in chunk])
    hashes = np.fromiter((_words[key] for _, keys in chunk for key in keys), np.uint64, int(lengths.sum()))
    places = np.repeat(np.array([n - first for n, _ in chunk], np.uint64), lengths)
    nothing = np.uint64(_words[""])
    found = []
    for gap in (1, 2):
        together = places[gap:] == places[:-gap]
        pairs = mixed(hashes[:-gap][together], hashes[gap:][together])
        found.append(pairs << np.uint64(DOC_BITS) | places[gap:][together])
    alone = np.repeat(lengths <= SHORT, lengths)
    singles = mixed(hashes[alone], np.full(int(alone.sum()), nothing))
    found.append(singles << np.uint64(DOC_BITS) | places[alone])
    packed = np.concatenate(found)
    packed.sort()
    return packed


def _spill(packed: Array, files: Sequence[BinaryIO]) -> None:
    """Write sorted numbers to the files of their ranges."""
    import numpy as np

    edges = [np.uint64(part * _WIDTH << DOC_BITS) for part in range(1, PARTS)]
    for piece, file in zip(np.split(packed, packed.searchsorted(edges)), files, strict=True):
        file.write(piece.tobytes())


def _read(file: BinaryIO) -> Array:
    """Return the numbers of a range, sorted."""
    import numpy as np

    file.seek(0)
    packed = np.frombuffer(file.read(), np.uint64).copy()
    packed.sort()
    return packed


class _Sheet:
    """The files of a segment being written, in a folder of their own that is nothing to anybody until it is finished."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"s-{secrets.token_hex(6)}"
        self._folder = folder

    def __enter__(self) -> _Sheet:
        self.path.mkdir(parents=True)
        self._files = {name: (self.path / name).open("wb") for name in FILES}
        self._sums = dict.fromkeys(FILES, 0)
        self._entries = 0
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for file in self._files.values():
            file.close()
        if kind is not None:
            shutil.rmtree(self.path, ignore_errors=True)

    def put(self, packed: Array) -> None:
        """Append the pairs of one range, sorted; a pair said twice of one post counts once."""
        import numpy as np

        if not len(packed):
            return
        packed = packed[np.concatenate([[True], packed[1:] != packed[:-1]])]
        keys = packed >> np.uint64(DOC_BITS)
        starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        self._write("keys", keys[starts])
        self._write("offsets", starts + self._entries)
        self._write("docs", packed & np.uint64((1 << DOC_BITS) - 1))
        self._entries += len(packed)

    def _write(self, name: str, values: Array) -> None:
        """Append to one file and to its checksum."""
        data = values.astype(FILES[name]).tobytes()
        self._files[name].write(data)
        self._sums[name] = zlib.crc32(data, self._sums[name])

    def finish(self, first: int, last: int, docs: int) -> SegmentNote:
        """Close the arrays, make sure they are on the disk, and say what was written."""
        import numpy as np

        self._write("offsets", np.array([self._entries]))
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
        paths = {name: self.path / name for name in FILES}
        return SegmentNote(
            folder=self.path.name,
            first=first,
            last=last,
            docs=docs,
            sizes={name: path.stat().st_size for name, path in paths.items()},
            samples={name: sampled(path) for name, path in paths.items()},
            sums=self._sums,
        )
