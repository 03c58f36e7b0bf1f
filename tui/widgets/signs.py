"""What the signs of the margin and of the list mean, for the help of the rooms that show them."""

from __future__ import annotations

from textual.content import Content

from tui.widgets.marks import SEVERITY_SIGNS, SOURCE_SIGNS
from tui.words import Words


def legend(words: Words) -> Content:
    """Return the legend: the shapes of the severities, then the signs of the reviewers."""
    pieces: list[Content | str | tuple[str, str]] = ["\n", (words("workbench.legend"), "bold $primary"), "\n"]
    for severity, sign in SEVERITY_SIGNS.items():
        pieces += [(f"{sign:<4}", f"bold ${severity}"), words(f"workbench.legend_{severity}"), "\n"]
    for source, sign in SOURCE_SIGNS.items():
        pieces += [(f"{sign:<4}", "bold"), words(f"workbench.legend_{source}"), "\n"]
    return Content.assemble(*pieces[:-1])
