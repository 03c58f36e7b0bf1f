"""What is shown while a model reads: that it speaks, since when, and how to let go of it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.screens.room import Dialog
from tui.widgets.plain import Plain, Said

EVERY_S = 0.5
"""Seconds between two looks."""


class Heard:
    """How much a model has said so far: asked of at every piece, from the thread that listens."""

    def __init__(self, over: Callable[[], bool]) -> None:
        """``over`` tells whether the person has let go."""
        self._over = over
        self.pieces = 0
        """Pieces of the answer received; the first look comes before any."""

    def __call__(self) -> bool:
        """Count one look and tell whether to stop."""
        self.pieces += 1
        return self._over()


class ReadingDialog(Dialog[None]):
    """Counts the seconds and what has come, for nobody to wonder whether it is stuck."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, name: str, heard: Heard) -> None:
        super().__init__()
        self._model, self._heard, self._ticks = name, heard, 0

    def compose(self) -> ComposeResult:
        """Lay out the name over what it is doing."""
        with Vertical(classes="sheet"):
            yield Plain(self._model, classes="title")
            yield Said("counsel.reading")
            yield Plain(id="received", classes="soft")
            yield Said("counsel.let_go", classes="keys")

    def on_mount(self) -> None:
        """Count from now."""
        self.set_interval(EVERY_S, self._tick)
        self._show()

    def _tick(self) -> None:
        self._ticks += 1
        self._show()

    def _show(self) -> None:
        seconds, pieces = int(self._ticks * EVERY_S), max(0, self._heard.pieces - 2)
        key = "counsel.speaking" if pieces else "counsel.waiting"
        self.query_one("#received", Plain).show(self.words(key, seconds=seconds, n=pieces))

    def relabel(self) -> None:
        """Say it in the other language."""
        super().relabel()
        self._show()
