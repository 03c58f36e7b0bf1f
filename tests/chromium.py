"""A real browser for the tests: Debian's Chromium without a screen, driven by its DevTools protocol over a websocket."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_S = 40.0
MOVES = re.compile(r"\x1b(\[[0-9;?<>=]*[A-Za-z~]|\][^\x07]*\x07)")


def find() -> str | None:
    """Where the browser is, if it is there."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One tab of its own browser profile."""

    def __init__(self, wire: ClientWebSocketResponse, session: str) -> None:
        self._wire, self._session = wire, session
        self.asked: list[str] = []
        """Every address the page asked for, websockets too."""
        self.said: list[str] = []
        """What it complained of in its console."""
        self.sent: list[str] = []
        """What it sent by its websocket."""
        self.painted = ""
        """What came by its websocket, as a terminal would read it, without the moves and the colours."""

    async def run(self, code: str) -> Any:
        """The value of a JavaScript expression, awaited if it is a promise."""
        got = await self.ask("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in got:
            raise AssertionError(got["exceptionDetails"])
        return got["result"].get("value")

    async def go(self, url: str) -> None:
        await self.ask("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def until(self, code: str) -> Any:
        """Wait until an expression is true, and return it."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    if found := await self.run(code):
                        return found
                except (AssertionError, RuntimeError):  # between two pages there is nobody to ask
                    pass
                await asyncio.sleep(0.05)

    async def type(self, text: str) -> None:
        """Type as a keyboard does, a key at a time."""
        for char in text:
            await self.ask("Input.dispatchKeyEvent", type="keyDown", text=char, key=char, unmodifiedText=char)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=char)

    async def press(self, key: str, code: int, *, modifiers: int = 0) -> None:
        """Press one key by its name and Windows code; modifiers 1 Alt, 2 Ctrl, 8 Shift."""
        common: dict[str, Any] = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        await self.ask("Input.dispatchKeyEvent", type="rawKeyDown", **common)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    async def picture(self, path: Path) -> None:
        shot = await self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))

    def ask(self, method: str, **params: Any) -> Any:
        return self._browser.ask(method, self._session, **params)

    _browser: Browser


class Browser:
    """A running browser."""

    def __init__(self, wire: ClientWebSocketResponse) -> None:
        self._wire = wire
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._pages: dict[str, Page] = {}
        self.reading = asyncio.create_task(self._read())

    async def ask(self, method: str, session: str | None = None, **params: Any) -> Any:
        number = next(self._numbers)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        asked: dict[str, Any] = {"id": number, "method": method, "params": params}
        await self._wire.send_json(asked | ({"sessionId": session} if session else {}))
        return await asyncio.wait_for(future, PATIENCE_S)

    async def page(self, *, downloads: Path | None = None, width: int = 1000, height: int = 640) -> Page:
        """Open a tab with cookies of its own, as another person's browser has."""
        context = (await self.ask("Target.createBrowserContext"))["browserContextId"]
        asked = {"url": "about:blank", "browserContextId": context, "width": width, "height": height}
        target = (await self.ask("Target.createTarget", **asked))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        page = Page(self._wire, session)
        page._browser = self
        self._pages[session] = page
        for domain in ("Page", "Runtime", "Network", "Log"):
            await page.ask(f"{domain}.enable")
        await self.ask("Browser.grantPermissions", permissions=["clipboardReadWrite"], browserContextId=context)
        if downloads is not None:
            await self.ask("Browser.setDownloadBehavior", behavior="allow", browserContextId=context, downloadPath=str(downloads))
        return page

    async def _read(self) -> None:
        async for message in self._wire:
            if message.type is not WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            if future := self._waiting.pop(told.get("id", 0), None):
                if not future.done():
                    if "error" in told:
                        future.set_exception(RuntimeError(str(told["error"])))
                    else:
                        future.set_result(told["result"])
            elif page := self._pages.get(told.get("sessionId", "")):
                _note(page, told["method"], told["params"])


def _note(page: Page, method: str, params: dict[str, Any]) -> None:
    match method:
        case "Network.requestWillBeSent":
            page.asked.append(params["request"]["url"])
        case "Network.webSocketCreated":
            page.asked.append(params["url"])
        case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
            page.painted += MOVES.sub("", base64.b64decode(params["response"]["payloadData"]).decode(errors="replace"))
        case "Network.webSocketFrameSent" if params["response"]["opcode"] == 1:
            page.sent.append(params["response"]["payloadData"])
        case "Log.entryAdded":
            page.said.append(f"{params['entry']['level']}: {params['entry']['text']} {params['entry'].get('url', '')}")
        case "Runtime.exceptionThrown":
            page.said.append(f"exception: {params['exceptionDetails']}")


@asynccontextmanager
async def browser(*more: str) -> AsyncIterator[Browser]:
    """Run a browser for a while, with ``more`` flags."""
    name = find()
    assert name is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"]
        flags += ["--disable-dev-shm-usage", "--disable-background-networking", "--lang=fr", f"--user-data-dir={folder}", *more]
        null = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(name, *flags, "about:blank", stdout=null, stderr=null)
        try:
            port = await _until(lambda: Path(folder, "DevToolsActivePort").read_text().splitlines()[:2])
            async with ClientSession() as http, http.ws_connect(f"ws://127.0.0.1:{port[0]}{port[1]}", max_msg_size=0) as wire:
                found = Browser(wire)
                try:
                    yield found
                finally:
                    found.reading.cancel()
        finally:
            process.kill()
            await process.wait()


async def _until(look: Callable[[], list[str]]) -> list[str]:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                if len(found := look()) == 2:
                    return found
            except OSError:
                pass
            await asyncio.sleep(0.05)
