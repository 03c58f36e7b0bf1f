"""Ways into the app: on one's own home, on the demo, and, for the benches, up to the first paint only."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.adapters.home import Home, locate_home, throwaway_home
from coach.context import Language
from coach.errors import BrokenEnvironment
from tui.hangup import leave_when_hung_up
from tui.wiring import House, open_house
from tui.words import Words

if TYPE_CHECKING:
    from tui.app import PorteVoix

DEMO = "demo"
"""What the app answers when the person chose to visit the demo company."""


def open_app(words: Words, first: str = "", **arguments: object) -> int:
    """Open the app on the person's own home, in its first room or the one named.

    A home that refuses becomes a session that keeps nothing, and says so.
    """
    need_terminal(words)
    try:
        house = open_house(words.lang, lenient=True)
        house.notebook  # noqa: B018 a notebook that cannot be opened must be known before the first paint
    except BrokenEnvironment as error:
        house = open_house(words.lang, home=throwaway_home(), lenient=True)
        house.notices.append(error)
    house.speak(_lang_chosen(house))
    return _run(house, first, **arguments)


def open_demo(words: Words) -> int:
    """Open the app on Helvia, in a folder that is removed afterwards."""
    need_terminal(words)
    home = throwaway_home()
    try:
        return _run(lay_demo(words, home.config.parent, home))
    finally:
        shutil.rmtree(home.config.parent, ignore_errors=True)


def lay_demo(words: Words, folder: Path, home: Home | None = None) -> House:
    """Lay the demo company down in ``folder`` and return its house. Raises ``BrokenEnvironment``."""
    from coach.adapters.home import open_home
    from tui import demo

    house = open_house(words.lang, home=home or open_home({**os.environ, "PORTEVOIX_HOME": str(folder)}))
    house.clock = demo.StoryClock(house.clock)
    demo.lay_pack(house.home)
    demo.lay_choir(house.home)
    demo.lay_posts(house.corpus)
    demo.lay_notebook(house.notebook)
    for key, value in (("lang", words.lang), ("greeted", "demo")):
        house.notebook.put(key, value)
    return house


def open_served(settle: Callable[[House], None], first: str = "") -> int:
    """Open the app for somebody's browser: what it paints goes to a server by a pipe. ``settle`` prepares the home first."""
    from coach.language import language_asked

    house = open_house(language_asked(os.environ), lenient=True)
    settle(house)
    house.speak(_lang_chosen(house))
    return _run(house, first)


def first_paint() -> None:
    """Open the app headless on the home of the environment and leave at the first paint: what the bench measures."""
    house = open_house("fr", home=locate_home(os.environ))
    app = _app(house)
    app.call_later(lambda: app.call_after_refresh(app.exit))
    app.run(headless=True)


def need_terminal(words: Words) -> None:
    """Refuse to paint into a pipe. Raises ``BrokenEnvironment``."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BrokenEnvironment(words("opening.no_terminal"), words("opening.no_terminal_remedy"))


def _app(house: House, first: str = "", **arguments: object) -> PorteVoix:
    gc.disable()  # importing and composing makes a hundred thousand lasting objects; the app enables it after its first paint
    from tui.app import PorteVoix

    return PorteVoix(house, first, **arguments)


def _run(house: House, first: str = "", **arguments: object) -> int:
    app = _app(house, first, **arguments)
    if sys.stdin.isatty():
        leave_when_hung_up(app)
    try:
        answer: object = app.run()
    finally:
        house.close()
    return open_demo(house.words) if answer == DEMO else app.return_code or 0


def _lang_chosen(house: House) -> Language:
    chosen = house.notebook.read("lang")
    if os.environ.get("PORTEVOIX_LANG") or chosen not in ("fr", "en"):
        return house.words.lang
    return "en" if chosen == "en" else "fr"
