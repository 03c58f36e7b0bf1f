"""The memento on one page: HTML that prints to one A4 sheet, Markdown, JSON. Self-contained, no script, every word escaped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from coach.context import Language
from coach.line.hanging import hanging
from coach.line.memento import PILLARS, KnownFact, Memento, Territory
from coach.line.rhythm import say_rhythm
from coach.phrases import phrase

ROOM: Mapping[str, int] = {
    "territories": 5,
    "red_lines": 5,
    "never_named": 8,
    "own_words": 8,
    "banned_words": 8,
    "voice": 2,
    "facts": 5,
}
"""Entries of each part that fit on the sheet; the others are counted there, and all are in the JSON."""
SHORT: Mapping[str, int] = {**ROOM, "territories": 2, "red_lines": 3, "never_named": 4, "own_words": 5, "banned_words": 4} | {
    "voice": 0,
    "facts": 0,
}
"""The same when half of the sheet is for something else; a part without room is left out."""
LONGEST = {"instance": 150, "asked_by": 48, "to_show": 48, "text": 170, "voice": 180, "entry": 100, "name": 60, "word": 26}
"""Characters of each kind of text that fit; the sheet cuts at a word, the Markdown and the JSON never."""

_STYLE = """
@page { size: A4; margin: 11mm 12mm; }
* { box-sizing: border-box; }
body { font: 9.1pt/1.28 Georgia, "Liberation Serif", serif; color: #26221d; margin: 0 auto; max-width: 186mm; padding: 0 4mm; }
@media print { body { padding: 0; max-width: none; } }
h1 { font-size: 17pt; margin: 0 0 1mm; } h1 small { font-size: 9pt; font-weight: normal; color: #655c50; }
h2 { font: bold 7.8pt/1.2 Verdana, "DejaVu Sans", sans-serif; letter-spacing: .05em; text-transform: uppercase; color: #9c3b1b;
     margin: 2.6mm 0 .8mm; }
p { margin: 0 0 .8mm; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 4mm; list-style-position: outside; } li { overflow-wrap: anywhere; margin: 0 0 .4mm; }
.subject { border-left: 2pt solid #9c3b1b; padding-left: 2.5mm; margin: 0 0 1.6mm; break-inside: avoid; }
.subject b { font-size: 10pt; } .soft { color: #655c50; font-size: 8.2pt; }
.two { display: flex; gap: 7mm; } .two > div { flex: 1; min-width: 0; }
.bar { display: flex; height: 2.4mm; margin: 1.2mm 0 .6mm; }
.bar span { border: .4pt solid #655c50; } .bar span + span { border-left: 0; } .bar span:last-child { background: #ece5d6; }
.empty { color: #655c50; font-style: italic; }
table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: .4pt solid #cfc4b0; padding: .8mm 1.5mm; text-align: right; }
td:first-child, th:first-child { text-align: left; }
blockquote { margin: 0 0 1.2mm; padding-left: 2.5mm; border-left: 2pt solid #cfc4b0; overflow-wrap: anywhere; }
footer { margin-top: 3mm; border-top: .5pt solid #cfc4b0; padding-top: 1mm; font-size: 7.4pt; color: #655c50; }
"""


class _Sheet(NamedTuple):
    """What every part is said with."""

    lang: Language
    room: Mapping[str, int] = ROOM

    def say(self, key: str, **values: object) -> str:
        return phrase(self.lang, "line", f"page.{key}", **values)


def cut(text: str, most: int) -> str:
    """Return ``text`` on one line in at most ``most`` characters, cut at a word, an ellipsis saying so."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return (text[: most - 1].rsplit(" ", 1)[0] or text[: most - 1])[: most - 1].rstrip(" ,;:") + "…"


def to_html(memento: Memento, lang: Language, day: dt.date, beside: str | None = None) -> str:
    """Return the memento as one HTML page, which prints to one A4 sheet whatever it holds.

    ``beside`` is HTML to stand under a shorter memento, in half of the sheet at most.
    """
    sheet = _Sheet(lang) if beside is None else _Sheet(lang, SHORT)
    title = sheet.say("of", name=memento.name) if memento.name else sheet.say("title")
    body = "\n".join((*_parts(memento, sheet), beside or ""))
    return to_sheet(title, body, lang, sheet.say("footer", day=day.isoformat()))


def to_sheet(title: str, body: str, lang: Language, footer: str) -> str:
    """Return a page that prints well: ``body`` is HTML with every word of a person escaped, the rest is text."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(cut(title, LONGEST['name']))}</h1>\n{body}\n"
        f"<footer>{escape(footer)}</footer>\n</body>\n</html>\n"
    )


def _parts(memento: Memento, sheet: _Sheet) -> Iterator[str]:
    yield _heading("territories", sheet)
    subjects = _by_weight(memento)
    yield from (_subject(t, sheet) for t in subjects[: sheet.room["territories"]])
    yield _rest(len(subjects), sheet.room["territories"], sheet) if subjects else _empty(sheet)
    yield '<div class="two"><div>'
    for part in ("posture", "reader", "benefit"):
        yield _heading(part, sheet) + _text(getattr(memento, part), sheet)
    yield _heading("rhythm", sheet) + f"<p>{escape(say_rhythm(memento.rhythm, sheet.lang))}</p>"
    yield _heading("mix", sheet) + _bar(memento, sheet)
    yield _heading("own_words", sheet) + _inline(memento.own_words, "own_words", sheet)
    yield "</div><div>"
    yield _heading("red_lines", sheet) + _list(memento.red_lines, "red_lines", sheet)
    for part in ("never_named", "banned_words"):
        yield _heading(part, sheet) + _inline(getattr(memento, part), part, sheet)
    yield "</div></div>"
    if sheet.room["voice"]:
        yield _heading("voice", sheet) + _list(memento.voice, "voice", sheet, LONGEST["voice"])
    if sheet.room["facts"]:
        yield _heading("facts", sheet) + _list([_fact(fact, sheet) for fact in memento.facts], "facts", sheet)


def _by_weight(memento: Memento) -> list[Territory]:
    return sorted(memento.territories, key=lambda t: -t.weight)


def _heading(part: str, sheet: _Sheet) -> str:
    return f"<h2>{escape(sheet.say(part))}</h2>"


def _empty(sheet: _Sheet) -> str:
    return f'<p class="empty">{escape(sheet.say("empty"))}</p>'


def _rest(count: int, room: int, sheet: _Sheet) -> str:
    return f'<p class="soft">{escape(sheet.say("more", n=count - room))}</p>' if count > room else ""


def _subject(t: Territory, sheet: _Sheet) -> str:
    grades = sheet.say("grades", want=t.want, standing=t.standing, proof=t.proof)
    said = [
        f"<span class=soft>{escape(sheet.say(part))}</span> {escape(cut(getattr(t, part), LONGEST[part]))}"
        for part in ("asked_by", "to_show")
        if getattr(t, part)
    ]
    lines = [f"<b>{escape(cut(t.name, LONGEST['name']))}</b> <span class=soft>{escape(grades)}</span>"]
    lines += [escape(cut(t.instance, LONGEST["instance"]))] if t.instance else []
    lines += [" · ".join(said)] if said else []
    return f'<div class="subject">{"<br>".join(lines)}</div>'


def _text(said: str, sheet: _Sheet) -> str:
    return f"<p>{escape(cut(said, LONGEST['text']))}</p>" if said else _empty(sheet)


def _list(entries: Sequence[str], part: str, sheet: _Sheet, most: int = LONGEST["entry"]) -> str:
    shown = "".join(f"<li>{escape(cut(entry, most))}</li>" for entry in entries[: sheet.room[part]])
    return f"<ul>{shown}</ul>{_rest(len(entries), sheet.room[part], sheet)}" if shown else _empty(sheet)


def _inline(entries: Sequence[str], part: str, sheet: _Sheet) -> str:
    shown = " · ".join(escape(cut(entry, LONGEST["word"])) for entry in entries[: sheet.room[part]])
    return f"<p>{shown}</p>{_rest(len(entries), sheet.room[part], sheet)}" if shown else _empty(sheet)


def _bar(memento: Memento, sheet: _Sheet) -> str:
    cells = "".join(f'<span style="width:{memento.mix.of(p)}%"></span>' for p in PILLARS if memento.mix.of(p))
    return f'<div class="bar">{cells}</div><p>{escape(say_mix(memento, sheet.lang))}</p>'


def say_mix(memento: Memento, lang: Language) -> str:
    """Return the mix in one line: ``20 % le produit · 30 % la maison · 50 % le métier``."""
    return " · ".join(f"{memento.mix.of(p)} % {phrase(lang, 'line', f'pillar.{p}')}" for p in PILLARS)


def _fact(fact: KnownFact, sheet: _Sheet) -> str:
    source = sheet.say("fact_source", source=fact.source) if fact.source else ""
    return " · ".join(filter(None, (f"{fact.value} {fact.unit}".strip(), fact.what, source, fact.date or "")))


def to_markdown(memento: Memento, lang: Language, day: dt.date) -> str:
    """Return the whole memento as Markdown: nothing is cut."""
    sheet = _Sheet(lang)
    lines = [f"# {inert(sheet.say('of', name=memento.name) if memento.name else sheet.say('title'))}", ""]
    lines += [f"## {sheet.say('territories')}", ""]
    for t in _by_weight(memento):
        lines += [f"- **{inert(t.name)}** ({sheet.say('grades', want=t.want, standing=t.standing, proof=t.proof)})"]
        told = ((part, getattr(t, part)) for part in ("instance", "asked_by", "to_show"))
        lines += [hanging(f"{sheet.say(part)} : {inert(said)}", "  - ") for part, said in told if said]
    for part in ("posture", "reader", "benefit"):
        lines += ["", f"## {sheet.say(part)}", "", inert(getattr(memento, part)) or f"*{sheet.say('empty')}*"]
    lines += ["", f"## {sheet.say('rhythm')}", "", say_rhythm(memento.rhythm, lang), "", f"## {sheet.say('mix')}", ""]
    lines += [say_mix(memento, lang)]
    for part in ("red_lines", "never_named", "own_words", "banned_words", "voice"):
        lines += ["", f"## {sheet.say(part)}", "", *(hanging(inert(entry), "- ") for entry in getattr(memento, part))]
    lines += ["", f"## {sheet.say('facts')}", "", *(hanging(inert(_fact(fact, sheet)), "- ") for fact in memento.facts)]
    return "\n".join([*lines, "", f"*{sheet.say('footer', day=day.isoformat())}*", ""])


def inert(text: str) -> str:
    """Return other people's words as one line of Markdown that stays text."""
    line = " ".join(text.split())
    for mark in "\\`*_[]<>#|":
        line = line.replace(mark, f"\\{mark}")
    return line


def to_json(memento: Memento) -> str:
    """Return the memento as its own JSON, which is read back as it is."""
    return memento.model_dump_json(indent=1) + "\n"
