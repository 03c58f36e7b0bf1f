"""What a team's store holds of a post: the published words and figures, under a name made from the content. Pure.

The name of a record is the *sameness* of its post (author and folded words), so two people who bring the same post write the
same record, and two who bring different ones never overwrite each other.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from coach.post import Post
from coach.text import clean, words
from corpus.intake import sameness
from corpus.remote import Record

PREFIX = "portevoix-"
"""Of every collection of ours on a server that may hold others."""
POSTS, GONE, LINES, VECTORS = f"{PREFIX}posts", f"{PREFIX}gone", f"{PREFIX}lines", f"{PREFIX}v-"
KIT = "kit:"
"""Of the ids of official messages that come with a pack: each person has them from their own copy, so they are not shared."""
_UNPUBLISHED = ("draft", "scheduled")
_KINDS = ("sibling", "official", "comment")
_FIELDS = ("kind", "form", "lang", "author", "date", "network", "url", "likes", "comments", "shares", "impressions")


def shareable(post: Post) -> bool:
    """Tell whether a post is one of those a team shares: published, and not a message of a pack."""
    return post.kind != "suggestion" and post.form not in _UNPUBLISHED and not post.id.startswith(KIT)


def public(post: Post) -> Post:
    """Return a post as the others see it: one's own is a colleague's to them."""
    return post.model_copy(update={"kind": "sibling"}) if post.kind == "own" else post


def key_of(post: Post) -> str:
    """Return the name of a post's record, 24 hexadecimal digits."""
    shown = public(post)
    return sameness(shown, tuple(word.key for word in words(shown.text)))


def record_of(post: Post, at: int) -> Record:
    """Return the record of a post, stamped ``at`` milliseconds of the server's clock."""
    shown = public(post)
    about: dict[str, Any] = {name: value for name in _FIELDS if (value := getattr(shown, name)) is not None}
    if shown.images:
        about["images"] = json.dumps(shown.images, ensure_ascii=False)
    return Record(key_of(post), shown.text, {**about, "id": shown.id, "at": at})


def post_of(record: Record) -> Post | None:
    """Return the post of a record, clean; ``None`` when it makes none (a newer version's, a stranger's)."""
    about = record.about
    try:
        told = {name: value for name in _FIELDS if (value := about.get(name)) is not None}
        fields = {name: clean(value) if isinstance(value, str) else value for name, value in told.items()}
        fields["kind"] = about["kind"] if about.get("kind") in _KINDS else "sibling"
        images = tuple(clean(str(image)) for image in json.loads(about.get("images") or "[]"))
        text = clean(record.document or "").strip()
        named = clean(str(about["id"])).strip().removeprefix(KIT) or f"t{record.id}"
        return Post.model_validate({**fields, "id": named, "text": text, "images": images})
    except (KeyError, TypeError, ValueError, ValidationError):
        return None


def place_of(name: str) -> list[float]:
    """Return a point for a record that is never searched by nearness; chroma wants one, and dislikes a heap in one place."""
    turn = int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest()) / 2**32 * math.tau
    return [math.cos(turn), math.sin(turn)]


def sentence_name(key: str, text: str) -> str:
    """Return the name of the vector of a sentence of the post ``key``: other words, another name."""
    return f"{key}.{hashlib.blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def vectors_name(lang: str, embedder: str) -> str:
    """Return the collection of the vectors one engine makes of one language."""
    return f"{VECTORS}{lang}-{embedder}"


def unit(vector: Sequence[Any], size: int) -> list[float] | None:
    """Return a vector somebody else made, or ``None`` when it is not a unit vector of our size."""
    try:
        numbers = [float(each) for each in vector]
    except (TypeError, ValueError):
        return None
    length = math.fsum(each * each for each in numbers)
    return numbers if len(numbers) == size and abs(length - 1.0) < 0.05 else None
