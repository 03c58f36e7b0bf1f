"""Which post a draft answers: kept beside the draft, under a name of its own."""

from __future__ import annotations

from coach.ports import Notebook

_KEY = "rebound."


def answer(notebook: Notebook, draft_id: str, post: str) -> None:
    """Remember that the draft answers ``post``, its text; an empty one: that it answers none any more. Raises ``CoachError``."""
    notebook.put(_KEY + draft_id, post)


def answered(notebook: Notebook, draft_id: str) -> str:
    """Return the text of the post the draft answers, empty when it answers none."""
    return notebook.read(_KEY + draft_id) or ""
