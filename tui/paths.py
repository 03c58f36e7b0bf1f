"""What could be imported from here: files and folders that continue what is being typed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from coach.text import fold

IMPORTABLE = frozenset(
    ".csv .tsv .tab .xls .xlsx .json .jsonl .ndjson .js .md .markdown .txt .zip .tar .gz .tgz .yml .yaml".split()
)
"""Endings worth offering; any other file may still be typed whole."""
_LOOKED_AT = 4_000
"""Entries of a folder looked at: a folder of a million files must not hold up anything."""


def suggest(typed: str, limit: int = 40) -> list[str]:
    """Return paths that continue ``typed``: files that may hold posts, then folders (with a final separator).

    A folder that cannot be read suggests nothing. Letters match anywhere in the name, the beginning first.
    """
    folder, start = os.path.split(typed)
    sought = fold(start)
    try:
        with os.scandir(inside(Path(folder).expanduser()) if folder else Path()) as entries:
            found = [(entry.name, entry.is_dir()) for entry in islice(entries, _LOOKED_AT) if _offered(entry)]
    except (OSError, ValueError):
        return []
    near = [(name, is_folder) for name, is_folder in found if sought in fold(name)]
    near.sort(key=lambda item: (not fold(item[0]).startswith(sought), item[1], fold(item[0])))
    return [os.path.join(folder, name) + (os.sep if is_folder else "") for name, is_folder in near[:limit]]  # noqa: PTH118


def _offered(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir() or os.path.splitext(entry.name)[1].casefold() in IMPORTABLE  # noqa: PTH122


def given(typed: str) -> Path:
    """Return the path a person typed or dropped on the terminal: without quotes around it, ``~`` opened."""
    bare = typed.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    path = Path(bare)
    try:
        return inside(path.expanduser())
    except RuntimeError:  # ~somebody who is not there
        return inside(path)


def inside(path: Path, env: Mapping[str, str] = os.environ) -> Path:
    """Return ``path``, or, where a server gives the person one folder (``PORTEVOIX_SEAT``), its like within it.

    Whoever writes in a browser is no owner of the machine that serves it: its other files do not exist for them.
    """
    root = env.get("PORTEVOIX_SEAT")
    if not root:
        return path
    whole = Path(os.path.realpath(Path(root) / path))
    within = Path(os.path.realpath(root))
    return whole if whole.is_relative_to(within) else within / path.name
