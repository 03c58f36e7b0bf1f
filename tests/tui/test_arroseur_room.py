"""The Arroseur, on the demo company: what is wrong, where, what to do; read again as its files change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.stage import FakeHouse, app_on
from tests.tui.test_charter_room import NARROW, comes, told
from tui.app import PorteVoix
from tui.opening import lay_demo
from tui.widgets.extract import extract, lines_of
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
WIDE = (140, 40)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


@pytest.mark.slow
async def test_defects_are_grouped_placed_and_read_again_until_the_charter_is_clean(house: House) -> None:
    pack = house.home.config / "packs" / "helvia-salon" / "pack.yml"
    app = PorteVoix(house, "arroseur")
    async with app.run_test(size=WIDE) as pilot:
        await comes(pilot, "▲ 5 défauts")
        page = await comes(pilot, "Face à pack.yml:10")
        for said in ("parole libre, mots imposés", "Où pack.yml:9", "▶  9", "→ Garde la promesse"):
            assert said in page
        await pilot.press("f3", "enter")
        await comes(pilot, "▶ 10   - Publiez le texte")
        await pilot.press("escape")
        saved: list[str] = []
        app.deliver_text = lambda text, **_: saved.append(text.read())  # type: ignore[assignment,method-assign,func-returns-value]
        await pilot.press("ctrl+s", "down", "enter")
        await told(pilot, "Enregistré dans tes téléchargements")
        assert {d["defect"] for d in json.loads(saved[0])["defects"]} >= {"expired_window", "contact_without_channel"}
        await pilot.press("ctrl+s", "enter")
        await pilot.pause()
        assert saved[1].startswith("# L'Arroseur : helvia-salon 2026.03")
        text = pack.read_text("utf-8")
        pack.write_text(text.replace("principles:", "principes:"), "utf-8")
        await comes(pilot, "La charte ne se lit plus")
        await comes(pilot, "Voulais-tu écrire « principles »")
        await comes(pilot, "date de la dernière lecture réussie")
        lines = text.split("encouraged:")[0].replace("  - Publiez le texte de l'agence mot pour mot, sans le modifier.\n", "")
        pack.write_text(f"{lines}contacts:\n  agence: {{name: Nadia, channel: com@helvia.example}}\n", "utf-8")
        await comes(pilot, "✓ Rien à redire")
        await comes(pilot, "1 phrase de la charte")
        await comes(pilot, "✓ ordres contradictoires")


@pytest.mark.slow
async def test_another_charter_in_a_narrow_window_and_in_english(house: House) -> None:
    app = PorteVoix(house, "arroseur")
    async with app.run_test(size=NARROW) as pilot:
        await comes(pilot, "▲ 5 défauts")
        await pilot.press("ctrl+l")
        await comes(pilot, "▲ 5 defects")
        await pilot.press("f4")
        await comes(pilot, "Which charter?")
        await pilot.press("home", "enter")
        page = await comes(pilot, "✓ Nothing to object to")
        assert "6 official messages" in page


async def test_with_no_charter_of_ones_own_it_says_how_to_begin_one() -> None:
    app = app_on(FakeHouse(), "arroseur")
    async with app.run_test(size=NARROW) as pilot:
        await comes(pilot, "charter new NOM")
        await pilot.press("f3", "f5", "f8", "ctrl+s")
        await comes(pilot, "charter new NOM")


def test_an_extract_stays_inside_the_pack_and_shows_what_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (tmp_path / "secret.yml").write_text("secret", "utf-8")
    (folder / "link.yml").symlink_to(tmp_path / "secret.yml")
    (folder / "pack.yml").write_bytes(b"\xef\xbb\xbfname: [red]a[/]\n\x1b]52;c;Zm\x07deux \xff\ntrois\n")
    assert lines_of(folder, "../secret.yml:1") is None
    assert lines_of(folder, "link.yml:1") is None
    assert lines_of(folder, "absent.yml:1") is None
    read = lines_of(folder, "pack.yml:2")
    assert read is not None
    said = extract(*read, 40, around=1).plain
    assert said.startswith("  1 name: [red]a[/]\n▶ 2 ")
    assert "\x1b" not in said
    assert extract(["un", "deux"], 9, 40).plain == ""
