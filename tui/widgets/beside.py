"""A first session beside the last, on screen: two texts, what the mirror counted in each, and what the figures are."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from coach.context import Language
from coach.phrases import phrase
from coach.text import clean
from coach.workshop.comparison import Pair, Seen, ThenAndNow
from coach.workshop.pages import said_seen
from tui.moments import calendar_day
from tui.words import Words

Piece = Content | str | tuple[str, str]


def beside(found: ThenAndNow, words: Words) -> Content:
    """Return both ends of a programme, one pair of texts after the other."""
    lang, pieces = words.lang, list[Piece]()
    for pair in found.pairs:
        pieces += [(clean(_title(pair, lang)), "bold $primary"), "\n"]
        for when, seen in ((found.first, pair.then), (found.last, pair.now)):
            pieces += _text(calendar_day(when.date(), found.last.date(), words), seen, lang)
        pieces.append("\n")
    return Content.assemble(*pieces, (phrase(lang, "workshop", "progress.how"), "$soft"))


def _title(pair: Pair, lang: Language) -> str:
    title = phrase(lang, "workshop", "look.said", title=pair.exercise, said=pair.step)
    return title if pair.alike else phrase(lang, "workshop", "progress.unlike", title=title)


def _text(day: str, seen: Seen, lang: Language) -> Iterator[Piece]:
    yield (f"{day}  ", "bold")
    yield (f"{said_seen(seen, lang)}\n", "$soft")
    for line in clean(seen.text).splitlines():
        if line.strip():
            yield ("│ ", "$primary")
            yield f"{line}\n"
