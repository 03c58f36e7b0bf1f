"""A post of the shared store, as every reader makes it and every engine reads it."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from coach.finding import Value
from coach.text import words

IMPRINT = "imprint:"
"""What the name of an image begins with when it is the imprint of a picture (:mod:`coach.mirror.visual`)."""

PostKind = Literal["sibling", "official", "own", "comment", "suggestion"]
"""Whose words: a colleague's, the company's, one's own, a comment, or a line a model showed to somebody."""
PostForm = Literal["post", "comment", "reply", "quote", "poll", "link_only", "scheduled", "draft"]
"""What the network calls it, when the export says so."""


class Post(Value):
    """One published text. ``text`` is clean (see :func:`coach.text.clean`) and never empty."""

    id: str
    text: str = Field(min_length=1)
    author: str | None = None
    kind: PostKind = "sibling"
    form: PostForm = "post"
    lang: Literal["fr", "en"] | None = None
    date: str | None = None
    """ISO 8601: 10 characters for a day, ``…Z`` when the zone is known."""
    network: str | None = None
    url: str | None = None
    images: tuple[str, ...] = ()
    """Addresses, paths or imprints of the images, in the order of the post."""
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    impressions: int | None = None


def post_id(text: str, author: str | None, url: str | None = None) -> str:
    """Return the stable id of a post that came without one: by its address, else by its author and folded words."""
    seen = url or "\x1f".join([author or "", *(w.key for w in words(text))]) or text
    return "p" + hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
