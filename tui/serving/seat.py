"""One person's app in a process of its own: what it is given, and how it begins."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.ports import Notebook
    from tui.wiring import House

FILES = "PORTEVOIX_SEAT"
"""Environment variable naming the one folder a served app may read files from and write them to."""
POSTS = "PORTEVOIX_SEAT_POSTS"
"""Environment variable naming the file of posts the server gives each home: colleagues' and official ones."""
NAME = "PORTEVOIX_SEAT_NAME"
"""Environment variable holding the person's first name."""
ROOM = "PORTEVOIX_SEAT_ROOM"
"""Environment variable holding the address of the workshop the app takes part in."""
TOKEN = "PORTEVOIX_SEAT_TOKEN"  # noqa: S105 - the name of the variable, not what it holds
"""Environment variable holding what the app shows there to speak for its person."""
_LAID = "served.posts"
"""Where the notebook remembers which posts were laid down."""
PASSED = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
"""What a process needs of the server's environment. Anything else, keys above all, stays with the server."""


def environment(base: Mapping[str, str], home: Path, name: str, lang: str, width: int, height: int) -> dict[str, str]:
    """Return the environment of one person's process."""
    given = {key: base[key] for key in PASSED if key in base}
    return {
        **given,
        "HOME": str(home / "files"),
        "LANG": "en_US.UTF-8" if lang == "en" else "fr_FR.UTF-8",
        "PORTEVOIX_HOME": str(home),
        FILES: str(home / "files"),
        NAME: name,
        "PORTEVOIX_AUTHOR": name,
        "TEXTUAL_DRIVER": "tui.serving.driver:ServedDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "TEXTUAL_FPS": "30",
        "COLUMNS": str(width),
        "ROWS": str(height),
        "PYTHONUNBUFFERED": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def open_seat() -> int:
    """Open the app on the home of the environment, greet its person by name, and bring in what the server gives everybody."""
    from tui.opening import open_served

    return open_served(settle, "session" if os.environ.get(ROOM) else "")


def settle(house: House, env: Mapping[str, str] = os.environ) -> None:
    """Put in a home what it lacks of the server's: the person's name, and the posts the mirror compares with."""
    _greet(house.notebook, env.get(NAME, ""))
    given = env.get(POSTS)
    if not given:
        return
    file = Path(given)
    try:
        mark = f"{file.stat().st_mtime_ns}"
    except OSError:
        return  # the server gives none
    if house.notebook.read(_LAID) != mark:
        from coach.post import Post

        with file.open(encoding="utf-8") as lines:
            house.corpus.add(Post.model_validate_json(line) for line in lines if line.strip())
        house.notebook.put(_LAID, mark)


def _greet(notebook: Notebook, name: str) -> None:
    if name and not notebook.read("name"):
        notebook.put("name", name)
        notebook.put("greeted", "served")  # the door was the welcome


if __name__ == "__main__":
    sys.exit(open_seat())
