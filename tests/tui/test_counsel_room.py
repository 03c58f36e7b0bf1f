"""Advice on a draft: the bank's questions with no model, and a model's only through the gate."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from coach.assist.voice import Voice
from coach.errors import CoachError
from coach.ports import Delta, Prompt
from coach.publish.counts import LIMITS, count
from tests.coach.assist.canned import CannedWriter
from tests.tui.stage import FakeHouse, app_on, seen
from tui.commands.workbench import AskAdvice
from tui.screens.consent import ConsentDialog
from tui.screens.counsel import CounselSheet
from tui.screens.dialogs import ChooseDialog, TellDialog

pytestmark = pytest.mark.anyio

TEXT = "On a changé deux vérins. Le schéma manquait. On l'a redessiné avec Moussa."
LONG = " ".join(
    ["Mardi, on a changé deux vérins.", *(f"C'était vraiment quelque chose, encore et encore, le jour {n}." for n in range(70))]
    + ["Vous gardez vos schémas ?"]
)


class SlowWriter:
    """A model that says nothing until it may."""

    name, leaves_machine = "slow/one", None

    def __init__(self) -> None:
        self.reading, self.go_on, self.closed = Event(), Event(), Event()

    def stream(self, prompt: Prompt) -> Iterator[Any]:
        self.reading.set()
        try:
            self.go_on.wait(5)
            yield Delta(text="{")
            yield Delta(text="}")
        finally:
            self.closed.set()


@pytest.mark.slow
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


ASKED = json.dumps({"questions": [{"quote": "Le schéma manquait", "question": "Comment est-ce que tu as redessiné le schéma ?"}]})
MADE_UP = json.dumps(
    {"questions": [{"quote": "Le schéma manquait", "question": "Comment est-ce que Bernard a payé les 7 vérins ?"}]}
)
DOWN = CoachError("Le serveur ne répond pas.", "Démarre-le, puis demande à nouveau.")


def house_of(writer: Any, *, agreed: bool = True, **more: Any) -> FakeHouse:
    """A house with a draft of three sentences and a model."""
    house = FakeHouse().with_draft(TEXT)
    house.voice = Voice(lambda lang: writer, house.notebook, house.clock, borrowed=lambda _: False, **more)
    if agreed:
        house.voice.say("yes", "drafts")
    return house


async def ask(pilot: Any, app: Any, downs: int) -> None:
    """Open the advice and choose the entry ``downs`` below the first."""
    await until(pilot, lambda: isinstance(app.screen, CounselSheet))
    app.screen.post_message(AskAdvice())
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.is_mounted)
    asked = app.screen
    await pilot.press(*["down"] * downs, "enter")
    await until(pilot, lambda: app.screen is not asked)


async def until(pilot: Any, done: Callable[[], bool]) -> None:
    """Wait for the model's thread."""
    for _ in range(60):
        if done():
            return
        await pilot.pause(0.05)


@pytest.mark.slow
async def test_a_model_is_shown_refused_aloud_and_out_of_reach_with_a_remedy() -> None:
    writer = CannedWriter(ASKED, MADE_UP, MADE_UP, DOWN)
    house = house_of(writer, spent=lambda: 0.12, ceiling=2.0)
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.1)
        app.screen.post_message(AskAdvice())
        await pilot.pause(0.1)
        assert "canned/one" in seen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "redessiné le schéma" in seen(app))
        assert "« Le schéma manquait »" in seen(app)
        await pilot.press("enter")
        assert isinstance(app.screen, CounselSheet)
        assert app.screen.editor.offset_here == TEXT.index("Le schéma manquait")

        await ask(pilot, app, 1)
        await until(pilot, lambda: "Je ne garde rien" in seen(app))
        assert "Bernard" not in seen(app)
        assert "un chiffre que tu n'as pas" in seen(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CounselSheet))
        app.screen.post_message(AskAdvice())
        await until(pilot, lambda: "0,12" in seen(app))
        assert "2,00" in seen(app)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "ne répond pas" in seen(app))
        assert "Démarre-le" in seen(app)
        assert app.screen_stack[-2].editor.text == TEXT  # type: ignore[attr-defined]


async def test_escape_lets_go_of_a_model_that_is_reading() -> None:
    writer = SlowWriter()
    app = app_on(house_of(writer), draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await ask(pilot, app, 1)
        await until(pilot, writer.reading.is_set)
        assert "Échap" in seen(app)
        await pilot.press("escape")
        writer.go_on.set()
        await until(pilot, writer.closed.is_set)
        assert writer.closed.is_set(), "the model was stopped"
        await pilot.pause(0.1)
        assert isinstance(app.screen, CounselSheet), "nothing comes up afterwards"


@pytest.mark.slow
async def test_a_yes_to_the_questions_is_no_yes_to_the_drafts_and_the_preview_is_of_this_draft() -> None:
    writer = CannedWriter(ASKED)
    house = house_of(writer, agreed=False)
    assert house.voice is not None
    house.voice.say("yes")
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause(0.1)
        await ask(pilot, app, 1)
        assert isinstance(app.screen, ConsentDialog)
        page = seen(app)
        assert "lire ce brouillon" in page
        assert "[2] Le schéma manquait." in page
        assert writer.told == [], "nothing left before the yes"
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "redessiné le schéma" in seen(app))
        assert house.voice.reads
        await pilot.press("escape")
        await ask(pilot, app, 7)
        assert isinstance(app.screen, ConsentDialog), "what leaves can be seen again"
        await pilot.press("tab", "tab", "enter")
        assert (house.voice.reads, house.voice.speaks) == (False, True)
        assert len(writer.told) == 1


@pytest.mark.slow
async def test_a_text_too_long_is_told_which_sentences_could_go_and_loses_what_one_chooses() -> None:
    house = FakeHouse().with_draft(LONG)
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause(0.1)
        sheet = app.screen
        assert isinstance(sheet, CounselSheet)
        await ask(pilot, app, 6)
        page = seen(app)
        assert "de trop" in page
        assert "Retirer ces" in page
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert count(sheet.editor.text, "linkedin").used <= LIMITS["linkedin"]
        assert sheet.editor.text.startswith("Mardi, on a changé")
        assert sheet.editor.text.endswith("Vous gardez vos schémas ?")
        await ask(pilot, app, 6)
        assert "Rien à retirer" in seen(app)
