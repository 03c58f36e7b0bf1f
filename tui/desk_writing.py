"""What is written from the desk: ideas jotted and reworded, drafts begun and renamed."""

from __future__ import annotations

from uuid import uuid4

from coach.context import Language, Network
from coach.language import language_of
from coach.notebook import Draft, Idea
from coach.ports import Clock, Notebook
from coach.rebound.answering import answered
from coach.thread.keeping import kept


def jot_idea(notebook: Notebook, clock: Clock, text: str) -> Idea:
    """Keep a new idea. Raises ``CoachError``."""
    idea = Idea(id=uuid4().hex, text=text, created=clock.now())
    notebook.save_idea(idea)
    return idea


def reword_idea(notebook: Notebook, idea: Idea, text: str) -> None:
    """Keep an idea in other words. Raises ``CoachError``."""
    notebook.save_idea(idea.model_copy(update={"text": text}))


def begin_draft(notebook: Notebook, clock: Clock, lang: Language, network: Network, idea: Idea | None = None) -> Draft:
    """Keep a new draft, blank or with the words of ``idea``; ``lang`` is the person's. Raises ``CoachError``."""
    now, text = clock.now(), idea.text if idea else ""
    draft = Draft(
        id=uuid4().hex,
        text=text,
        lang=language_of(text, lang),
        network=network,
        idea_id=idea.id if idea else None,
        created=now,
        updated=now,
    )
    notebook.save_draft(draft)
    return draft


def rename_draft(notebook: Notebook, draft_id: str, title: str) -> None:
    """Keep a draft under another title, its text as it is now: it may have been typed on since. Raises ``CoachError``."""
    draft = notebook.draft(draft_id)
    if draft is not None:
        notebook.save_draft(draft.model_copy(update={"title": title}))


def room_of(notebook: Notebook, draft_id: str) -> str:
    """Return the room a draft is written in: the ladder for an answer, the bench of threads for a plan, else the workbench."""
    if answered(notebook, draft_id):
        return "rebound"
    return "thread" if kept(notebook, draft_id) else "workbench"
