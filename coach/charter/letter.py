"""A question to a contact as a letter: the address it goes to, and the ``mailto:`` that opens it in a mail program."""

from __future__ import annotations

import re
from urllib.parse import quote

_PART = r"[^\s@<>(),;:\"\[\]\\]"
_ADDRESS = re.compile(rf"{_PART}+@{_PART}+\.{_PART}+")
_LONGEST = 320
"""Characters of a channel that are looked at: the longest address there can be."""


def address_of(channel: str | None) -> str | None:
    """Return the mail address in a contact's channel, ``None`` when it is a telephone, a room or nothing."""
    found = _ADDRESS.search((channel or "")[:_LONGEST])
    return found.group().rstrip(".") if found else None


def mailto(address: str, subject: str, body: str) -> str:
    """Return the address as RFC 6068 has it: every byte that is not unreserved encoded, lines ended by ``%0D%0A``.

    Nothing in ``subject`` or ``body`` can add a recipient or a header.
    """
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{_encoded(address, '@')}?subject={_encoded(' '.join(subject.split()))}&body={_encoded(lines)}"


def _encoded(text: str, safe: str = "") -> str:
    return quote(text.encode("utf-8", "replace"), safe=safe)
