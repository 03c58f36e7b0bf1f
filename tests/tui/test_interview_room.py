"""The Entretien on the demo company: asked, answered, taken back, left, taken up, approved, drafted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.stage import seen
from tui.app import PorteVoix
from tui.opening import lay_demo
from tui.screens.interview import InterviewRoom
from tui.screens.workbench import Workbench
from tui.widgets.transcript import AnswerBox
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 40), (80, 24)
SCENE = "Lundi à Roanne, avec Moussa, on a trouvé un câble noir derrière l'armoire."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


def room(app: PorteVoix) -> InterviewRoom:
    assert isinstance(app.screen, InterviewRoom)
    return app.screen


async def say(pilot: Pilot[object], text: str) -> None:
    pilot.app.screen.query_one(AnswerBox).load_text(text)
    await pilot.press("enter")
    await pilot.pause()


async def wait_for(pilot: Pilot[object], kind: type) -> None:
    for _ in range(100):
        await pilot.pause(0.05)
        if isinstance(pilot.app.screen, kind):
            return
    raise AssertionError(f"still on {pilot.app.screen}")


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_from_an_idea_to_a_draft_of_one_s_own_sentences(house: House, size: tuple[int, int]) -> None:
    app = PorteVoix(house, "interview", idea="id-02")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "question 1 sur 6" in seen(app)
        await say(pilot, SCENE)
        page = seen(app)
        assert "question 2 sur 6" in page
        assert "— Lundi à Roanne" in page
        await say(pilot, "ben 37 fils sans étiquette sur 412, comptés au crayon.")
        await pilot.press("f9")
        await pilot.pause()
        assert "Mots à toi" in seen(app)
        assert "Ben 37 fils" in " ".join(seen(app).split())
        await pilot.press("f6")
        await pilot.pause()
        assert "Ben 37 fils" not in " ".join(seen(app).split())
        await pilot.press("enter")
        await wait_for(pilot, Workbench)
        made = next(d for d in house.notebook.drafts() if d.talk_id)
        assert SCENE in made.text
        assert "37 fils sans étiquette sur 412" in made.text
        assert "Ben" not in made.text, "the fillers were dropped on request"
        assert made.idea_id == "id-02"
        assert house.notebook.revisions(made.id)[0].cause == "interview"
        assert house.notebook.talks() == []


async def test_an_answer_can_be_taken_back_and_said_otherwise(house: House) -> None:
    app = PorteVoix(house, "interview", idea="id-01")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await say(pilot, SCENE)
        await pilot.press("f4")
        await pilot.pause()
        assert "question 1 sur 6" in seen(app)
        assert app.screen.query_one(AnswerBox).text == SCENE
        assert room(app).conversation.interview.turns == ()


@pytest.mark.slow
async def test_one_leaves_in_mid_word_and_finds_everything_again(house: House) -> None:
    app = PorteVoix(house, "interview", idea="id-01")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await say(pilot, SCENE)
        app.screen.query_one(AnswerBox).load_text("et puis j'ai")
        await pilot.pause(0.5)
        talk = house.notebook.talks()[0]
    again = PorteVoix(house, "interview", talk=talk.id)
    async with again.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert SCENE[:40] in seen(again)
        assert again.screen.query_one(AnswerBox).text == "et puis j'ai"


@pytest.mark.slow
async def test_a_first_answer_half_typed_outlives_the_app(house: House) -> None:
    """The words lay in the notebook, and nothing led back to them."""
    before = {talk.id for talk in house.notebook.talks()}
    app = PorteVoix(house, "interview", idea="id-02")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        room(app).query_one(AnswerBox).load_text("C'était jeudi, au quai")
        await pilot.pause(0.7)
        (talk,) = [talk for talk in house.notebook.talks() if talk.id not in before]
    app = PorteVoix(house, "interview", talk=talk.id)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert room(app).query_one(AnswerBox).text == "C'était jeudi, au quai"


async def test_an_official_message_is_answered_and_remembered(house: House) -> None:
    house.warm()
    app = PorteVoix(house, "interview", message="2025-12-02-atelier-zero")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "Helvia lance Atelier Zéro" in seen(app)
        await say(pilot, SCENE)
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("enter")
        await wait_for(pilot, Workbench)
        made = next(d for d in house.notebook.drafts() if d.talk_id)
        assert made.message == "2025-12-02-atelier-zero"
        assert "Helvia lance Atelier Zéro, son nouveau service" not in made.text


async def test_hostile_answers_show_as_themselves(house: House) -> None:
    app = PorteVoix(house, "interview", idea="id-01")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await say(pilot, "[/b] {{ 7*7 }} [@click=app.quit]x \x1b]52;c;Zm9v\x07")
        page = seen(app)
        assert "[/b] {{ 7*7 }} [@click=app.quit]x" in page
        assert "49" not in page


async def test_saying_nothing_is_fine_and_makes_no_draft(house: House) -> None:
    before = len(house.notebook.drafts())
    app = PorteVoix(house, "interview")
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        assert "Tu n'as rien dit" in seen(app)
        await pilot.press("f9", "enter")
        await pilot.pause(0.2)
    assert len(house.notebook.drafts()) == before
