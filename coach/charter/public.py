"""What a person shows to be public: the link they give, and the entry (client, figure, project) it is remembered for."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from coach.finding import Finding, Source
from coach.text import clean, words

PUBLISHABLE = frozenset(
    {
        "confidential_project",
        "unpublished_financials",
        "client_named_without_consent",
        "missing_source_for_figure",
        "internal_link_or_tool",
    }
)
"""Categories of remark that a public page answers. A telephone number or an insult found elsewhere stays one."""
LONGEST = 2_000
"""Characters a link may have."""


def may_be_public(finding: Finding) -> bool:
    """Tell whether a link to a public page would answer the remark."""
    return finding.source is Source.CHARTER and finding.category in PUBLISHABLE


def link_of(typed: str) -> str | None:
    """Return the web address typed, with its scheme, or ``None`` when it is none a reader could open.

    Only ``http`` and ``https``, a host with a name, no password: nothing is fetched, so nothing else is known of it.
    """
    said = clean(typed).strip()
    if not said or len(said) > LONGEST or any(char.isspace() for char in said):
        return None
    address = said if "://" in said else f"https://{said}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or parts.username or parts.password:
        return None
    return address if _is_open(host) else None


def _is_open(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        last = name.rpartition(".")[2]
        return all(name.split(".")) and "." in name and len(last) > 1 and last not in ("local", "internal", "localhost", "lan")


def entry_of(text: str) -> tuple[str, ...]:
    """Return what names the thing in a passage, folded: its capitalised words, or all its words when it holds a figure.

    ``notre client Lorcadet`` and ``Lorcadet, client`` name the same client; ``12 %`` and ``12 millions`` two figures.
    """
    found = words(text)
    names = tuple(word.key for word in found if text[word.start].isupper())
    if not names or any(char.isdigit() for char in text):
        return tuple(word.key for word in found) or (text.strip(),)
    return names
