"""What the administrator decides of a server."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tui.serving.origins import Origins, is_loopback


class Rules(NamedTuple):
    """Where it listens, to whom it opens, and what it bears."""

    folder: Path
    """Where its people's homes are."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0: any free one."""
    prefix: str = ""
    """Path under which a proxy shows us: empty, or ``/porte-voix``."""
    declared: frozenset[str] = frozenset()
    """Origins a proxy shows us at."""
    proxied: bool = False
    """Whether the one address we hear is a proxy's, which says in ``X-Forwarded-For`` whose the request is."""
    sessions: int = 40
    """Pages open at once at most."""
    sessions_each: int = 3
    """Pages one person may have open at once."""
    people: int = 200
    """People at most, over the life of the server."""
    idle_s: float = 1_800.0
    """Seconds without a key after which a page is closed; what was typed is kept."""

    @property
    def origins(self) -> Origins:
        """Whom it takes for one of its own pages."""
        return Origins(self.declared, loopback=is_loopback(self.host))

    @property
    def in_clear(self) -> bool:
        """Whether codes and texts cross a network in clear."""
        return not is_loopback(self.host) and not self.origins.secure


def prefix_of(typed: str) -> str:
    """Return a path as ours are built on: ``/name``, or nothing. Raises ``ValueError`` for what is no plain path."""
    bare = typed.strip().strip("/")
    if not all(char.isascii() and (char.isalnum() or char in "-_./~") for char in bare) or ".." in bare or "//" in bare:
        raise ValueError(typed)
    return f"/{bare}" if bare else ""
