"""The rhythm in real minutes: what the time one gives pays for, and one post a month said to be right. Pure."""

from __future__ import annotations

import math

from coach.context import Language
from coach.line.memento import WEEKS_A_MONTH, Rhythm
from coach.phrases import phrase


def needed_minutes(rhythm: Rhythm) -> int:
    """Return the minutes a week the posts wanted take."""
    return math.ceil(rhythm.posts_a_month * rhythm.minutes_a_post / WEEKS_A_MONTH)


def say_rhythm(rhythm: Rhythm, lang: Language) -> str:
    """Return what to think of a rhythm, in one sentence; a light one is never reproached."""
    if rhythm.posts_a_month == 0:
        return phrase(lang, "line", "rhythm.rest")
    need, holds = needed_minutes(rhythm), rhythm.holds
    if need <= rhythm.minutes_a_week:
        if rhythm.posts_a_month == 1:
            return phrase(lang, "line", "rhythm.once")
        posts, minutes = rhythm.posts_a_month, rhythm.minutes_a_week
        return phrase(lang, "line", "rhythm.light", posts=posts, minutes=minutes, each=rhythm.minutes_a_post)
    told = {"posts": rhythm.posts_a_month, "need": need, "minutes": rhythm.minutes_a_week}
    if holds:
        return phrase(lang, "line", "rhythm.heavy", holds=holds, **told)
    months = math.ceil(rhythm.minutes_a_post / max(1, rhythm.minutes_a_month))
    return phrase(lang, "line", "rhythm.heavy_none", months=min(12, months), **told)
