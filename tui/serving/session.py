"""One page and its app: textual-serve's talk between the two, with a process of our own making, limits and a sure end."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tui.serving.nursery import Born, end

LEAVES_S = 5.0
"""Seconds an app has to save and leave before it is made to."""
NARROWEST, WIDEST = (20, 8), (400, 150)
"""Columns and rows of a page's terminal: what a page asks beyond them is not believed."""


class Wire(NamedTuple):
    """The three ways back to a page."""

    paint: Callable[[bytes], Awaitable[None]]
    tell: Callable[[str], Awaitable[None]]
    close: Callable[..., Awaitable[None]]
    """Called with ``left``: whether the person left by the app's own door."""


class Session(AppService):
    """The app of one page. ``begin`` makes its process for a terminal of so many columns and rows."""

    def __init__(
        self, begin: Callable[[int, int], Awaitable[Born]], wire: Wire, downloads: DownloadManager, now: Callable[[], float]
    ) -> None:
        super().__init__("portevoix", write_bytes=wire.paint, write_str=wire.tell, close=self._close, download_manager=downloads)
        self._begin, self._now, self._wire = begin, now, wire
        self.active = now()
        """When a key was last pressed."""
        self.left = False
        """Whether the person left by the app's own door, rather than by closing the page."""
        self._born: Born | None = None

    @property
    def pid(self) -> int | None:
        """The number of its process, once it has one."""
        return self._born.pid if self._born else None

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Any:
        """Begin the app."""
        self._born = await self._begin(*fitting(width, height))
        self._process: Any = self._born
        self._stdin = self._born.stdin
        return self._born

    async def run(self) -> None:
        """Pass on what the app paints until it ends; its page is then told."""
        await super().run()
        await self._close()

    async def _close(self) -> None:
        await self._wire.close(left=self.left)

    async def send_bytes(self, data: bytes) -> bool:
        """Hand keys over, and take note that somebody is there; a pointer that only moves over the page tells the same."""
        self.active = self._now()
        return await super().send_bytes(data)

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the app the size of its page, within reason."""
        await super().set_terminal_size(*fitting(width, height))

    async def on_data(self, payload: bytes) -> None:
        """Show what was painted. A page that is gone is painted to no more, but its app is heard until it has left."""
        with contextlib.suppress(ConnectionError, RuntimeError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """Pass on what the app asks of the page. A file is always kept, never opened: its text would speak for our pages."""
        asked: dict[str, Any] = json.loads(data)
        self.left = self.left or asked["type"] == "exit"
        if asked["type"] == "open_url" and not str(asked["url"]).startswith(("https://", "http://", "mailto:")):
            return
        if asked["type"] == "deliver_file_start":
            asked["open_method"] = "download"
        await super().on_meta(json.dumps(asked).encode())

    async def stop(self) -> None:
        """Have the app save and leave, and make sure that its process has ended."""
        task, self._task = self._task, None
        if task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        for hard in (None, False, True):
            if hard is not None and self.pid is not None:
                end(self.pid, hard=hard)
            done, _ = await asyncio.wait([task], timeout=LEAVES_S)
            if done:
                break
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError, ConnectionError, RuntimeError):
            await task
        if self._stdin is not None:
            self._stdin.close()


def fitting(width: object, height: object) -> tuple[int, int]:
    """Return a terminal's size within :data:`NARROWEST` and :data:`WIDEST`, whatever was asked."""
    asked = [value if isinstance(value, int) else 0 for value in (width, height)]
    columns, rows = (min(max(v, low), high) for v, low, high in zip(asked, NARROWEST, WIDEST, strict=True))
    return columns, rows
