"""A workshop on paper: the trainer's report, and a participant's memento with their first session beside their last on one A4."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from coach.context import Language
from coach.line.memento import Memento
from coach.line.page import cut, inert, to_html, to_markdown, to_sheet
from coach.phrases import phrase
from coach.workshop.comparison import Pair, Seen, ThenAndNow
from coach.workshop.looking import said_apport
from coach.workshop.report import Report, said_minutes

PAIRS = 2
"""Pairs of texts that fit beside a memento; the Markdown has all of them."""
LONGEST = 260
"""Characters of a text that fit there."""


def report_html(report: Report, lang: Language, day: dt.date) -> str:
    """Return a session's report as a page to print. Nobody is named in it."""
    return to_sheet(report.title, "\n".join(_report(report, lang)), lang, _say(lang, "report.footer", day=day.isoformat()))


def _say(lang: Language, key: str, **values: object) -> str:
    return phrase(lang, "workshop", key, **values)


def _report(report: Report, lang: Language) -> Iterator[str]:
    yield f"<p>{escape(report.goal)}</p><p class=soft>{escape(_about(report, lang))}</p>"
    head = "".join(f"<th>{escape(_say(lang, f'report.{key}'))}</th>" for key in ("step", "planned", "took", "did"))
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in said_minutes(report, lang))
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    yield from _list(_say(lang, "report.group"), report.figures)
    yield from _list(_say(lang, "debrief.title"), report.debrief)
    if report.answers:
        yield f"<h2>{escape(_say(lang, 'report.answers'))}</h2>"
        yield "".join(f"<blockquote>{escape(answer)}</blockquote>" for answer in report.answers)


def _about(report: Report, lang: Language) -> str:
    day, took = report.begun.date().isoformat() if report.begun else "", round(report.took_s / 60)
    return _say(lang, "report.about", day=day, people=report.people, planned=report.planned_min, took=took)


def _list(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def memento_html(memento: Memento, found: ThenAndNow | None, lang: Language, day: dt.date) -> str:
    """Return a participant's memento on one A4, with what changed under it once there is anything to compare."""
    return to_html(memento, lang, day, None if found is None else "\n".join(_beside(found, lang)))


def progress_html(name: str, found: ThenAndNow, lang: Language, day: dt.date) -> str:
    """Return what changed alone: what a trainer is shown of somebody who lets them see."""
    title = _say(lang, "progress.of", name=name)
    return to_sheet(title, "\n".join(_beside(found, lang)), lang, _say(lang, "report.footer", day=day.isoformat()))


def _beside(found: ThenAndNow, lang: Language) -> Iterator[str]:
    yield f"<h2>{escape(_say(lang, 'look.then_and_now'))}</h2>"
    for pair in found.pairs[-PAIRS:]:
        yield f"<p class=soft>{escape(_title(pair, lang))}</p>"
        yield '<div class="two">'
        for when, seen in ((found.first, pair.then), (found.last, pair.now)):
            said = f"{escape(cut(seen.text, LONGEST))}<br><span class=soft>{escape(said_seen(seen, lang))}</span>"
            yield f'<div class="subject"><b>{when.date().isoformat()}</b><br>{said}</div>'
        yield "</div>"
    yield f"<p class=soft>{escape(_say(lang, 'progress.how'))}</p>"


def _title(pair: Pair, lang: Language) -> str:
    title = _say(lang, "look.said", title=pair.exercise, said=pair.step)
    return title if pair.alike else _say(lang, "progress.unlike", title=title)


def said_seen(seen: Seen, lang: Language) -> str:
    """Return what the mirror counted in one text, in one line."""
    own, reprise = round(100 * seen.apport.own_words), round(100 * seen.reprise)
    return _say(lang, "progress.seen", reprise=reprise, own=own, apport=said_apport(seen.apport, lang))


def memento_markdown(memento: Memento, found: ThenAndNow | None, lang: Language, day: dt.date) -> str:
    """Return the same as Markdown, nothing cut."""
    changed = progress_markdown(found, lang) if found is not None else ""
    return "\n".join(filter(None, (to_markdown(memento, lang, day), changed)))


def progress_markdown(found: ThenAndNow, lang: Language) -> str:
    """Return what changed as Markdown, every text whole."""
    lines = [f"## {_say(lang, 'look.then_and_now')}", ""]
    for pair in found.pairs:
        lines += [f"### {inert(_title(pair, lang))}", ""]
        for when, seen in ((found.first, pair.then), (found.last, pair.now)):
            quoted = [f"> {inert(line)}" for line in seen.text.splitlines() if line.strip()]
            lines += [f"**{when.date().isoformat()}**", "", *quoted, "", said_seen(seen, lang), ""]
    return "\n".join([*lines, _say(lang, "progress.how"), ""])
