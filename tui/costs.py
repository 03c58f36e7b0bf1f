"""What the model has cost this month, as the person reads it."""

from __future__ import annotations

from tui.words import Words


def money(usd: float, words: Words) -> str:
    """Return an amount of US dollars as the language writes it, to the cent."""
    told = f"{usd:.2f}"
    return f"{told.replace('.', ',')}\u00a0$" if words.lang == "fr" else f"${told}"


def cost_line(words: Words, spent: float, ceiling: float | None) -> str:
    """Return what was spent this month, and of how much when there is a ceiling."""
    if ceiling is None:
        return words("consent.cost", spent=money(spent, words))
    return words("consent.cost_of", spent=money(spent, words), ceiling=money(ceiling, words))
