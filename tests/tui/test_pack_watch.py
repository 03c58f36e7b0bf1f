"""Packs change while the app runs: marks follow at the next pause, a broken file is told, a slow rule is named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.context import Context
from coach.errors import BadInput
from coach.notebook import Draft
from tests.fakes import NOON
from tests.tui.test_charter_room import comes, told
from tui.app import PorteVoix
from tui.pack_watch import look_at
from tui.wiring import House, open_house

pytestmark = pytest.mark.anyio
PACK = "name: maison\nversion: '1'\nlang: fr\n"
RULE = """extends: existence
id: maison-mot
category: absolute_claim
level: warn
lang: fr
message: "« %s » : un mot de la maison."
why: Parce que.
tokens: [{word}]
tests:
  - {{name: oui, input: "un {word} ici", contains: {word}}}
  - {{name: non, input: "rien du tout", absent: true}}
"""
TODAY = Context(today=NOON.date())


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.chdir(tmp_path)
    house = open_house("fr", {"PORTEVOIX_HOME": str(tmp_path / "home")}, semantic=False, lenient=True)
    write(house, "pack.yml", PACK)
    write(house, "rules/mot.yml", RULE.format(word="zorglub"))
    yield house
    house.close()


def write(house: House, name: str, text: str) -> None:
    file = house.home.config / "packs" / "maison" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))  # a clock may tick too slowly to tell two states apart


def rules(house: House, text: str) -> list[str]:
    return [f.rule for f in house.review_draft(text, TODAY).findings if f.rule.startswith("maison")]


def test_what_was_read_well_goes_on_judging_until_another_can_be_read(house: House) -> None:
    assert rules(house, "un zorglub, un bidule") == ["maison-mot"]
    write(house, "rules/mot.yml", RULE.format(word="zorglub").replace("level:", "levle:"))
    with pytest.raises(BadInput) as caught:
        house.reread_packs()
    assert "rules/mot.yml, ligne 4" in caught.value.title
    assert "levle" in caught.value.title
    assert "level" in caught.value.remedy
    assert rules(house, "un zorglub, un bidule") == ["maison-mot"]
    write(house, "rules/mot.yml", RULE.format(word="bidule"))
    house.reread_packs()
    assert rules(house, "un zorglub") == []
    assert rules(house, "un bidule") == ["maison-mot"]
    assert house.rulebook.backing("maison-mot", "fr", "fr").pack == "maison"


def test_a_slow_rule_is_named_once_and_set_aside_until_it_is_read_again(house: House) -> None:
    slow = RULE.format(word="zorglub").replace("tokens: [zorglub]", "raw: ['(?:(z|zo|o)+)+$|zorglub']")
    write(house, "rules/mot.yml", slow)
    house.review_draft("un " + "zo" * 60 + "!", TODAY)
    told = [notice for notice in house.notices if "maison-mot" in notice.title]
    assert len(told) == 1
    assert "pour cette session" in told[0].title
    assert "resserrer" in told[0].remedy
    assert rules(house, "un zorglub") == []
    write(house, "rules/mot.yml", RULE.format(word="zorglub"))
    house.reread_packs()
    assert rules(house, "un zorglub") == ["maison-mot"]


async def test_the_marks_follow_a_rule_saved_in_an_editor(house: House) -> None:
    house.notebook.save_draft(Draft(id="d1", text="un bidule ici", created=NOON, updated=NOON))
    app = PorteVoix(house, "workbench", draft="d1")
    async with app.run_test(size=(140, 40)) as pilot:
        await comes(pilot, "Aucune remarque")
        write(house, "rules/mot.yml", "extends: [")
        app.pack_watch.look()
        await told(pilot, "La charte d'avant continue de juger")
        app.pack_watch.look()
        await pilot.pause(0.2)
        assert len([n for n in app._notifications if "continue de juger" in n.message]) == 1
        write(house, "rules/mot.yml", RULE.format(word="bidule"))
        app.pack_watch.look()
        await comes(pilot, "un mot de la maison")
        app.pack_watch.keyed()
        write(house, "rules/mot.yml", RULE.format(word="zorglub"))
        app.pack_watch.look()
        assert not [worker for worker in app.workers if worker.group == "packs"]  # hands are typing: not now


def test_folders_that_are_not_there_or_too_full_are_looked_at_without_harm(tmp_path: Path) -> None:
    for n in range(5):
        (tmp_path / f"{n}.yml").write_text("a", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"a")
    assert look_at([tmp_path / "absent"]) == ()
    assert len(look_at([tmp_path])) == 5
    assert len(look_at([tmp_path], most=3)) == 3
