"""The line put to work: the memento of the notebook, what its author published, the names of what the company sells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.line.holding import HeldLine, held
from coach.line.keeping import KEY, Line, line_of
from coach.line.memento import Memento
from coach.ports import Notebook
from corpus.browse import Search

if TYPE_CHECKING:
    from coach.charter.pack import Pack
    from tui.house import Library

LOOKED_AT = 60
"""Of one's own posts, the newest: what the mix and the usual sentences are told by."""


@lru_cache(maxsize=4)
def _memento(said: str) -> Memento:
    """Return the memento of a line's JSON; one that cannot be read holds nothing: its room says so, with the remedy."""
    try:
        line: Line = line_of(said)
    except ValueError:
        return Memento()
    return line.memento


class LineAtWork:
    """Gives the line of the moment, and reads one's published posts again only when the store has changed."""

    def __init__(self) -> None:
        self._seen: tuple[str, int] | None = None
        self._published: tuple[str, ...] = ()

    def of(self, notebook: Notebook, corpus: Library, packs: Sequence[Pack]) -> HeldLine | None:
        """Return the line to hold a draft against; ``None`` when the person has none. Raises ``CoachError``."""
        said = notebook.read(KEY)
        if said is None or (memento := _memento(said)).empty:
            return None
        name = memento.name or notebook.read("name") or ""
        if (seen := (name, corpus.revision())) != self._seen:
            self._published, self._seen = published(corpus, name), seen
        products = [product for pack in packs for product in pack.company.products]
        return held(memento, self._published, products)


def published(corpus: Library, name: str) -> tuple[str, ...]:
    """Return one's own published posts, newest first: those kept as one's own, and those signed with one's name."""
    found = list(corpus.browse(Search(kind="own", limit=LOOKED_AT)).posts)
    if name:
        found += [post for post in corpus.browse(Search(author=name, limit=LOOKED_AT)).posts if post.kind == "sibling"]
    newest = sorted(found, key=lambda post: post.date or "", reverse=True)
    return tuple(dict.fromkeys(post.text for post in newest))[:LOOKED_AT]
