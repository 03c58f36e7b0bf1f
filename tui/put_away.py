"""What was put away at the desk, and how it comes back: nothing is ever erased there."""

from __future__ import annotations

from typing import Literal

from coach.notebook import Draft, DraftState, Idea
from coach.ports import Notebook

_KEY = "put_away"
_REMEMBERED = 50

Kind = Literal["idea", "draft"]


def put_away(notebook: Notebook, kind: Kind, key: str) -> None:
    """Take an idea or a draft off the desk, and remember it. Raises ``CoachError``."""
    state = ""
    if kind == "draft":
        draft = notebook.draft(key)
        if draft is None or draft.state == "dropped":
            return
        state = draft.state
        notebook.save_draft(draft.model_copy(update={"state": "dropped"}))
    else:
        _mark(notebook, key, done=True)
    _remember(notebook, [*_remembered(notebook), [kind, key, state]][-_REMEMBERED:])


def bring_back(notebook: Notebook) -> Draft | Idea | None:
    """Put back what was taken off last and is still off; ``None`` when there is nothing. Raises ``CoachError``."""
    remembered = _remembered(notebook)
    back: Draft | Idea | None = None
    while remembered and back is None:
        kind, key, state = remembered.pop()
        back = _draft_back(notebook, key, state) if kind == "draft" else _mark(notebook, key, done=False)
    _remember(notebook, remembered)
    return back


def _draft_back(notebook: Notebook, key: str, state: str) -> Draft | None:
    draft = notebook.draft(key)
    if draft is None or draft.state != "dropped":
        return None
    was: DraftState = "ready" if state == "ready" else "published" if state == "published" else "draft"
    back = draft.model_copy(update={"state": was})
    notebook.save_draft(back)
    return back


def _mark(notebook: Notebook, key: str, *, done: bool) -> Idea | None:
    idea = next((idea for idea in notebook.ideas() if idea.id == key and idea.done != done), None)
    if idea is None:
        return None
    changed = idea.model_copy(update={"done": done})
    notebook.save_idea(changed)
    return changed


# An entry a line, its three parts between tabs: kind, id, state.


def _remembered(notebook: Notebook) -> list[list[str]]:
    lines = (notebook.read(_KEY) or "").splitlines()
    return [entry for line in lines if len(entry := line.split("\t")) == 3]


def _remember(notebook: Notebook, entries: list[list[str]]) -> None:
    notebook.put(_KEY, "\n".join("\t".join(entry) for entry in entries))
