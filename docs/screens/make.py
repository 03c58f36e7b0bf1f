"""Draws every room on the demo company, in both languages, sizes and themes: ``python docs/screens/make.py [room …]``.

Writes ``docs/screens/<room>-<lang>[-wide][-light].png`` with Chromium or rsvg-convert, or ``.svg`` where neither is installed.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent
sys.path.insert(0, str(OUT.parent.parent))
os.environ["COLORTERM"] = "truecolor"

from docs.screens.coaching import advice, fillers  # noqa: E402
from docs.screens.scenes import PAPERS, SCENES  # noqa: E402
from docs.screens.ways import Play, goes, settled  # noqa: E402

NARROW, WIDE = (80, 24), (140, 40)
DARK, LIGHT = "encre", "papier"
A4 = (794, 1123)
"""Pixels of a printed page."""

async def rebound(app: Any, pilot: Any) -> None:
    """Answer a post of the demo, half-way up the ladder."""
    await settled(app, pilot)
    post = next(iter(app.house.corpus.posts("official")))
    app.open_room("rebound", post=post.text)
    await settled(app, pilot)
    written = {
        "fr": "Je pense à mon ancienne équipe en te lisant. Mardi, sur la ligne 4, Karim a remonté un vérin de 1998.",
        "en": "I think of my former team as I read you. Last March we fixed a press from 1987 with my neighbour.",
    }
    app.screen.editor.insert(written[app.words.lang])
    await settled(app, pilot)


NOTES = {
    "fr": (
        "Réparer une machine de dix ans coûte moins cher que la remplacer.\n\n"
        "On jette des cartes saines. En 2024, sur 60 cartes renvoyées à Roanne, 41 avaient un condensateur à 12 centimes.\n\n"
        "Le plan vaut la pièce. Sans schéma, Karim met deux jours ; avec, trois heures.\n\n"
        "Ce que je ne sais pas : si cela tient pour les machines d'après 2018.\n\n"
        "Qu'avez-vous réparé cette année qu'on vous disait perdu ?"
    ),
    "en": (
        "Mending a ten-year-old machine costs less than replacing it.\n\n"
        "We throw away sound boards. In 2024, of 60 boards sent back to Waterford, 41 had a 12-cent capacitor.\n\n"
        "The drawing is worth the part. Without it Karim needs two days; with it, three hours.\n\n"
        "What I do not know: whether it holds for machines made after 2018.\n\n"
        "What did you mend this year that you were told was lost?"
    ),
}


async def thread(app: Any, pilot: Any) -> None:
    """Lay an expert's notes on the plan of a thread."""
    from coach.notebook import Draft

    await settled(app, pilot)
    now = app.house.clock.now()
    app.house.notebook.save_draft(Draft(id="notes", text=NOTES[app.words.lang], lang=app.words.lang, created=now, updated=now))
    app.open_room("thread", draft="notes")
    await settled(app, pilot)
    await pilot.press("down", "down", "down")
    await settled(app, pilot)


async def exercise(app: Any, pilot: Any) -> None:
    """Play an exercise alone, to the step where one says what one saw."""
    await settled(app, pilot)
    app.open_room("exercise", exercise="degraisser")
    await settled(app, pilot)
    for key in ("f3", "space", "down", "space", "f3"):
        await pilot.press(key)
        await settled(app, pilot)


SHOWN = {
    "fr": ("Un an après, 47 machines repartent.", "Dix-neuf clients sont revenus, et moi je démonte encore."),
    "en": ("One year on, 47 machines run again.", "Nineteen customers came back, and I still take them apart."),
}


def led(*rooms: str) -> Play:
    """Return the way to a trainer's session of four, at its first step, two of whom wrote; then to further rooms."""

    async def play(app: Any, pilot: Any) -> None:
        from argparse import Namespace

        from coach.workshop.events import Away, Joined, Wrote
        from tui.hosting import Hosting, session_of
        from tui.serve import room_of
        from tui.serving.conduct import Conduct
        from tui.serving.rules import Rules

        await settled(app, pilot)
        lang = app.words.lang
        session = session_of(app.house, Namespace(name="degraisser", lang=lang, again=False, input=[], cohort=None, half_day=None))
        room = room_of(Rules(app.house.home.data / "served"), app.house)
        room.doorway.code = "R4K7WN2D"
        hosting = Hosting(room, Conduct(session, room.people, lang))
        hosting.url = "http://192.168.1.20:8000/"
        app.open_room("board", hosting=hosting)
        await settled(app, pilot)
        for who in ("Nadia", "Moussa", "Karim", "Léa"):
            session.do(Joined(at=session.now, who=who, name=who))
        session.go_on()
        for who, text in zip(("Moussa", "Nadia"), SHOWN[lang], strict=True):
            session.do(Wrote(at=session.now, who=who, step=str(session.state.step), text=text))
        session.do(Away(at=session.now, who="Léa"))
        for name in rooms:
            app.open_room(name, hosting=hosting)
        await pilot.pause(0.6)
        await settled(app, pilot)

    return play


