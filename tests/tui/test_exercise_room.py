"""The workshop in the app: the list, then an exercise played alone from start to end, left in the middle and taken up."""

import pytest
from textual.widgets import TextArea

from coach.workshop.playing import ME, unfinished
from tests.tui.hall import NARROW, WIDE, settle
from tests.tui.stage import FakeHouse, app_on, seen, until
from tui.app import PorteVoix
from tui.screens.atelier import AtelierRoom
from tui.screens.exercise import ExerciseRoom
from tui.screens.workbench import Workbench
from tui.widgets.step_page import StepPage

pytestmark = pytest.mark.anyio


def box(app: PorteVoix, place: int = 0) -> TextArea:
    return app.screen.query_one(f"#part-{place}", TextArea)


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_exercise_is_played_left_taken_up_and_its_draft_opened(size: tuple[int, int]) -> None:
    house = FakeHouse()
    app = app_on(house, "atelier")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert "Dégraisser le communiqué" in seen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseRoom) and "Votre réflexe" in seen(app))
        assert "6:00 sur 6:00 · étape 1 sur 6" in seen(app)
        box(app).load_text("Fiers de [b]relayer[/b] ce message.")
        await pilot.press("f3")
        await until(pilot, lambda: "Les faits" in seen(app))
        await pilot.press("space", "down", "space", "space")
        house.clock.pass_by(61)
        await pilot.press("f8")
        assert "en pause, il reste 4:59" in seen(app)
        await pilot.press("f8", "f9", "escape")
        await until(pilot, lambda: isinstance(app.screen, AtelierRoom) and "à reprendre" in seen(app))
        kept = unfinished(house.logbook, "degraisser", house.clock)
        assert kept is not None
        assert (kept.state.people[ME].text("avant"), kept.state.step) == ("Fiers de [b]relayer[/b] ce message.", "faits")
        assert len(kept.state.people[ME].chose["faits"]) == 1
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseRoom) and "Les faits" in seen(app))
        assert "9:59 sur 11:00" in seen(app)
        assert "● Nous sommes fiers" in seen(app)
        await pilot.press("f3")
        await until(pilot, lambda: "Ce que vous en avez vu" in seen(app))
        await pilot.press("f5")
        await until(pilot, lambda: "Votre post" in seen(app) and "étape 4" in seen(app))
        box(app).load_text("Lundi, au quai 4, Karim a rouvert la pompe 12.")
        await pilot.press("f3")
        await until(pilot, lambda: "mots sont ceux du message" in seen(app))
        assert "Fiers de [b]relayer[/b]" in "".join(str(w.render()) for w in app.screen.query("#looked"))
        await pilot.press("f3")
        await until(pilot, lambda: "Débrief" in seen(app) and "étape 6" in seen(app))
        await pilot.press("f3")
        await until(pilot, lambda: "C'est fini" in seen(app))
        assert "Dans tes brouillons" in seen(app)
        assert [draft.text for draft in house.notebook.drafts()] == ["Lundi, au quai 4, Karim a rouvert la pompe 12."]
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, Workbench))


@pytest.mark.slow
async def test_a_text_is_kept_as_it_is_typed_and_a_failure_is_tried_again() -> None:
    house = FakeHouse(lang="en")
    app = app_on(house, "exercise", exercise="hook")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: "What the post is about" in seen(app))
        await pilot.press("h", "i")
        room = app.screen
        assert isinstance(room, ExerciseRoom)
        await until(pilot, lambda: unfinished(house.logbook, "hook", house.clock).state.people[ME].text("histoire") == "hi")  # type: ignore[union-attr]
        append, log = house.logbook.append, house.logbook
        from coach.errors import CoachError

        def refuse(*_: object) -> None:
            raise CoachError("Disk full", "Make room")

        log.append = refuse  # type: ignore[method-assign,assignment]
        box(app).load_text("hi there")
        await pilot.press("f3")
        await until(pilot, lambda: any("Make room" in notice.message for notice in app._notifications))
        assert box(app).text == "hi there"
        log.append = append  # type: ignore[method-assign]
        await pilot.press("f3")
        await until(pilot, lambda: "Three first lines" in seen(app))
        assert unfinished(log, "hook", house.clock).state.people[ME].text("histoire") == "hi there"  # type: ignore[union-attr]


@pytest.mark.slow
async def test_a_quick_hand_loses_nothing_and_a_begun_text_is_kept_as_it_is() -> None:
    house = FakeHouse()
    app = app_on(house, "exercise", exercise="hook")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("f3", "f3")
        await until(pilot, lambda: "Trois premières lignes" in seen(app))
        for place in range(3):
            box(app, place).load_text(f"Ligne {place}.")
        await pilot.press("f3")
        await until(pilot, lambda: "○ Ligne 2." in seen(app))
        room = app.screen
        assert isinstance(room, ExerciseRoom)
        picks = [piece.id for piece in room.query_one(StepPage).table.pieces][1:2]
        await pilot.press("f3")
        room.post_message(StepPage.Picked("choix", picks))  # heard of once the next step is open
        await until(pilot, lambda: "Ligne 1." in seen(app) and "Le début du post" in seen(app))
        await pilot.press("f3", "f3")
        await until(pilot, lambda: "C'est fini" in seen(app))
    assert [draft.text for draft in house.notebook.drafts()] == ["Ligne 1."]
