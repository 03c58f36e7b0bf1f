"""Where bytes come from: a file, those of a folder, the members of an archive; never unpacked to disk."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from coach.text import clean
from corpus.readers.values import LeftReason, LostReason

LIMIT = 2 * 1024**3
"""Bytes above which a file is refused before it is read, and above which an archive is not unpacked further."""
WANTED = frozenset("csv tsv tab txt text md markdown json jsonl ndjson js xls xlsx xlsm zip gz tgz tar".split())
"""Endings of the files looked into when a folder or an archive is walked."""
NOT_POSTS = frozenset("readme license licence changelog copying".split())
"""Stems of texts that accompany others."""


def nothing_beside(_name: str) -> Source | None:
    """Return no neighbour: a text that was pasted has none."""
    return None


class Source(NamedTuple):
    """Bytes that can be opened again and again."""

    where: str
    """The name shown: path inside what the person gave. Never used to open or write anything."""
    size: int
    """Bytes."""
    opening: Callable[[], BinaryIO]
    """Opens the bytes at their start. Raises ``OSError`` and what archives raise when damaged."""
    beside: Callable[[str], Source | None] = nothing_beside
    """Finds a neighbour in the same folder by its name."""
    export: bool = False
    """Whether it stands in a LinkedIn member's export."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.where).name

    @property
    def suffix(self) -> str:
        """The ending, lower case, without the dot."""
        return PurePosixPath(self.where).suffix.lstrip(".").casefold()


class Passed(NamedTuple):
    """A file of a folder or an archive that is not looked into."""

    where: str
    reason: LeftReason


class Faulty(NamedTuple):
    """A file of a folder or an archive that cannot be looked into."""

    where: str
    reason: LostReason


Member = Source | Passed | Faulty
"""What a folder or an archive holds."""


def shown(path: str) -> str:
    """Return a path as it may be shown: clean, on one line, with forward slashes and no step up."""
    line = clean(path).replace("\n", " ").replace("\t", " ").replace("\\", "/")
    root = "/" if line.startswith("/") else ""
    return root + "/".join(part for part in line.split("/") if part not in ("", ".", ".."))


def file_source(path: Path, where: str, *, export: bool = False) -> Source:
    """Return a file of the disk as a source. Raises ``OSError`` when it cannot be looked at."""

    def beside(name: str) -> Source | None:
        near = path.parent / name
        return file_source(near, str(PurePosixPath(where).with_name(name))) if near.is_file() else None

    return Source(where, path.stat().st_size, lambda: path.open("rb"), beside, export)


def is_wanted(name: str) -> bool:
    """Tell whether a file met on a walk may hold posts, by its ending."""
    pure = PurePosixPath(name)
    return pure.suffix.lstrip(".").casefold() in WANTED and pure.stem.casefold() not in NOT_POSTS


def is_hidden(name: str) -> bool:
    """Tell whether a file is the business of the system and not of the person."""
    parts = [part for part in PurePosixPath(name).parts if part not in (".", "..")]
    return any(part.startswith((".", "__MACOSX")) for part in parts) or name in ("Thumbs.db", "desktop.ini")


def is_member_export(names: set[str]) -> bool:
    """Tell whether the files of one folder are a LinkedIn member's export."""
    stems = {PurePosixPath(name).stem.casefold().split("_")[0] for name in names if name.casefold().endswith(".csv")}
    return bool(stems & {"shares", "comments"} and stems & {"profile", "connections", "instantreposts"})


def walk(folder: Path) -> Iterator[Member]:
    """Yield the files of a folder and of those under it, by name; links to folders are not followed, so there is no loop."""
    problems: list[OSError] = []
    exports: list[Path] = []
    for top, folders, files in os.walk(folder, onerror=problems.append):
        here = Path(top)
        folders.sort()
        if is_member_export(set(files)):
            exports.append(here)
        export = any(here.is_relative_to(known) for known in exports)
        for name in list(folders):
            if (here / name).is_symlink():
                folders.remove(name)
                yield Passed(_under(folder, here / name), "link_not_followed")
            elif is_hidden(name):
                folders.remove(name)
        for name in sorted(files):
            if not is_hidden(name):
                yield _file(here / name, _under(folder, here / name), export=export)
    for problem in problems:
        yield Faulty(_under(folder, Path(problem.filename or folder)), "unreadable_file")


def _under(folder: Path, path: Path) -> str:
    return shown(path.relative_to(folder.parent).as_posix() if path.is_relative_to(folder.parent) else path.name)


def _file(path: Path, where: str, *, export: bool) -> Member:
    try:
        regular = stat.S_ISREG(path.stat().st_mode)  # a pipe would be waited for, a device never ends
    except OSError:
        return Faulty(where, "unreadable_file")
    if not is_wanted(path.name) or not regular:
        return Passed(where, "other_file")
    return file_source(path, where, export=export)


def held(data: bytes) -> BinaryIO:
    """Return bytes already in memory as an open file."""
    return io.BytesIO(data)
