"""Rules made quick behind the app: by itself, once the hands rest, and kept for the next time."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.charter.compiled import CompiledShelf
from coach.charter.pattern import Pattern
from coach.context import Context
from tests.tui.hall import NARROW
from tests.tui.stage import FakeHouse, StillClock, app_on
from tui.rereading import hone
from tui.words import Words


@pytest.mark.anyio
async def test_it_begins_by_itself_and_waits_for_the_hands_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.HONE_AFTER_S", 0.01)
    house = FakeHouse().with_draft("Bonjour")
    async with app_on(house, draft="d1").run_test(size=NARROW) as pilot:
        await pilot.press("a")
        assert house.honed <= 1
        for _ in range(100):
            if house.honed == 3:
                break
            await pilot.pause(0.05)
    assert house.honed == 3


class _Rules:
    """A charter of two patterns, one of which cannot be read."""

    def patterns(self, context: Context) -> list[Pattern]:
        return [Pattern("("), Pattern(f"pompe {context.lang}")]


def test_what_was_compiled_is_kept_for_the_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = CompiledShelf()
    shelf.open(tmp_path)
    monkeypatch.setattr("coach.charter.pattern.SHELF", shelf)
    monkeypatch.setattr("coach.charter.compiled.SHELF", shelf)
    house = SimpleNamespace(words=Words("en"), clock=StillClock(), charter=_Rules(), pack_cache=tmp_path)
    assert sum(1 for _ in hone(house)) == 2
    again = CompiledShelf()
    again.open(tmp_path)
    assert again.find("pompe fr", 0).search("la pompe fr")
    assert again.find("pompe en", 0)
    assert again.find("(", 0) is None
