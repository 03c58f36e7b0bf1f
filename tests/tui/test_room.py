"""What every room may count on."""

import pytest
from textual.widget import Widget

from coach.errors import CoachError
from tests.tui.stage import FakeHouse, seen
from tui.app import PorteVoix
from tui.screens.room import Room

pytestmark = pytest.mark.anyio


class Failing(Room):
    """A room whose worker cannot do its work."""

    WORDS = "desk"

    def body(self) -> list[Widget]:
        return []

    def on_mount(self) -> None:
        self.run_worker(self._fail, thread=True, exit_on_error=False, description="fail")

    def _fail(self) -> None:
        raise CoachError("Le disque [/b] est plein.", "Fais de la [@click=app.quit]place.")


async def test_what_a_worker_of_a_room_raises_is_shown_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    app = PorteVoix(FakeHouse(), "help")  # type: ignore[arg-type]
    monkeypatch.setattr(app, "get_default_screen", Failing)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause(0.2)
        assert "Le disque [/b] est plein." in seen(app)
        assert "Fais de la [@click=app.quit]place." in seen(app)


async def test_the_first_room_can_be_replaced() -> None:
    house = FakeHouse().with_draft("Un texte.")
    app = PorteVoix(house, "workbench", draft="d1")  # type: ignore[arg-type]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        app.open_room("workbench", draft="d1")
        await pilot.pause(0.1)
        assert len(app.screen_stack) == 1
        assert "Un texte." in seen(app)
