"""One question and one answer over HTTP, with a limit on every wait, and what a refusal means.

chroma's own client waits for ever and speaks to the server as soon as it is made; this one does neither. The only module that
names httpx.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

CONNECT_S = 2.0
"""Seconds to reach a server."""
ANSWER_S = 10.0
"""Seconds in which an answer must be there in full, however slowly it drips."""
LARGEST = 64_000_000
"""Bytes of an answer that are read."""
TroubleCode = Literal[
    "unreachable", "slow", "untrusted", "refused", "full", "busy", "failing", "foreign", "version", "nowhere", "reset"
]
"""What keeps a server from helping; ``server.<code>`` in the phrase book says it, with a remedy."""


class Trouble(Exception):
    """The server did not do what was asked. ``str()`` is what it said, for whoever looks after it."""

    def __init__(self, code: TroubleCode, said: str = "") -> None:
        super().__init__(said)
        self.code: TroubleCode = code


class Place(NamedTuple):
    """Where a team's store is, and by what right one enters."""

    url: str
    tenant: str = "default_tenant"
    database: str = "default_database"
    token: str | None = None

    @property
    def host(self) -> str:
        """Name of the machine, as shown."""
        return urlsplit(self.url).netloc

    @property
    def name(self) -> str:
        """Identifies the store, without the token."""
        return f"{self.url.rstrip('/')}|{self.tenant}|{self.database}"


class Wire:
    """The connections to one server; nothing is opened before the first call. Safe to use from several threads."""

    def __init__(self, place: Place, connect_s: float, answer_s: float) -> None:
        self._place, self._connect_s, self._answer_s = place, connect_s, answer_s
        self._client: Any = None

    def call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Return what the server answers, as JSON. Raises ``Trouble``."""
        with _translated():
            status, said = self._exchange(method, path, body)
        if status >= 300:
            raise _refusal(status, said)
        try:
            return json.loads(said)
        except ValueError as error:
            raise Trouble("foreign", _shown(said)) from error

    def _exchange(self, method: str, path: str, body: Mapping[str, object] | None) -> tuple[int, bytes]:
        """Return the status and the whole answer."""
        if self._client is None:
            self._client = _client(self._place, self._connect_s, self._answer_s)
        until = time.monotonic() + self._answer_s
        said = bytearray()
        with self._client.stream(method, path, json=body) as answer:
            for piece in answer.iter_bytes():
                said += piece
                if time.monotonic() > until:
                    raise Trouble("slow")
                if len(said) > LARGEST:
                    raise Trouble("foreign", "too long")
            return int(answer.status_code), bytes(said)

    def close(self) -> None:
        """Let go of the connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            client.close()


def _client(place: Place, connect_s: float, answer_s: float) -> Any:
    """Return an HTTP client that follows no redirection: the token goes where the settings say, nowhere else."""
    import httpx

    headers = {"Authorization": f"Bearer {place.token}", "X-Chroma-Token": place.token} if place.token else {}
    limits = httpx.Timeout(answer_s, connect=connect_s)
    return httpx.Client(base_url=place.url.rstrip("/"), headers=headers, timeout=limits, follow_redirects=False)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what the network raises into :class:`Trouble`; the text of an error never holds the token."""
    import httpx

    try:
        yield
    except httpx.ConnectTimeout as error:
        raise Trouble("unreachable", "no answer") from error
    except httpx.TimeoutException as error:
        raise Trouble("slow") from error
    except httpx.TransportError as error:
        untrusted = isinstance(error.__cause__, ssl.SSLError) or "CERTIFICATE" in str(error) or "SSL" in str(error)
        strange = isinstance(error, (httpx.RemoteProtocolError, httpx.UnsupportedProtocol)) and "disconnected" not in str(error)
        raise Trouble("untrusted" if untrusted else "foreign" if strange else "unreachable", str(error)[:200]) from error
    except (httpx.DecodingError, httpx.InvalidURL, UnicodeError) as error:
        raise Trouble("foreign", type(error).__name__) from error


_FULL = ("disk", "no space", "full", "quota", "storage limit")


def _refusal(status: int, said: bytes) -> Trouble:
    """Return what a status that is no success means."""
    shown = _shown(said)
    if status in (401, 403, 407):
        return Trouble("refused", shown)
    if status in (413, 507) or (status >= 500 and any(word in shown.lower() for word in _FULL)):
        return Trouble("full", shown)
    if status in (429, 503):
        return Trouble("busy", shown)
    if status >= 500:
        return Trouble("failing", shown)
    if status in (404, 405, 410):
        return Trouble("reset", shown)
    return Trouble("foreign" if status < 400 else "version", shown)


def _shown(said: bytes) -> str:
    return said[:200].decode("utf-8", "replace")
