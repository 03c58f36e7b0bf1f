"""What an address tells of a post: its network, its moment, whether it is the post's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

_HOSTS = {
    "linkedin.com": "linkedin",
    "lnkd.in": "linkedin",
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "threads.net": "threads",
    "threads.com": "threads",
}
_NAMES = {"twitter": "x", "x (twitter)": "x", "x/twitter": "x", "google": "google+"}
_MASTODON = re.compile(r"/(?:@[\w.@-]+|users/[\w.-]+/statuses)/\d{6,}(?:/|$)")
_OWN = re.compile(r"urn:li:|/posts/|/pulse/|/status(?:es)?/\d|/post/\w|/(?:p|reel)/\w")
_URN = re.compile(r"(?:activity|share|ugcPost|groupPost)(?:[:-]|%3A)(?:\d+-)?(\d{15,20})(?!\d)")
_ONLY = re.compile(r"https?://\S+(?:\s+https?://\S+)*")


def plain_url(url: str) -> str:
    """Return ``url`` with the colons of a LinkedIn URN written as colons."""
    return re.sub("%3a", ":", url, flags=re.IGNORECASE) if "linkedin.com" in url else url


def network_of(url: str | None) -> str | None:
    """Return the network an address belongs to, ``None`` when it is none we know."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no IPv6 address
        return None
    for known, name in _HOSTS.items():
        if host == known or host.endswith("." + known):
            return name
    return "mastodon" if _MASTODON.search(parts.path) else None


def network_named(name: str) -> str | None:
    """Return the network a file names, in our spelling (``Twitter`` is ``x``); ``None`` when it names several or none."""
    folded = " ".join(name.casefold().strip("[]\"' ").split())
    return None if re.search("[,;|]", folded) else _NAMES.get(folded, folded) or None


def mentions_linkedin(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether some cell of a table is an address of LinkedIn."""
    return any("linkedin.com/" in cell or "lnkd.in/" in cell for row in rows for cell in row)


def is_own(url: str) -> bool:
    """Tell whether ``url`` is the address of one post, and not a page that many posts may link to."""
    return (network_of(url) is not None and _OWN.search(url) is not None) or bool(_MASTODON.search(url))


def urn_moment(url: str) -> dt.datetime | None:
    """Return when a LinkedIn post was made: the upper bits of its number count milliseconds since 1970."""
    found = _URN.search(url)
    if found is None:
        return None
    seconds = (int(found[1]) >> 22) / 1000
    if not 1_041_379_200 <= seconds < 4_102_444_800:  # LinkedIn opened in 2003
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def is_only_links(text: str) -> bool:
    """Tell whether ``text`` is nothing but addresses."""
    return _ONLY.fullmatch(text.strip()) is not None
