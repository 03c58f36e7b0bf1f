"""A participant's own line of the register, asked for by their app: read, changed, taken away. Every call may take seconds.

Unlike a text, a consent is never queued: it holds once the room has said so, and the person is told when it has not.
"""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from pydantic import ValidationError

from coach.workshop.belonging import Ask, Belonging
from tui.serving.link import LARGEST, Address, Unreachable, near

ANSWER_S = 20.0
"""Seconds an answer may take: the mirror looks at both ends of a programme."""


def learn(address: Address) -> Belonging:
    """Return what one is told of one's cohort. Raises :class:`Unreachable`."""
    return _belonging(_call(address, "GET", "/api/mine"))


def ask(address: Address, wish: Ask, homework: str = "") -> Belonging:
    """Have something changed for oneself, and return what stands then. Raises :class:`Unreachable`, and nothing changed."""
    return _belonging(_call(address, "POST", "/api/mine", {"ask": wish, "homework": homework}))


def texts(address: Address) -> str:
    """Return everything one wrote in the sessions of the cohort, as Markdown. Raises :class:`Unreachable`."""
    return str(_call(address, "GET", "/api/mine/texts").get("text", ""))


def leave(address: Address) -> None:
    """Have all that is one's own erased there, for good. Raises :class:`Unreachable`, and nothing was."""
    _call(address, "POST", "/api/mine", {"ask": "leave"})


def _belonging(got: dict[str, Any]) -> Belonging:
    try:
        return Belonging.model_validate(got)
    except ValidationError as error:
        raise Unreachable(str(error)) from error


def _call(address: Address, method: str, path: str, said: dict[str, str] | None = None) -> dict[str, Any]:
    body = None if said is None else json.dumps(said).encode()
    headers = {"Authorization": f"Bearer {address.token}", "Content-Type": "application/json"}
    request = Request(address.url + path, body, headers, method=method)  # noqa: S310 http or https: see in_room
    opener = build_opener(ProxyHandler({}) if near(address.url) else ProxyHandler())
    try:
        with opener.open(request, timeout=ANSWER_S) as answer:
            got = json.loads(answer.read(LARGEST))
    except HTTPError as error:
        raise Unreachable("code" if error.code == 403 else str(error)) from error
    except (URLError, OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(str(getattr(error, "reason", error))) from error
    if not isinstance(got, dict):
        raise Unreachable("answer")
    return got
