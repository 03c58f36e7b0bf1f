"""One's own progress beside the trainer's group: a consent given, taken back, and what is seen of it on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.widgets import OptionList

from coach.workshop.cohort import Cohort, meet, say_yes, show_before_after
from coach.workshop.events import Wrote
from tests.coach.workshop.test_comparison import FIRST, LAST, mirrored
from tests.fakes import NOON
from tests.serving.test_register import earlier, group
from tests.tui.hall import NARROW, WIDE, settle
from tests.tui.stage import FakeHouse, app_on, seen, until
from tui.screens.cohort import CohortRoom
from tui.screens.progress import ProgressRoom
from tui.serving.link import Address

pytestmark = pytest.mark.anyio


@contextmanager
def handed() -> Iterator[list[tuple[str, str]]]:
    """What was handed over as a file, by its name."""
    files: list[tuple[str, str]] = []

    def keep(_app: object, made: bytes, name: str, _kind: str) -> None:
        files.append((name, made.decode()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tui.screens.progress.deliver", keep)
        patch.setattr("tui.screens.cohort.deliver", keep)
        patch.setattr("tui.screens.cohort.mirror_of", lambda _: mirrored)
        patch.setattr("tui.own_progress.mirror_of", lambda _: mirrored)
        yield files


@pytest.mark.slow
async def test_a_participant_says_yes_lets_see_takes_it_back_and_leaves_with_every_word(tmp_path: Path) -> None:
    with handed() as files:
        async with group(tmp_path) as s:
            token = await s.token("Léa")
            who = (await s.seen(token))["who"]
            earlier(s.log, who)
            s.play.do(Wrote(at=s.play.now, who=who, step="apres", text=LAST))
            app = app_on(FakeHouse(), "progress", address=Address(s.url, token))
            async with app.run_test(size=WIDE) as pilot:
                await until(pilot, lambda: "Tu n'as pas encore dit oui" in seen(app))
                assert "centre." in seen(app)
                assert "Repris : 100 % des mots" in seen(app)
                await pilot.press("f3")  # nothing can be agreed to before the yes
                await pilot.press("f4")
                await until(pilot, lambda: "de ton plein gré" in seen(app))

                def me() -> object:
                    cohort = s.log.cohort("c")
                    person = cohort.participant(who) if cohort else None
                    return person and (person.standing, person.shows_before_after, person.homework)

                assert me() == ("in", False, ())
                await pilot.press("f3")
                await until(pilot, lambda: "Tu laisses la personne qui anime" in seen(app))
                assert me() == ("in", True, ())
                await pilot.press("enter")
                await until(pilot, lambda: me() == ("in", True, ("ligne",)))
                await pilot.press("f3")
                await until(pilot, lambda: "Toi seul vois" in seen(app))
                await pilot.press("f12", "enter")
                await until(pilot, lambda: "C'est fait" in seen(app))
                ((name, text),) = files
                assert name.startswith("mes-textes-")
                assert FIRST in text
                assert LAST in text
                assert me() is None
                assert who not in s.play.state.people


@pytest.mark.slow
async def test_alone_and_without_a_room_ones_progress_is_ones_own() -> None:
    app = app_on(FakeHouse(lang="en"), "progress")
    with handed() as files:
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: "Played alone" in seen(app))
            room = app.screen
            assert isinstance(room, ProgressRoom)
            assert "Two sessions" in seen(app)
            await pilot.press("f3", "f12", "f9")
            await until(pilot, lambda: bool(files))
            assert files[0][0].startswith("my-progress-")


@pytest.mark.slow
async def test_a_trainer_makes_a_group_and_sees_what_was_agreed_to_and_nothing_else() -> None:
    house = FakeHouse()
    app = app_on(house, "cohort")
    with handed() as files:
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            assert "Aucun groupe encore" in seen(app)
            await pilot.press("f3", *"Printemps", "down", *"2027-13-12", "enter")
            assert "n'est pas une date" in seen(app)
            await pilot.press(*["backspace"] * 5, *"01-12", "enter")
            await until(pilot, lambda: "26 janvier" in seen(app))
            await pilot.press("f4", *"Ana, Bo", "enter")
            await until(pilot, lambda: "○ Ana" in seen(app) and "○ Bo" in seen(app))
            (made,) = house.logbook.cohorts()
            for name in ("Ana", "Bo"):
                made = say_yes(meet(made, name.lower(), name, NOON), name.lower(), NOON)
            house.logbook.save_cohort(show_before_after(made, "bo", "yes"))
            written(house, made)
            room = app.screen
            assert isinstance(room, CohortRoom)
            room._read()
            await until(pilot, lambda: "● Bo" in seen(app))
            assert "n'a pas choisi de te montrer" in seen(app)
            await pilot.press("f9")
            await pilot.press("down")
            await until(pilot, lambda: "Repris : 100 % des mots" in seen(app))
            assert FIRST.split(maxsplit=1)[0] in seen(app)
            await pilot.press("f9")
            await until(pilot, lambda: len(files) == 1)
            assert LAST in files[0][1]
            house.logbook.save_cohort(made)  # Bo takes it back, and the screen has not looked since
            await pilot.press("f9")
            assert len(files) == 1
            await until(pilot, lambda: "Bo n'a pas choisi" in seen(app))
            assert "Repris" not in seen(app)
            await pilot.press("f9", "delete")
            assert len(files) == 1
            assert room.query_one("#people", OptionList).option_count == 2


def written(house: FakeHouse, cohort: Cohort) -> None:
    """Ana and Bo write in two half-days."""
    from tests.coach.workshop.test_comparison import played

    for who in ("ana", "bo"):
        for half_day, text in ((1, FIRST), (4, LAST)):
            played(house.logbook, "degraisser", half_day, {"apres": text}, who=who, cohort=cohort.id)
