"""Bringing posts into the store, file by file, with word of what was left out and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coach.context import Language
from coach.ports import Corpus
from coach.post import PostKind
from corpus.imprints import imprinted
from corpus.readers import Reported, read_path
from tui.kit import as_imported

KEPT_REPORTS = 200
"""Reported rows kept to be shown; the others are counted."""


@dataclass
class Brought:
    """What an import gave, so far."""

    added: int = 0
    updated: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    """How many records were left out, by reason; ``already_there`` for those the store had."""
    reported: list[Reported] = field(default_factory=list)
    reports: int = 0
    """How many rows were reported in all."""
    where: str = ""
    """The file at hand."""
    columns: tuple[str, ...] = ()
    """The headers of the first table whose text could not be told: the person is to be asked."""

    @property
    def seen(self) -> int:
        """How many posts were given to the store."""
        return self.added + self.updated + self.skipped["already_there"]


def bring_in(
    corpus: Corpus,
    path: Path,
    *,
    kind: PostKind,
    author: str | None,
    speak: Language,
    note: Callable[[Brought], None],
    stop: Callable[[], bool],
    mapping: Mapping[str, str] | None = None,
) -> Brought:
    """Read ``path`` into ``corpus``, telling ``note`` after each piece, until the end or ``stop()``.

    Every piece is kept whole: stopping loses nothing of what was told. Raises ``BadInput`` and ``BrokenEnvironment``.
    """
    brought = Brought()
    for found in read_path(path, kind=kind, author=author, mapping=mapping, speak=speak):
        read = imprinted(found, path, speak)
        done = corpus.add(as_imported(read.posts, corpus))
        brought.added += done.added
        brought.updated += done.updated
        brought.skipped.update(skipped.reason for skipped in read.skipped)
        if done.unchanged:
            brought.skipped["already_there"] += done.unchanged
        brought.reports += len(read.reported)
        brought.reported += read.reported[: KEPT_REPORTS - len(brought.reported)]
        if read.columns and not brought.columns:
            brought.columns = read.columns
        brought.where = read.where
        note(brought)
        if stop():
            break
    return brought
