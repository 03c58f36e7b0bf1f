"""What a team's store costs: a first sync, one with nothing new, and how long a publication takes to reach another's mirror.

``python tests/bench/shared_store.py [POSTS]`` runs a chroma server on loopback with synthetic posts. Times are wall clock and
processor seconds of this process; the server's own are not counted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from coach.context import Context
from coach.mirror.mirror import CorpusMirror
from coach.post import Post
from corpus.store import PostStore
from tests.bench.corpus import posts
from tests.corpus.team import Team, chroma, new_place
from tests.fakes import StillClock

PUBLISHED = 10


def timed(what: str, work: Callable[[], object]) -> None:
    """Do something and print how long it took."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    print(f"{what:<56} {time.perf_counter() - start:7.2f} s   {time.process_time() - worked:6.2f} s of processor", flush=True)


def whole(store: PostStore) -> None:
    """Do a round and see that it ended well."""
    ended = store.sync(at_once=True)
    assert ended == "done", ended


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name, chroma(Path(name) / "data") as url:
        team = Team(new_place(url), Path(name))
        nadia, karim = team.member("nadia"), team.member("karim")
        nadia.add(posts(count, 1))
        timed(f"{count} posts sent", lambda: whole(nadia))
        timed(f"{count} posts received by another, words indexed", lambda: whole(karim))
        timed("a round with nothing new (the last two minutes again)", lambda: whole(karim))
        mirror, context = CorpusMirror(karim), Context(today=StillClock().now().date())
        delays = []
        for number in range(PUBLISHED):
            text = f"Le banc numéro {number} a sifflé trois fois avant que la turbine {number} se taise sous la verrière."
            start = time.perf_counter()
            nadia.add([Post(id=f"new{number}", text=text, author="Nadia", lang="fr")])
            whole(nadia)
            whole(karim)
            found = mirror.look(text, context)[1]
            delays.append(time.perf_counter() - start)
            assert found
        print(
            f"published by one, found by the mirror of another: p50 {statistics.median(delays):.2f} s, max {max(delays):.2f} s,"
            " once both look; the app looks every 1.5 s for what it has to send and every 30 s for what the others sent"
        )
        team.close()


if __name__ == "__main__":
    main()
