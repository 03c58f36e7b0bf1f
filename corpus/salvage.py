"""Opening ``posts.db`` whatever state it is in: a damaged one is kept aside and what can be read of it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.context import Language
from coach.errors import BrokenEnvironment, CoachError
from coach.phrases import phrase
from coach.ports import Clock
from coach.post import Post
from corpus import shelf
from corpus.owner import alone
from corpus.rows import Damaged, Rows, suspect

PATIENCE = 30.0
"""Seconds to wait for another process that is opening, or mending, the same store."""


def open_rows(path: Path, clock: Clock, lang: Language) -> tuple[Rows, list[BrokenEnvironment]]:
    """Open the store at ``path``, making its folder; return it with what the person should be told.

    Raises ``BrokenEnvironment`` when the folder cannot be written or a newer version made the store.
    """
    rows = Rows(path, lang)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # One at a time: two processes that both find the damage must not set aside each other's fresh file.
        with alone(path.with_name(path.name + ".lock"), PATIENCE):
            return _open(rows, path, clock, lang)
    except OSError as error:
        raise rows.refusal("closed") from error


def _open(rows: Rows, path: Path, clock: Clock, lang: Language) -> tuple[Rows, list[BrokenEnvironment]]:
    """Migrate the store, or set it aside and start a fresh one."""
    doubtful = suspect(path).exists()
    try:
        rows.migrate(thorough=doubtful)
        suspect(path).unlink(missing_ok=True)
        return rows, []
    except Damaged:
        kept = set_aside(path, clock)
        rows.migrate()
        saved = list(_readable(kept, lang))
        if saved:
            shelf.add(rows, saved)
        suspect(path).unlink(missing_ok=True)
        key = "rescued" if saved else "damaged"
        said = {"path": path, "kept": kept.name, "n": len(saved)}
        return rows, [
            BrokenEnvironment(phrase(lang, "corpus", f"{key}.title", **said), phrase(lang, "corpus", f"{key}.remedy", **said))
        ]


def set_aside(path: Path, clock: Clock) -> Path:
    """Rename a damaged store and the files SQLite keeps beside it; return its new place. Raises ``OSError``."""
    stamp = clock.now().strftime("%Y%m%dT%H%M%S")
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    for tail in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + tail))
    return kept


def _readable(kept: Path, lang: Language) -> Iterator[Post]:
    """Yield the posts that can still be read, from both ends towards the damage; a copy is read, the kept file stays as it is."""
    copy = kept.with_name(kept.name + ".copy")
    copy.write_bytes(kept.read_bytes())
    wal = kept.with_name(kept.name + "-wal")
    if wal.exists():
        copy.with_name(copy.name + "-wal").write_bytes(wal.read_bytes())
    rows = Rows(copy, lang)
    try:
        for order in ("", " DESC"):
            yield from _until_damage(rows, order)
    finally:
        rows.close()
        for tail in ("", "-wal", "-shm", ".suspect"):
            copy.with_name(copy.name + tail).unlink(missing_ok=True)


def _until_damage(rows: Rows, order: str) -> Iterator[Post]:
    """Yield posts in the order of the file until SQLite refuses or a row makes no post."""
    try:
        with rows.reading() as connection:
            yield from shelf.walk(connection, order)
    except (CoachError, ValueError):
        # This is the very damage we are walking towards, already told in the notice.
        return
