"""The trainer's board, the wall and a participant's page, over one session in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.workshop.events import Joined, Shared, Wrote
from tests.serving.test_conduct import new_play
from tests.tui.hall import WIDE, Hall
from tests.tui.stage import seen
from tui.app import PorteVoix
from tui.hosting import Hosting
from tui.serving.conduct import Conduct
from tui.serving.doorway import Doorway
from tui.serving.people import People
from tui.serving.room import Room
from tui.serving.rules import Rules

pytestmark = pytest.mark.anyio


def hosting(folder: Path) -> Hosting:
    rules = Rules(folder, host="0.0.0.0")
    people = People(folder / "people", most=9, now=new_play().session.made.now)
    room = Room(rules, people, Doorway(rules, people, code="ABCDEFGH"), None)  # type: ignore[arg-type]
    found = Hosting(room, Conduct(new_play(), people, "fr"))
    found.url = "http://192.0.2.1:8000/"
    return found


@pytest.mark.slow
async def test_a_trainer_leads_sees_who_is_where_and_the_wall_has_no_name(tmp_path: Path) -> None:
    lead = hosting(tmp_path)
    play = lead.conduct.play
    app = PorteVoix(Hall(tmp_path), "board", hosting=lead)  # type: ignore[arg-type]
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(0.3)
        assert "ABCD-EFGH" in seen(app)
        assert "sans TLS" in seen(app)
        assert "séance ouverte sur http://192.0.2.1:8000/" in seen(app)
        assert "rien ne sort" not in seen(app)
        for who, name in (("a", "Léa [b]"), ("b", "Karim")):
            lead.conduct.do(Joined(at=play.now, who=who, name=name))
        await pilot.press("f3")
        step = str(play.state.step)
        lead.conduct.do(Wrote(at=play.now, who="a", step=step, text="Un bruit de roulement, [red]à sept heures."))
        lead.conduct.do(Shared(at=play.now, who="a", step=step))
        await pilot.pause(0.5)
        board = seen(app)
        assert [text for text in ("● Léa [b]", "8 mots", "● Karim", "[red]à sept heures", "1/") if text not in board] == []
        await pilot.press("f6")
        await pilot.pause(0.5)
        wall = seen(app)
        assert "Un bruit de roulement" in wall
        assert "Léa" not in wall
        assert "Karim" not in wall
        await pilot.press("f8", "f6")
        assert play.state.running is None
        await pilot.press("f9")
        timer = play.timer()
        assert timer is not None
        assert timer.planned_s == (play.state.current.minutes if play.state.current else 0) * 60 + 300
        await pilot.press("f7")
        await pilot.pause(0.5)
        assert "porte fermée" in seen(app)
        assert not lead.room.doorway.open_to_new
        old = lead.code
        await pilot.press("f7")
        assert lead.room.doorway.open_to_new
        assert lead.code != old


def test_a_room_for_this_machine_alone_lets_nothing_out(tmp_path: Path) -> None:
    found = hosting(tmp_path)
    assert found.beyond == found.url
    found.room.rules = Rules(tmp_path)
    assert found.beyond == ""
    found.room.rules = Rules(tmp_path, declared=frozenset({"https://atelier.example"}))
    assert found.beyond == found.url
