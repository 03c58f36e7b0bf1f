"""One class per command, and nothing about it anywhere else: keys, key line, palette, help and words follow."""

import importlib
import pkgutil

import pytest

import tui.commands
from coach.context import Language
from tests.tui.stage import FakeHouse, app_on, rows, seen
from tui.commands import Command, bindings
from tui.commands.shell import SHELL
from tui.commands.workbench import WORKBENCH
from tui.screens.palette import matches
from tui.words import Words

pytestmark = pytest.mark.anyio

KEPT_BY_A_TEXTAREA = {f"ctrl+{letter}" for letter in "acdefkuvwxyz"} | {"f6", "f7", "tab", "enter", "backspace", "delete"}
SAME_AS_ANOTHER_KEY = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"}
AWKWARD_ON_AZERTY = set("[]/\\{}|~`^@#")


def every_command() -> list[type[Command]]:
    for module in pkgutil.iter_modules(tui.commands.__path__):
        importlib.import_module(f"tui.commands.{module.name}")
    return sorted(Command.__subclasses__(), key=lambda ask: ask.id())


@pytest.mark.parametrize("ask", every_command(), ids=lambda ask: ask.id())
def test_every_command_is_said_in_both_languages(ask: type[Command]) -> None:
    said = {}
    for lang in ("fr", "en"):
        words = Words(lang)
        said[lang] = ask.title(words), ask.help(words)
        assert 0 < len(ask.action(words)) <= 40
        assert ask.help(words).endswith((".", ")", "!", "?"))
    assert said["fr"] != said["en"]


@pytest.mark.parametrize("ask", every_command(), ids=lambda ask: ask.id())
def test_every_key_reaches_the_app_and_is_easy_on_azerty(ask: type[Command]) -> None:
    for key in filter(None, ask.keys.split(",")):
        assert key not in SAME_AS_ANOTHER_KEY
        assert not set(key) & AWKWARD_ON_AZERTY


@pytest.mark.parametrize("ask", [*WORKBENCH, *SHELL], ids=lambda ask: ask.id())
def test_every_key_of_a_room_with_a_text_is_free_in_it(ask: type[Command]) -> None:
    if ask.name != "how_to_quit":  # Ctrl+C copies in a text; elsewhere many hands expect it to leave
        assert not set(ask.keys.split(",")) & KEPT_BY_A_TEXTAREA


def test_ids_are_unique_and_name_the_room() -> None:
    ids = [ask.id() for ask in every_command()]
    assert len(ids) == len(set(ids))
    assert "workbench.next_remark" in ids


def test_a_command_without_a_key_has_no_binding() -> None:
    assert len(bindings(WORKBENCH)) == sum(1 for ask in WORKBENCH if ask.keys)
    with pytest.raises(ValueError, match="workbench.see_charter"):
        next(ask for ask in WORKBENCH if not ask.keys).binding()


@pytest.mark.parametrize(
    ("sought", "found"), [("", True), ("suiv", True), ("REMARQUE", True), ("remar suiv", True), ("etabli", True), ("xyz", False)]
)
def test_the_palette_finds_without_accents_or_case(sought: str, found: bool) -> None:
    ask = next(ask for ask in WORKBENCH if ask.name == "next_remark")
    assert matches(sought, ask, Words("fr")) is found


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
async def test_the_palette_and_the_help_show_what_can_be_done(lang: Language) -> None:
    house = FakeHouse(lang).with_draft("Ce projet confidentiel construisons la mobilité de demain")
    app, words = app_on(house, draft="d1"), Words(lang)
    async with app.run_test(size=(140, 60)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("f3", "ctrl+p")
        await pilot.pause()
        options = str([option.prompt for option in app.screen.query_one("OptionList").options])  # type: ignore[attr-defined]
        for ask in (*WORKBENCH, *SHELL):
            hidden = not ask.listed or ask.name in ("back", "silence_model", "undo_decision", "see_source")
            assert (ask.title(words) in options) is not hidden, ask
        await pilot.press("escape", "f1")
        await pilot.pause()
        page = seen(app)
        for ask in (*WORKBENCH, *SHELL):
            if ask.listed and ask.name not in ("back", "silence_model"):
                assert ask.help(words)[:40] in page, ask


@pytest.mark.slow
async def test_the_palette_asks_for_what_was_chosen() -> None:
    app = app_on(FakeHouse().with_draft("Bonjour"), draft="d1")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"papier", "enter")
        await pilot.pause()
        assert app.theme == "papier"
        assert len(app.screen_stack) == 1
        await pilot.press("ctrl+p", *"zzz")
        assert "Rien de ce nom ici." in seen(app)
        await pilot.press("enter", "escape")
        assert len(app.screen_stack) == 1


@pytest.mark.slow
async def test_a_key_can_be_bound_elsewhere_and_every_place_says_so() -> None:
    house = FakeHouse(keys={"workbench.next_remark": "f9", "workbench.publish": "f10"}).with_draft("toujours")
    app = app_on(house, draft="d1")
    async with app.run_test(size=(140, 50)) as pilot:
        await pilot.pause(0.2)
        assert "F9 remarque" in rows(app)[-1]
        await pilot.press("f1")
        await pilot.pause()
        assert any("F9" in row and "remarque suivante" in row for row in rows(app))


async def test_a_click_on_the_key_line_asks() -> None:
    app = app_on(FakeHouse().with_draft("Il faut toujours"), draft="d1")
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause(0.2)
        at = rows(app)[-1].index("F3")
        await pilot.click("KeyLine", offset=(at + 1, 0))
        await pilot.pause()
        assert app.screen.query_one("Editor").cursor_location == (0, 8)  # type: ignore[attr-defined]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
async def test_the_key_line_fits_and_always_offers_help_and_the_palette(width: int) -> None:
    app = app_on(FakeHouse().with_draft("toujours"), draft="d1")
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause(0.2)
        line = rows(app)[-1]
        assert "F1 aide" in line
        assert "Ctrl+P tout" in line
        assert "F3 remarque" in line
        assert len(line) == width
