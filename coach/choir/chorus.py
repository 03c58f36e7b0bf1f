"""All that is heard of a crowd at once, without a name in it: what the room, the command line and the report say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.choir.crowd import NAMELESS, Crowd, Official, person_of
from coach.choir.figures import MixFound, Score, Surperformance, impact, incarnation, mix, surperformance
from coach.choir.leaks import Leak, Taken, leaks
from coach.choir.nameless import Veil
from coach.choir.naming import Names, keys_once
from coach.choir.phrases import Circulating, circulating, place_of
from coach.choir.reuse import reuses
from coach.choir.visuals import SameVisual, visuals
from coach.post import Post


class Phrase(NamedTuple):
    """A phrase in circulation, and the official message it is a piece of."""

    said: Circulating
    message: str | None
    """Id of that message; ``None`` when members said it first."""


class Chorus(NamedTuple):
    """What a crowd says together. No name of anybody is in it."""

    company: str
    people: int
    """Members who published."""
    posts: int
    """Members' posts."""
    page: int
    """Posts of the page."""
    outside: int
    """Posts of outside authors."""
    subjects: tuple[str, ...]
    """Words outside authors' posts were kept by; none: all of them."""
    dated: int
    """Members' posts whose day is known."""
    timed: int
    """Members' posts whose hour is known."""
    pictured: int
    """Members' posts with a picture."""
    incarnation: Score
    impact: Score
    surperformance: Surperformance
    mix: MixFound
    leaks: tuple[Leak, ...]
    phrases: tuple[Phrase, ...]
    visuals: tuple[SameVisual, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing at all was published."""
        return not (self.posts or self.page or self.outside)

    def message(self, message_id: str | None) -> Official | None:
        """Return one of the official messages."""
        return next((leak.message for leak in self.leaks if leak.message.id == message_id), None)


def hear(crowd: Crowd, subjects: Sequence[str] = (), spokespeople: Iterable[str] = ()) -> Chorus:
    """Return what ``crowd`` says together. Seconds for ten thousand posts. Pure: the same posts in any order say the same.

    ``subjects`` are words outside authors' posts are kept by. ``spokespeople`` are hidden as authors are.
    """
    veil = _veil(crowd, spokespeople)
    reused = reuses(crowd)
    known = {message.id: _covered_id(message.id, veil) for message in crowd.messages}
    spelt = [(known[message.id], keys_once(text)) for message in crowd.messages for text in message.texts]
    found = [_phrase(said, spelt, veil) for said in circulating(crowd.members, crowd.names)]
    return Chorus(
        company=crowd.names.name,
        people=len({person_of(post) for post in crowd.members}),
        posts=len(crowd.members),
        page=len(crowd.page),
        outside=len(crowd.outside),
        subjects=tuple(subjects),
        dated=sum(1 for post in crowd.members if post.date),
        timed=sum(1 for post in crowd.members if _timed(post)),
        pictured=sum(1 for post in crowd.members if post.images),
        incarnation=incarnation(crowd),
        impact=impact(crowd),
        surperformance=surperformance(crowd, subjects),
        mix=mix(crowd),
        leaks=tuple(_covered(leak, known, veil) for leak in leaks(crowd, reused)),
        phrases=tuple(found),
        visuals=tuple(one._replace(message=known.get(one.message or "")) for one in visuals(crowd, reused)),
    )


def _timed(post: Post) -> bool:
    return len(post.date or "") >= len("2026-11-17T09")


def _veil(crowd: Crowd, spokespeople: Iterable[str]) -> Veil:
    names: Names = crowd.names
    people = {post.author for post in (*crowd.members, *crowd.page) if post.author and not post.author.startswith(NAMELESS)}
    return Veil({*people, *spokespeople}, {post.author for post in crowd.outside if post.author}, names)


def _phrase(said: Circulating, messages: Sequence[tuple[str, Sequence[str]]], veil: Veil) -> Phrase:
    source = next((message_id for message_id, keys in messages if place_of(said.keys, keys) >= 0), None)
    return Phrase(said._replace(text=veil.over(said.text)), source)


def _covered_id(message_id: str, veil: Veil) -> str:
    if not veil.over_id(message_id):
        return message_id
    return "m" + hashlib.blake2b(message_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _covered(leak: Leak, known: dict[str, str], veil: Veil) -> Leak:
    message = leak.message
    return leak._replace(
        message=message._replace(
            id=known[message.id],
            texts=tuple(map(veil.over, message.texts)),
            title=veil.over(message.title),
            angles=tuple(map(veil.over, message.angles)),
        ),
        taken=tuple(Taken(veil.over(taken.text), taken.people, taken.posts) for taken in leak.taken),
    )
