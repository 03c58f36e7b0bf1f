"""The door of a server: nothing behind it is shown to anybody who has not come in by a code, whatever page they come from."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from time import monotonic

from aiohttp import web

from coach.context import Language
from tui.serving.codes import ROOM_LENGTH, new_code, same, typed
from tui.serving.origins import SAFE, headers
from tui.serving.page import app_page, join_page
from tui.serving.patience import Patience
from tui.serving.people import Full, People, Person, first_name
from tui.serving.rules import Rules

COOKIE = "portevoix"
COOKIE_S = 120 * 24 * 3_600
"""Seconds a browser keeps its own code: the four half-days of a programme, with the months between them."""
PERSON = web.RequestKey("person", Person)
"""Who a request comes from."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doorway:
    """Knows the room's code, lets people in, and stands before every other page."""

    def __init__(self, rules: Rules, people: People, now: Callable[[], float] = monotonic, code: str | None = None) -> None:
        self.rules, self.people = rules, people
        self.code = code or new_code(ROOM_LENGTH)
        """The room's code; a new one at every start."""
        self.patience = Patience(now)
        self.open_to_new = True
        """Whether the room's code still opens; people's own codes always do."""

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse strangers' pages and people without a code; let everything else through."""
        rules, path = self.rules, request.path.removeprefix(self.rules.prefix)
        if not rules.origins.knows_host(request.host):
            raise web.HTTPForbidden(text="host")
        opens_socket = request.headers.get("Upgrade") is not None
        origin = request.headers.get("Origin")
        if (origin or opens_socket or request.method not in SAFE) and not self._ours(request, origin, path):
            raise web.HTTPForbidden(text="origin")
        person = self.people.of(request.cookies.get(COOKIE))
        if person is not None:
            request[PERSON] = person
        elif path.startswith("/api/"):
            pass  # for programs, which show their token at every request: see the room's own guard
        elif path not in ("/", "/join"):
            raise web.HTTPForbidden(text="code")
        return await handler(request)

    def _ours(self, request: web.Request, origin: str | None, path: str) -> bool:
        if path.startswith("/api/") and origin is None:
            return True  # no browser: it carries no cookie of anybody's
        return self.rules.origins.allows(origin, request.host, request.scheme)

    async def front(self, request: web.Request) -> web.Response:
        """Show the app to who has come in, the door to others."""
        person = request.get(PERSON)
        if person is None:
            return _html(join_page(_language(request), self.rules.prefix))
        return _html(app_page(person.lang, self.rules.prefix, request.host, secure=self._secure(request)))

    async def join(self, request: web.Request) -> web.Response:
        """Look at the code somebody typed: the room's, with a first name, or their own."""
        lang, address = _language(request), self._address(request)
        if wait := self.patience.wait(address):
            return self._again(lang, "wait", 429, wait)
        form = await request.post()
        code, name = typed(str(form.get("code", ""))), first_name(str(form.get("name", "")))
        known = self.people.of(code)
        if known is not None:
            self.patience.forgive(address)
            return self._come_in(request, code)
        if not same(code, self.code) or not self.open_to_new:
            wait = self.patience.failed(address)
            return self._again(lang, "closed" if not self.open_to_new else "wrong", 403, wait)
        if not name:
            return self._again(lang, "name", 400, 0)
        self.patience.forgive(address)
        try:
            _, token = self.people.welcome(name, lang)
        except Full:
            return self._again(lang, "full", 503, 0)
        return self._come_in(request, token, new=True)

    async def leave(self, _request: web.Request) -> web.Response:
        """Forget the browser: on a lent laptop, the next person must not find the last one's work."""
        answer = self._to_front()
        answer.del_cookie(COOKIE, path=f"{self.rules.prefix}/")
        return answer

    def _come_in(self, request: web.Request, token: str, *, new: bool = False) -> web.Response:
        lang = _language(request)
        answer = _html(join_page(lang, self.rules.prefix, own=token)) if new else self._to_front()
        answer.set_cookie(
            COOKIE,
            token,
            max_age=COOKIE_S,
            path=f"{self.rules.prefix}/",
            httponly=True,
            samesite="Strict",
            secure=self._secure(request),
        )
        return answer

    def _to_front(self) -> web.Response:
        return web.Response(status=303, headers={"Location": f"{self.rules.prefix}/"})

    def _secure(self, request: web.Request) -> bool:
        return request.secure or self.rules.origins.secure

    def _again(self, lang: Language, why: str, status: int, wait: float) -> web.Response:
        seconds = math.ceil(wait)
        answer = _html(join_page(lang, self.rules.prefix, why=why, seconds=seconds), status)
        if seconds:
            answer.headers["Retry-After"] = str(seconds)
        return answer

    def _address(self, request: web.Request) -> str:
        """Return who is asking: the last address a proxy of ours added, or the one that connected."""
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return told if self.rules.proxied and told else request.remote or "?"


async def dress(request: web.Request, response: web.StreamResponse) -> None:
    """Put on every answer what browsers must be told."""
    response.headers.update(headers(request.host))
    response.headers.pop("Server", None)


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


def _language(request: web.Request) -> Language:
    asked = request.headers.get("Accept-Language", "fr").strip().casefold()
    return "fr" if asked.startswith("fr") or not asked else "en"
