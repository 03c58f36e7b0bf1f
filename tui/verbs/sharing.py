"""The team's shared store on the command line: a short round when a verb needs it, ``posts sync`` for a whole one."""

from __future__ import annotations

import sys
from threading import Thread
from typing import TYPE_CHECKING, Any

from coach.errors import CoachError
from tui.verbs.reports import to_json
from tui.words import Words

if TYPE_CHECKING:
    import argparse

    from corpus.sharing import Standing

READING_S = 3.0
"""Seconds a verb waits for what the others published, before it answers from the copy of this machine."""
SENDING_S = 10.0
"""Seconds it waits for what it has to pass on; the rest leaves another time."""
FRESH_S = 20
"""Seconds a copy is taken for fresh: a script that checks a hundred files asks the server once."""


def meet(house: Any, patience_s: float, *, sending: bool = False) -> None:
    """Do a round within ``patience_s``, in a thread that is left behind when the server is slow. Without a server, nothing.

    One that failed lately is not asked again so soon. Raises ``CoachError`` of the posts' own.
    """
    if house.shares_with is None:
        return
    known = house.corpus.standing()
    fresh = known.last is not None and house.clock.now().timestamp() - known.last < FRESH_S and known.trouble is None
    if fresh and not (sending and known.waiting):
        return
    failed: list[CoachError] = []

    def go() -> None:
        try:
            house.corpus.sync(lambda: False)
        except CoachError as error:
            failed.append(error)

    thread = Thread(target=go, daemon=True, name="share")
    thread.start()
    thread.join(patience_s)
    if failed:
        raise failed[0]


def tell(house: Any, words: Words) -> None:
    """Say on stderr what keeps the shared store from helping, and what waits; nothing when all is well."""
    from corpus.sharing import told

    known: Standing | None = house.corpus.standing() if house.shares_with is not None else None
    if known is None:
        return
    trouble = told(known, words.lang)
    if trouble is not None:
        print(f"{trouble.title}\n  → {trouble.remedy}", file=sys.stderr)
    if known.waiting:
        print(words.many("posts_verb.sync_waiting", known.waiting), file=sys.stderr)


def sync(house: Any, options: argparse.Namespace) -> int:
    """Do a whole round now, whatever failed before; exit with 3 when the server does not help."""
    words: Words = options.words
    if house.shares_with is None:
        print(words("posts_verb.sync_none"), file=sys.stderr)
        print(f"  → {words('posts_verb.sync_none_remedy', file=house.home.settings)}", file=sys.stderr)
        return 2
    ended = house.corpus.sync(at_once=True)
    if ended == "elsewhere":
        print(words("posts_verb.sync_elsewhere"), file=sys.stderr)
    done, known = house.corpus.synced(), house.corpus.standing()
    if options.json:
        told = {"host": known.host, "trouble": known.trouble, "waiting": known.waiting, "known": known.known}
        print(to_json({"ended": ended, **done._asdict(), **told}))
    else:
        print(words("posts_verb.synced", host=known.host, **done._asdict()))
    tell(house, words)
    return 3 if ended == "trouble" else 0
