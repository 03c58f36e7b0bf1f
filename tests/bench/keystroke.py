"""From the key to the painted marks, in the real app on the demo company: ``python tests/bench/keystroke.py [keys]``.

The app runs headless at 140x40. A key is handed to the driver's queue as a terminal would; the clock stops at the first paint after
which (a) the letter stands in the editor and (b) the marks on the screen are those of the text that holds it. Figure of the house:
p95 at most 33 ms. The longest time the event loop was held while the store is written to by another thread is printed too.
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

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

WORDS = (
    "Lundi à Roanne j'ai compté les fils avec Moussa, chez Helvia nous sommes convaincus que l'avenir passe par la réparation. "
)


async def keys_to_marks(count: int, *, busy: bool) -> tuple[list[float], list[float], float]:
    """Return the milliseconds to the letter, to the marks, and the longest hold of the loop while typing ``count`` keys."""
    from textual import events

    from coach.post import Post
    from tui.app import PorteVoix
    from tui.opening import lay_demo
    from tui.screens.workbench import Workbench
    from tui.words import Words

    with tempfile.TemporaryDirectory() as folder:
        house = lay_demo(Words("fr"), Path(folder) / "home")
        app = PorteVoix(house, "workbench", draft="dr-04")
        async with app.run_test(size=(140, 40)) as pilot:
            while not app.warm:
                await pilot.pause(0.05)
            await pilot.pause(0.5)
            screen = app.screen
            assert isinstance(screen, Workbench)
            editor = screen.editor
            editor.move_cursor(editor.document.end)
            stop = threading.Event()

            def import_posts() -> None:
                n = 0
                while not stop.is_set():
                    house.corpus.add([Post(id=f"busy-{n}-{i}", text=f"Un post numéro {n} {i} de plus.") for i in range(50)])
                    n += 1

            writer = threading.Thread(target=import_posts, daemon=True)
            if busy:
                writer.start()
            gc.collect()
            gc.freeze()
            letters: list[float] = []
            marks: list[float] = []
            held = 0.0
            for n in range(count):
                char = WORDS[n % len(WORDS)]
                before = len(editor.text)
                start = time.perf_counter()
                app.post_message(events.Key("space" if char == " " else char, char))
                last = start
                letter = 0.0
                while True:
                    await asyncio.sleep(0.0005)  # a busy loop would keep the review thread from the interpreter
                    now = time.perf_counter()
                    held = max(held, now - last)
                    last = now
                    if not letter and len(editor.text) > before:
                        letter = now
                    if letter and screen.review_is_fresh and not app._batch_count and not screen._dirty_widgets:
                        break
                    if now - start > 2:
                        raise SystemExit(f"key {n} ({char!r}) was never marked")
                letters.append((letter - start) * 1000)
                marks.append((time.perf_counter() - start) * 1000)
                await asyncio.sleep(0.06)
            stop.set()
        house.close()
    return letters, marks, held * 1000


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def main(count: int) -> None:
    """Print the figures, quiet and while posts are being imported."""
    for name, busy in (("quiet", False), ("while importing", True)):
        letters, marks, held = asyncio.run(keys_to_marks(count, busy=busy))
        print(f"{name:16s} key to letter p50 {statistics.median(letters):5.1f}  p95 {p95(letters):5.1f} ms", end="   ")
        print(
            f"key to marks p50 {statistics.median(marks):5.1f}  p95 {p95(marks):5.1f} ms (at most 33)   loop held {held:5.1f} ms"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
