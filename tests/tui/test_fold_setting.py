"""One notion of where a post folds: the settings say it to the verdict, the proof and the charter."""

from pathlib import Path

import pytest

from coach.context import Context
from coach.publish.fold import USUAL, fold_at
from coach.settings import FoldSettings
from tests.tui.stage import FakeHouse, app_on, seen
from tui.opening import lay_demo
from tui.words import Words

pytestmark = pytest.mark.anyio
TEXT = "mot " * 60


def test_the_settings_begin_with_what_is_usual() -> None:
    assert FoldSettings().model_dump() == USUAL
    assert FoldSettings(x=5).on("x") == 5


def test_x_folds_as_it_counts() -> None:
    assert fold_at("Lis https://exemple.fr/" + "a" * 300, "x") is None
    assert fold_at("mot " * 100, "x") == 279


@pytest.mark.slow
@pytest.mark.parametrize("room", ["workbench", "publication"])
async def test_the_verdict_and_the_proof_follow_the_setting(room: str) -> None:
    house = FakeHouse().with_draft(TEXT)
    house.settings.fold_at = FoldSettings(linkedin=60)
    app = app_on(house, room, draft="d1")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause(0.2)
        assert "« voir plus » à 59" in seen(app)
    house.settings.fold_at = FoldSettings(linkedin=0)
    app = app_on(house, room, draft="d1")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause(0.2)
        assert "voir plus" not in seen(app)


def test_the_charter_follows_it_too(tmp_path: Path) -> None:
    text = "Bonjour à tous, " + "voici ce que j'ai vu lundi à Roanne avec Moussa. " * 4
    for shown, expected in ((60, True), (0, False)):
        house = lay_demo(Words("fr"), tmp_path / str(shown))
        house.settings = house.settings.model_copy(update={"fold_at": FoldSettings(linkedin=shown)})
        found = house.review(text, Context(today=house.clock.now().date()), mirror=False).findings
        assert any("hook" in finding.rule or "accroche" in finding.rule for finding in found) is expected, [f.rule for f in found]
        house.close()
