"""Advice on a draft: the bank's questions with no model, and a model's only through the gate."""

from __future__ import annotations

import pytest

from tests.tui.stage import FakeHouse, app_on, seen
from tui.commands.workbench import AskAdvice
from tui.screens.counsel import CounselSheet
from tui.screens.dialogs import ChooseDialog, TellDialog

pytestmark = pytest.mark.anyio


async def test_with_no_model_the_coach_asks_its_own_questions() -> None:
    app = app_on(FakeHouse().with_draft("On a changé deux vérins. Le schéma manquait."), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert isinstance(app.screen, CounselSheet)
        app.screen.post_message(AskAdvice())
        await pilot.pause(0.1)
        assert isinstance(app.screen, ChooseDialog)
        assert "Sans modèle" in seen(app)
        await pilot.press("down", "enter")
        await pilot.pause(0.1)
        assert isinstance(app.screen, TellDialog)
        assert "lecteur méfiant" in seen(app)