ROOMS: dict[str, Play] = {
    "desk": settled,
    "workbench": goes("workbench", draft="dr-02"),
    "workbench-copy": goes("workbench", draft="dr-01"),
    "workbench-charter": goes("workbench", draft="dr-07"),
    "workbench-yours": goes("workbench", draft="dr-04"),
    "advice": advice(),
    "advice-consent": advice("enter", model=True),
    "advice-cuts": advice("end", "enter", network="bluesky"),
    "mirror": goes("mirror", "f3", draft="dr-02"),
    "mirror-copy": goes("mirror", "ctrl+o", "down", draft="dr-01"),
    "interview": goes("interview", idea="id-02"),
    "fillers": fillers,
    "rebound": rebound,
    "thread": thread,
    "posts": goes("posts"),
    "line": goes("memento"),
    "cards": goes("cards", "right", "right"),
    "cards-keep": goes("cards", "enter"),
    "calendar": goes("calendar"),
    "outside": goes("outside"),
    "publication": goes("publication", draft="dr-04"),
    "charter": goes("charter", draft="dr-07"),
    "charter-green": goes("charter", draft="dr-04"),
    "charter-letter": goes("charter", "f4", draft="dr-07"),
    "sign": goes("publication", "f4", draft="dr-11"),
    "atelier": goes("atelier"),
    "exercise": exercise,
    "exercise-choose": goes("exercise", "f3", exercise="degraisser"),
    "board": led(),
    "projector": led("projector"),
    "arroseur": goes("arroseur"),
    "choir": goes("choir", "f3", "down"),
    "choir-scores": goes("choir", "down", "down"),
    "choir-mix": goes("choir", "end"),
    "source": goes("workbench", "f3", "f5", draft="dr-02"),
    "decide": goes("workbench", "f3", "f8", draft="dr-07"),
    "revisions": goes("workbench", "ctrl+r", "down", draft="dr-04"),
    "help": goes("workbench", "f1", draft="dr-02"),
}
"""Every picture, by the name of its file."""


async def draw(name: str, lang: str, size: tuple[int, int], theme: str) -> str:
    """Return the SVG of one room."""
    from tui.app import PorteVoix
    from tui.opening import lay_demo
    from tui.words import Words

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # a participant's app may still be keeping a word
        house = lay_demo(Words("fr" if lang == "fr" else "en"), Path(folder))
        house.notebook.put("theme", theme)
        if name == "welcome":
            house.notebook.put("greeted", "")
        app = PorteVoix(house)
        async with app.run_test(size=size) as pilot:
            async with AsyncExitStack() as stack:
                if name in SCENES:
                    await settled(app, pilot)
                    await SCENES[name](app, pilot, stack)
                else:
                    await (settled if name == "welcome" else ROOMS[name])(app, pilot)
                picture = app.export_screenshot(simplify=True)
        house.close()
    return picture


def printed(name: str, lang: str) -> str:
    """Return the HTML of one page, made on the demo company."""
    from tui.opening import lay_demo
    from tui.words import Words

    with tempfile.TemporaryDirectory() as folder:
        house = lay_demo(Words("fr" if lang == "fr" else "en"), Path(folder))
        page = PAPERS[name](house)
        house.close()
    return page


def write(drawn: str, stem: str, page: tuple[int, int] | None = None) -> Path:
    """Write the picture as PNG where a renderer is installed, else as it is (SVG, or HTML for a ``page``); return its path."""
    source = OUT / f"{stem}.{'html' if page else 'svg'}"
    source.write_text(drawn, "utf-8")
    target = OUT / f"{stem}.png"
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)
    width, height = page or ((round(float(side)) for side in box.groups()) if box else (1000, 600))
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        command = [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={width},{height}",
        ]
        command += ["--disable-background-networking", "--no-first-run", f"--screenshot={target}", source.as_uri()]
        subprocess.run(command, check=False, capture_output=True, timeout=60)
    elif (rsvg := shutil.which("rsvg-convert")) and not page:
        subprocess.run([rsvg, "-o", str(target), str(source)], check=False, capture_output=True, timeout=60)
    if not target.exists():
        return source
    source.unlink()
    slim(target)
    return target


def slim(picture: Path) -> None:
    """Keep 128 colours of a picture, where Pillow is installed: a terminal has no more."""
    try:
        from PIL import Image
    except ImportError:
        return
    with Image.open(picture) as image:
        image.convert("RGB").quantize(128).save(picture, optimize=True)


def main(wanted: list[str]) -> None:
    """Draw the rooms named, or all of them."""
    for name in wanted or ["welcome", *ROOMS, *SCENES, *PAPERS]:
        for lang in ("fr", "en"):
            if name in PAPERS:
                print(write(printed(name, lang), f"{name}-{lang}", A4))
                continue
            for size, theme, suffix in ((NARROW, DARK, ""), (WIDE, DARK, "-wide"), (WIDE, LIGHT, "-wide-light")):
                svg = asyncio.run(draw(name, lang, size, theme))
                print(write(svg, f"{name}-{lang}{suffix}"))


if __name__ == "__main__":
    main(sys.argv[1:])
