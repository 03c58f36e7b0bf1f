"""The first day: a language, a name, a visit, and nothing else."""

from pathlib import Path

import pytest
from textual.widgets import Input

from coach.errors import BrokenEnvironment
from tests.tui.hall import NARROW, WIDE, Hall, settle
from tests.tui.stage import seen
from tui.app import GREETED_KEY, LANGUAGE_KEY, PorteVoix
from tui.screens.desk import DeskRoom
from tui.screens.welcome import Welcome
from tui.widgets.tongues import Tongues

pytestmark = pytest.mark.anyio


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    hall = Hall(tmp_path)
    hall.notebook.put(GREETED_KEY, "")
    return hall


def app_on(hall: Hall) -> PorteVoix:
    return PorteVoix(hall)  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_first_day_asks_two_things_and_offers_one(hall: Hall, size: tuple[int, int]) -> None:
    app = app_on(hall)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        page = seen(app)
        for said in ("●  Français", "○  English", "Ton prénom, si tu veux", "F4 : visiter d'abord", "Entrée : commencer"):
            assert said in page
        assert "rien de cette séance" not in page


@pytest.mark.slow
async def test_a_name_typed_at_once_is_kept_and_leads_to_the_desk(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press(*"Éloïse", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DeskRoom)
        assert "Bonjour Éloïse." in seen(app)
        assert len(app.screen_stack) == 1, "one does not go back to the first day"
    kept = {key: hall.notebook.read(key) for key in ("name", LANGUAGE_KEY, GREETED_KEY)}
    assert kept == {"name": "Éloïse", "lang": "fr", "greeted": "yes"}
    assert isinstance(PorteVoix(hall).get_default_screen(), DeskRoom)  # type: ignore[arg-type]


@pytest.mark.slow
async def test_the_language_is_switched_under_the_eyes_and_kept(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("right")
        await pilot.pause()
        assert "●  English" in seen(app)
        assert "Your first name" in seen(app)
        await pilot.press("enter", "up", "down")
        assert isinstance(app.focused, Input)
        await pilot.press("enter")
        await settle(pilot)
        assert "Hello." in seen(app)
    assert hall.notebook.read(LANGUAGE_KEY) == "en"
    assert not hall.notebook.read("name")


@pytest.mark.slow
async def test_the_mouse_chooses_a_language_and_a_door(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.click("#en")
        await pilot.pause()
        assert "Enter: begin" in seen(app)
        await pilot.click("#fr")
        await pilot.pause()
        assert isinstance(app.focused, Tongues)
        assert "Entrée : commencer" in seen(app)
        await pilot.click("#go")
        await settle(pilot)
        assert isinstance(app.screen, DeskRoom)


@pytest.mark.parametrize("way", ["f4", "click"])
async def test_the_visit_leaves_everything_as_it_is(hall: Hall, way: str) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await (pilot.click("#look") if way == "click" else pilot.press("f4"))
        await pilot.pause()
    assert app.return_value == "demo"
    assert not hall.notebook.read(GREETED_KEY), "the next time is still the first day"


async def test_a_home_that_keeps_nothing_is_said(hall: Hall) -> None:
    hall.home = hall.home._replace(passing=True)
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "rien de cette séance ne sera gardé" in " ".join(seen(app).split())


async def test_a_notebook_that_refuses_keeps_nobody_out(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: str) -> None:
        raise BrokenEnvironment("Le disque est plein.", "Libère de la place.")

    monkeypatch.setattr(hall.notebook, "put", refuse)
    app = app_on(hall)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("a", "enter")
        await settle(pilot)
        assert isinstance(app.screen, DeskRoom)
        assert "Le disque est plein." in seen(app)


async def test_a_hostile_name_is_only_a_name(hall: Hall) -> None:
    app = app_on(hall)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        app.screen.query_one("#name", Input).value = "[/b]\x1b[2J{0}"
        await pilot.press("f3")
        await settle(pilot)
        assert "Bonjour [/b]{0}." in seen(app)
