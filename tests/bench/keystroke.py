"""From the key to the painted marks, in the real app on the demo company: ``python tests/bench/keystroke.py [keys [room]]``.

The app runs headless at 140x40. A key is handed to it as its driver would; one clock stops when the letter stands in the editor,
the other at the first moment nothing is left to paint and the marks are those of the text that holds the letter. Figure of the
house: p95 at most 33 ms; *alone*, as it would be on the machine of ``docs/speed.md`` left alone.

It is measured on a first opening, whose rules are compiled as words call them, then once the hands have rested; again while
another thread imports posts, then with a slow hand, whose pauses let the meanings be read, against the same hand when they are
not; the longest hold of the loop is printed too.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.bench.pace import slowness  # noqa: E402

WORDS = "Lundi à Roanne j'ai compté les fils avec Moussa, nous sommes convaincus que l'avenir passe par la réparation. "
REST_S = 0.06
"""Between two keys: a quick hand."""
SLOW_S = 0.9
"""Between two keys of a slow hand: the queue of meanings goes on after 0.5 s, and the draft's own are looked for after 0.7 s."""
SLOWLY = 30
"""Keys typed slowly."""


async def type_keys(app: Any, count: int, rest: float) -> tuple[list[float], list[float], float]:
    """Return the milliseconds to each letter, to its marks, and the longest hold of the loop."""
    from textual import events

    screen, editor = app.screen, app.screen.editor
    letters, marks, held = [], [], 0.0
    for n in range(count):
        char = WORDS[n % len(WORDS)]
        before = len(editor.text)
        start = last = time.perf_counter()
        letter = 0.0
        app.post_message(events.Key("space" if char == " " else char, char))
        while not (letter and screen.review_is_fresh and not app._batch_count and not screen._dirty_widgets):
            await asyncio.sleep(0.0005)  # a busy loop would keep the review thread from the interpreter
            now = time.perf_counter()
            held, last = max(held, now - last), now
            if not letter and len(editor.text) > before:
                letter = now
            if now - start > 2:
                raise SystemExit(f"key {n} ({char!r}) was never marked")
        letters.append((letter - start) * 1000)
        marks.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(rest)
    return letters, marks, held * 1000


async def measure(
    count: int, room: str = "workbench", *, busy: bool = False, reading: bool | None = None, honed: bool = True
) -> tuple[list[float], list[float], float]:
    """Open the demo in a room with a sheet and type ``count`` keys, while posts are imported when ``busy``.

    Slowly when ``reading`` says whether meanings are read meanwhile. Not ``honed``, the patterns of the rules are compiled as
    words call them, as on the first opening of a new home before the hands have rested.
    """
    from coach.post import Post
    from tui.app import PorteVoix
    from tui.opening import lay_demo
    from tui.words import Words

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = lay_demo(Words("fr"), Path(folder) / "home")
        for _ in house.hone() if honed else ():
            pass
        app = PorteVoix(house, room, draft="dr-04")
        stop = threading.Event()

        def import_posts() -> None:
            n = 0
            while not stop.is_set():
                house.corpus.add([Post(id=f"busy-{n}-{i}", text=f"Un post numéro {n} {i} de plus.") for i in range(50)])
                n += 1

        async with app.run_test(size=(140, 40)) as pilot:
            while not app.warm:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            if reading:
                app.meaning.start()
                while app.meaning.done < 4:
                    await pilot.pause(0.05)
            elif reading is False:
                app.meaning.stop()
            app.screen.editor.move_cursor(app.screen.editor.document.end)  # type: ignore[attr-defined]
            if busy:
                threading.Thread(target=import_posts, daemon=True).start()
            gc.collect()
            gc.freeze()
            figures = await type_keys(app, count, REST_S if reading is None else SLOW_S)
            stop.set()
            if reading and not app.meaning.running:
                raise SystemExit("the queue was empty before the last key")
        house.close()
    return figures


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main(count: int, room: str = "workbench") -> None:
    """Print the figures, quiet, while posts are being imported, and slowly without and with meanings being read."""
    figures: list[tuple[str, int, dict[str, bool]]] = [
        ("first opening", count, {"honed": False}),
        ("quiet", count, {}),
        ("while importing", count, {"busy": True}),
        ("slow hand", SLOWLY, {"reading": False}),
        ("slow, reading", SLOWLY, {"reading": True}),
    ]
    for name, keys, how in figures:
        slow = slowness()
        letters, marks, held = asyncio.run(measure(keys, room, **how))
        slow = (slow + slowness()) / 2
        for what, spent in (("key to letter", letters), ("key to marks", marks)):
            worst = p95(spent)
            told = f"p50 {statistics.median(spent):5.1f}  p95 {worst:5.1f} ms; alone p95 {worst / slow:5.1f}"
            print(f"{name:16s} {what:14s} {told}")
        print(f"{name:16s} loop held at most   {held:5.1f} ms")
    print("figure of the house: key to marks, quiet, p95 at most 33 ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, *sys.argv[2:3])
