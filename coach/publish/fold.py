"""Where a network folds a post: what a reader sees before « voir plus »."""

from __future__ import annotations

from coach.context import Network
from coach.publish.counts import limit_at

USUAL: dict[Network, int] = {"linkedin": 210, "x": 280, "mastodon": 0, "bluesky": 0}
"""What each network shows of a post, as it counts; 0 when it shows all. The person's settings (``[fold_at]``) may say otherwise.

LinkedIn does not say where it cuts: between 140 and 210 characters were seen, on phones and on screens.
"""
LINES = 3
"""Lines LinkedIn shows, at most, blank ones counted."""


def fold_at(text: str, network: Network, shown: int | None = None) -> int | None:
    """Return the first code point hidden behind « voir plus », or ``None`` when the whole text shows.

    ``shown`` is what the network shows, 0 for all, :data:`USUAL` when it is not given; the cut falls between two words.
    """
    shown = USUAL[network] if shown is None else shown
    if not shown:
        return None
    end = len(text.rstrip())
    cut = min(end, _after_lines(text)) if network == "linkedin" else end
    over = limit_at(text[:end], network, limit=shown)
    if over is not None and over < cut:
        space = text.rfind(" ", 0, over + 1)
        cut = space if space > over // 2 else over
    return cut if cut < end else None


def _after_lines(text: str) -> int:
    """Return where the last line shown ends."""
    at = -1
    for _ in range(LINES):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at
