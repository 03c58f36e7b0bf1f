"""The list of rooms: every door opens, and is said in one line in both languages."""

from pathlib import Path

import pytest

from tests.tui.hall import Hall, settle
from tests.tui.stage import FakeHouse, app_on, seen
from tui.app import PorteVoix
from tui.screens import DOORS
from tui.screens.doorway import room_class
from tui.screens.rooms import RoomsDialog, first_sentence
from tui.words import Words

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", DOORS)
def test_every_door_is_said_in_one_line(name: str, lang: str) -> None:
    words = Words("en" if lang == "en" else "fr")
    assert words(f"{name}.room")
    assert len(first_sentence(words(f"{name}.about"))) <= 110
    assert name == room_class(name).WORDS


@pytest.mark.slow
async def test_a_door_is_chosen_with_the_keyboard(tmp_path: Path) -> None:
    app = PorteVoix(Hall(tmp_path), "desk")  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(app.screen, RoomsDialog)
        shown = seen(app)
        assert all(app.words(f"{name}.room") in shown for name in DOORS[:4])
        await pilot.press(*["down"] * DOORS.index("posts"), "enter")
        await pilot.pause()
        assert isinstance(app.screen, room_class("posts"))


async def test_leaving_the_list_stays_in_the_room() -> None:
    app = app_on(FakeHouse().with_draft("Bonjour"), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n", "escape")
        await pilot.pause()
        assert isinstance(app.screen, room_class("workbench"))
