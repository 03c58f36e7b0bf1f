"""The board of a draft, kept beside it, so that it is found again as it was left."""

from __future__ import annotations

from pydantic import ValidationError

from coach.ports import Notebook
from coach.thread.skeleton import Skeleton

_KEY = "thread."


def keep(notebook: Notebook, draft_id: str, skeleton: Skeleton) -> None:
    """Keep the board of a draft. Raises ``CoachError``."""
    notebook.put(_KEY + draft_id, skeleton.model_dump_json())


def kept(notebook: Notebook, draft_id: str) -> Skeleton | None:
    """Return the board of a draft; ``None`` when it has none, or one of another version that cannot be read."""
    found = notebook.read(_KEY + draft_id)
    try:
        return Skeleton.model_validate_json(found) if found else None
    except ValidationError:
        return None
