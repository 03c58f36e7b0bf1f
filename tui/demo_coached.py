"""What the demo keeps of the coach at work: three posts and a thread it made of raw notes (``tests/bench/demo_coached.py``)."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files

from coach.interview.turns import Interview
from coach.notebook import Draft, Talk
from coach.ports import Notebook
from coach.thread.keeping import keep
from coach.thread.skeleton import Skeleton

MADE = dt.datetime(2026, 9, 14, 9, tzinfo=dt.UTC)
"""The morning the interviews were held."""


def lay_coached(notebook: Notebook) -> None:
    """Write the drafts, each beside the interview or the board it came from. Raises ``CoachError``."""
    rows = json.loads(files("corpus").joinpath("demo", "coached.json").read_text("utf-8"))
    for row in reversed(rows):
        board, talk = row.get("board"), row.get("talk")
        talk_id = f"talk-{row['id']}" if talk else None
        notebook.save_draft(
            Draft(id=row["id"], title=row["title"], text=row["text"], lang="fr", talk_id=talk_id, created=MADE, updated=MADE)
        )
        notebook.keep_revision(row["id"], row["text"], "interview" if talk else "typed", MADE)
        if talk_id:
            state = Interview.model_validate(talk).model_dump_json()
            notebook.save_talk(Talk(id=talk_id, updated=MADE, state=state, draft_id=row["id"], finished=True))
        if board:
            keep(notebook, row["id"], Skeleton.model_validate(board))
