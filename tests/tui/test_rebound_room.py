"""The ladder as a person climbs it."""

import pytest

from coach.rebound.answering import answer, answered
from tests.tui.hall import NARROW, WIDE, settle
from tests.tui.stage import FakeHouse, app_on, seen
from tui.screens.rebound import AnswerDialog, Rebound
from tui.screens.workbench import Workbench

pytestmark = pytest.mark.anyio

POST = "Fiers d'ouvrir notre atelier de réparation à Roanne. 1 200 pièces ont évité la benne. [b]bravo[/b]"


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_ladder_follows_the_comment_and_the_post_climbs_nothing(size: tuple[int, int]) -> None:
    house = FakeHouse().with_draft("")
    answer(house.notebook, "d1", POST)
    app = app_on(house, "rebound", draft="d1")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "[b]bravo[/b]" in seen(app)
        assert seen(app).count("●") == 0
        room = app.screen
        assert isinstance(room, Rebound)
        room.editor.open_text(POST)
        room.show_typing()
        await pilot.pause()
        assert seen(app).count("●") == 0
        room.editor.open_text("Je pense à mes collègues d'Oyonnax en te lisant, toi qui répares encore.")
        room.show_typing()
        await pilot.pause()
        assert "● Relayer" in seen(app)
        assert "Barreau suivant" in seen(app)
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert "● Pass it on" in seen(app)
        assert "Next rung" in seen(app)


@pytest.mark.slow
async def test_the_post_is_pasted_kept_and_the_comment_becomes_a_post() -> None:
    house = FakeHouse()
    app = app_on(house, "rebound")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert isinstance(app.screen, AnswerDialog)
        await pilot.press("f3")
        assert isinstance(app.screen, AnswerDialog), "nothing to keep yet"
        app.screen.query_one("#pasted").load_text(POST + "\x1b]52;c;aGk=\x07")  # type: ignore[attr-defined]
        await pilot.press("f3")
        await settle(pilot)
        room = app.screen
        assert isinstance(room, Rebound)
        draft = room.draft.id
        assert POST in answered(house.notebook, draft)
        assert "\x1b" not in answered(house.notebook, draft)
        await pilot.press("x", "f5")
        await settle(pilot)
        assert isinstance(app.screen, Workbench)
        assert answered(house.notebook, draft) == ""
        assert house.notebook.draft(draft).text == "x"  # type: ignore[union-attr]
