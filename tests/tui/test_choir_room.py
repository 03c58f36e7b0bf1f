"""The Chœur on the demo company: what it says, what it draws, how it compares with outside; and with nothing to hear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import OptionList

from coach.choir.tongue import Chart, Tongue
from tests.fakes import NOON
from tests.tui.hall import NARROW, WIDE, Hall
from tests.tui.stage import seen, until
from tui.app import PorteVoix
from tui.opening import lay_demo
from tui.widgets import plot
from tui.widgets.plot import Bars, bars_of, written
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio
FRENCH = Tongue("fr", NOON.date())


def told(app: PorteVoix) -> str:
    """What is on the screen, no-break spaces as spaces."""
    return seen(app).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


@pytest.mark.slow
async def test_the_lead_hears_leaks_scores_and_mix_compares_and_prints(house: House, tmp_path: Path) -> None:
    app = PorteVoix(house, "arroseur")
    saved: list[bytes] = []
    app.deliver_binary = lambda made, **_: saved.append(made.read())  # type: ignore[assignment,method-assign,func-returns-value]
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.warm)
        await pilot.press("f6")
        await until(pilot, lambda: "82 % (n = 50)" in told(app))
        for said in (
            "8 posts de la page, 7 posts d'auteurs du dehors",
            "3 108 (n = 41)",
            "×1,59 page · ×1,31 dehors",
            "12/15",
        ):
            assert said in told(app)
        await pilot.press("f3", "down")
        await until(pilot, lambda: "→ Donne un angle, pas une phrase." in told(app))
        for said in (
            "La phrase qui fuit :",
            "nous prolongeons la durée de vie",
            "10 personnes, 10 posts",
            "Personnes sur ce message",
        ):
            assert said in told(app)
        assert app.screen.query_one(Bars).display
        await pilot.press("end")
        await until(pilot, lambda: "Le produit : 42 %, pour 20 % visés." in told(app))
        assert "visé  20 %" in told(app)
        outside = tmp_path / "dehors.csv"
        outside.write_text("text;author;likes\nRéparer ou jeter ?;Quelqu'un;1000\n", "utf-8")
        await pilot.press("f4")
        await until(pilot, lambda: bool(app.screen.query("Input")))
        app.screen.query_one("Input").value = str(outside)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: "8 posts d'auteurs du dehors" in told(app))
        await pilot.press("ctrl+s", "ctrl+l")
        await until(pilot, lambda: "where 20% is wanted" in told(app))
        assert saved[0].startswith(b"<!DOCTYPE html>")
        page = saved[0].decode()
        assert "Donne un angle, pas une phrase." in page
        people = {post.author for post in house.corpus.posts()} - {"Helvia", None}
        assert [name for name in people if str(name) in page or str(name) in told(app)] == []
        assert not [post for post in house.corpus.posts() if post.text.startswith("Réparer ou jeter")]


async def test_an_empty_store_says_what_to_do_and_no_company_asks_which(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    app = PorteVoix(hall, "choir")  # type: ignore[arg-type]
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "De quelle entreprise" in told(app))
        await pilot.press("f3", "ctrl+s", "f8", *"Helvia", "enter")
        await until(pilot, lambda: "Importe les posts" in told(app))
        assert app.screen.query_one(OptionList).option_count == 0
        assert hall.notebook.read("choir.company") == "Helvia"


CHART = Chart(
    "Parts",
    ("le [b]produit[/b]", "la maison", "une étiquette bien trop longue pour la place"),
    (42.0, 0, 5.5),
    "%",
    (20, 30, 50),
    ("a", "b"),
)


def test_bars_are_labelled_with_their_figures_and_cut_to_the_width() -> None:
    bars = bars_of(CHART, FRENCH, 24)
    assert [bar.label for bar in bars[:4]] == [
        "le [b]produit[/b]  42\u00a0% ",
        "b  20\u00a0% ",
        "la maison  0\u00a0% ",
        "b  30\u00a0% ",
    ]
    assert bars[4].label == "une étiquette bien…  6\u00a0% "
    assert [bar.wanted for bar in bars] == [False, True] * 3
    assert bars_of(CHART._replace(labels=("x",) * 40, values=tuple(map(float, range(40))), beside=()), FRENCH, 9)[0].value == 24


def test_bars_are_written_where_nothing_can_draw_them() -> None:
    rows = written(bars_of(CHART, FRENCH, 20), 60).plain.split("\n")
    assert [row.count("█") for row in rows] == [32, 15, 0, 23, 4, 38]
    assert {row.index("█") for row in rows if "█" in row} == {max(len(row) - row.count("█") for row in rows)}


async def test_without_the_drawing_library_the_room_still_shows_its_bars(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plot, "PlotextPlot", None)
    app = PorteVoix(house, "choir")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "82 % (n = 50)" in told(app))
        await pilot.press("end")
        await until(pilot, lambda: "█" in told(app))
