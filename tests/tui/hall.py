"""A house with a real store of posts, for the rooms that look into it: empty, or as the fictional company left it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.pilot import Pilot

from coach.ports import Embedder
from corpus.store import open_store
from tests.tui.stage import FakeHouse
from tui import demo

if TYPE_CHECKING:
    from coach.charter.pack import Message, Pack
    from tui.house import Library

WIDE, NARROW = (140, 40), (80, 24)


class Hall(FakeHouse):
    """A fake house whose store is real, in a folder of the test."""

    corpus: Library  # type: ignore[assignment]

    def __init__(self, folder: Path, lang: str = "fr", embedder: Embedder | None = None) -> None:
        super().__init__(lang=lang)
        self.corpus = open_store(folder, folder / "cache", embedder=embedder, clock=self.clock, lang=self.words.lang)

    def with_helvia(self) -> Hall:
        """The same house, on the morning of the demo."""
        from coach.packs import demo_folder, load_pack

        demo.lay_posts(self.corpus)
        demo.lay_notebook(self.notebook)
        pack: Pack = load_pack(demo_folder())
        self.packs: Sequence[Pack] = (pack,)
        self.messages: Sequence[Message] = sorted(pack.kit, key=lambda m: str(m.date), reverse=True)
        return self


async def settle(pilot: Pilot[object], seconds: float = 0.25) -> None:
    """Let the threads end and their news be painted."""
    await pilot.pause(seconds)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
