"""The shell: first paint, languages, themes, notices, quitting."""

import gc

import pytest
from rich.segment import Segment

from coach.errors import BrokenEnvironment
from tests.tui.stage import FakeHouse, app_on, rows, seen, until
from tui.app import LANGUAGE_KEY, THEME_KEY, PorteVoix
from tui.screens import ROOMS
from tui.theme import contrast

pytestmark = pytest.mark.anyio


async def test_the_house_opens_after_the_first_paint_and_says_so_quietly() -> None:
    house = FakeHouse().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        assert house.warmed == 1
        assert app.warm


async def test_a_house_that_cannot_open_is_told_and_one_can_still_write() -> None:
    house = FakeHouse().with_draft("Bonjour")

    def broken() -> None:
        raise BrokenEnvironment("Posts illisibles [/b].", "portevoix posts reindex le refait.")

    house.warm = broken  # type: ignore[method-assign]
    app = app_on(house, draft="d1")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "illisibles [/b]" in seen(app))
        await pilot.press("x")
        assert "xBonjour" in seen(app)


async def test_notices_of_the_house_are_shown_as_they_are() -> None:
    house = FakeHouse().with_draft("")
    house.notices = [BrokenEnvironment("[@click=app.quit]x[/] mis de côté", "Rien n'est perdu : /tmp/[a]")]
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.pause(0.2)
        assert "[@click=app.quit]x[/] mis de côté" in seen(app)
        assert "/tmp/[a]" in seen(app)


async def test_the_masthead_says_who_coaches_and_what_leaves() -> None:
    house = FakeHouse().with_draft("", title="Un titre [b]très[/b] long " * 9)
    app = app_on(house, draft="d1")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)
        head = rows(app)[0]
        assert head.startswith(" Porte-voix  Établi  Un titre [b]")
        assert head.rstrip().endswith("coach hors ligne · rien ne sort")
    house.speaker, house.leaves_machine = "petit-modèle", "api.example.org"
    app = app_on(house, draft="d1")
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause(0.2)
        assert "coach : petit-modèle · sort vers api.example.org" in rows(app)[0]


@pytest.mark.slow
async def test_language_and_theme_are_switched_live_and_remembered() -> None:
    house = FakeHouse().with_draft("Bonjour")
    app = app_on(house, draft="d1")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("f1", "escape", "ctrl+l", "ctrl+t")
        await pilot.pause()
        assert "Workbench" in rows(app)[0]
        assert "help" in rows(app)[-1]
        assert app.theme == "papier"
    assert (house.notebook.read(LANGUAGE_KEY), house.notebook.read(THEME_KEY)) == ("en", "papier")
    house.settings.theme = "auto"
    assert app_on(house, draft="d1").theme == "papier"


async def test_ctrl_c_says_how_to_leave() -> None:
    app = app_on(FakeHouse().with_draft("Bonjour"), draft="d1")
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.press("tab", "ctrl+c")
        await pilot.pause()
        assert "Ctrl+Q pour quitter" in seen(app)


def poor(segments: list[Segment]) -> list[str]:
    """Texts whose ink is under 4.5 to 1 on what they are written on."""
    found = []
    for segment in segments:
        style = segment.style
        if not segment.text.strip(" ─│╭╮╰╯▁▔▊▎▏▇▆▅▄▃▂█") or style is None or style.color is None or style.bgcolor is None:
            continue
        ink, behind = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
        if style.reverse:
            ink, behind = behind, ink
        if contrast(ink, behind) < 4.5 or style.dim:
            found.append(f"{segment.text!r} {ink} on {behind} dim={style.dim}")
    return found


def segments(app: PorteVoix) -> list[Segment]:
    return [segment for strip in app.screen._compositor.render_strips() for segment in strip]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_empty_sheet_can_be_read(theme: str) -> None:
    app = app_on(FakeHouse(theme=theme))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause(0.2)
        assert "Raconte-le comme à un collègue" in seen(app)
        assert poor(segments(app)) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_every_text_on_the_screen_can_be_read(theme: str, size: tuple[int, int]) -> None:
    house = FakeHouse(theme=theme).with_draft(
        "toujours confidentiel. Ensemble, construisons la mobilité de demain.", title="Titre"
    )
    app = app_on(house, draft="d1")
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        for keys in (("f3", "f3"), ("ctrl+o",), ("f8",), ("escape", "f1"), ("escape", "ctrl+p")):
            await pilot.press(*keys)
            await pilot.pause()
            if len(app.screen_stack) == 1:
                assert poor(segments(app)) == [], keys
            else:
                (sheet,) = app.screen.query(".sheet")
                at = sheet.region
                strips = list(app.screen._compositor.render_strips())[at.y : at.bottom]
                assert poor([s for strip in strips for s in strip.crop(at.x, at.right)]) == [], keys


def test_every_room_listed_is_there() -> None:
    from tui.screens.doorway import room_class

    for name in ROOMS:
        assert room_class(name).__doc__


async def test_collections_put_off_until_the_first_paint_are_taken_up_again() -> None:
    app = app_on(FakeHouse().with_draft("Bonjour"), draft="d1")
    gc.disable()
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.1)
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()
