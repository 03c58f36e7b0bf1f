"""Whether a request comes from our own page: the names we answer to, and the pages allowed to speak for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

SAFE = frozenset({"GET", "HEAD"})
"""What changes nothing: a browser sends no Origin with it, except to open a websocket."""


class Origins(NamedTuple):
    """Which names and pages are ours."""

    declared: frozenset[str] = frozenset()
    """Origins said by the administrator, ``https://salle.example.org``: a proxy's in front of us. None: our own address."""
    loopback: bool = True
    """Whether we only listen on this machine: then we answer to its own names only, whatever a stranger's name server says."""

    def knows_host(self, host: str) -> bool:
        """Tell whether a Host header names us."""
        if self.declared:
            return host.casefold() in self.names or is_loopback(_name(host))
        return bool(host) and (not self.loopback or is_loopback(_name(host)))

    def allows(self, origin: str | None, host: str, scheme: str = "http") -> bool:
        """Tell whether a page of ``origin`` may act: one that was declared, or our own at ``scheme://host``."""
        if not origin:
            return False
        said = origin.casefold().rstrip("/")
        if said in self.declared:
            return True
        own = not self.declared or (host.casefold() not in self.names and is_loopback(_name(host)))
        return own and said == f"{scheme}://{host.casefold()}"

    @property
    def names(self) -> frozenset[str]:
        """The names and ports of the declared origins: a proxy need not tell us which of them a page was asked by."""
        return frozenset(urlsplit(origin).netloc for origin in self.declared)

    @property
    def secure(self) -> bool:
        """Whether people reach us by TLS only: their browser then keeps the cookie for it."""
        return bool(self.declared) and all(origin.startswith("https://") for origin in self.declared)


def declared(origins: Iterable[str]) -> frozenset[str]:
    """Return origins as browsers write them. Raises ``ValueError`` with the one that is none."""
    found = set()
    for said in origins:
        parts = urlsplit(said.strip().casefold().rstrip("/"))
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query or "@" in parts.netloc:
            raise ValueError(said)
        found.add(f"{parts.scheme}://{parts.netloc}")
    return frozenset(found)


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address is this machine's own."""
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return the name in ``name:port``; nothing for ``127.0.0.1:80.evil.example`` or ``evil@localhost``."""
    try:
        parts = urlsplit(f"//{host}")
        whole = parts.netloc == host and parts.username is None and parts.port != 0
    except ValueError:
        return ""
    return (parts.hostname or "") if whole else ""


def headers(*hosts: str) -> Mapping[str, str]:
    """Return what every answer says to a browser that reaches us by one of ``hosts``.

    Load nothing from elsewhere, show us in no frame, tell nobody.
    """
    plain = [host for host in dict.fromkeys(hosts) if host and all(char.isalnum() or char in ".-:[]" for char in host)]
    sockets = " ".join(f"ws://{host} wss://{host}" for host in plain)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' {sockets}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cache-Control": "no-store",
    }
