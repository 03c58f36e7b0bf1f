"""``portevoix line``: the memento for a person and for a script, in a file or on stdout; and when there is none."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from coach.line.keeping import KEY
from coach.line.memento import Memento
from tui.cli import main
from tui.demo_line import line_of_person


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    return tmp_path


def keep_line() -> None:
    from tui.wiring import open_house

    house = open_house("fr")
    house.notebook.put(KEY, line_of_person("Claire").model_dump_json())
    house.close()


def test_without_a_line_it_says_where_one_begins(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["line", "show"]) == 2
    assert "garde une première carte" in capsys.readouterr().err


def test_every_form_comes_out_and_a_file_is_never_written_over(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    keep_line()
    assert main(["line", "show"]) == 0
    assert capsysbinary.readouterr().out.decode().startswith("# Mémento de Claire")
    assert main(["line", "show", "--format", "json"]) == 0
    said = capsysbinary.readouterr().out
    assert Memento.model_validate(json.loads(said)).name == "Claire"
    assert main(["line", "export"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"<!DOCTYPE html>")
    out = home / "c.ics"
    assert main(["line", "export", "--format", "ics", "--out", str(out)]) == 0
    assert Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert capsysbinary.readouterr().out == b""
    assert main(["line", "export", "--out", str(out)]) == 2
    assert Calendar.from_ical(out.read_bytes())


def test_check_says_the_card_and_the_red_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_line()
    draft = home / "d.md"
    draft.write_text("La presse de Saint-Étienne sort de chez Emboutissage Lorcadet.", "utf-8")
    assert main(["check", "--json", "--no-semantic", "--no-mirror", "--fail-on", "never", str(draft)]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["line"]["card"] == "Ce qu'on jette encore bon"
    assert "line-never-named" in {finding["rule"] for finding in made["findings"]}
    assert main(["check", "--no-semantic", "--no-mirror", "--fail-on", "never", str(draft)]) == 0
    assert "Carte jouée : Ce qu'on jette encore bon" in capsys.readouterr().out
