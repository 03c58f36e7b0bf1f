"""What tests of the readers hold in their hands: files made on the spot, and what a reading said, in short."""

import struct
from pathlib import Path
from typing import NamedTuple

from corpus.readers import Read, read_path

DATA = Path(__file__).parent / "data"


class Told(NamedTuple):
    """One or several readings, in short."""

    posts: list[tuple[int, str]]
    skipped: list[tuple[int, str]]
    reported: list[tuple[int, str]]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def told(reads: list[Read]) -> Told:
    return Told(
        [(r.record, p.text) for read in reads for r, p in zip(read.records, read.posts, strict=True)],
        [(s.record, s.reason) for read in reads for s in read.skipped],
        [(r.record, r.reason) for read in reads for r in read.reported],
    )


def read(folder: Path, name: str, content: str | bytes, **more: object) -> Told:
    return told(list(read_path(put(folder, name, content), **more)))


def only(path: Path, **more: object) -> Read:
    (found,) = read_path(path, **more)
    return found


def old_workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """An .xls by hand: BIFF8 records in a compound document, texts and numbers only."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    names = [name.encode("utf-16-le") for name in sheets]
    start = len(_record(0x809, _bof(5))) + sum(4 + 8 + len(name) for name in names) + 4
    index = b""
    for name, body in zip(names, bodies, strict=True):
        index += _record(0x85, struct.pack("<IHBB", start, 0, len(name) // 2, 1) + name)
        start += len(body)
    return _compound(_record(0x809, _bof(5)) + index + _record(0x0A, b"") + b"".join(bodies))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6)


def _sheet(rows: list[list[object]]) -> bytes:
    found = _record(0x809, _bof(0x10))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, str) and value:
                text = value.encode("utf-16-le")
                found += _record(0x204, struct.pack("<HHHHB", y, x, 0, len(text) // 2, 1) + text)
            elif isinstance(value, (int, float)):
                found += _record(0x203, struct.pack("<HHHd", y, x, 0, value))
    return found + _record(0x0A, b"")


def _compound(stream: bytes) -> bytes:
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    assert count + 2 <= 128
    chain = [*range(1, count), -2, -2, -3]  # the stream, the directory, this table
    table = struct.pack(f"<{len(chain)}i", *chain).ljust(512, b"\xff")
    directory = _entry("Root Entry", 5, -2, 0, 1) + _entry("Workbook", 2, 0, len(stream), -1) + bytes(256)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIiIIiIiI", 0, 1, count, 0, 4096, -2, 0, -2, 0) + struct.pack("<i", count + 1)
    return header.ljust(512, b"\xff") + stream + directory + table


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBiii", len(text) + 2, kind, 1, -1, -1, child)
    return head + bytes(36) + struct.pack("<iQ", start, size)
