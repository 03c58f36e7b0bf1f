"""The person's yes at the last look: signed, shown, undone by an edit, handed over by the command line without the draft."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.test_charter_room import comes, told
from tui.app import PorteVoix
from tui.cli import main
from tui.opening import lay_demo
from tui.wiring import House
from tui.words import Words

pytestmark = pytest.mark.anyio


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = lay_demo(Words("fr"), tmp_path / "home")
    yield house
    house.close()


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    capsys.readouterr()
    assert main(["charter", *args]) == 0
    return capsys.readouterr().out


@pytest.mark.slow
async def test_a_review_is_signed_shown_undone_and_handed_over(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = PorteVoix(house, "publication", draft="dr-11")
    async with app.run_test(size=(140, 48)) as pilot:
        await comes(pilot, "▲ une question à poser")
        await pilot.press("f4")
        page = await comes(pilot, "Je l'ai relu, et j'en réponds")
        assert "Il reste 1 remarque" in page
        await pilot.press("ctrl+e", *" B", "tab", *"vu avec Solène", "enter")
        await comes(pilot, "✓ Relu et signé par Claire B, à l'instant.")
        (signature,) = house.notebook.signatures("dr-11")
        await pilot.press("f4")
        await comes(pilot, "vu avec Solène")
        saved: list[str] = []
        app.deliver_text = lambda text, **_: saved.append(text.read())  # type: ignore[assignment,method-assign,func-returns-value]
        await pilot.press("tab", "tab", "enter", "escape")
        assert json.loads(saved[0])["records"][0]["signed_by"] == "Claire B"
        await pilot.press("f5", "x")
        await told(pilot, "ne vaut plus")
        app.open_room("charter", draft="dr-11")
        await comes(pilot, "▲ Relecture signée par Claire B")
        await comes(pilot, "Nous vous promettons une réponse")
        await pilot.press("f8")
        await comes(pilot, "Solène")
        await pilot.press("down", "enter", *"Solène : ok, le contrat le prévoit", "enter")
        await comes(pilot, "1 remarque réglée")
    house.close()

    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    (record,) = json.loads(printed(capsys, "records", "--json"))["records"]
    assert (record["text_sha256"], record["note"]) == (signature.text_hash, "vu avec Solène")
    assert [(r["rule"], r["outcome"]) for r in record["remarks"]] == [("com-promise", "left")]
    assert {"fr-base", "networks", "helvia"} <= {pack["name"] for pack in record["packs"]}
    assert "stylo" not in json.dumps(record)
    page = printed(capsys, "records")
    assert "Relu et assumé par Claire B" in page
    (row,) = json.loads(printed(capsys, "dismissals", "--json"))["dismissals"]
    assert (row["rule"], row["reason"], row["count"]) == ("com-promise", "[…] : ok, le contrat le prévoit", 1)
    (line,) = csv.DictReader(io.StringIO(printed(capsys, "dismissals", "--csv")))
    assert line == {key: str(value) for key, value in row.items()}
    assert "1 remarque écartée" in printed(capsys, "dismissals")
    with closing(sqlite3.connect(tmp_path / "home" / "data" / "notebook.db")) as db, db:
        db.execute("UPDATE signature SET state = '{}'")
    assert main(["charter", "records"]) == 0
    told_apart = capsys.readouterr()
    assert "ne se lit plus" in told_apart.err
    assert told_apart.out == "Aucune relecture signée.\n"


def test_with_nothing_to_hand_over_the_command_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("PORTEVOIX_LANG", "en")
    assert printed(capsys, "records") == "No review signed.\n"
    assert printed(capsys, "dismissals") == "No remark set aside.\n"
    assert json.loads(printed(capsys, "dismissals", "--json")) == {"dismissals": []}
    assert printed(capsys, "dismissals", "--csv") == "rule,reason,month,count\n"
