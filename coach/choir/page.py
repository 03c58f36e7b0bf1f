"""The chorus as one printable page: self-contained HTML, A4, no script, every word escaped, nobody named."""

from __future__ import annotations

import re
from typing import Any

from coach.assist.templates import render_page
from coach.choir.chorus import Chorus
from coach.choir.drawing import draw
from coach.choir.saying import head, parts
from coach.choir.tongue import Chart, Entry, Part, PartName, Tongue
from coach.context import Language

PRINTED: dict[PartName, int] = {"scores": 3, "leaks": 12, "phrases": 20, "visuals": 10, "slots": 10, "mix": 1}
"""Entries of each part that are printed; the others are counted."""
_ALIKE: tuple[PartName, ...] = ("phrases", "visuals", "slots")
"""Parts whose entries all call for one advice: it is printed once."""
_BEFORE = re.compile(r" ([:;?!»%])")
_AFTER = re.compile(r"« ")


def to_html(heard: Chorus, say: Tongue, day: str) -> str:
    """Return the report of ``heard`` in the language of ``say``; ``day`` is when it was made, as it is to be read."""
    drawn: set[Chart] = set()
    told: list[dict[str, Any]] = [] if heard.empty else [_part(part, say, drawn) for part in parts(heard, say)]
    return render_page(
        "choir",
        lang=say.lang,
        title=say("page.title", company=heard.company),
        subtitle=_set(say("page.subtitle"), say.lang),
        head=_set(say("empty") if heard.empty else head(heard, say), say.lang),
        remedy=_set(say("empty_remedy"), say.lang) if heard.empty else "",
        parts=told,
        gone=_set(say("gone"), say.lang),
        footer=_set(say("page.footer", day=day), say.lang),
    )


def _part(part: Part, say: Tongue, drawn: set[Chart]) -> dict[str, Any]:
    most = PRINTED[part.name]
    left = len(part.entries) - most
    said: set[str] | None = set() if part.name in _ALIKE else None
    return {
        "name": part.name,
        "title": part.title,
        "about": _set(part.about, say.lang),
        "none": _set(part.none, say.lang),
        "chart": _chart(part.chart, say, drawn),
        "entries": [_entry(entry, say, said, drawn) for entry in part.entries[:most]],
        "more": say("page.more", n=say.number(left)) if left > 0 else "",
    }


def _entry(entry: Entry, say: Tongue, said: set[str] | None, drawn: set[Chart]) -> dict[str, Any]:
    """Return an entry; advice that was ``said`` of another one is not printed again."""
    again = said or set()
    lines = [{"text": _set(line.text, say.lang), "tone": line.tone} for line in entry.lines if line.text not in again]
    if said is not None:
        said.update(line.text for line in entry.lines if line.tone in ("advice", "note"))
    return {"title": entry.title, "brief": entry.brief, "lines": lines, "chart": _chart(entry.chart, say, drawn)}


def _chart(chart: Chart | None, say: Tongue, drawn: set[Chart]) -> dict[str, str] | None:
    """Return a chart to print; one that was drawn above is not drawn again."""
    if chart is None or chart in drawn:
        return None
    drawn.add(chart)
    title = f"{chart.title} (■ {chart.names[0]}, │ {chart.names[1]})" if chart.names else chart.title
    return {"title": title, "svg": draw(chart, say)}


def _set(text: str, lang: Language) -> str:
    """Return ``text`` with the no-break spaces French printing wants."""
    return _AFTER.sub("«\u00a0", _BEFORE.sub("\u00a0\\1", text)) if lang == "fr" else text
