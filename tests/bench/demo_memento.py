"""Claire's memento for the demo, made in the app: her cards played in the real room, left half-way and taken up again.

    python tests/bench/demo_memento.py [--check]

A headless app on a home of its own: it says who speaks, plays the cards until those of the plan are kept, each with a true
instance, quits, comes back to the same card, plays the rest, then fills the memento and the calendar by their own dialogs.
What she says of her cards is in the raw notes of the development ambassadors; what those do not hold (red lines, reader, rhythm)
is in the sheet of her training, ``corpus/demo/ambassadors.json``. Writes ``corpus/demo/line.json``, which the demo keeps;
``--check`` compares instead.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from textual.widgets import Input, OptionList, TextArea  # noqa: E402

from coach.adapters.home import Home  # noqa: E402
from coach.line.keeping import KEY, read_line  # noqa: E402
from tui.app import GREETED_KEY, PorteVoix  # noqa: E402
from tui.commands.line import WhoSpeaks  # noqa: E402
from tui.screens.dialogs import ChooseDialog  # noqa: E402
from tui.screens.form import FormDialog, LinesDialog  # noqa: E402
from tui.screens.line import LineRoom  # noqa: E402
from tui.screens.line_calendar import CalendarRoom  # noqa: E402
from tui.screens.line_cards import CardsRoom  # noqa: E402
from tui.widgets.pick import Pick  # noqa: E402
from tui.wiring import House, open_house  # noqa: E402

NAME = "Claire"
KEPT = ROOT / "corpus/demo/line.json"
NOTES = ROOT / "../shared/coach/ambassadors.json"
SHEET = ROOT / "corpus/demo/ambassadors.json"
SMALL = (80, 24)
FIRST_EVENING = 5
"""Cards kept before she leaves."""
WEEKLY = 30
"""Minutes she gives in a week."""
NOT_ME = ("base.supporter", "base.politics", "expert.tool")
GRADES = {
    "Lire une machine sans notice": ("3", "3", "3"),
    "Dire non, et chiffrer ses erreurs": ("2", "2", "3"),
    "Réparer ou acheter neuf": ("2", "3", "3"),
    "Ce qu'on jette encore bon": ("3", "2", "2"),
    "Le coup de main de Moussa": ("2", "1", "2"),
}
"""Want, standing, proof, by the name she gives a subject."""
SERIES = {"name": "Une machine qu'on ne sait plus lire", "every_weeks": "4", "start": "2026-12-01"}


def plan(notes: dict[str, str], sheet: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return what she says of each card she keeps, and the name she gives it."""
    redrawn = next(part.strip() for part in notes["friction"].split(",") if "Moussa" in part)
    refused = next(t for t in sheet["territories"] if t["name"].startswith("Dire non"))
    lines = sheet["red_lines"]
    return {
        "base.gesture": (notes["friction"], "Lire une machine sans notice"),
        "base.false": (notes["scene"], "Ce qu'on jette encore bon"),
        "expert.measured": (notes["number"], "Réparer ou acheter neuf"),
        "base.said_no": (refused["preuve"], refused["name"]),
        "base.colleague": (redrawn, "Le coup de main de Moussa"),
        "base.militant": (notes["position"], ""),
        "base.alone": (sheet["reader"], ""),
        "base.less_alone": (sheet["benefit"], ""),
        "base.clients": (lines[0], ""),
        "expert.guru": (lines[1], ""),
        "base.family": (lines[2], ""),
    }


def facts(sheet: dict[str, Any]) -> str:
    """Return the figures she can defend, as one writes them in the register."""
    rows = []
    for fact in sheet["facts"]:
        year = fact["unit"] == "année"
        value = str(fact["value"]) if year else f"{fact['value']:,}".replace(",", "\u202f")
        rows.append(" | ".join((value, "" if year else fact["unit"], fact["text"], fact["source"], fact["date"])))
    return "\n".join(rows)


