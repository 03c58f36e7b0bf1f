"""The charts of a chorus as inline SVG, for paper: horizontal bars with their figures, told apart without colour."""

from __future__ import annotations

from html import escape

from coach.choir.tongue import Chart, Tongue, cut

WIDTH = 640
"""Units across; the page decides of the millimetres."""
LABEL = 190
"""Units for the labels, at the left."""
FIGURE = 60
"""Units for the figures, at the right."""
ROW, BAR = 20, 11
LONGEST = 34
"""Characters of a label."""
MOST = 40
"""Bars of one chart; the highest are kept, in their order."""


def draw(chart: Chart, say: Tongue) -> str:
    """Return the chart as an ``<svg>`` element; every text in it is escaped."""
    kept = sorted(sorted(range(len(chart.values)), key=lambda at: -chart.values[at])[:MOST])
    top = max([*chart.values, *chart.beside, 0.0]) or 1.0
    room = WIDTH - LABEL - FIGURE
    rows = []
    for row, at in enumerate(kept):
        value, y = chart.values[at], row * ROW + 4
        length = round(room * value / top, 1)
        label = escape(cut(chart.labels[at], LONGEST))
        figure = escape(_figure(value, chart.unit, say))
        rows.append(f'<text class="l" x="{LABEL - 8}" y="{y + 9}">{label}</text>')
        rows.append(f'<rect class="b" x="{LABEL}" y="{y}" width="{length}" height="{BAR}"/>')
        if chart.beside:
            wanted = round(LABEL + room * chart.beside[at] / top, 1)
            rows.append(f'<line class="w" x1="{wanted}" x2="{wanted}" y1="{y - 3}" y2="{y + BAR + 3}"/>')
            length = max(length, wanted - LABEL)
        rows.append(f'<text class="f" x="{LABEL + length + 6}" y="{y + 9}">{figure}</text>')
    height = len(kept) * ROW + 4
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(chart.title)}</title>{''.join(rows)}</svg>"
    )


def _figure(value: float, unit: str, say: Tongue) -> str:
    return say.percent(value / 100) if unit == "%" else say.number(value, 1)
