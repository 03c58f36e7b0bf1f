"""What the same visual and the same moment cost: ``python tests/bench/axes.py [posts]``, milliseconds of processor.

A synthetic store, made in a folder of its own: ordinary posts, of which one in ten has an imprint, and an official message that
forty people relayed within days. Prints the first look around a draft (nothing known), the next (all known), and what a key pays.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from coach.adapters.clock import SystemClock  # noqa: E402
from coach.context import Context  # noqa: E402
from coach.mirror.axes import ThreeAxes  # noqa: E402
from coach.mirror.mirror import CorpusMirror  # noqa: E402
from coach.mirror.visual import VIEWS, Imprint  # noqa: E402
from coach.post import Post  # noqa: E402
from corpus.store import open_store  # noqa: E402

TODAY = dt.date(2026, 11, 23)
SAID = "La barge électrique de Vannes a livré ses premières palettes mardi, sans une goutte de gazole."


def imprint(dice: random.Random) -> Imprint:
    """A picture nobody has seen."""
    return Imprint(tuple(dice.getrandbits(64) for _ in range(VIEWS)))


def posts(count: int) -> list[Post]:
    """The store."""
    dice = random.Random(1)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an")]
    vocabulary = ["".join(dice.choices(syllables, k=dice.randint(1, 3))) for _ in range(20_000)]
    made = [Post(id="off", text=SAID, kind="official", author="Armel", date="2026-11-16")]
    for n in range(count):
        text = " ".join(dice.choices(vocabulary, k=60)) + "."
        day = TODAY - dt.timedelta(days=dice.randrange(900))
        if n < 40:
            text, day = f"{SAID} {text}", TODAY - dt.timedelta(days=n % 6)
        pictured = (imprint(dice).name,) if n % 10 == 0 else ()
        made.append(Post(id=f"p{n}", text=text, author=f"a{n % 3000}", date=day.isoformat(), lang="fr", images=pictured))
    return made


def spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor that ``work`` takes."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), Path(folder) / "cache", embedder=None, clock=SystemClock())
        store.add(posts(count))
        store.prepare()
        context = Context(today=TODAY, visual=imprint(random.Random(2)).name)
        mirror = ThreeAxes(CorpusMirror(store, semantic=False), store)
        draft = f"Ce matin au quai. {SAID} J'étais là."
        mirror.look(draft, context)
        print(f"{count} posts, {count // 10} imprints")
        print(f"first look around     {spent(lambda: mirror.surround(context)):8.1f} ms")
        print(f"again, nothing new    {spent(lambda: mirror.surround(context)):8.1f} ms")
        print(f"another picture       {spent(lambda: mirror.surround(other(context))):8.1f} ms")
        print(f"at a key              {spent(lambda: [mirror.look(draft + '.' * n, context) for n in range(50)]) / 50:8.2f} ms")
        found = [f.message for f in mirror.look(draft, context)[1] if f.rule == "mirror-same-moment"]
        print(*found)
        store.close()


def other(context: Context) -> Context:
    """The same draft with another picture."""
    return context.model_copy(update={"visual": imprint(random.Random(3)).name})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
