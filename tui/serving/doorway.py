"""The door of a server: nothing behind it is shown to anybody who has not come in by a code, whatever page they come from."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Literal, NamedTuple

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
LONGEST_FORM = 65_536
"""Bytes of a code and a name at most."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Admitted(NamedTuple):
    """Somebody came in."""

    token: str
    new: bool
    """Whether for the first time."""


class Refused(NamedTuple):
    """Somebody did not."""

    why: Literal["wait", "wrong", "closed", "name", "full"]
    status: int
    wait: float
    """Seconds before the next try."""


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

    async def dress(self, request: web.Request, response: web.StreamResponse) -> None:
        """Put on every answer what browsers must be told."""
        response.headers.update(headers(request.host, *self.rules.origins.names))
        response.headers.pop("Server", None)

    async def front(self, request: web.Request) -> web.Response:
        """Show the app to who has come in, the door to others."""
        person = request.get(PERSON)
        if person is None:
            return _html(join_page(_language(request), self.rules.prefix))
        return _html(app_page(person.lang, self.rules.prefix))

    async def join(self, request: web.Request) -> web.Response:
        """Look at the code somebody typed: the room's, with a first name, or their own."""
        lang, address = _language(request), self._address(request)
        if not self.patience.wait(address) and (request.content_length or 0) > LONGEST_FORM:
            raise web.HTTPRequestEntityTooLarge(max_size=LONGEST_FORM, actual_size=request.content_length or 0)
        form = {} if self.patience.wait(address) else await request.post()
        answer = self.try_code(address, str(form.get("code", "")), str(form.get("name", "")), lang)
        if isinstance(answer, Refused):
            return self._again(lang, answer)
        return self._come_in(request, answer.token, new=answer.new)

    async def join_program(self, request: web.Request) -> web.Response:
        """Do the same for somebody's own portevoix, in JSON: it keeps the token itself."""
        address = self._address(request)
        try:
            asked = {} if self.patience.wait(address) else await request.json()
            code, name, lang = (str(asked.get(key, "")) for key in ("code", "name", "lang"))
        except (ValueError, AttributeError):
            raise web.HTTPBadRequest(text="join") from None
        answer = self.try_code(address, code, name, "en" if lang == "en" else "fr")
        if isinstance(answer, Refused):
            return web.json_response({"why": answer.why, "seconds": math.ceil(answer.wait)}, status=answer.status)
        return web.json_response({"token": answer.token})

    def try_code(self, address: str, said: str, called: str, lang: Language) -> Admitted | Refused:
        """Let in whoever says the room's code and a name, or their own code; each wrong one makes ``address`` wait longer."""
        if wait := self.patience.wait(address):
            return Refused("wait", 429, wait)
        code, name = typed(said), first_name(called)
        if self.people.of(code) is not None:
            self.patience.forgive(address)
            return Admitted(code, new=False)
        if not same(code, self.code) or not self.open_to_new:
            return Refused("wrong" if self.open_to_new else "closed", 403, self.patience.failed(address))
        if not name:
            return Refused("name", 400, 0)
        self.patience.forgive(address)
        try:
            return Admitted(self.people.welcome(name, lang)[1], new=True)
        except Full:
            return Refused("full", 503, 0)

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

    def _again(self, lang: Language, refused: Refused) -> web.Response:
        seconds = math.ceil(refused.wait)
        answer = _html(join_page(lang, self.rules.prefix, why=refused.why, seconds=seconds), refused.status)
        if seconds:
            answer.headers["Retry-After"] = str(seconds)
        return answer

    def _address(self, request: web.Request) -> str:
        """Return who is asking: the last address a proxy of ours added, or the one that connected."""
        lines = request.headers.getall("X-Forwarded-For", [""])  # some proxies add a line of their own after a forged one
        told = lines[-1].rpartition(",")[2].strip()
        return told if self.rules.proxied and told else request.remote or "?"


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")


def _language(request: web.Request) -> Language:
    asked = request.headers.get("Accept-Language", "fr").strip().casefold()
    return "fr" if asked.startswith("fr") or not asked else "en"
