"""A round between this store and a team's: what others removed, said and published comes in, what is due goes out.

Every step can be cut short or done twice. Removals come first and are looked for again after each sending, so that a removal and
a sending that cross never leave the post: whichever comes second sees the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from coach.post import Post
from corpus import ledger, lines
from corpus.records import GONE, LINES, POSTS, VECTORS, place_of, post_of, record_of
from corpus.remote import Record, Remote
from corpus.rows import Rows

OVERLAP_MS = 120_000
"""How far before the last round one looks again: a writing stamped then may have landed after."""
SENDING = 200
"""Posts sent at once."""


class Stopped(Exception):
    """The time is up, or the app closes; the next round goes on."""


class Synced(NamedTuple):
    """What a round did."""

    received: int = 0
    """Records that were new here, or looked at again."""
    removed: int = 0
    """Posts that went because somebody asked the team to remove them."""
    sent: int = 0
    withdrawn: int = 0
    """Removals carried out and verified on the server."""
    lines: int = 0
    """Lines of others heard of."""
    lent: int = 0
    """Posts whose vectors were given to the team."""


class Round:
    """One round. Raises ``Trouble`` and ``Stopped``; what was done until then stays done."""

    def __init__(self, rows: Rows, remote: Remote, stop: Callable[[], bool]) -> None:
        self._rows, self._remote, self._stop = rows, remote, stop
        self.done = Synced()
        self.changed: Callable[[], None] = lambda: None
        """Called each time posts came or went."""

    def run(self) -> None:
        """Do it all, vectors apart."""
        start = self._now()
        posts, gone, said = (self._remote.collection(name) for name in (POSTS, GONE, LINES))
        ledger.settle_in(self._rows, self._remote.place.name, posts)
        if not self._rows.fact("server_version"):
            ledger.remember(self._rows, server_version=self._remote.version())
        self._bury(self._since(gone, "gone"))
        self._hear(self._since(said, "lines"))
        for records in self._since(posts, "posts"):
            self._take(records)
        self._send(posts, gone)
        self._withdraw(posts, gone)
        self._say(said)
        self._compare(posts)
        ledger.remember(self._rows, server_since_gone=start, server_since_lines=start, server_since_posts=start)

    def _now(self) -> int:
        if self._stop():
            raise Stopped
        return self._remote.now_ms()

    def _since(self, collection: str, name: str) -> Iterator[list[Record]]:
        """Yield what has come to a collection since the last round."""
        since = ledger.recall(self._rows, f"server_since_{name}") - OVERLAP_MS
        for records in self._remote.get(collection, where={"at": {"$gte": since}} if since > 0 else None):
            yield records
            if self._stop():
                raise Stopped

    def _bury(self, pages: Iterator[list[Record]]) -> None:
        for records in pages:
            removals = ledger.fresh(self._rows, {each.id: at for each in records if (at := _stamp(each)) is not None})
            if removals:
                self._count(removed=ledger.bury(self._rows, removals))
                self.changed()

    def _hear(self, pages: Iterator[list[Record]]) -> None:
        for records in pages:
            heard = [line for each in records if (line := _line(each)) is not None]
            self._count(lines=lines.keep(self._rows, heard))

    def _take(self, records: Sequence[Record]) -> None:
        """Take in posts, but for those being removed and those newer here."""
        stamps = {each.id: _stamp(each) for each in records}
        dead = ledger.dead(self._rows, {key: at or 0 for key, at in stamps.items()})
        ledger.finish(self._rows, dead)
        passed = {*dead, *ledger.taken(self._rows, stamps), *ledger.to_withdraw(self._rows), *ledger.newer_here(self._rows)}
        records = [each for each in records if each.id not in passed]
        known = ledger.posts_of(self._rows, [each.id for each in records])
        fresh: list[Post] = []
        ids: dict[str, str | None] = {}
        for each in records:
            post = post_of(each)
            if post is not None:
                post = ledger.as_here(self._rows, post, each.id, known.get(each.id))
                fresh.append(post)
            ids[each.id] = None if post is None else post.id
        if ids:
            ledger.took(self._rows, fresh, ids, stamps)
            self._count(received=len(ids.keys() - known.keys()))
            self.changed()

    def _send(self, posts: str, gone: str) -> None:
        while due := ledger.due(self._rows, SENDING):
            now = self._now()
            again = ledger.buried(self._rows, [each.key for each in due])
            self._remote.delete(gone, ids=again)
            different = {each.key: each.post for each in due}
            records = [record_of(post, now) for post in different.values()]
            self._remote.put(posts, records, [place_of(record.id) for record in records])
            crossed = {each.id: each for page in self._remote.get(gone, ids=list(different)) for each in page}
            self._bury(iter([list(crossed.values())]))
            ledger.sent(self._rows, [each for each in due if each.key not in crossed], now)
            self._count(sent=len(different) - len(crossed))

    def _withdraw(self, posts: str, gone: str) -> None:
        """Have posts removed everywhere: the removal is told first, the words go, then their vectors, and all is verified."""
        for keys in batched(ledger.to_withdraw(self._rows), SENDING):
            now = self._now()
            self._remote.put(gone, [Record(key, None, {"at": now}) for key in keys], [place_of(key) for key in keys])
            self._remote.delete(posts, ids=keys)
            left = {name for page in self._remote.get(posts, ids=keys) for name in (each.id for each in page)}
            for name in self._remote.collections(VECTORS).values():
                about = {"key": {"$in": list(keys)}}
                self._remote.delete(name, where=about)
                left |= {str(each.about.get("key")) for page in self._remote.get(name, where=about) for each in page}
            ledger.withdrawn(self._rows, [key for key in keys if key not in left], now)
            self._count(withdrawn=len(set(keys) - left))

    def _say(self, said: str) -> None:
        while some := lines.unsaid(self._rows, SENDING):
            now = self._now()
            records = [_record(line, now) for line in some]
            self._remote.put(said, records, [place_of(record.id) for record in records])
            lines.said(self._rows, [line.id for line in some])

    def _compare(self, posts: str) -> None:
        """Look at every name when the numbers differ: a record that was missed comes in, one that was lost is sent again."""
        if ledger.waiting(self._rows) or self._remote.count(posts) == ledger.known(self._rows):
            return
        there = {name for page in self._remote.ids(posts) for name in page}
        here = ledger.keys(self._rows)
        for keys in batched(sorted(there - here), SENDING):
            for records in self._remote.get(posts, ids=keys):
                self._take(records)
        ledger.owe(self._rows, sorted(here - there))

    def _count(self, **more: int) -> None:
        self.done = self.done._replace(**{name: getattr(self.done, name) + n for name, n in more.items()})


def batched(names: Sequence[str], size: int) -> Iterator[list[str]]:
    """Yield ``names`` in lists of ``size`` at most."""
    for start in range(0, len(names), size):
        yield list(names[start : start + size])


def _stamp(record: Record) -> int | None:
    at = record.about.get("at")
    return at if isinstance(at, int) else None


def _record(line: lines.Shown, at: int) -> Record:
    about: Mapping[str, object] = line.model_dump(include={"who", "words", "date"})
    return Record(line.id, None, {**about, "at": at, "grams": " ".join(map(str, line.grams))})


def _line(record: Record) -> lines.Shown | None:
    """Return a line somebody was shown; ``None`` when the record makes none."""
    about = record.about
    try:
        grams = tuple(dict.fromkeys(int(gram) for gram in str(about["grams"]).split()))
        if not all(-(2**63) <= gram < 2**63 for gram in grams):
            return None
        return lines.Shown(id=record.id, who=about["who"], words=about["words"], date=about["date"], grams=grams)
    except (KeyError, ValueError, ValidationError):
        return None
