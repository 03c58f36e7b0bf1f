"""The desk's ideas, drafts and waiting things as rows of its shelves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from coach.finding import MirrorVerdict
from coach.notebook import Draft, DraftState, Idea
from tui.moments import said_day, said_moment
from tui.morning import Wait, title_of
from tui.widgets.shelf import Row
from tui.words import Words

SIGNS: Mapping[DraftState, str] = {"draft": "○", "ready": "◐", "published": "●"}
"""How far a draft is."""
_VERDICTS: Mapping[MirrorVerdict, tuple[str, str]] = {
    "copy": ("■", "$block"),
    "collage": ("▲", "$warn"),
    "paraphrase": ("▲", "$warn"),
    "yours": ("✓", "$good"),
}


def idea_row(idea: Idea, now: dt.datetime, words: Words) -> Row:
    """Return an idea with the day it was jotted."""
    return Row(idea.id, idea.text, said_day(idea.created.astimezone(now.tzinfo).date(), now.date(), words))


def draft_row(draft: Draft, verdict: MirrorVerdict | None, now: dt.datetime, words: Words) -> Row:
    """Return a draft with how far it is, what the mirror says of it when it is known, and when it was last touched."""
    sign, tone = _VERDICTS.get(verdict or "unchecked", ("", ""))
    flag = f"{sign} {words(f'desk.mirror_{verdict}')}" if sign else ""
    when = said_moment(draft.published or draft.updated, now, words)
    return Row(draft.id, title_of(draft, words), when, SIGNS.get(draft.state, ""), flag, tone)


def wait_row(wait: Wait, words: Words) -> Row:
    """Return something that waits, with a word for what it is."""
    return Row(f"{wait.kind}:{wait.key}", wait.text, wait.note, words(f"desk.wait_{wait.kind}"))
