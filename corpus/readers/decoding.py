"""From bytes to characters: byte order marks, UTF-8, UTF-16 without a mark, Windows-1252, and how sure one can be."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple, TextIO

from corpus.readers.sources import Source, nothing_beside

PIECE = 1 << 20
"""Bytes decoded at a time when a file is tried."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"SQLite format 3\x00")


class Page(NamedTuple):
    """A text that can be opened again and again."""

    where: str
    """The file."""
    opening: Callable[[], TextIO]
    """Opens the text at its start, line breaks as they are."""
    lossy: bool = False
    """Whether some bytes have no meaning in the encoding found."""
    beside: Callable[[str], Source | None] = nothing_beside
    """Finds a neighbour of the file."""
    export: bool = False
    """Whether the file stands in a LinkedIn member's export."""

    @property
    def suffix(self) -> str:
        """The ending of the name, lower case, without the dot."""
        return PurePosixPath(self.where).suffix.lstrip(".").casefold()

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return PurePosixPath(self.where).stem


def page_of(source: Source) -> Page | None:
    """Return the text of ``source``, or ``None`` when its bytes are no text."""
    with source.opening() as stream:
        head = stream.read(4096)
    if is_binary(head):
        return None
    encoding, lossy = _encoding(source, head)

    def opening() -> TextIO:
        return io.TextIOWrapper(source.opening(), encoding, "replace" if lossy else "strict", newline="")

    return Page(source.where, opening, lossy, source.beside, source.export)


def pasted(text: str, where: str) -> Page:
    """Return a text that is already one."""
    return Page(where, lambda: io.StringIO(text.removeprefix("\ufeff"), newline=""))


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are no text: a known signature, or control bytes that neither text nor UTF-16 would hold."""
    if head.startswith(_BINARY):
        return True
    if any(head.startswith(mark) for mark, _ in _MARKS) or _without_mark(head):
        return False
    odd = [byte for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27)]
    return len(set(odd)) > 8 or (len(head) > 64 and len(odd) * 3 > len(head))  # a post may hold some, of a kind or two


def _without_mark(head: bytes) -> str | None:
    """Return UTF-16 when every other byte of ``head`` is nearly always 0, as in text of Western Europe."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    first, second = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if second > pairs * 0.6 and first < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > pairs * 0.6 and second < pairs * 0.1 else None


def _encoding(source: Source, head: bytes) -> tuple[str, bool]:
    """Return the encoding of ``source`` and whether some of its bytes will be lost."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, not _decodes(source, name)
    if (wide := _without_mark(head)) is not None:
        return wide, not _decodes(source, wide)
    good, bad = _weigh(source)
    if not bad:
        return "utf-8", False
    if good > bad:
        return "utf-8", True
    return "cp1252", not _decodes(source, "cp1252")


def _weigh(source: Source) -> tuple[int, int]:
    """Return how many characters beyond ASCII read well as UTF-8 and how many bytes do not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    with source.opening() as stream:
        while True:
            piece = stream.read(PIECE)
            text = decoder.decode(piece, final=not piece)
            if not text.isascii():
                bad += len(_BAD_BYTE.findall(text))
                good += len(_WIDE.findall(text))
            if not piece:
                return good, bad


def _decodes(source: Source, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with source.opening() as stream:
        try:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
