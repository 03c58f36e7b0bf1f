"""The bench of threads as an expert uses it."""

import pytest

from coach.thread.exports import thread
from coach.thread.keeping import kept
from tests.tui.hall import NARROW, WIDE, settle
from tests.tui.stage import FakeHouse, app_on, seen
from tui.desk_writing import room_of
from tui.screens.dialogs import LineDialog, TellDialog
from tui.screens.thread import ThreadRoom

pytestmark = pytest.mark.anyio

NOTES = (
    "Réparer coûte moins cher que remplacer.\n\n"
    "On jette des cartes saines. Sur 60 cartes, 41 avaient un condensateur à 12 centimes.\n\n"
    "Le plan vaut la pièce. Sans schéma, Karim met deux jours. [b]gras[/b]\n\n"
    "Qu'avez-vous réparé cette année ?"
)


def bench(app: object) -> ThreadRoom:
    room = app.screen  # type: ignore[attr-defined]
    assert isinstance(room, ThreadRoom)
    return room


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_notes_are_laid_on_a_plan_that_can_be_written_moved_and_taken_back(size: tuple[int, int]) -> None:
    house = FakeHouse().with_draft(NOTES)
    app = app_on(house, "thread", draft="d1")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        shown = seen(app)
        assert "Affirmation 1" in shown
        assert "posts sur LinkedIn" in shown
        assert kept(house.notebook, "d1") is None, "nothing is written before the person does"
        first, second = [claim.text for claim in bench(app).skeleton.claims]
        await pilot.press("down", "shift+down")
        await pilot.pause()
        assert [claim.text for claim in bench(app).skeleton.claims] == [second, first]
        assert bench(app).board.chosen.text == first  # type: ignore[union-attr]
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert [claim.text for claim in bench(app).skeleton.claims] == [first, second]
        await pilot.press("home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LineDialog)
        await pilot.press("end", *" !", "enter")
        await settle(pilot)
        assert bench(app).skeleton.thesis.endswith("remplacer. !")
        draft = house.notebook.draft("d1")
        assert draft is not None
        assert draft.text == thread(bench(app).skeleton)
        assert house.notebook.revisions("d1")[-1].text == NOTES, "what was written elsewhere is kept"
        assert room_of(house.notebook, "d1") == "thread"


@pytest.mark.slow
async def test_what_is_taken_out_becomes_an_idea_and_posts_are_read_by_network() -> None:
    house = FakeHouse("en").with_draft(NOTES)
    app = app_on(house, "thread", draft="d1")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        claim = bench(app).skeleton.claims[0]
        await pilot.press("down", "f8")
        await settle(pilot)
        assert claim.text in house.notebook.ideas()[0].text
        assert "41 avaient" in house.notebook.ideas()[0].text
        assert len(bench(app).skeleton.claims) == 1
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert " on X" in seen(app)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, TellDialog)
        assert "of 280 characters" in seen(app)
        await pilot.press("escape", "f3")
        await pilot.pause()
        await pilot.press(*"One more claim", "enter")
        await settle(pilot)
        assert [c.text for c in bench(app).skeleton.claims][-1] == "One more claim"
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press(*"12 of 14", "enter")
        await settle(pilot)
        assert bench(app).skeleton.claims[-1].proofs[0].text == "12 of 14"


@pytest.mark.parametrize(
    ("shape", "said"), [("slides", "Diapo 1"), ("ama", "Questions et réponses"), ("thread", "---"), ("tribune", "Réparer")]
)
async def test_one_plan_comes_out_in_four_shapes_and_overwrites_nothing(shape: str, said: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    app = app_on(FakeHouse().with_draft(NOTES), "thread", draft="d1")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        path = tmp_path / "out.txt"
        bench(app)._deliver(shape, str(path))
        assert said in path.read_text("utf-8")
        assert "41 avaient" in path.read_text("utf-8")
        before = path.read_text("utf-8")
        bench(app)._deliver("slides" if shape != "slides" else "ama", str(path))
        await pilot.pause()
        assert path.read_text("utf-8") == before
        assert " écrit." in seen(app), "the person is told that nothing was written"


async def test_an_empty_plan_says_what_to_write_first() -> None:
    app = app_on(FakeHouse(), "thread")
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "qu'est-ce que tu défends" in seen(app)
        await pilot.press("f9")
        await settle(pilot)
        assert isinstance(app.screen, ThreadRoom), "nothing to export yet"
