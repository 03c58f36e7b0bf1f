"""Bars in the terminal: the one module that names textual-plotext. Without it, the same bars are written as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.content import Content

from coach.choir.tongue import Chart, Tongue
from coach.text import clean
from tui.widgets.plain import Plain, fit

if TYPE_CHECKING:
    from textual_plotext import PlotextPlot
else:
    try:
        from textual_plotext import PlotextPlot
    except ImportError:  # an extra of the app: every figure is in the text too
        PlotextPlot = None

MOST = 16
"""Bars of one chart; the highest are kept, in their order."""
AIRY = 8
"""Bars up to which a blank row stands between two."""
TALL = 30
"""Rows of the window from which there is room for that."""
_THIN = 0.001
"""Of a bar, against the room there is for it: one row."""
_BLOCK = "█"


class Bar:
    """One bar: what it is called, how long it is, and whether it is what is wanted rather than what was found."""

    def __init__(self, label: str, value: float, *, wanted: bool = False) -> None:
        self.label, self.value, self.wanted = label, value, wanted


def bars_of(chart: Chart, say: Tongue, cells: int) -> list[Bar]:
    """Return the bars of a chart, their figures in their labels, each label in at most ``cells`` columns."""
    kept = sorted(sorted(range(len(chart.values)), key=lambda at: -chart.values[at])[:MOST])
    bars: list[Bar] = []
    for at in kept:
        bars.append(Bar(_label(clean(chart.labels[at]), chart.values[at], chart.unit, say, cells), chart.values[at]))
        if chart.beside:
            bars.append(Bar(_label(chart.names[1], chart.beside[at], chart.unit, say, cells), chart.beside[at], wanted=True))
    return bars


def _label(name: str, value: float, unit: str, say: Tongue, cells: int) -> str:
    figure = say.percent(value / 100) if unit == "%" else say.number(value, 1)
    return f"{fit(name, max(4, cells - cell_len(figure) - 2))}  {figure} "


class Bars(Vertical):
    """A chart with its title; hidden when there is none."""

    DEFAULT_CSS = "Bars { height: auto; } Bars > .bars { height: auto; } Bars PlotextPlot { height: 3; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._chart: Chart | None = None
        self._say: Tongue | None = None

    def compose(self) -> ComposeResult:
        """Lay out the title over the bars."""
        yield Plain(classes="title")
        if PlotextPlot is None:
            yield Plain(classes="bars")
        else:
            yield PlotextPlot(classes="bars")

    def on_mount(self) -> None:
        """Draw again in the colours of another theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._draw))

    def show(self, chart: Chart | None, say: Tongue) -> None:
        """Show another chart, or none."""
        self._chart, self._say = chart, say
        self.display = chart is not None
        self._draw()

    def on_resize(self) -> None:
        """Fit the labels to the width."""
        self._draw()

    def _draw(self) -> None:
        chart, say = self._chart, self._say
        if chart is None or say is None or not self.is_mounted:
            return
        bars = bars_of(chart, say, max(16, self.size.width * 2 // 5))
        self.query_one(".title", Plain).show(Content.styled(chart.title, "$soft"))
        if PlotextPlot is None:
            self.query_one(".bars", Plain).show(written(bars, self.size.width))
        else:
            plot = self.query_one(PlotextPlot)
            plot.styles.height = 2 * len(bars) + 1 if len(bars) <= AIRY and self.app.size.height >= TALL else len(bars)
            variables = self.app.theme_variables
            _plot(plot.plt, bars, *(Color.parse(variables[name]).rgb for name in ("primary", "soft")))
            plot.refresh()


def _plot(plt: Any, bars: list[Bar], found: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    """Draw the bars, the first on top."""
    count = len(bars)
    plt.clear_figure()
    for colour, some in ((found, False), (wanted, True)):
        places = [count - at for at, bar in enumerate(bars) if bar.wanted is some]
        values = [bar.value for bar in bars if bar.wanted is some]
        if places:
            plt.bar(places, values, orientation="h", width=_THIN, color=colour)
    plt.yticks([count - at for at in range(count)], [bar.label for bar in bars])
    plt.ylim(0.5, count + 0.5)
    plt.xlim(0, max([bar.value for bar in bars], default=0) or 1)
    plt.xticks([])
    plt.frame(False)


def written(bars: list[Bar], width: int) -> Content:
    """Return the bars as text, in ``width`` columns."""
    edge = max((cell_len(bar.label) for bar in bars), default=0)
    top = max((bar.value for bar in bars), default=0) or 1
    room = max(4, width - edge - 1)
    rows = []
    for bar in bars:
        pad = " " * (edge - cell_len(bar.label))
        rows.append(
            Content.assemble(pad, bar.label, (_BLOCK * round(room * bar.value / top), "$soft" if bar.wanted else "$primary"))
        )
    return Content("\n").join(rows)
