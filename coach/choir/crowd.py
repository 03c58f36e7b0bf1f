"""Who published what: members, the company's page, outside authors, and the official messages they were given. Pure.

Whatever order posts come in, the crowd is the same; a post that comes twice is one post.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from coach.choir.naming import Names
from coach.mirror.tokens import same_words
from coach.post import Post
from coach.text import fold

Side = Literal["member", "page", "outside"]
"""Who speaks: an employee who takes part, the company's own page, anybody else."""
ENOUGH = 5
"""Posts, or people, under which no figure is given: it would tell of somebody, not of a programme."""
NAMELESS = "\0"
"""What begins an author made up to count somebody whose name is not known: no clean name holds it."""

_NOT_POSTS = frozenset(("comment", "reply", "draft", "scheduled"))


class Official(NamedTuple):
    """An official message: what the company gave its people to relay, or published on its page."""

    id: str
    texts: tuple[str, ...]
    """The message, then its post ready to paste when there is one."""
    title: str = ""
    date: str | None = None
    """ISO 8601."""
    angles: tuple[str, ...] = ()
    """Questions it gives to start from."""
    ready: bool = False
    """Whether it comes with a post ready to paste."""


class Crowd(NamedTuple):
    """The posts of a company's people, of its page and of outside authors, each side in the order of the ids."""

    names: Names
    """What the company is called."""
    members: tuple[Post, ...]
    page: tuple[Post, ...]
    outside: tuple[Post, ...]
    messages: tuple[Official, ...]
    """The official messages, those of the page with them; two with the same words are one."""


def person_of(post: Post) -> str:
    """Return who wrote a post, to be counted and never shown; a post without author is somebody of its own."""
    said = " ".join(fold(post.author or "").split())
    return said or NAMELESS + ("own" if post.kind == "own" else post.id)


def engagement(post: Post) -> int | None:
    """Return likes, comments and shares together; ``None`` when none of the three is known."""
    known = [count for count in (post.likes, post.comments, post.shares) if count is not None]
    return sum(known) if known else None


def gather(posts: Iterable[tuple[Side, Post]], names: Names, kit: Iterable[Official] = ()) -> Crowd:
    """Return the crowd behind ``posts``. ``kit`` holds the messages that were given and are not themselves published posts.

    Comments, drafts and lines of a model are no posts. An outside author who is also a member, or the company, is not outside.
    """
    sides: dict[Side, dict[str, Post]] = {"member": {}, "page": {}, "outside": {}}
    for side, post in posts:
        if post.kind in ("comment", "suggestion") or post.form in _NOT_POSTS:
            continue
        known = sides[side].get(post.id)
        sides[side][post.id] = post if known is None else max(known, post, key=_fullness)
    _send_home(sides, names)
    page = _ordered(sides["page"])
    messages = [*kit, *(Official(post.id, (post.text,), date=post.date) for post in page)]
    return Crowd(names, _ordered(sides["member"]), page, _ordered(sides["outside"]), _collapsed(messages))


def _fullness(post: Post) -> tuple[int, str]:
    """Rank two states of one post: the later one counts more engagement."""
    count = engagement(post)
    return (-1 if count is None else count, post.model_dump_json())


def _ordered(posts: dict[str, Post]) -> tuple[Post, ...]:
    return tuple(posts[post_id] for post_id in sorted(posts))


def _send_home(sides: dict[Side, dict[str, Post]], names: Names) -> None:
    """Put what outside files hold of members and of the page on their own side, unless it is there already."""
    homes: tuple[Side, Side] = ("member", "page")
    authors = {side: {person_of(post) for post in sides[side].values() if post.author} for side in homes}
    here = {side: {(person_of(post), same_words(post.text)) for post in sides[side].values()} for side in homes}
    for post_id, post in sorted(sides["outside"].items()):
        person = person_of(post)
        company = bool(post.author) and names.is_one(post.author or "")
        home: Side | None = "page" if company or person in authors["page"] else None
        home = "member" if person in authors["member"] else home
        double = any(post_id in sides[side] for side in homes)
        if home is None and not double:
            continue
        del sides["outside"][post_id]
        if home is not None and not double and (person, same_words(post.text)) not in here[home]:
            sides[home][post_id] = post


def _collapsed(messages: Sequence[Official]) -> tuple[Official, ...]:
    """Return the messages, those that say the same words as one: the titled one, else the earliest."""
    order = sorted(messages, key=lambda m: (not m.title, m.date or "9999", m.id))
    kept: dict[str, Official] = {}
    said: set[str] = set()
    for message in order:
        words = [same_words(text) for text in message.texts]
        if not said.isdisjoint(words):
            continue
        said.update(words)
        kept[message.id] = message
    return tuple(kept[message_id] for message_id in sorted(kept))
