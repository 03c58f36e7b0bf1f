"""The demo company laid down in a home: its charter, its people's posts, Claire's notebook."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from importlib.resources import as_file, files
from typing import Any

from coach.adapters.home import Home
from coach.line.keeping import KEY
from coach.notebook import Draft, DraftState, Idea
from coach.ports import Corpus, Notebook
from coach.post import Post
from coach.publish.outing import post_id_of
from tui.demo_coached import lay_coached
from tui.demo_line import line_of_person

PERSON = "Claire"
"""Whose notebook it is: the expert of the eight ambassadors."""
TODAY = dt.date(2026, 11, 23)
"""The day of the story: its calendar and its dates are told from here."""
PACKS = ("helvia", "helvia-salon")
"""The charter of the company, and a hurried one that was never reviewed: the Arroseur has something to say of it."""


class StoryClock:
    """A clock that ticks as ours does, from the morning of the story's day."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        start = inner.now()
        self._shift = start.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day) - start if _fits(start) else dt.timedelta()

    def now(self) -> dt.datetime:
        """Return the time of the story."""
        now: dt.datetime = self._inner.now()
        return now + self._shift


def _fits(day: dt.datetime) -> bool:
    return day.date() != TODAY


def lay_pack(home: Home) -> None:
    """Copy Helvia's charters where the person's own packs are."""
    for name in PACKS:
        with as_file(files("charter_rules").joinpath("demo", name)) as pack:
            shutil.copytree(pack, home.config / "packs" / name, dirs_exist_ok=True)


def lay_posts(corpus: Corpus) -> None:
    """Add the eighty posts of Helvia's people; what Claire published from a draft is the post of that draft."""
    lines = files("corpus").joinpath("demo", "posts.jsonl").read_text("utf-8").splitlines()
    posts = [Post(**json.loads(line)) for line in lines if line.strip()]
    out = {row["text"]: post_id_of(row["id"]) for row in _drafts() if row["state"] == "published"}
    corpus.add(
        post.model_copy(update={"id": out[post.text], "kind": "own"}) if post.author == PERSON and post.text in out else post
        for post in posts
    )


def lay_choir(home: Home) -> None:
    """Copy the posts of Helvia's page and of outside authors beside the store, where the Chœur compares with them."""
    with as_file(files("corpus").joinpath("demo", "choir")) as folder:
        shutil.copytree(folder, home.choir, dirs_exist_ok=True)


def lay_notebook(notebook: Notebook) -> None:
    """Write Claire's ideas, drafts and line, and what the coach made of raw notes."""
    lay_coached(notebook)
    folder = files("corpus").joinpath("demo")
    for idea in json.loads(folder.joinpath("ideas.json").read_text("utf-8")):
        notebook.save_idea(Idea(id=idea["id"], text=idea["text"], created=_at(idea["created"]), origin=idea.get("origin")))
    for row in reversed(_drafts()):
        draft = _draft(row)
        notebook.save_draft(draft)
        begun = draft.text.split("\n\n")
        if len(begun) > 3:  # a text of some length had an earlier state, which the versions can show
            notebook.keep_revision(draft.id, "\n\n".join(begun[:2]), "typed", draft.created)
        notebook.keep_revision(draft.id, draft.text, "typed", draft.updated)
    notebook.put("name", PERSON)
    notebook.put(KEY, line_of_person(PERSON).model_dump_json())


def _drafts() -> list[dict[str, Any]]:
    drafts: list[dict[str, Any]] = json.loads(files("corpus").joinpath("demo", "drafts.json").read_text("utf-8"))
    return drafts


def _draft(row: dict[str, Any]) -> Draft:
    states: dict[str, DraftState] = {"ready": "ready", "published": "published"}
    state = states.get(row["state"], "draft")
    return Draft(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        lang=row["lang"],
        network=row["network"],
        state=state,
        message=(row.get("message") or "").removesuffix(".md") or None,
        created=_at(row["created"]),
        updated=_at(row["updated"]),
        published=_at(row["updated"]) if state == "published" else None,
    )


def _at(said: str) -> dt.datetime:
    """A day of the story is its morning, UTC."""
    moment = dt.datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(hour=moment.hour or 9, tzinfo=dt.UTC)
