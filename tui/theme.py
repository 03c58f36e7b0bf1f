"""Two themes of our own: *papier*, warm paper under dark ink, and *encre*, its night. One accent, and quiet tints for marks.

A palette is plain data, so that a test can compute every contrast: at least 4.5 to 1 (WCAG 2.2, 1.4.3) for all text.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of a theme, ``#rrggbb``."""

    paper: str
    """Behind everything."""
    sheet: str
    """Behind the text being written."""
    panel: str
    """Behind the masthead, the key line and what is chosen."""
    ink: str
    soft: str
    """Ink of secondary text."""
    accent: str
    """The one colour that calls."""
    rule: str
    """Lines between areas; never text."""
    block: str
    warn: str
    advise: str
    good: str
    tint_block: str
    tint_warn: str
    tint_advise: str
    tint_here: str
    """Behind the words of the remark under the eyes."""
    chosen: str
    """Behind selected text."""


PAPER = Palette(
    paper="#f7f2e8", sheet="#fcf9f2", panel="#ece5d6", ink="#26221d", soft="#655c50", accent="#9c3b1b", rule="#cfc4b0",
    block="#a3192b", warn="#7d5200", advise="#2f5d73", good="#3b6530",
    tint_block="#f3d3cd", tint_warn="#f3e2b8", tint_advise="#e4e9e4", tint_here="#f0d9a8", chosen="#d8e0e6",
)  # fmt: skip
INK = Palette(
    paper="#12161d", sheet="#171c25", panel="#202733", ink="#e9e2d3", soft="#a69f90", accent="#e79a6c", rule="#3a4353",
    block="#f08a8a", warn="#e0b968", advise="#8fbcd1", good="#9cc48b",
    tint_block="#4a2229", tint_warn="#41361b", tint_advise="#1f303b", tint_here="#5a4720", chosen="#2e4258",
)  # fmt: skip

LIGHT, DARK = "papier", "encre"
PALETTES = {LIGHT: PAPER, DARK: INK}


def themes() -> tuple[Theme, Theme]:
    """Return the light theme and the dark one."""
    return _theme(LIGHT, PAPER, dark=False), _theme(DARK, INK, dark=True)


def _theme(name: str, p: Palette, *, dark: bool) -> Theme:
    ours = {
        "soft": p.soft, "rule": p.rule, "good": p.good, "block": p.block, "warn": p.warn, "advise": p.advise,
        "tint-block": p.tint_block, "tint-warn": p.tint_warn, "tint-advise": p.tint_advise, "tint-here": p.tint_here,
    }  # fmt: skip
    theirs = {
        "text": p.ink, "text-muted": p.soft, "text-disabled": p.soft, "foreground-muted": p.soft, "foreground-disabled": p.soft,
        "text-primary": p.accent, "text-accent": p.accent, "text-success": p.good, "text-warning": p.warn, "text-error": p.block,
        "border": p.accent, "border-blurred": p.rule, "surface-active": p.panel,
        "block-cursor-foreground": p.ink, "block-cursor-background": p.tint_here, "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": p.ink, "block-cursor-blurred-background": p.panel,
        "block-cursor-blurred-text-style": "none", "block-hover-background": p.panel,
        "input-cursor-background": p.ink, "input-cursor-foreground": p.sheet, "input-cursor-text-style": "none",
        "input-selection-background": p.chosen, "input-selection-foreground": p.ink,
        "screen-selection-background": p.chosen, "screen-selection-foreground": p.ink,
        "scrollbar": p.rule, "scrollbar-hover": p.soft, "scrollbar-active": p.accent, "scrollbar-background": p.paper,
        "scrollbar-background-hover": p.paper, "scrollbar-background-active": p.paper, "scrollbar-corner-color": p.paper,
        "button-foreground": p.ink, "button-color-foreground": p.paper, "button-focus-text-style": "bold underline",
        "link-color": p.accent, "link-color-hover": p.accent, "link-background-hover": p.panel,
    }  # fmt: skip
    return Theme(
        name=name, dark=dark, primary=p.accent, secondary=p.advise, accent=p.accent, warning=p.warn, error=p.block,
        success=p.good, foreground=p.ink, background=p.paper, surface=p.sheet, panel=p.panel, boost=p.panel,
        variables={**ours, **theirs},
    )  # fmt: skip


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, 1 to 21 (relative luminance, WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
