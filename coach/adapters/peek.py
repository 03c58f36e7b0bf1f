"""One small thing read from a notebook without opening it: the command line must know its language before all else."""

from __future__ import annotations

from pathlib import Path


def peek(path: Path, key: str) -> str | None:
    """Return what the notebook at ``path`` remembers under ``key``; ``None`` when there is nothing, or no sound notebook."""
    if not path.is_file():
        return None
    import sqlite3
    from contextlib import closing
    from urllib.parse import quote

    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=0.2)) as db:
            found = db.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return None
    return None if found is None else str(found[0])
