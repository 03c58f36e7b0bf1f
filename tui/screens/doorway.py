"""From the name of a room to its class and its style, imported when it is first opened."""

from __future__ import annotations

from importlib import import_module
from inspect import getfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tui.screens import ROOMS

if TYPE_CHECKING:
    from tui.screens.room import Room


def room_class(name: str) -> type[Room]:
    """Return the class of a room, importing it. Raises ``KeyError`` for a name that is not in :data:`tui.screens.ROOMS`."""
    module, _, kind = ROOMS[name].partition(":")
    found: type[Room] = getattr(import_module(module), kind)
    return found


def style_of(kind: type[Room]) -> list[Path]:
    """Return the style sheets of the first room: Textual reads those of a screen when it is pushed, and this one never is."""
    paths = kind.CSS_PATH or []
    beside = Path(getfile(kind)).parent
    return [beside / path for path in ([paths] if isinstance(paths, str | PurePath) else paths)]
