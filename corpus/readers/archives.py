"""Members of zip and tar files, read in place: nothing is written to disk, no name is trusted, no bomb goes off."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Literal, cast

from corpus.readers.sources import LIMIT, Faulty, Member, Passed, Source, held, is_hidden, is_member_export, is_wanted, shown
from corpus.readers.values import LostReason

RATIO = 200
"""Times a member may be larger than its compressed bytes: posts shrink some ten times, bombs a thousand."""
RATIO_FROM = 10 * 1024**2
"""Bytes under which the ratio does not matter."""
MEMBERS = 100_000
"""Entries an archive may have."""
HELD = 32 * 1024**2
"""Bytes of a member kept in memory between two readings."""
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, struct.error,
    NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
"""What a damaged archive may raise while it is read."""

Container = Literal["zip", "tar", "workbook", "none"]


class Refused(Exception):
    """An archive, or one of its members, that is not to be unpacked."""

    def __init__(self, reason: LostReason) -> None:
        super().__init__(reason)
        self.reason: LostReason = reason


def container_of(source: Source) -> Container:
    """Tell by its first bytes whether ``source`` holds others; office documents are zips that are no archives."""
    with source.opening() as stream:
        head = stream.read(512)
    if head[257:262] == b"ustar" or (head[:2] == b"\x1f\x8b" and _holds_tar(source)):
        return "tar"
    if head[:4] not in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return "none"
    try:
        with source.opening() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except DAMAGE:
        return "zip"
    return "workbook" if names & {"[Content_Types].xml", "mimetype"} else "zip"


def _holds_tar(source: Source) -> bool:
    """Tell whether gzip holds a tar, or is too damaged to say: opening it will tell."""
    try:
        with source.opening() as stream, gzip.GzipFile(fileobj=stream) as unpacking:
            return unpacking.read(512)[257:262] == b"ustar"
    except DAMAGE:
        return True


@contextmanager
def members_of(source: Source, container: Container) -> Iterator[Iterator[Member]]:
    """Open an archive for as long as its members are read. Raises :class:`Refused` and :data:`DAMAGE`."""
    with source.opening() as stream:
        if container == "zip":
            with zipfile.ZipFile(stream) as archive:
                yield _zip_members(source, archive)
        else:
            with _unpacked(source, stream) as plain, tarfile.open(fileobj=plain, mode="r:") as archive:
                yield _tar_members(source, archive)


def _zip_members(source: Source, archive: zipfile.ZipFile) -> Iterator[Member]:
    entries = [info for info in archive.infolist() if not info.is_dir()]
    read = {info.filename: info for info in entries if is_wanted(info.filename) and not is_hidden(info.filename)}
    if len(entries) > MEMBERS or sum(info.file_size for info in read.values()) > LIMIT:
        raise Refused("archive_too_big")

    def opening(info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
        return _opening(lambda: archive.open(info), info.file_size)

    shelf = _Shelf(source.where, {name: (info.file_size, opening(info)) for name, info in read.items()})
    for info in sorted(entries, key=lambda info: info.filename):
        where = shown(f"{source.where}/{info.filename}")
        if info.filename not in read:
            if not is_hidden(info.filename):
                yield Passed(where, "other_file")
        elif info.flag_bits & 1:
            yield Faulty(where, "encrypted_member")
        elif info.file_size > RATIO_FROM and info.file_size > RATIO * max(1, info.compress_size):
            yield Faulty(where, "archive_too_big")
        else:
            yield shelf.take(info.filename)


def _tar_members(source: Source, archive: tarfile.TarFile) -> Iterator[Member]:
    entries: list[tarfile.TarInfo] = []
    for entry in archive:
        if entry.isreg() and not entry.issparse():
            entries.append(entry)
        if len(entries) > MEMBERS:
            raise Refused("archive_too_big")
    read = {entry.name: entry for entry in entries if is_wanted(entry.name) and not is_hidden(entry.name)}

    def opening(entry: tarfile.TarInfo) -> Callable[[], BinaryIO]:
        def unpack() -> IO[bytes]:
            found = archive.extractfile(entry)
            if found is None:
                raise tarfile.ReadError(entry.name)
            return found

        return _opening(unpack, entry.size)

    shelf = _Shelf(source.where, {name: (entry.size, opening(entry)) for name, entry in read.items()})
    for entry in sorted(entries, key=lambda entry: entry.name):
        if entry.name in read:
            yield shelf.take(entry.name)
        elif not is_hidden(entry.name):
            yield Passed(shown(f"{source.where}/{entry.name}"), "other_file")


class _Shelf:
    """The members of an archive that may be read, each knowing its neighbours."""

    def __init__(self, archive: str, members: Mapping[str, tuple[int, Callable[[], BinaryIO]]]) -> None:
        self._archive = archive
        self._members = members
        folders: dict[PurePosixPath, set[str]] = defaultdict(set)
        for name in members:
            folders[PurePosixPath(name).parent].add(PurePosixPath(name).name)
        self._exports = [folder for folder, names in folders.items() if is_member_export(names)]

    def take(self, name: str) -> Source:
        """Return one member as a source; its neighbours are those of the same folder of the archive."""
        folder = PurePosixPath(name).parent

        def beside(other: str) -> Source | None:
            near = str(folder / other)
            return self.take(near) if near in self._members else None

        size, opening = self._members[name]
        export = any(folder.is_relative_to(known) for known in self._exports)
        return Source(shown(f"{self._archive}/{name}"), size, opening, beside, export)


def _opening(unpack: Callable[[], IO[bytes]], size: int) -> Callable[[], BinaryIO]:
    """Return what opens a member: a small one is unpacked once, a big one each time it is read."""

    @cache
    def unpacked() -> bytes:
        with unpack() as stream:
            return stream.read(size)

    def opening() -> BinaryIO:
        return held(unpacked()) if size <= HELD else unpack()  # type: ignore[return-value]

    return opening


@contextmanager
def _unpacked(source: Source, stream: BinaryIO) -> Iterator[BinaryIO]:
    """Open the bytes of a tar file, out of gzip if they are in it, under the guard."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    if not packed:
        yield stream
        return
    with gzip.GzipFile(fileobj=stream) as unpacking:
        yield io.BufferedReader(cast(io.RawIOBase, _Guard(unpacking, source.size)))


class _Guard(io.RawIOBase):
    """Bytes coming out of gzip, counted: too many, or too many for what went in, and no more come."""

    def __init__(self, unpacking: gzip.GzipFile, packed: int) -> None:
        super().__init__()
        self._unpacking = unpacking
        self._most = min(LIMIT, max(RATIO_FROM, RATIO * packed))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]
        piece = self._unpacking.read(len(into))
        into[: len(piece)] = piece
        self._check(self._unpacking.tell())
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("a packed file is read from its start")
        self._check(offset)
        return self._unpacking.seek(offset)

    def tell(self) -> int:
        return self._unpacking.tell()

    def _check(self, reached: int) -> None:
        if reached > self._most:
            raise Refused("archive_too_big")
