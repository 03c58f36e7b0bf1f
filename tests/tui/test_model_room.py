"""A model in the Entretien: asked about first, waited for by nobody, and never heard without a yes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

from coach.assist.voice import Voice
from coach.errors import CoachError
from coach.ports import Delta, Done, Event, Prompt
from tests.coach.assist.canned import CannedWriter, suggest
from tests.tui.stage import rows, seen, until
from tui.app import PorteVoix
from tui.commands.interview import AskModel
from tui.commands.shell import SilenceModel
from tui.opening import lay_demo
from tui.screens.consent import ConsentDialog
from tui.screens.interview import InterviewRoom
from tui.widgets.transcript import AnswerBox
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE, NARROW = (140, 40), (80, 24)
SCENE = "Lundi à Roanne, avec Moussa, on a trouvé un câble noir derrière l'armoire."
SHARP = "Qu'as-tu pensé en voyant ce câble ?"
GOOD = suggest(SHARP, "un câble noir derrière l'armoire")


class SlowWriter(CannedWriter):
    """Says nothing before it is let: by :attr:`go`."""

    def __init__(self, *streams: str) -> None:
        super().__init__(*streams)
        self.go = threading.Event()

    def stream(self, prompt: Prompt) -> Iterator[Event]:
        self.told.append(prompt)
        self.go.wait(5)
        yield Delta(text=self._streams.pop(0)[0])  # type: ignore[arg-type]
        yield Done()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


def give(house: House, writer: CannedWriter, answer: str | None = "yes") -> CannedWriter:
    """Put a model in the house, and what the person answered about it."""
    house.voice = Voice(lambda lang: writer, house.notebook, house.clock, borrowed=house.borrowed)
    if answer is not None:
        house.voice.say("yes" if answer == "yes" else "no")
    return writer


async def say(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(AnswerBox).load_text(text)
    await pilot.press("enter")
    await pilot.pause()


def room(app: PorteVoix) -> InterviewRoom:
    found = app.screen_stack[-1] if isinstance(app.screen_stack[-1], InterviewRoom) else app.screen_stack[-2]
    assert isinstance(found, InterviewRoom)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_nothing_leaves_before_the_yes_and_the_preview_says_what_would(house: House, size: tuple[int, int]) -> None:
    writer = give(house, CannedWriter(GOOD), None)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "coach hors ligne" in seen(app)
        await say(pilot, SCENE)
        await until(pilot, lambda: isinstance(app.screen, ConsentDialog))
        await pilot.pause()
        page = seen(app)
        assert "canned/one" in page
        assert "api.example.com" in page
        assert "Oui, il peut" in page
        assert writer.told == []
        text = app.screen.query_one("#leaving-text").render()
        assert SCENE in str(text)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "ce câble ?" in seen(app))
        assert "un câble noir derrière l'armoire" in room(app).conversation.question.text  # type: ignore[union-attr]
        assert (house.speaker, house.leaves_machine) == ("canned/one", "api.example.com")
        if size == WIDE:
            assert "sort vers api.example.com" in seen(app)
        assert len(writer.told) == 1
        assert str(writer.told[0].user) in str(text)


@pytest.mark.slow
async def test_a_no_is_kept_and_not_asked_again(house: House) -> None:
    writer = give(house, CannedWriter(), None)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        await until(pilot, lambda: isinstance(app.screen, ConsentDialog))
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewRoom))
        await say(pilot, "37 fils sans étiquette sur 412")
        await pilot.pause(0.2)
        assert isinstance(app.screen, InterviewRoom)
    assert house.voice is not None
    assert house.voice.said == "no"
    assert (house.speaker, house.leaves_machine, writer.told) == (None, None, [])


@pytest.mark.slow
async def test_a_key_pressed_too_fast_is_no_yes(house: House) -> None:
    give(house, CannedWriter(), None)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        await until(pilot, lambda: isinstance(app.screen, ConsentDialog))
        await pilot.press("enter", "y", "o", "space")
        await pilot.pause()
        assert isinstance(app.screen, ConsentDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, InterviewRoom)
    assert house.voice is not None
    assert house.voice.said is None


async def test_the_sharper_words_are_what_is_answered_and_kept(house: House) -> None:
    give(house, CannedWriter(GOOD, "", ""))
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        await until(pilot, lambda: "ce câble ?" in seen(app))
        await say(pilot, "que c'était la sonnette, 412 fils en tout")
        assert room(app).conversation.interview.turns[1].question.endswith(SHARP)
        await pilot.press("f4")
        await pilot.pause()
        assert "ce câble ?" in seen(app)


async def test_one_who_types_is_not_interrupted(house: House) -> None:
    writer = SlowWriter(GOOD, GOOD)
    give(house, writer)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        await until(pilot, lambda: bool(writer.told))
        planned = room(app).conversation.planned
        await pilot.press("o", "n")
        writer.go.set()
        await pilot.pause(0.3)
        assert "ce câble ?" not in seen(app)
        assert room(app).conversation.question == planned
        assert app.screen.query_one(AnswerBox).text == "on"
        await pilot.press("enter")
        await pilot.pause()
        assert room(app).conversation.interview.turns[1].question == planned.text  # type: ignore[union-attr]


async def test_what_goes_wrong_is_said_and_the_bank_s_question_stays(house: House) -> None:
    give(
        house,
        CannedWriter(suggest("Que t'a dit Bertrand ?", "un câble noir"), "nope", [CoachError("Le modèle est injoignable.")]),
    )
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        planned = room(app).conversation.planned
        await until(pilot, lambda: "réponse illisible" in seen(app))
        assert "Bertrand" not in seen(app)
        assert room(app).conversation.question == planned
        await say(pilot, "37 fils sans étiquette sur 412")
        await until(pilot, lambda: "Le modèle est injoignable." in seen(app))


async def test_a_late_model_is_dropped_and_heard_again_at_the_next_question(house: House) -> None:
    proof = "37 fils sans étiquette sur 412"
    writer = SlowWriter(GOOD, suggest("Comment as-tu compté ces 37 fils ?", "37 fils sans étiquette"))
    give(house, writer)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        room(app).wait_s = 0.1
        await say(pilot, SCENE)
        await until(pilot, lambda: "Le modèle tarde" in seen(app))
        planned = room(app).conversation.planned
        room(app).wait_s = 5
        await say(pilot, proof)
        assert "tarde" not in seen(app)
        writer.go.set()
        await until(pilot, lambda: "Comment as-tu compté" in seen(app))
        assert room(app).conversation.interview.turns[1].question == planned.text  # type: ignore[union-attr]
        assert [proof in prompt.user for prompt in writer.told] == [False, True]


async def test_leaving_waits_for_nobody(house: House) -> None:
    writer = SlowWriter(GOOD)
    give(house, writer)
    app = PorteVoix(house, "interview")
    start = time.monotonic()
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        await until(pilot, lambda: bool(writer.told))
        await pilot.press("ctrl+q")
    assert time.monotonic() - start < 4
    writer.go.set()


async def test_one_may_change_one_s_mind_from_the_palette(house: House) -> None:
    give(house, CannedWriter(GOOD))
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "canned/one" in seen(app)
        assert app.screen.allows(AskModel)  # type: ignore[attr-defined]
        app.screen.post_message(AskModel())
        await until(pilot, lambda: isinstance(app.screen, ConsentDialog))
        await pilot.pause()
        assert "Rien pour l'instant" in seen(app)
        app.screen.query_one("#no", Button).press()
        await until(pilot, lambda: isinstance(app.screen, InterviewRoom))
        await pilot.pause()
        assert "coach hors ligne" in seen(app)
    assert house.speaker is None


@pytest.mark.slow
async def test_the_yes_is_taken_back_from_anywhere(house: House) -> None:
    writer = give(house, CannedWriter())
    app = PorteVoix(house, "desk")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "sort vers api.example.com" in seen(app)
        await pilot.press("ctrl+p")
        await pilot.press(*"sans mod")
        await pilot.press("enter")
        await until(pilot, lambda: "coach hors ligne · rien ne sort" in seen(app))
        assert app.allows(SilenceModel) is False
        app.open_room("interview")
        await pilot.pause()
        await say(pilot, SCENE)
        await pilot.pause(0.2)
        assert isinstance(app.screen, InterviewRoom)
    assert (house.speaker, writer.told) == (None, [])


async def test_with_no_model_nothing_changes(house: House) -> None:
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, SCENE)
        assert house.voice is None
        assert app.screen.allows(AskModel) is False  # type: ignore[attr-defined]
        assert room(app).note == ""
        assert room(app).conversation.question == room(app).conversation.planned


async def test_hostile_words_in_the_preview_show_as_themselves(house: House) -> None:
    give(house, CannedWriter(), None)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=WIDE) as pilot:
        await say(pilot, "[/b] {{ 7*7 }} [@click=app.quit]x \x1b]52;c;Zm9v\x07 avec Moussa lundi")
        await until(pilot, lambda: isinstance(app.screen, ConsentDialog))
        await pilot.pause()
        assert "[/b] {{ 7*7 }} [@click=app.quit]x" in str(app.screen.query_one("#leaving-text").render())


@pytest.mark.slow
@pytest.mark.parametrize("width", [80, 72, 60])
async def test_what_leaves_is_the_last_thing_the_header_gives_up(house: House, width: int) -> None:
    writer = CannedWriter()
    writer.name = "mistral/mistral-small-latest"
    give(house, writer)
    app = PorteVoix(house, "interview")
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause(0.2)
        head = rows(app)[0]
        assert "sort vers api.example.com" in head
        assert ("coach : mistral" in head) == (width > 70)
