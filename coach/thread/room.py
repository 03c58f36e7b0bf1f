"""The room of each post of a thread, in the network's own counting."""

from __future__ import annotations

from typing import NamedTuple

from coach.context import Network
from coach.publish.counts import COMMENT_LIMITS, LIMITS, count, graphemes
from coach.text import Span

BLUESKY_BYTES = 3000
"""Bytes of UTF-8 a Bluesky post holds besides its 300 graphemes (AT Protocol, lexicon ``app.bsky.feed.post``)."""

_LONG = 8
"""Times the limit from which a text is looked at before it is counted."""


class Room(NamedTuple):
    """How long the posts of one thread may be, in the network's units."""

    network: Network
    reserve: int = 0
    """Kept free in each post, for its marker."""

    def limit(self, *, opens: bool) -> int:
        """Return what the network allows the post that ``opens`` the thread, or one that follows: on LinkedIn, a comment."""
        return (LIMITS if opens else COMMENT_LIMITS)[self.network]

    def budget(self, *, opens: bool) -> int:
        """Return what is left for the person's words."""
        return self.limit(opens=opens) - self.reserve

    def size(self, text: str) -> int:
        """Return the room ``text`` takes."""
        return count(text, self.network).used

    def holds(self, text: str, *, opens: bool) -> bool:
        """Tell whether ``text`` is one post."""
        most = self.limit(opens=opens)
        if len(text) > _LONG * most and len(text.split(None, most)) > most:
            return False  # each word counts for one at least: no need to count a book
        if self.network == "bluesky" and len(text.encode("utf-8", "replace")) > BLUESKY_BYTES - self.reserve:
            return False
        return self.size(text) <= self.budget(opens=opens)


def chop(text: str, span: Span, room: Room) -> list[Span]:
    """Return ``span`` of ``text``, which has no good place for a cut, in stretches that fit, between graphemes if it can be."""
    found: list[Span] = []
    start = span.start
    while start < span.end:
        end = _reach(text, Span(start, span.end), room)
        found.append(Span(start, end))
        start = end
    return found


def _reach(text: str, span: Span, room: Room) -> int:
    """Return the end of the longest stretch found that starts at ``span.start`` and fits; at least one code point."""
    low, high = 1, 2 * room.budget(opens=False)
    while span.start + high < span.end and room.holds(text[span.start : span.start + high], opens=False):
        low, high = high, 2 * high
    high = min(high, span.end - span.start)
    if room.holds(text[span.start : span.start + high], opens=False):
        return span.start + high
    while low < high - 1:
        middle = (low + high) // 2
        if room.holds(text[span.start : span.start + middle], opens=False):
            low = middle
        else:
            high = middle
    kept = _whole(text[span.start : min(span.end, span.start + low + _LONGEST_CLUSTER)], low)
    return span.start + (kept if room.holds(text[span.start : span.start + kept], opens=False) else low)


_LONGEST_CLUSTER = 64
"""Code points of a grapheme that is worth keeping whole: a family of eight with its skin tones has half as many."""


def _whole(text: str, reach: int) -> int:
    """Return the last edge between graphemes at or before ``reach``, or ``reach`` when one grapheme fills it all."""
    at = 0
    for cluster in graphemes(text):
        if at + len(cluster) > reach:
            break
        at += len(cluster)
    return at or reach
