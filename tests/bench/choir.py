"""What the Chœur costs against the number of posts: ``python tests/bench/choir.py [SIZE…]``; 1,000 and 10,000 by default.

Posts are made up (``crowd.py``): French and English, campaigns pasted by many, forty people, a hundred official messages, a
picture on one post in four. Seconds are of the processor, each part alone, then all of it as the room asks for it.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coach.choir.chorus import hear  # noqa: E402
from coach.choir.crowd import Crowd, Official, gather  # noqa: E402
from coach.choir.figures import impact, incarnation, mix, surperformance  # noqa: E402
from coach.choir.naming import Names  # noqa: E402
from coach.choir.phrases import circulating  # noqa: E402
from coach.choir.reuse import reuses  # noqa: E402
from coach.choir.visuals import visuals  # noqa: E402
from coach.context import Language  # noqa: E402
from coach.mirror.visual import VIEWS, Imprint  # noqa: E402
from coach.post import Post  # noqa: E402
from tests.bench.crowd import Crowd as MadeUp  # noqa: E402
from tests.bench.crowd import written  # noqa: E402

PEOPLE, MESSAGES, PICTURED = 40, 100, 4
NAMES = Names("Helvia", ["Groupe Helvia"], ["Atelier Zéro", "Carnet Machine"])


def crowd_of(size: int) -> Crowd:
    """Return a crowd of ``size`` members' posts, always the same for a size."""
    dice = random.Random(size)
    pictures = [Imprint(tuple(dice.getrandbits(64) for _ in range(VIEWS))).name for _ in range(max(1, size // 8))]
    posts = []
    made = MadeUp(size)
    for n in range(size):
        lang: Language = "en" if n % 3 == 0 else "fr"
        posts.append(
            Post(
                id=f"s{n}",
                text=written(made.post(lang)),
                author=f"person {dice.randrange(PEOPLE)}",
                lang=lang,
                date=f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
                likes=dice.randrange(200),
                images=(dice.choice(pictures),) if dice.randrange(PICTURED) == 0 else (),
            )
        )
    kit = [Official(f"m{at}", (dice.choice(posts).text,), date="2000-01-01") for at in range(MESSAGES)]
    return gather((("member", post) for post in posts), NAMES, kit)


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor's seconds and what was done."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def main(sizes: list[int]) -> None:
    """Print a line a part."""
    print(f"{'posts':>7}  {'part':<22} {'seconds':>8}  found")
    for size in sizes:
        crowd = crowd_of(size)
        seconds, reused = spent(lambda: reuses(crowd))  # noqa: B023
        told: list[tuple[str, float, int]] = [("leaks", seconds, sum(map(len, reused)))]
        parts: dict[str, Callable[[], Any]] = {
            "phrases": lambda: circulating(crowd.members, crowd.names),  # noqa: B023
            "same visual": lambda: visuals(crowd, reused),  # noqa: B023
            "three scores": lambda: [incarnation(crowd), impact(crowd), surperformance(crowd)],  # noqa: B023
            "mix": lambda: mix(crowd).counts,  # noqa: B023
        }
        for name, work in parts.items():
            seconds, done = spent(work)
            told.append((name, seconds, len(done)))
        seconds, _ = spent(lambda: hear(crowd))  # noqa: B023
        told.append(("all, as the room asks", seconds, len(crowd.members)))
        for name, seconds, found in told:
            print(f"{size:>7}  {name:<22} {seconds:>8.2f}  {found}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000])
