"""A draft goes out: marked as published by the person, its text joins the store as their own post, and can be called back."""

from __future__ import annotations

import datetime as dt

from coach.notebook import Draft
from coach.post import Post
from coach.text import clean


def own_post_id(draft: Draft) -> str:
    """Return the id of the post a draft becomes, the same each time it goes out."""
    return post_id_of(draft.id)


def post_id_of(draft_id: str) -> str:
    """Return the id of the post the draft called ``draft_id`` becomes."""
    return f"own:{draft_id}"


def go_out(draft: Draft, *, at: dt.datetime, author: str | None, url: str | None = None) -> tuple[Draft, Post]:
    """Return the draft as published and its post. Raises ``ValueError`` when there is nothing to publish."""
    text = clean(draft.text).strip()
    if not text:
        raise ValueError("an empty draft cannot be published")
    out = draft.model_copy(update={"state": "published", "published": at, "updated": at, "url": url})
    post = Post(
        id=own_post_id(draft),
        text=text,
        author=author,
        kind="own",
        lang=draft.lang,
        date=at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        network=draft.network,
        url=url,
    )
    return out, post


def call_back(draft: Draft, *, at: dt.datetime) -> Draft:
    """Return the draft as it was before it was marked as published: ready, and nowhere."""
    return draft.model_copy(update={"state": "ready", "published": None, "url": None, "updated": at})
