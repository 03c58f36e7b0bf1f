"""The days that are coming, by the charters' calendars: open windows first, dates in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual.content import Content

from coach.charter.pack import Window
from coach.text import clean
from tui.moments import calendar_day
from tui.widgets.cards import Lines
from tui.words import Words

AHEAD = 183
"""Days ahead that the calendar tells of: half a year."""
_OPEN = {"quiet_period": "$warn", "embargo": "$warn", "election": "$warn", "launch": "$good"}


def calendar(windows: Sequence[Window], today: dt.date, words: Words) -> Lines:
    """Return the windows, each with its days, its kind, its name and its subject; a sentence when there is none."""
    if not windows:
        return (Content.styled(words("charter.no_window"), "italic $soft"),)
    lines: list[Content] = []
    for window in windows:
        now, kind = window.open_on(today), words(f"desk.window_{window.kind}")
        sign = ("●  " if now else "○  ", _OPEN[window.kind] if now else "$soft")
        lines.append(Content.assemble(sign, (kind, "bold"), (f" · {said_window(window, today, words)}", "" if now else "$soft")))
        lines.append(Content.assemble("   ", clean(window.label or window.subject or "")))
        if window.subject and window.subject not in window.label:
            lines.append(Content.styled("   " + words("charter.window_subject", subject=clean(window.subject)), "$soft"))
    return tuple(lines)


def said_window(window: Window, today: dt.date, words: Words) -> str:
    """Return the days of a window in words, seen from ``today``: « jusqu'au 7 décembre, encore 14 jours »."""
    start, end = window.start, window.end
    last = calendar_day(end, today, words) if end else ""
    if window.open_on(today):
        if end is None:
            return words("charter.window_open_ended")
        left = (end - today).days
        return words.many("charter.window_until", left, day=last) if left else words("charter.window_last_day")
    first = calendar_day(start, today, words) if start else ""
    if start is None:
        return words("charter.window_over", day=last)
    if end is None or end == start:
        return words.many("charter.window_from", (start - today).days, day=first)
    return words.many("charter.window_span", (start - today).days, first=first, last=last)
