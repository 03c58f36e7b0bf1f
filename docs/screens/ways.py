"""Ways to a room before its picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Play = Callable[[Any, Any], Awaitable[None]]
"""What is done before the picture."""


async def settled(app: Any, pilot: Any) -> None:
    """Wait until the store is open and the last review is painted."""
    for _ in range(200):
        await pilot.pause(0.05)
        if app.warm and not [worker for worker in app.workers if worker.is_running]:
            break
    await pilot.pause(0.4)


def goes(room: str, *keys: str, **arguments: Any) -> Play:
    """Return the way to a room, then the keys pressed there."""

    async def play(app: Any, pilot: Any) -> None:
        await settled(app, pilot)
        app.open_room(room, **arguments)
        await settled(app, pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)
        await settled(app, pilot)

    return play
