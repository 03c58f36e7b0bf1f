"""How much of a network's room a text takes, counted the way that network counts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal, NamedTuple

from coach.context import Network

Unit = Literal["characters", "weighted", "graphemes"]

LIMITS: dict[Network, int] = {"linkedin": 3000, "x": 280, "mastodon": 500, "bluesky": 300}
"""Room of a post. Sources: help pages of LinkedIn and X (developer docs, counting characters), Mastodon, AT Protocol lexicon."""
COMMENT_LIMITS: dict[Network, int] = {**LIMITS, "linkedin": 1250}
"""Room of a comment."""
URL_LENGTH = 23
"""What a link counts for on X and Mastodon, whatever its length."""


class Count(NamedTuple):
    """Room taken and room there is."""

    used: int
    limit: int
    unit: Unit

    @property
    def over(self) -> int:
        """How much too long, 0 when it fits."""
        return max(0, self.used - self.limit)


_URL = re.compile(r"https?://[^\s<>«»\"]+", re.IGNORECASE)
_BARE_URL = re.compile(
    r"(?<![\w@./#-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|org|net|fr|eu|io|co|uk|de|be|ch|ca|info|dev|app|ai|gouv|tv|me|ly)(?:/[^\s<>«»\"]*)?(?![\w@-])",
    re.IGNORECASE,
)
_REMOTE_MENTION = re.compile(r"(?<![\w/])(@\w+)@[\w.-]+\w")
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh one on X; any other weighs two (twitter-text configuration, version 3)."""


@cache
def _clusters() -> Any:
    import regex

    return regex.compile(r"\X")


@cache
def _pictured() -> Any:
    import regex

    return regex.compile(
        r"\p{Extended_Pictographic}(?:\ufe0f|\p{EMod}|\u200d|$)|\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|[0-9#*]\ufe0f?\u20e3"
    )


def graphemes(text: str) -> list[str]:
    """Return the characters as a reader sees them: a family emoji is one."""
    return list(text) if text.isascii() and "\r" not in text else _clusters().findall(text)


def is_emoji(cluster: str) -> bool:
    """Tell whether a grapheme is drawn as an emoji."""
    return not cluster.isalnum() and not cluster.isspace() and bool(_pictured().match(cluster)) and cluster not in "©®™"


def count(text: str, network: Network, *, kind: Literal["post", "comment"] = "post") -> Count:
    """Return the room ``text`` takes on ``network``."""
    limit = (COMMENT_LIMITS if kind == "comment" else LIMITS)[network]
    if network == "x":
        return Count(weigh(text), limit, "weighted")
    if network == "bluesky":
        return Count(len(graphemes(text)), limit, "graphemes")
    if network == "mastodon":
        shortened = _URL.sub("u" * URL_LENGTH, _REMOTE_MENTION.sub(r"\1", text))
        return Count(len(graphemes(shortened)), limit, "characters")
    return Count(len(text), limit, "characters")


def weigh(text: str) -> int:
    """Return the weight of ``text`` on X: a link 23, an emoji 2, Latin letters 1, ideographs 2."""
    composed = unicodedata.normalize("NFC", text)
    total = 0
    at = 0
    for start, end in _links(composed):
        total += _weigh_words(composed[at:start]) + URL_LENGTH
        at = end
    return total + _weigh_words(composed[at:])


def _links(text: str) -> list[tuple[int, int]]:
    """Return the links X would shorten, a trailing full stop or bracket left out."""
    found = [m.span() for m in _URL.finditer(text) if re.match(r"https?://(?:[\w-]+\.)+[^\W\d_]{2,}", m.group(), re.IGNORECASE)]
    found += [m.span() for m in _BARE_URL.finditer(text) if not any(s <= m.start() < e for s, e in found)]
    trimmed = [(s, e - len(text[s:e]) + len(text[s:e].rstrip(".,;:!?…)]'’\""))) for s, e in found]
    return sorted(trimmed)


def _weigh_words(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if is_emoji(cluster) else sum(map(_weight, cluster)) for cluster in graphemes(text))


def _weight(char: str) -> int:
    return 1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2


def limit_at(text: str, network: Network, *, kind: Literal["post", "comment"] = "post", limit: int | None = None) -> int | None:
    """Return the first code point that no longer fits, or ``None`` when all does (found by halving; counts only grow).

    ``limit``: the room there is, instead of the network's own.
    """
    room = (COMMENT_LIMITS if kind == "comment" else LIMITS)[network] if limit is None else limit
    if count(text, network, kind=kind).used <= room:
        return None
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if count(text[: middle + 1], network, kind=kind).used > room:
            high = middle
        else:
            low = middle + 1
    return min(low, max(0, len(text) - 1))
