"""The seven tasks of a model from the key to the text, through litellm, on a server that answers as a good model would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.model import ModelWriter, load
from coach.assist.voice import Voice
from coach.notebook import Draft
from coach.ports import Clock
from coach.purse import Purse
from coach.settings import ModelSettings
from tests.scripted_model import Script, serving
from tests.tui.stage import rows, seen, until
from tui.app import PorteVoix
from tui.commands.workbench import AskAdvice
from tui.opening import lay_demo
from tui.screens.counsel import CounselSheet
from tui.screens.dialogs import ChooseDialog, LineDialog
from tui.screens.interview import InterviewRoom
from tui.screens.reading import ReadingDialog
from tui.screens.thread import ThreadRoom
from tui.widgets.transcript import AnswerBox
from tui.wiring import House
from tui.words import Words

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

TEXT = (
    "On jette des cartes saines. Sur 60 cartes renvoyées à Roanne, 41 avaient un condensateur mort.\n\n"
    "Je ne sais pas pour les machines d'après 2018. Tu en as vu, toi ?"
)
PRICED = "openai/gpt-4o-mini"
"""A model whose price litellm knows; it is asked at our own address all the same."""
QUESTION = {"quote": "un condensateur mort", "question": "Comment est-ce que tu as su que le condensateur était mort ?"}
ANSWERS = {
    "angles": {"angles": [{**QUESTION, "probability": 0.2}]},
    "questions": {"questions": [QUESTION]},
    "order": {"order": [2, 1, 4], "drop": [3]},
    "wordings": {"wordings": ["À Roanne, sur 60 cartes renvoyées, 41 avaient un condensateur mort."]},
    "claims": {"claims": [{"claim": 1, "proofs": [2], "limit": 3}]},
    "quote": {"quote": "un câble noir derrière l'armoire", "question": "Qu'as-tu pensé en voyant ce câble ?"},
}


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    load()  # seconds, once
    with serving(ANSWERS) as script:
        yield script


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    now = house.clock.now()
    house.notebook.save_draft(Draft(id="mine", text=TEXT, lang="fr", created=now, updated=now))
    yield house
    house.close()


class Away(ModelWriter):
    """A writer as for a provider: what it is told leaves the machine, and is paid."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.leaves_machine = "api.example.com"


def agree(house: House, script: Script, made: type[ModelWriter], name: str = "openai/good") -> Voice:
    """Give the house a model through litellm, agreed to; return its voice."""
    clock: Clock = house.clock
    purse = Purse(house.notebook, clock)
    settings = ModelSettings(name=name, api_base=script.base, timeout_s=20)
    voice = Voice(
        lambda lang: made(settings, {"OPENAI_API_KEY": "sk-x"}, lang, purse=purse, sleep=lambda _: None),
        house.notebook, clock, borrowed=house.borrowed, shown=house.showed, spent=purse.spent, ceiling=2.0,
    )  # fmt: skip
    house.voice = voice
    voice.say("yes")
    voice.say("yes", "drafts")
    return voice


async def ask(pilot: Any, app: PorteVoix, name: str) -> None:
    """Ask for the advice of that name."""
    await until(pilot, lambda: isinstance(app.screen, CounselSheet))
    app.screen.post_message(AskAdvice())
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.is_mounted)
    asked = app.screen
    await pilot.pause()
    names = ["angles", "gaps", "arrange", "wordings", "reader", "thread_plan"]
    await pilot.press(*["down"] * names.index(name), "enter")
    await until(pilot, lambda: app.screen is not asked)
    if name == "reader":
        await pilot.press(*"ma tante", "enter")
        await until(pilot, lambda: not isinstance(app.screen, LineDialog))
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen is not asked)
    await pilot.pause()


async def test_each_task_shows_what_a_good_model_says_and_the_header_what_it_costs(house: House, script: Script) -> None:
    voice = agree(house, script, Away, PRICED)
    app = PorteVoix(house, "workbench", draft="mine")
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: "0,00\u00a0$ ce mois-ci" in rows(app)[0])
        for name in ("angles", "gaps", "reader"):
            await ask(pilot, app, name)
            assert "« un condensateur mort »" in seen(app), seen(app)
            assert "Comment est-ce que tu as su" in seen(app)
            await pilot.press("enter")
            sheet = app.screen
            assert isinstance(sheet, CounselSheet)
            assert sheet.editor.offset_here == TEXT.index("un condensateur mort")
        await ask(pilot, app, "wordings")
        await pilot.press("enter")
        assert sheet.editor.text == TEXT.replace(
            "Sur 60 cartes renvoyées à Roanne, 41 avaient", "À Roanne, sur 60 cartes renvoyées, 41 avaient"
        )
        await ask(pilot, app, "arrange")
        await pilot.press("enter")
        assert sheet.editor.text.split()[:2] == ["À", "Roanne,"]
        assert "2018" not in sheet.editor.text
        await pilot.press("ctrl+z")
        await ask(pilot, app, "thread_plan")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ThreadRoom))
        board = app.screen.skeleton  # type: ignore[attr-defined]
        assert [claim.text for claim in board.claims] == ["On jette des cartes saines."]
        assert board.question == "Tu en as vu, toi ?"
        assert voice.cost > 0
        told = {next(iter(asked["response_format"]["json_schema"]["schema"]["properties"])) for asked in script.heard}
        assert told == {"angles", "questions", "wordings", "order", "claims"}

        app.open_room("interview")
        await until(pilot, lambda: isinstance(app.screen, InterviewRoom))
        app.screen.query_one(AnswerBox).load_text("Lundi à Roanne, avec Moussa, on a trouvé un câble noir derrière l'armoire.")
        await pilot.press("enter")
        await until(pilot, lambda: "Qu'as-tu pensé" in seen(app))
        assert "api.example.com" in rows(app)[0]
        voice.silence()
        await pilot.press("f2")
        await until(pilot, lambda: "coach hors ligne" in rows(app)[0])


async def test_escape_stops_the_model_and_a_failure_is_told_with_its_remedy(house: House, script: Script) -> None:
    agree(house, script, ModelWriter)
    app = PorteVoix(house, "workbench", draft="mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "openai/good" in rows(app)[0])
        assert "$" not in rows(app)[0]
        script.paused = True
        app.screen.post_message(AskAdvice())
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.is_mounted)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingDialog) and "reçus" in seen(app) and script.halfway.is_set())
        await pilot.press("escape")
        await until(pilot, script.hung_up.is_set)
        assert isinstance(app.screen, CounselSheet)
        assert app.screen.editor.text == TEXT
        script.paused = False
        for status, title in ((401, "clé"), (429, "quota"), (404, "n'existe pas")):
            script.status = status
            app.screen.post_message(AskAdvice())
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and app.screen.is_mounted)
            await pilot.pause()
            await pilot.press("enter")
            await until(pilot, lambda title=title: title in seen(app))  # type: ignore[misc]
            assert "→" in seen(app)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, CounselSheet))
