"""The rooms of the line, played as a person would: every move on disk, hostile words inert, both languages."""

import pytest
from textual.widgets import Input, OptionList, TextArea

from coach.line.keeping import KEY, change_line, read_line, with_memento
from coach.line.memento import Memento
from tests.tui.stage import FakeHouse, app_on, rows, seen
from tui.demo_line import line_of_person
from tui.line_keeping import who_speaks
from tui.screens.line_cards import CardsRoom
from tui.widgets.pick import Pick

pytestmark = pytest.mark.anyio
SMALL = (80, 24)
NASTY = "[red]chez[/oops] {{7*7}} [@click=app.quit]nous"


def memento(house: FakeHouse) -> Memento:
    return read_line(house.notebook, "fr").memento


@pytest.mark.slow
async def test_a_game_is_played_left_and_taken_up_again() -> None:
    house = FakeHouse()
    app = app_on(house, "cards")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        room = app.screen
        assert isinstance(room, CardsRoom)
        first = room._drawn
        await pilot.press("enter", "enter")  # nothing typed: nothing kept
        assert read_line(house.notebook, "fr").game.moves == ()
        room.query_one("#instance", Input).value = NASTY
        await pilot.press("enter")
        assert room.query_one("#name", Input).has_focus
        await pilot.press("enter")
        assert [t.instance for t in memento(house).territories] == [NASTY]
        assert memento(house).territories[0].card == first
        await pilot.press("right", "down")
        assert [m.verdict for m in read_line(house.notebook, "fr").game.moves] == ["kept", "discarded", "not_me"]
        await pilot.press("left")
        await pilot.press("enter", "escape")
        assert app.screen is room
        assert not room.has_class("-keeping")
        waiting = room._drawn
        assert all(len(row) == 80 for row in rows(app))
        assert "1 gardée" in seen(app)
        await pilot.press("ctrl+l")
        assert "1 kept" in seen(app)
    again = app_on(house, "cards")
    async with again.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, CardsRoom)
        assert again.screen._drawn == waiting
        await pilot.click("#do-discard_card")
        await pilot.pause()
        assert again.screen._drawn != waiting


@pytest.mark.slow
async def test_the_memento_is_read_and_changed() -> None:
    house = FakeHouse()
    house.notebook.put(KEY, line_of_person("Claire").model_dump_json())
    change_line(house.notebook, "fr", lambda line: with_memento(line, posture=NASTY))
    app = app_on(house, "memento")
    async with app.run_test(size=(100, 44)) as pilot:
        await pilot.pause()
        assert "Lire une machine sans notice" in seen(app)
        assert NASTY in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("#f-name", Input).value = ""
        await pilot.press("enter")
        assert "Un sujet a un nom" in seen(app)
        app.screen.query_one("#f-name", Input).value = "Autre nom"
        picks = app.screen.query(Pick)
        picks.first().focus()
        await pilot.press("left", "enter")
        assert memento(house).territories[0].name == "Autre nom"
        assert memento(house).territories[0].want == 2
        parts = app.screen.query_one("#parts", OptionList)
        parts.highlighted = app.screen._keys.index("facts")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(TextArea).text = "| euros"
        await pilot.press("f9")
        assert "commence par sa valeur" in seen(app)
        app.screen.query_one(TextArea).text = "12 | fils | comptés | moi | 2026-01-02\n3"
        await pilot.press("f9")
        assert [(f.value, f.unit, f.date) for f in memento(house).facts] == [("12", "fils", "2026-01-02"), ("3", "", None)]
        parts.highlighted = app.screen._keys.index("mix")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("#f-product", Input).value = "90"
        await pilot.press("enter")
        assert "faire cent" in seen(app)
        await pilot.press("escape")
        assert memento(house).mix.product == 20


async def test_an_unreadable_line_is_told_and_the_room_still_opens() -> None:
    house = FakeHouse()
    house.notebook.put(KEY, "{")
    app = app_on(house, "memento")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        assert any("ne se lit pas" in told.title for told in app._notifications)
        assert "F3" in seen(app)


async def test_the_calendar_takes_a_series_and_gives_it_back() -> None:
    house = FakeHouse()
    app = app_on(house, "calendar")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "Un post par mois" in seen(app)
        await pilot.press("f3")
        await pilot.pause()
        app.screen.query_one("#f-start", Input).value = "hier"
        await pilot.press("enter")
        assert "Il faut un nom" in seen(app)
        app.screen.query_one("#f-name", Input).value = "Une panne"
        app.screen.query_one("#f-start", Input).value = "2026-11-23"
        await pilot.press("enter")
        assert "Série : Une panne" in seen(app)
        await pilot.press("f8")
        assert read_line(house.notebook, "fr").plan.series == ()


async def test_an_answer_is_an_idea_and_a_voice_if_one_likes() -> None:
    house = FakeHouse()
    app = app_on(house, "outside")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        box = app.screen.query_one("#said", TextArea)
        box.text = "Non."
        await pilot.press("f9")
        assert house.notebook.ideas() == []
        box.text = "Je pose un tournevis contre le carter et j'écoute."
        await pilot.press("f8")
        [idea] = house.notebook.ideas()
        assert idea.text.endswith("j'écoute.")
        assert "?" in idea.text
        assert memento(house).voice == ("Je pose un tournevis contre le carter et j'écoute.",)
        assert len(read_line(house.notebook, "fr").answered) == 1
        assert box.text == ""


async def test_who_speaks_is_said_once_for_the_line_and_the_interview() -> None:
    house = FakeHouse()
    app = app_on(house, "memento")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("f8")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert memento(house).persona == "leader"
        assert "Un post par mois" in seen(app)
        app.open_room("interview")
        await pilot.pause()
        assert app.screen.conversation.interview.persona == "leader"  # type: ignore[attr-defined]
    house.notebook.put("persona", "")
    assert who_speaks(house) == "leader"  # type: ignore[arg-type]
