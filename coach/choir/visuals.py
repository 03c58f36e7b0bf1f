"""The same visual: pictures of members' posts that are one picture, by their imprints or by their name. Counted, never named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from coach.choir.crowd import Crowd, person_of
from coach.choir.reuse import Reuse
from coach.mirror.visual import Imprint, imprint_named
from coach.post import Post

MANY = 2
"""People from which one picture is worth a word: two do not take the same photograph."""
_CHUNKS = ((0, 10), *((10 + 9 * k, 9) for k in range(6)))
"""Where a view of 64 bits is cut in seven: two views at most six bits apart have one piece in common."""


class SameVisual(NamedTuple):
    """One picture, and how many published it."""

    people: int
    posts: int
    official: bool
    """Whether the company's page publishes it too."""
    first: str | None
    """Day of the first dated post with it, ISO 8601."""
    last: str | None
    message: str | None
    """Id of the official message most of these posts reuse, to know which picture it is; ``None`` when it is another one."""


def visuals(crowd: Crowd, reused: Sequence[Sequence[Reuse]]) -> tuple[SameVisual, ...]:
    """Return the pictures that :data:`MANY` members or more publish, those of most people first.

    ``reused`` says which posts reuse each message, in the order of the messages.
    """
    telling = {m.id: {one.post.id for one in some} for m, some in zip(crowd.messages, reused, strict=True)}
    members: dict[str, list[Post]] = {}
    official: set[str] = set()
    for post in crowd.members:
        for name in set(post.images):
            members.setdefault(name, []).append(post)
    for post in crowd.page:
        official.update(post.images)
    found = [_seen(group, members, official, telling) for group in _groups(sorted({*members, *official}))]
    many = [one for one in found if one is not None]
    return tuple(sorted(many, key=lambda one: (-one.people, -one.posts, one.first or "", one.last or "", one.message or "")))


def _seen(
    group: Sequence[str], members: dict[str, list[Post]], official: set[str], telling: Mapping[str, set[str]]
) -> SameVisual | None:
    posts = {post.id: post for name in group for post in members.get(name, ())}
    people = {person_of(post) for post in posts.values()}
    if len(people) < MANY:
        return None
    order = sorted(posts.values(), key=lambda post: (post.date or "9999", post.id))
    days = [post.date[:10] for post in order if post.date]
    return SameVisual(
        people=len(people),
        posts=len(posts),
        official=not official.isdisjoint(group),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        message=_message(posts.keys(), telling),
    )


def _message(posts: Set[str], telling: Mapping[str, set[str]]) -> str | None:
    best = min(telling, key=lambda message: (-len(telling[message] & posts), message), default=None)
    return best if best is not None and 2 * len(telling[best] & posts) > len(posts) else None


def _groups(names: Sequence[str]) -> list[list[str]]:
    """Return the names of images in groups of one picture: a name is itself, an imprint also what is near it."""
    imprints = [(at, found) for at, name in enumerate(names) if (found := imprint_named(name)) is not None]
    parent = list(range(len(names)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, two in _near(imprints):
        parent[max(root(one), root(two))] = min(root(one), root(two))
    groups: dict[int, list[str]] = {}
    for at, name in enumerate(names):
        groups.setdefault(root(at), []).append(name)
    return list(groups.values())


def _near(imprints: Sequence[tuple[int, Imprint]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are one picture; only those whose views share a piece are compared."""
    index: dict[tuple[int, int], set[int]] = {}
    for place, (_, imprint) in enumerate(imprints):
        for view in set(imprint.views):
            for piece in _pieces(view):
                index.setdefault(piece, set()).add(place)
    for place, (at, imprint) in enumerate(imprints):
        near = {other for piece in _pieces(imprint.views[0]) for other in index[piece] if other != place}
        yield from ((at, imprints[other][0]) for other in near if imprint.same(imprints[other][1]))


def _pieces(view: int) -> list[tuple[int, int]]:
    return [(shift, (view >> shift) & ((1 << size) - 1)) for shift, size in _CHUNKS]
