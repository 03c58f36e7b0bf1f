"""The official messages of the packs, kept in the store so that the mirror knows what the company gave to paste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.charter.pack import Pack
from coach.ports import Corpus
from coach.post import Post
from coach.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "kit:"
"""Ids of posts that come from a kit; they follow it when it changes."""


def kit_posts(packs: Sequence[Pack]) -> Iterator[Post]:
    """Yield each official message, and its ready post when it has one, as official posts."""
    for pack in packs:
        for message in pack.kit:
            for suffix, text in (("", message.text), (":ready", message.ready_post)):
                if text and clean(text).strip():
                    yield Post(
                        id=f"{PREFIX}{pack.name}:{message.name}{suffix}",
                        text=clean(text).strip(),
                        author=pack.company.name,
                        kind="official",
                        date=message.date.isoformat() if message.date else None,
                    )


def as_imported(posts: Sequence[Post], corpus: Corpus) -> list[Post]:
    """Return posts brought in from outside, those of another home's kit under an id that :func:`sync_kit` does not withdraw."""
    return [post if not _foreign(post, corpus) else _named_otherwise(post) for post in posts]


def _foreign(post: Post, corpus: Corpus) -> bool:
    return post.id.startswith(PREFIX) and corpus.get(post.id) is None


def _named_otherwise(post: Post) -> Post:
    return post.model_copy(update={"id": post.id.removeprefix(PREFIX)})


def sync_kit(corpus: Corpus, packs: Sequence[Pack]) -> None:
    """Bring the store in line with the kits: new and changed messages in, withdrawn ones out."""
    wanted = {post.id: post for post in kit_posts(packs)}
    changed = [post for post in wanted.values() if (known := corpus.get(post.id)) is None or known.text != post.text]
    if changed:
        corpus.add(changed)
    withdrawn = [p.id for p in corpus.posts("official") if p.id.startswith(PREFIX) and p.id not in wanted]
    if withdrawn:
        corpus.remove(withdrawn)
