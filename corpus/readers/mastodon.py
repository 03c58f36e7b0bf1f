"""Mastodon's ``outbox.json``: public posts only; boosts, private messages and posts without words stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coach.post import PostForm
from corpus.readers.decoding import Page
from corpus.readers.entries import Frame, entry
from corpus.readers.items import Item, read_items
from corpus.readers.markup import words_of
from corpus.readers.values import Kept, Left, Lost, Origin, Seen, glimpse

_CONTEXT = re.compile(r'"@context"\s*:\s*[\["{][^{}]{0,400}www\.w3\.org/ns/activitystreams|"type"\s*:\s*"OrderedCollection"')
_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))


def is_activity(head: str) -> bool:
    """Tell whether a JSON text speaks the language of Mastodon's archives."""
    return head.startswith("{") and _CONTEXT.search(head, 0, 4000) is not None


def read_outbox(page: Page, origin: Origin) -> Iterator[Seen]:
    """Yield the posts of an outbox; a post that comes twice is kept once, the first time."""
    by_id: dict[str, int] = {}
    found = False
    with page.opening() as stream:
        for item in read_items(stream):
            if item.key != "orderedItems" and not item.fault:
                continue
            if item.number == 1 and isinstance(item.value, str) and not item.fault:
                break  # likes.json and bookmarks.json: addresses of other people's posts
            found = True
            for seen in _activity(item, origin, page.lossy):
                post_address = _address(item)
                if isinstance(seen, Kept) and post_address:
                    before = by_id.setdefault(post_address, item.number)
                    if before != item.number:
                        yield Left(item.number, "duplicate_id", before)
                        break
                yield seen
    if not found:
        yield Left(0, "not_posts")


def _address(item: Item) -> str:
    found = item.value.get("object") if isinstance(item.value, dict) else None
    address = found.get("id") or found.get("url") if isinstance(found, dict) else None
    return address if isinstance(address, str) else ""


def _activity(item: Item, origin: Origin, lossy: bool) -> Iterator[Seen]:
    activity = item.value
    if item.fault or not isinstance(activity, dict):
        yield Lost(item.number, item.fault or "not_an_object", glimpse(activity))
        return
    if activity.get("type") != "Create":
        yield Left(item.number, "boost" if activity.get("type") == "Announce" else "other_activity")
        return
    note = activity.get("object")
    if not isinstance(note, dict):
        yield Lost(item.number, "no_object", glimpse(activity.get("id") or ""))
    elif not all(_is_public(said) for said in (activity, note) if "to" in said or "cc" in said) or not _says_to(activity, note):
        yield Left(item.number, "not_public")
    else:
        author = origin.author or glimpse(activity.get("actor") or note.get("attributedTo") or "").rstrip("/").rpartition("/")[2]
        frame = Frame(origin._replace(author=author or None), "mastodon", _form(note), "empty_content", utc="Z", lossy=lossy)
        yield from entry(item.number, _fields(note, activity), frame)


def _says_to(*parts: Mapping[str, Any]) -> bool:
    return any("to" in part or "cc" in part for part in parts)


def _is_public(part: Mapping[str, Any]) -> bool:
    """Tell whether everybody is among those a post is addressed to; an activity and its post must agree."""
    people: list[object] = []
    for name in ("to", "cc"):
        said = part.get(name)
        people.extend(said if isinstance(said, list) else [said])
    return any(isinstance(person, str) and person in _PUBLIC for person in people)


def _form(note: Mapping[str, Any]) -> PostForm:
    if note.get("inReplyTo"):
        return "reply"
    if note.get("type") == "Question":
        return "poll"
    return "quote" if note.get("quote") or note.get("quoteUri") or note.get("quoteUrl") else "post"


def _fields(note: Mapping[str, Any], activity: Mapping[str, Any]) -> dict[str, object]:
    attached = note.get("attachment")
    images = [
        part["url"]
        for part in (attached if isinstance(attached, list) else [])
        if isinstance(part, dict) and isinstance(part.get("url"), str) and glimpse(part.get("mediaType")).startswith("image/")
    ]
    content = note.get("content")
    return {
        "text": words_of(content) if isinstance(content, str) else "",
        "date": note.get("published") or activity.get("published"),
        "url": note.get("url") if isinstance(note.get("url"), str) else note.get("id"),
        "image": images,
        "likes": _total(note.get("likes")),
        "shares": _total(note.get("shares")),
    }


def _total(collection: object) -> object:
    return collection.get("totalItems") if isinstance(collection, dict) else None
