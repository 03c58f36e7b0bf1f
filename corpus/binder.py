"""The folder of the big lexical index: which segments it holds, and changing them so that nobody ever reads a half-made one.

Segments are written beside the old ones, then one small manifest names the new set. A process killed at any moment leaves either
the old set or the new one, and files no manifest names, which the next change sweeps away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from pydantic import ValidationError

from coach.finding import Value
from corpus.intake import spelling
from corpus.owner import alone
from corpus.press import Numbered, join, press, without
from corpus.segment import DOC_BITS, DamagedSegment, Segment, SegmentNote

FORMAT = 1


class Manifest(Value):
    """The segments in use and what they were made from."""

    format: int
    store: str
    """The store they belong to: a fresh one numbers its posts from 1 again."""
    spelling: str
    """How words were told apart and folded when they were made."""
    segments: tuple[SegmentNote, ...] = ()


class Binder:
    """The segments of one store. Not safe for threads: the lexical index locks around it."""

    def __init__(self, folder: Path, store: str) -> None:
        self._folder = folder
        self._blank = Manifest(format=FORMAT, store=store, spelling=spelling())
        self._path = folder / "index.json"
        self._stamp: tuple[int, int] | None = None
        self._refused: set[str] = set()
        self.segments: tuple[Segment, ...] = ()

    @property
    def last(self) -> int:
        """Number of the last post the segments hold, 0 without one."""
        return self.segments[-1].note.last if self.segments else 0

    def load(self, *, thorough: bool = False) -> None:
        """Open what the manifest names; a damaged, foreign or missing set is no set. ``thorough`` reads every byte."""
        for _ in range(3):
            self._stamp = self._look()
            try:
                notes = self._notes()
                opened = {segment.note.folder: segment for segment in self.segments}
                self.segments = tuple(
                    (not thorough and opened.get(note.folder)) or Segment(self._folder, note, thorough=thorough) for note in notes
                )
            except DamagedSegment:
                # Either true damage, or the set was replaced while we opened it: then the manifest has moved.
                self.segments = ()
                if self._look() == self._stamp:
                    self._refused |= {note.folder for note in notes}
                    return
            else:
                return

    def stale(self) -> bool:
        """Tell whether another process has changed the set since it was loaded."""
        return self._look() != self._stamp

    def discard(self) -> None:
        """Never open the present segments again: they will be made anew."""
        self._refused |= {segment.note.folder for segment in self.segments}
        self.segments = ()

    def add(self, posts: Iterator[Numbered], first: int, last: int) -> None:
        """Make a segment of new posts, joining small neighbours on the way. Raises ``OSError``; then nothing has changed."""
        made = [*self.segments, self._open(press(self._folder, posts, first, last))]
        while len(made) > 1 and made[-2].note.docs < 2 * made[-1].note.docs and _fits(made[-2], made[-1]):
            made[-2:] = [self._open(join(self._folder, made[-2], made[-1]))]
        self._keep(made)

    def drop(self, gone: Sequence[int], living: Callable[[int, int], int]) -> None:
        """Make again, without the posts ``gone``, the segments that hold some; ``living(first, last)`` counts those that stay.

        Raises ``OSError``; then nothing has changed.
        """
        made = []
        for segment in self.segments:
            inside = [n for n in gone if segment.note.first <= n <= segment.note.last]
            if inside:
                segment = self._open(without(self._folder, segment, inside, living(segment.note.first, segment.note.last)))
            made.append(segment)
        if made != list(self.segments):
            self._keep(made)

    def holds(self, n: int) -> bool:
        """Tell whether a segment covers post number ``n``."""
        return any(segment.note.first <= n <= segment.note.last for segment in self.segments)

    def changing(self, patience: float) -> AbstractContextManager[bool]:
        """Keep other processes from changing the folder meanwhile, waiting ``patience`` seconds at most for one that does.

        Yields whether it could be had. Raises ``OSError`` when the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        return alone(self._folder / "index.lock", patience)

    def strangers(self, living: Callable[[int, int], Sequence[int]]) -> list[int]:
        """Return the posts the segments hold entries of and ``living(first, last)`` does not name: reads every entry."""
        return [n for each in self.segments for n in each.strangers(living(each.note.first, each.note.last))]

    def _open(self, note: SegmentNote) -> Segment:
        """Open a segment that has just been written. Raises ``OSError`` when the disk did not keep it."""
        try:
            return Segment(self._folder, note)
        except DamagedSegment as error:
            raise OSError(f"not kept: {error}") from error

    def _notes(self) -> tuple[SegmentNote, ...]:
        """Return what the manifest names, nothing when it is not about this store and these words."""
        try:
            manifest = Manifest.model_validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return ()
        same = self._blank.model_copy(update={"segments": manifest.segments}) == manifest
        refused = self._refused.intersection(note.folder for note in manifest.segments)
        return manifest.segments if same and not refused else ()

    def _keep(self, segments: Sequence[Segment]) -> None:
        """Name the new set, then sweep what no set names. Raises ``OSError``."""
        manifest = self._blank.model_copy(update={"segments": tuple(segment.note for segment in segments)})
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(manifest.model_dump_json())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        self.segments = tuple(segments)
        self._stamp = self._look()
        named = {segment.note.folder for segment in segments}
        for path in self._folder.glob("s-*"):
            if path.name not in named:
                # A file another process has mapped cannot go yet on Windows: the next change tries again.
                shutil.rmtree(path, ignore_errors=True)

    def _look(self) -> tuple[int, int] | None:
        """Return what tells one manifest from the next."""
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino


def _fits(one: Segment, two: Segment) -> bool:
    """Tell whether two neighbours may become one."""
    return two.note.last - one.note.first < 1 << DOC_BITS
