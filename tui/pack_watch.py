"""Packs read again while the app runs: a rule saved in an editor judges at the next pause, and a broken file judges nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from coach.errors import CoachError
from tui.messages import PacksChanged

if TYPE_CHECKING:
    from tui.app import PorteVoix

LOOK_EVERY_S = 1.5
"""How often the folders are looked at, in seconds: a few hundred ``stat`` calls in a thread."""
QUIET_S = 0.6
"""Seconds without a key before changed packs are read: their reading must not slow the typing."""

Seen = tuple[tuple[str, int, int], ...]
"""Each file with its time and its size."""


def look_at(folders: Iterable[Path], *, most: int = 4_000) -> Seen:
    """Return the state of the files under ``folders``; what cannot be read is as if it were not there."""
    seen: list[tuple[str, int, int]] = []
    for folder in folders:
        try:
            for file in sorted(folder.rglob("*")):
                if file.suffix in (".yml", ".yaml", ".md", ".txt") and file.is_file():
                    state = file.stat()
                    seen.append((str(file), state.st_mtime_ns, state.st_size))
                if len(seen) >= most:
                    return tuple(seen)
        except OSError:
            continue
    return tuple(seen)


class PackWatch:
    """Looks at the packs' folders in a thread. What was last read well goes on judging until another can be read."""

    def __init__(self, app: PorteVoix) -> None:
        self._app = app
        self._known: Seen | None = None
        self._key = float("-inf")
        self._busy = False

    def note(self) -> None:
        """Take note of the folders as they are, just before they are read a first time. Slow: for a thread."""
        self._known = look_at(self._app.house.pack_folders)

    def begin(self) -> None:
        """Look from now on."""
        self._app.set_interval(LOOK_EVERY_S, self.look)

    def keyed(self) -> None:
        """Take note that a key was pressed."""
        self._key = monotonic()

    def look(self) -> None:
        """Look once, unless hands are typing or a look is under way."""
        if not self._busy and monotonic() - self._key >= QUIET_S:
            self._busy = True
            self._app.run_worker(
                self._look, thread=True, group="packs", exclusive=True, exit_on_error=False, description="look at the packs"
            )

    def _look(self) -> None:
        try:
            now = look_at(self._app.house.pack_folders)
            if now == self._known:
                return
            self._known = now  # a broken state is told once, and tried again when it changes
            trouble: CoachError | None = None
            try:
                self._app.house.reread_packs()
            except CoachError as error:
                trouble = error
            self._app.call_from_thread(self._tell, trouble)
        finally:
            self._busy = False

    def _tell(self, trouble: CoachError | None) -> None:
        app = self._app
        if trouble is None:
            app.say("app.packs_reread")
        else:
            kept = f"{trouble.remedy} {app.words('app.packs_broken')}".strip()
            app.complain(CoachError(trouble.title, kept))
        for screen in app.screen_stack:
            screen.post_message(PacksChanged(trouble))
