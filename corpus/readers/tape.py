"""A long text read through a window that grows only as far as the record under way needs."""

from __future__ import annotations

from typing import TextIO

STEP = 1 << 20
"""Characters read at a time, at least."""
LONGEST_RECORD = 32 << 20
"""Characters a single record may take before it is given up."""


class Tape:
    """The window: ``text[at:]`` is what has been read and not yet used."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.text = ""
        """The window."""
        self.at = 0
        """Where the next record starts in the window."""
        self.done = False
        """Whether the window reaches the end of the stream."""

    def more(self) -> bool:
        """Drop what has been used and double what is left; tell whether anything came."""
        if self.done:
            return False
        piece = self._stream.read(max(STEP, len(self.text) - self.at))
        self.text = self.text[self.at :] + piece
        self.at = 0
        self.done = not piece
        return bool(piece)

    @property
    def full(self) -> bool:
        """Whether the record under way is longer than any record may be."""
        return len(self.text) - self.at > LONGEST_RECORD
