"""Both themes can be read: every text colour stands at least 4.5 to 1 from what it is written on."""

import pytest

from tui.theme import PALETTES, Palette, contrast, themes

PAPERS = ("paper", "sheet", "panel")
INKS = ("ink", "soft", "accent", "block", "warn", "advise", "good")
TINTS = ("tint_block", "tint_warn", "tint_advise", "tint_here", "chosen")


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("behind", PAPERS)
@pytest.mark.parametrize("colour", INKS)
def test_every_ink_is_read_on_every_paper(name: str, behind: str, colour: str) -> None:
    palette = PALETTES[name]
    assert contrast(getattr(palette, colour), getattr(palette, behind)) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("tint", TINTS)
def test_the_text_is_read_under_every_mark(name: str, tint: str) -> None:
    assert contrast(PALETTES[name].ink, getattr(PALETTES[name], tint)) >= 4.5


def test_accented_buttons_are_read() -> None:
    assert all(contrast(p.paper, p.accent) >= 4.5 for p in PALETTES.values())


def test_each_theme_wears_its_palette() -> None:
    for theme in themes():
        palette: Palette = PALETTES[theme.name]
        made = theme.to_color_system().generate()
        assert made["background"].lower() == palette.paper
        assert theme.variables["soft"] == palette.soft
        assert theme.dark == (theme.name == "encre")


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("colour", INKS)
def test_every_ink_is_read_on_the_line_under_the_cursor(name: str, colour: str) -> None:
    assert contrast(getattr(PALETTES[name], colour), PALETTES[name].tint_advise) >= 4.5
