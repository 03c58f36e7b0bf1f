"""What a workshop costs and keeps: a whole half-day replayed, a save at every pause of typing, a process killed while it types.

    python tests/bench/workshop.py [--people 8] [--texts 3000]

Figures of the house: the same script gives the same states; a text is safe when its save returns, which leaves room in the
second promised; three hours of thirty people stay under 32 MB, above which the notebook is no longer checked at each start.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from coach.adapters.clock import SystemClock  # noqa: E402
from coach.adapters.logbook import SqliteLogbook  # noqa: E402
from coach.adapters.notebook import SqliteNotebook  # noqa: E402
from coach.workshop.events import Wrote  # noqa: E402
from coach.workshop.exercise import TEXT  # noqa: E402
from coach.workshop.logbook import Session  # noqa: E402
from coach.workshop.playing import Play  # noqa: E402
from coach.workshop.reading import shipped  # noqa: E402
from coach.workshop.script import StageClock, perform, read_script  # noqa: E402
from coach.workshop.session import replay  # noqa: E402

START = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
WORDS = "la pompe du quai s'est tue lundi matin et personne ne sait encore pourquoi elle tournait depuis des années".split()


def half_day(people: int, minutes: int = 210) -> str:
    """Return a script: every shipped exercise that fits in the time, every step of it, everybody writing at every minute."""
    names = [f"P{n}" for n in range(people)]
    cues: list[dict[str, object]] = []
    minute = 0.0
    for exercise in itertools.cycle(shipped("fr")):
        if minute + exercise.minutes > minutes:
            break
        cues.append({"minute": minute, "exercise": exercise.name, "people": names})
        for step in exercise.plan:
            cues.append({"minute": minute, "do": "next"})
            for at, (n, who) in itertools.product(range(step.minutes), enumerate(names)):
                if step.kind == "write" and not step.each:
                    parts = step.part_ids or (TEXT,)
                    text = " ".join(WORDS[(n + k) % len(WORDS)] for k in range(8 * (at + 1)))
                    cues.append({"minute": minute + at, "who": who, "part": parts[at % len(parts)], "text": text})
            minute += step.minutes
    return "\n".join(json.dumps(cue) for cue in cues)


def played(folder: Path, script: str) -> list[Play]:
    """Play a script into a notebook of its own."""
    log = SqliteLogbook(SqliteNotebook(folder / "notebook.db", SystemClock()).file)
    ids = map(str, itertools.count())
    return perform(read_script(script, "bench", "fr"), shipped("fr"), log, StageClock(START), lambda: next(ids), "fr")


def replayed(people: int) -> bool:
    """Play a half-day twice and read the first one back."""
    script = half_day(people)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        began = time.process_time()
        first = played(Path(one), script)
        took = time.process_time() - began
        again = played(Path(two), script)
        log = SqliteLogbook(SqliteNotebook(Path(one) / "notebook.db", SystemClock()).file)
        back = [replay(entry.event for entry in log.entries(play.session.id)) for play in first]
        same = [play.state for play in first] == [play.state for play in again] == back
        entries = sum(len(log.entries(play.session.id)) for play in first)
    print(
        f"half-day   {people} people  {len(first)} exercises  {script.count(chr(10)) + 1} acts  {entries} entries"
        f"  {took:.1f} s CPU  same state twice and read back: {'yes' if same else 'NO'}"
    )
    return same


def saves(count: int) -> None:
    """Save a growing text at every pause of typing, then say how large three hours of thirty people are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notebook.db"
        log = SqliteLogbook(SqliteNotebook(path, SystemClock()).file)
        log.save_session(Session(id="s", exercise="e", title="E", made=START))
        took = []
        for n in range(count):
            at = START + dt.timedelta(seconds=3 * 3600 * n / count)
            text = " ".join(WORDS[k % len(WORDS)] for k in range(n % 150))
            event = Wrote(at=at, who=f"P{n % 30}", step=f"step{n * 12 // count}", text=text)
            began = time.perf_counter()
            log.append("s", event)
            took.append(1000 * (time.perf_counter() - began))
        size = sum(part.stat().st_size for part in Path(folder).iterdir() if part.name.startswith("notebook.db"))
    took.sort()
    print(
        f"saves      {count} of up to 150 words  median {statistics.median(took):.2f} ms  p95 {took[int(0.95 * count)]:.2f} ms"
        f"  longest {took[-1]:.1f} ms  file {size / 1e6:.1f} MB"
    )


TYPIST = """
import datetime as dt, sys
from pathlib import Path
from coach.adapters.clock import SystemClock
from coach.adapters.logbook import SqliteLogbook
from coach.adapters.notebook import SqliteNotebook
from coach.workshop.events import Wrote
from coach.workshop.logbook import Session
start = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
log = SqliteLogbook(SqliteNotebook(Path(sys.argv[1]), SystemClock()).file)
log.save_session(Session(id="s", exercise="e", title="E", made=start))
for n in range(1, 1_000_000):
    log.append("s", Wrote(at=start + dt.timedelta(seconds=n), who="a", step="x", text=f"word {n}"))
    print(n, flush=True)
"""


def killed(times: int) -> bool:
    """Kill a process that types, at once after a save it told of, and look for that text."""
    lost = 0
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "notebook.db"
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            with subprocess.Popen(
                [sys.executable, "-c", TYPIST, str(path)], stdout=subprocess.PIPE, text=True, env=env
            ) as typist:
                assert typist.stdout is not None
                said = [int(typist.stdout.readline()) for _ in range(30)]
                typist.send_signal(signal.SIGKILL)
                said += [int(line) for line in typist.stdout if line.endswith("\n")]
            log = SqliteLogbook(SqliteNotebook(path, SystemClock()).file)
            text = replay(entry.event for entry in log.entries("s")).people["a"].text("x")
            lost += int(text.removeprefix("word ")) < said[-1]
    print(f"killed     {times} times while typing  texts told as saved and lost: {lost}")
    return lost == 0


def main() -> int:
    """Print the figures; 1 when a state differs or a saved text is lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--texts", type=int, default=3_000)
    options = parser.parse_args()
    same = replayed(options.people)
    saves(options.texts)
    return int(not (killed(5) and same))


if __name__ == "__main__":
    sys.exit(main())
