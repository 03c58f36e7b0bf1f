"""The mirror over what lay on a workshop's table: the same engine as everywhere, on a store made for one look and thrown away."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.finding import Reflection
    from coach.ports import Clock
    from coach.workshop.comparison import Mirrored


def mirror_of(clock: Clock) -> Mirrored:
    """Return what looks at a text beside what it was written from, by its words alone: 50 ms a text, once a report."""
    from coach.context import Context
    from coach.language import language_of
    from coach.mirror.mirror import CorpusMirror
    from coach.post import Post
    from corpus.store import open_store

    def look(text: str, sources: Sequence[str]) -> Reflection:
        lang = language_of(text, "fr")
        posts = [Post(id=f"table{n}", text=source, kind="official") for n, source in enumerate(sources) if source.strip()]
        with tempfile.TemporaryDirectory(prefix="portevoix-") as folder:
            store = open_store(Path(folder), Path(folder) / "cache", embedder=None, clock=clock, lang=lang)
            try:
                store.add(posts)
                return CorpusMirror(store, semantic=False).look(text, Context(today=clock.now().date(), lang=lang))[0]
            finally:
                store.close()

    return look