class Player:
    """The hands on the keys."""

    def __init__(self, app: PorteVoix, pilot: Any) -> None:
        self.app, self.pilot = app, pilot

    async def wait(self, kind: type) -> Any:
        """Wait for a screen of that kind and return it."""
        for _ in range(400):
            await self.pilot.pause(0.02)
            if isinstance(self.app.screen, kind) and self.app.screen.is_mounted:
                await self.pilot.pause()
                return self.app.screen
        raise RuntimeError(f"{kind.__name__} did not come")

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def play(self, said: dict[str, tuple[str, str]], most: int) -> None:
        """Draw until ``most`` cards are kept or all of ``said`` are; a card of no use is discarded, and comes back once."""
        room = await self.wait(CardsRoom)
        while len(room._line.game.done("kept")) < min(most, len(said)):
            drawn = room._drawn
            if drawn in said:
                instance, name = said[drawn]
                await self.press("enter")
                room.query_one("#instance", Input).value = instance
                await self.press("enter")
                if room.query_one("#name", Input).has_focus:
                    room.query_one("#name", Input).value = name
                    await self.press("enter")
            else:
                await self.press("down" if drawn in NOT_ME else "right")

    async def open_part(self, room: LineRoom, key: str, kind: type) -> Any:
        """Open the dialog of one part of the memento."""
        room.query_one("#parts", OptionList).highlighted = room._keys.index(key)
        await self.press("enter")
        return await self.wait(kind)

    async def fill(self, room: LineRoom, sheet: dict[str, Any], voice: str) -> None:
        """Fill what no card asks for: grades, rhythm, lists, figures."""
        for n, subject in enumerate(room._line.memento.territories):
            form = await self.open_part(room, f"subject:{n}", FormDialog)
            for grade, key in zip(GRADES[subject.name], ("want", "standing", "proof"), strict=True):
                form.query_one(f"#f-{key}", Pick).picked = grade
            await self.press("enter")
        form = await self.open_part(room, "rhythm", FormDialog)
        rhythm = sheet["rhythm"]
        for key, value in (
            ("posts_a_month", rhythm["posts_per_month"]),
            ("minutes_a_week", 30),
            ("minutes_a_post", rhythm["minutes"]),
        ):
            form.query_one(f"#f-{key}", Input).value = str(value)
        await self.press("enter")
        lists = {"never_named": sheet["never_cite"], "own_words": sheet["own_words"], "banned_words": sheet["banned_words"]}
        for key, text in (
            {part: "\n".join(rows) for part, rows in lists.items()} | {"voice": voice, "facts": facts(sheet)}
        ).items():
            box = await self.open_part(room, key, LinesDialog)
            box.query_one(TextArea).text = text
            await self.press("f9")

    async def speak_as_expert(self) -> None:
        """Say who speaks."""
        self.app.screen.post_message(WhoSpeaks())
        dialog = await self.wait(ChooseDialog)
        choices = [choice.key for choice in dialog._choices]
        await self.press(*["down"] * choices.index("expert"), "enter")

    async def add_series(self) -> None:
        """Add the series to the calendar."""
        await self.press("f3")
        form = await self.wait(FormDialog)
        for key, value in SERIES.items():
            form.query_one(f"#f-{key}", Input).value = value
        await self.press("enter")


async def sitting(house: House, room: str, play: Any) -> None:
    """Open the app on a room, do what is to be done there, and quit."""
    app = PorteVoix(house, room)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        await play(Player(app, pilot))


async def made(home: Path) -> str:
    """Return the line, as the demo keeps it."""
    told = json.loads(NOTES.read_text("utf-8"))["ambassadors"]
    notes = next(who["notes"] for who in told if who["name"] == NAME)
    sheet = next(who for who in json.loads(SHEET.read_text("utf-8")) if who["name"] == NAME)
    said = plan(notes, sheet)
    voice = "\n\n".join((notes["scene"], notes["friction"], *sheet["voice_samples"]))
    place = Home(home / "config", home / "data", home / "cache", home / "logs")
    place.data.mkdir()
    house = open_house("fr", {}, home=place, semantic=False)
    house.notebook.put("name", NAME)
    house.notebook.put(GREETED_KEY, "yes")
    left: list[str | None] = []

    async def first(player: Player) -> None:
        await player.wait(LineRoom)
        await player.speak_as_expert()
        await player.press("f3")
        await player.play(said, FIRST_EVENING)
        left.append(player.app.screen._drawn)  # type: ignore[attr-defined]

    async def second(player: Player) -> None:
        room = await player.wait(CardsRoom)
        if room._drawn != left[0]:
            raise RuntimeError("the game was not taken up where it was left")
        await player.play(said, len(said))

    async def third(player: Player) -> None:
        await player.fill(await player.wait(LineRoom), sheet, voice)
        await player.press("f4")
        await player.wait(CalendarRoom)
        await player.add_series()

    for room, play in (("memento", first), ("cards", second), ("memento", third)):
        await sitting(house, room, play)
    line = read_line(house.notebook, "fr")
    house.close()
    return line.model_dump_json(indent=1) + "\n"


def main() -> int:
    """Write the file, or compare; 1 when it is not what the app makes."""
    with tempfile.TemporaryDirectory() as folder:
        said = asyncio.run(made(Path(folder)))
    if "--check" in sys.argv:
        return int(KEPT.read_text("utf-8") != said)
    KEPT.write_text(said, "utf-8")
    line = json.loads(said)
    moves = [move["verdict"] for move in line["game"]["moves"]]
    print(f"{KEY}: {len(moves)} moves, {moves.count('kept')} kept, {moves.count('not_me')} not me")
    for subject in line["memento"]["territories"]:
        print(f"◆ {subject['name']}: {subject['instance']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
