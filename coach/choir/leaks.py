"""What leaks of each official message: who reuses its wording, which sentence of it, on which days. Counted, never named.

A message that leaks was given as a phrase. The remedy is the programme's: give an angle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from coach.choir.crowd import ENOUGH, Crowd, Official, person_of
from coach.choir.figures import Reason
from coach.choir.reuse import Reuse
from coach.mirror.tokens import same_words
from coach.post import Post

MANY = 3
"""People on one message on one day from which it is a crowd; two colleagues are a coincidence."""


class Taken(NamedTuple):
    """A sentence of an official message that members' posts took up."""

    text: str
    people: int
    posts: int


class Slot(NamedTuple):
    """A day, or an hour of it, and how many people were on one message then."""

    when: str
    """``2026-11-17``, or ``2026-11-17T09`` for nine o'clock to ten, as the posts write the hour."""
    people: int
    posts: int


class Leak(NamedTuple):
    """An official message, and what became of its wording."""

    message: Official
    people: int
    """People who reuse it."""
    n_people: int
    """People who published anything."""
    posts: int
    n_posts: int
    share: float | None
    """``people`` ÷ ``n_people``, 0 to 1; ``None`` when too few people published."""
    reason: Reason | None
    taken: tuple[Taken, ...]
    """Its sentences, the most taken up first."""
    days: tuple[Slot, ...]
    """The days it was reused on, in order."""
    hours: tuple[Slot, ...]
    """The same by the hour, of the posts whose hour is known."""

    @property
    def day(self) -> Slot | None:
        """The day of most people, when it is a crowd; the first of equals."""
        return _peak(self.days)

    @property
    def hour(self) -> Slot | None:
        """The hour of most people, when it is a crowd."""
        return _peak(self.hours)


def leaks(crowd: Crowd, reused: Sequence[Sequence[Reuse]]) -> tuple[Leak, ...]:
    """Return what leaks of each message, the one most people reuse first. ``reused`` is in the order of the messages."""
    n_people = len({person_of(post) for post in crowd.members})
    found = [_leak(message, some, n_people, len(crowd.members)) for message, some in zip(crowd.messages, reused, strict=True)]
    return tuple(sorted(found, key=lambda leak: (-leak.people, -leak.posts, leak.message.id)))


def _leak(message: Official, reused: Sequence[Reuse], n_people: int, n_posts: int) -> Leak:
    people = len({person_of(one.post) for one in reused})
    enough = n_people >= ENOUGH
    return Leak(
        message=message,
        people=people,
        n_people=n_people,
        posts=len(reused),
        n_posts=n_posts,
        share=people / n_people if enough else None,
        reason=None if enough else "too_few",
        taken=_taken(reused),
        days=slots(one.post for one in reused),
        hours=slots((one.post for one in reused), hourly=13),
    )


def _taken(reused: Sequence[Reuse]) -> tuple[Taken, ...]:
    texts: dict[str, str] = {}
    posts: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    for one in reused:
        for key in {same_words(sentence) for sentence in one.sentences}:
            posts[key] += 1
            people.setdefault(key, set()).add(person_of(one.post))
        for sentence in one.sentences:
            key = same_words(sentence)
            texts[key] = min(sentence, texts.get(key, sentence))
    found = [Taken(texts[key], len(people[key]), posts[key]) for key in texts]
    return tuple(sorted(found, key=lambda t: (-t.people, -t.posts, t.text)))


def slots(posts: Iterable[Post], *, hourly: int = 10) -> tuple[Slot, ...]:
    """Return the slots of posts in order of time: ``hourly`` characters of their dates, 10 for the day and 13 for the hour."""
    by_slot: dict[str, list[Post]] = {}
    for post in posts:
        if post.date and len(post.date) >= hourly:
            by_slot.setdefault(post.date[:hourly], []).append(post)
    return tuple(_slot(when, by_slot) for when in sorted(by_slot))


def _slot(when: str, posts: Mapping[str, Sequence[Post]]) -> Slot:
    return Slot(when, len({person_of(post) for post in posts[when]}), len(posts[when]))


def _peak(some: Sequence[Slot]) -> Slot | None:
    best = max(some, key=lambda slot: slot.people, default=None)
    return best if best is not None and best.people >= MANY else None
