"""What is painted by asking fewer widgets is what Textual paints."""

from __future__ import annotations

import random

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Static

from tui.painting import SparingCompositor

pytestmark = pytest.mark.anyio


class Asked(Static):
    """Notes when it is asked for its lines."""

    times = 0

    def render_lines(self, crop: Region) -> list[object]:
        self.times += 1
        return super().render_lines(crop)  # type: ignore[return-value]


class Laid(App[None]):
    """Columns in columns, a scrolled one, one above the others, and a margin that belongs to nobody."""

    CSS = """
    Screen { layers: under over; }
    #above { layer: over; offset: 12 3; width: 20; height: 4; border: round white; }
    .side { width: 18; overflow-y: auto; }
    Static { margin: 0 1; height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Asked("top line", id="top")
        with Horizontal():
            yield Asked("\n".join(f"row {n} of the sheet" for n in range(12)), id="sheet")
            with Vertical(classes="side"):
                for n in range(12):
                    yield Static(f"remark {n}\nof two lines")
        yield Asked("é 界 above", id="above")


async def test_every_frame_is_textuals_own() -> None:
    app = Laid()
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        screen, draw = app.screen, random.Random(7)
        screen._compositor = SparingCompositor()
        screen._compositor.reflow(screen, screen.size)
        widgets: list[Widget] = list(screen.query("*"))
        for _ in range(120):
            places = [_place(draw, widgets) for _ in range(draw.randint(1, 4))]
            assert _frame(app, places, SparingCompositor) == _frame(app, places, Compositor), places


async def test_only_those_among_the_changes_are_asked() -> None:
    app = Laid()
    async with app.run_test(size=(60, 16)) as pilot:
        await pilot.pause()
        screen = app.screen
        screen._compositor = SparingCompositor()
        screen._compositor.reflow(screen, screen.size)
        asked = {name: screen.query_one(f"#{name}", Asked) for name in ("top", "sheet", "above")}
        for each in asked.values():
            each.times = 0
        _frame(app, [Region(0, 0, 60, 1), Region(0, 15, 60, 1)], SparingCompositor)
        assert [each.times for each in asked.values()] == [1, 0, 0]


def _place(draw: random.Random, widgets: list[Widget]) -> Region:
    """The place of a widget, or a part of it, or anything."""
    whole = draw.choice(widgets).region.intersection(Region(0, 0, 60, 16))
    if not whole or draw.random() < 0.3:
        return Region(draw.randrange(50), draw.randrange(14), draw.randint(1, 9), draw.randint(1, 2))
    return Region(whole.x, whole.y + draw.randrange(whole.height), whole.width, 1) if draw.random() < 0.5 else whole


def _frame(app: App[None], places: list[Region], by: type[Compositor]) -> str:
    compositor = app.screen._compositor
    compositor._dirty_regions = set(places)
    update = by.render_partial_update(compositor)
    assert update is not None
    return update.render_segments(app.console)
