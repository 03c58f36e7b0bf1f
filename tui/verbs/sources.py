"""Where drafts come from on the command line: files, standard input, a batch of JSON lines."""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from coach.errors import BadInput
from tui.words import Words

LIMIT = 16 * 2**20
"""Bytes of one draft: four thousand times the longest post of any network. A larger file is refused before it is read."""
BATCH_LIMIT = 2 * 2**30
"""Bytes of a batch."""
_PIECE = 2**20


class Source(NamedTuple):
    """A text to review and what came with it."""

    name: str
    text: str
    given: dict[str, Any]
    """Keys of its batch line: id, lang, network, role, employer, author, date, kind, image."""


def read_draft(name: str, words: Words) -> Source:
    """Return the draft in file ``name`` (``-`` for standard input). Raises ``BadInput`` naming the file and the remedy.

    UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252. The line break that ends a file is the file's, not the text's.
    """
    raw = sys.stdin.buffer.read(LIMIT + 1) if name == "-" else read_bytes(Path(name), LIMIT, words)
    if len(raw) > LIMIT:
        raise _too_big(words("check.stdin") if name == "-" else name, LIMIT, words)
    text = decode(raw)
    text = text[:-2] if text.endswith("\r\n") else text.removesuffix("\n")
    return Source(name, text, {})


def read_bytes(path: Path, limit: int, words: Words) -> bytes:
    """Return the bytes of a file, one beyond ``limit`` at most: a pipe or a device does not say its size. Raises ``BadInput``."""
    measure(path, limit, words)
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise BadInput(words("check.unreadable", name=path, why=error.strerror), words("check.unreadable_remedy")) from error


@contextlib.contextmanager
def spooled_stdin() -> Iterator[Path]:
    """Give standard input as a file named ``-`` for as long as it is read: an export in a pipe may be larger than memory.

    No more than one byte beyond ``BATCH_LIMIT`` is kept, so that the reader refuses it as it refuses a file.
    """
    with tempfile.TemporaryDirectory(prefix="portevoix-") as folder:
        path = Path(folder) / "-"
        with path.open("wb") as out:
            while (left := BATCH_LIMIT + 1 - out.tell()) > 0 and (piece := sys.stdin.buffer.read(min(left, _PIECE))):
                out.write(piece)
        yield path


def measure(path: Path, limit: int, words: Words) -> None:
    """Refuse what is not a file, or is larger than ``limit`` bytes, before reading it. Raises ``BadInput``."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        raise BadInput(words("check.missing", name=path), words("check.missing_remedy")) from error
    if path.is_dir():
        raise BadInput(words("check.directory", name=path), words("check.directory_remedy", name=path))
    if size > limit:
        raise _too_big(path, limit, words)


def _too_big(name: object, limit: int, words: Words) -> BadInput:
    return BadInput(words("check.too_big", name=name, limit=limit // 2**20), words("check.too_big_remedy"))


def decode(raw: bytes) -> str:
    """Return the text of ``raw``: by its BOM, else UTF-8, else Windows-1252 with its five holes read as Latin-1."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


class Broken(NamedTuple):
    """A batch line that cannot be reviewed."""

    id: str | None
    error: str


_KEYS = ("lang", "network", "role", "employer", "author", "date", "kind", "image")


def read_batch(path: Path, words: Words) -> Iterator[Source | Broken]:
    """Yield one draft a line of a JSON Lines file; a broken line is yielded as :class:`Broken` and the reading goes on."""
    measure(path, BATCH_LIMIT, words)
    try:
        batch = path.open("rb")
    except OSError as error:
        raise BadInput(words("check.unreadable", name=path, why=error.strerror), words("check.unreadable_remedy")) from error
    with batch as lines:
        for number, raw in enumerate(_lines(lines), 1):
            if len(raw) > LIMIT:
                yield Broken(None, _too_big(f"{path}:{number}", LIMIT, words).title)
            elif raw.strip():
                yield _batch_line(raw, f"{path}:{number}", words)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``file``; of one longer than ``LIMIT`` only the beginning, as many bytes and one more."""
    while line := file.readline(LIMIT + 1):
        yield line
        while len(line) > LIMIT and not line.endswith(b"\n"):
            line = file.readline(LIMIT + 1)


def _batch_line(raw: bytes, where: str, words: Words) -> Source | Broken:
    try:
        row = json.loads(decode(raw))
    except (ValueError, RecursionError) as error:
        return Broken(None, words("check.batch_json", where=where, why=error))
    if not isinstance(row, dict):
        return Broken(None, words("check.batch_object", where=where))
    name = row.get("id")
    name = str(name) if isinstance(name, (str, int)) else None
    if not isinstance(row.get("text"), str):
        return Broken(name, words("check.batch_text", where=where))
    given = {key: row[key] for key in _KEYS if row.get(key) is not None}
    wrong = [key for key, value in given.items() if not isinstance(value, str)]
    if wrong:
        return Broken(name, words("check.batch_key", where=where, key=wrong[0]))
    return Source(where, row["text"], {"id": name, **given})
