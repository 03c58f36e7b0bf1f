"""What becomes of a post that is given to the store: a new one, a better known one, or one it already has.

Pure decisions over values, shared by every implementation of the ``Corpus`` port, so that a fake agrees with the real one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable
from typing import Literal, NamedTuple

from coach.language import language_of
from coach.post import Post
from coach.text import words

Outcome = Literal["added", "updated", "unchanged"]

_SEPARATOR = "\x1f"
_PROBE = "L'ŒUVRE d’Élodie, sous-traitée à 𝗠𝗮𝗿𝘀𝗲𝗶𝗹𝗹𝗲 : 10 000,50 € (ß, ﬁ, e\u0301, co-op_2) 3.4"


class Entry(NamedTuple):
    """A post ready for the shelf."""

    post: Post
    """Its language is known."""
    keys: tuple[str, ...]
    """Folded words, in order."""
    same: str
    """Equal for the same author's same words, whatever their case, accents or punctuation."""


def entry_of(post: Post) -> Entry:
    """Return ``post`` with its words folded and its language told from them when it came without one."""
    keys = tuple(word.key for word in words(post.text))
    if post.lang is None:
        post = post.model_copy(update={"lang": language_of(post.text)})
    return Entry(post, keys, sameness(post, keys))


def spelling() -> str:
    """Return what the word rules of this version make of a probe: other rules, another answer."""
    return " ".join(word.key for word in words(_PROBE))


def sameness(post: Post, keys: tuple[str, ...]) -> str:
    """Return what two copies of one post have in common: their author and folded words, or their very text without a word.

    Two unknown authors are not one author, but the same words without an author are one post for each kind: an official
    message and an anonymous copy of it stay two.
    """
    who = f"a{post.author}" if post.author else f"k{post.kind}"
    seen = _SEPARATOR.join([who, *keys]) if keys else f"{who}{_SEPARATOR * 2}{post.text}"
    return hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


_CONTENT = ("text", "author", "kind", "form")
_ABOUT = ("lang", "date", "network", "url", "images", "likes", "comments", "shares", "impressions")


def renewed(old: Post, new: Post) -> Post:
    """Return ``old`` as a newer copy under the same id tells it; what the copy does not say is not forgotten."""
    said = {name: getattr(new, name) for name in _CONTENT if name != "author" or new.author is not None}
    return old.model_copy(update=said | _said(new, _ABOUT))


def enriched(old: Post, twin: Post) -> Post:
    """Return ``old`` with the figures of ``twin``, the same words under another id, and whatever else it did not know."""
    figures = _said(twin, ("likes", "comments", "shares", "impressions"))
    gaps = {name: value for name, value in _said(twin, _ABOUT).items() if getattr(old, name) in (None, ())}
    return old.model_copy(update=gaps | figures)


def _said(post: Post, names: tuple[str, ...]) -> dict[str, object]:
    """Return the fields of ``post`` among ``names`` that carry something."""
    return {name: value for name in names if (value := getattr(post, name)) not in (None, ())}


class Shelf:
    """The posts concerned by one call of ``add``, by id and by words."""

    def __init__(self, known: Iterable[Entry], sought: Container[str], find: Callable[[str], Entry | None]) -> None:
        """Start from what the store already has: ``known`` for every id of the call and every sameness in ``sought``.

        ``find`` looks up the sameness that only shows on the way, when a copy borrows the author of its elder.
        """
        self.by_id = {entry.post.id: entry for entry in known}
        """What the store shall hold; an id that has left is absent."""
        self._by_words: dict[str, str | None] = {entry.same: entry.post.id for entry in self.by_id.values()}
        self._sought = sought
        self._find = find

    def take(self, entry: Entry) -> Outcome:
        """Put ``entry`` where it belongs and tell what that changed."""
        mine = self.by_id.get(entry.post.id)
        if mine is not None:
            post = renewed(mine.post, entry.post)
            if post == mine.post:
                return "unchanged"
            entry = Entry(post, entry.keys, sameness(post, entry.keys))
        twin = self._twin(entry.same)
        if mine is not None:
            self._drop(mine)
        if twin is None or twin.post.id == entry.post.id:
            self._put(entry)
            return "added" if mine is None else "updated"
        told = enriched(twin.post, entry.post)
        self.by_id[twin.post.id] = twin._replace(post=told)
        return "unchanged" if mine is None and told == twin.post else "updated"

    def _twin(self, same: str) -> Entry | None:
        """Return the post that has these words already."""
        if same not in self._by_words and same not in self._sought:
            found = self._find(same)
            if found is not None:
                self._put(found)
        post_id = self._by_words.get(same)
        return self.by_id[post_id] if post_id is not None else None

    def _put(self, entry: Entry) -> None:
        self.by_id[entry.post.id] = entry
        self._by_words[entry.same] = entry.post.id

    def _drop(self, entry: Entry) -> None:
        del self.by_id[entry.post.id]
        self._by_words[entry.same] = None
