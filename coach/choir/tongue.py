"""How a chorus is said: figures, days and counts in one language, and the values that hold what is said."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from coach.choir.crowd import ENOUGH
from coach.context import Language
from coach.phrases import phrase, variants

Tone = Literal["say", "quote", "advice", "note"]
"""A fact, somebody's or the company's words, what to do, what to know of the figure."""
PartName = Literal["scores", "leaks", "phrases", "visuals", "slots", "mix"]
LONGEST = 60
"""Characters of a title made from a text."""


class Line(NamedTuple):
    """One line of an entry."""

    text: str
    tone: Tone = "say"


class Chart(NamedTuple):
    """Bars, one a label; with ``beside``, a second one that tells what is wanted."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    unit: str = ""
    beside: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    """What the bars are called, when there are two a label."""


class Entry(NamedTuple):
    """One thing heard."""

    title: str
    brief: str
    """Its figure, in a few characters."""
    lines: tuple[Line, ...]
    chart: Chart | None = None


class Part(NamedTuple):
    """One kind of thing heard."""

    name: PartName
    title: str
    about: str
    entries: tuple[Entry, ...]
    none: str = ""
    """What to say when there is no entry."""
    chart: Chart | None = None
    """All its entries in one picture."""


class Tongue:
    """Says figures, days and counts in one language."""

    def __init__(self, lang: Language, today: dt.date) -> None:
        self.lang, self._today = lang, today

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase of ``prompts/<lang>/choir.toml``."""
        return phrase(self.lang, "choir", key, **values)

    def many(self, key: str, n: int) -> str:
        """Return a counted thing, singular or plural."""
        single = n < 2 if self.lang == "fr" else n == 1
        return self(f"{key}_{'one' if single else 'many'}", n=self.number(n))

    def number(self, value: float, places: int = 0) -> str:
        """Return a number as it is written: ``1 234,5`` or ``1,234.5``; zeros at the end of the decimals go."""
        said = f"{value:,.{places}f}"
        said = said.rstrip("0").rstrip(".") if "." in said else said
        return said.translate({44: "\u202f", 46: ","}) if self.lang == "fr" else said

    def percent(self, share: float) -> str:
        """Return a share of 1 in whole percent."""
        return self("percent", value=self.number(100 * share)).replace(" %", "\u00a0%")

    def day(self, date: str | None) -> str:
        """Return an ISO day in short, with its year when it is not today's; as it stands when it cannot be read."""
        try:
            day = dt.date.fromisoformat((date or "")[:10])
        except ValueError:
            return date or ""
        month = variants(self.lang, "choir", "months_short")[day.month - 1]
        return self("day" if day.year == self._today.year else "day_year", day=day.day, month=month, year=day.year)

    def span(self, first: str | None, last: str | None) -> str:
        """Return from when to when; empty when no day is known."""
        if not first or not last:
            return ""
        said = self("one_day" if first == last else "span", first=self.day(first), last=self.day(last))
        return said.replace("..", ".")  # a month cut short ends with a full stop already


def cut(text: str, most: int = LONGEST) -> str:
    """Return ``text`` on one line, cut at a word when it is longer than ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def enough(n: int, say: Tongue) -> str:
    """Return that ``n`` are too few, in short."""
    return say("too_few", n=say.number(n), enough=ENOUGH)
