"""``portevoix workshop`` as a trainer and as a script call it, from the list to a report."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.notebook import SqliteNotebook
from tests.coach.workshop.test_playing import script
from tests.fakes import StillClock
from tui.cli import main


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", "fr")
    monkeypatch.chdir(tmp_path)


class Pipe:
    """Calls the command with lines on its standard input and reads what it says."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *args: str, lines: list[Any] | None = None, status: int = 0) -> str:
        given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines or [])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        self._capsys.readouterr()
        assert main(["workshop", *args]) == status
        self.told = self._capsys.readouterr()
        return self.told.out

    def events(self, *args: str, lines: list[Any]) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*args, "--json", lines=lines).splitlines()]


@pytest.fixture
def pipe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Pipe:
    return Pipe(capsys, monkeypatch)


NEXT = {"next": True}


def drafts(tmp_path: Path) -> list[str]:
    (path,) = (tmp_path / "home").rglob("notebook.db")
    book = SqliteNotebook(path, StillClock())
    found = [draft.text for draft in book.drafts()]
    book.close()
    return found


def test_the_list_speaks_both_languages(pipe: Pipe) -> None:
    assert "Dégraisser le communiqué" in pipe("list")
    told = json.loads(pipe("list", "--json", "--lang", "en"))
    trim = next(each for each in told["exercises"] if each["name"] == "degraisser")
    assert (trim["title"], trim["minutes"]) == ("Trim the press release", 45)
    assert sum(step["minutes"] for step in trim["steps"]) == 45


def test_an_exercise_is_left_in_the_middle_taken_up_and_lands_in_the_drafts(pipe: Pipe, tmp_path: Path) -> None:
    first = pipe.events("run", "degraisser", lines=[{"text": "Fiers de relayer.", "next": True}])
    assert [event["event"] for event in first] == ["exercise", "step", "saved", "step", "kept"]
    assert len(first[3]["pieces"]) == 6
    again = pipe.events(
        "run", "degraisser",
        lines=[
            "not json", {"picks": ["nothing"]}, {"text": "?"}, {"picks": ["message.2"]}, {"pause": True}, {"extend": 10}, NEXT,
            {"part": "moment", "text": "Lundi, quai 4\u001b]0;x\u0007."}, {"skip": True},
            {"text": "Lundi, au quai 4, j'ai vu Karim rouvrir la pompe 12."}, {"back": True}, NEXT, NEXT, NEXT, NEXT,
        ],
    )  # fmt: skip
    assert again[0]["session"] == first[0]["session"]
    assert again[1]["step"] == "faits"
    assert [event["event"] for event in again[2:6]] == ["error", "error", "error", "saved"]
    steps = [event for event in again if event["event"] == "step"]
    assert [step["step"] for step in steps] == ["faits", "vu", "apres", "vu", "apres", "regard", "debrief"]
    assert [piece["text"][:12] for piece in steps[1]["pieces"]] == ["D'une surfac"]
    assert steps[3]["fields"][0]["text"] == "Lundi, quai 4."
    look = next(step for step in steps if step["step"] == "regard")
    assert any("0 %" in line for shown in look["shows"] for line in shown["lines"])
    end = again[-1]
    assert (end["event"], end["saved"][0]["saves"]) == ("end", "draft")
    assert [t["step"] for t in end["timings"]] == ["avant", "faits", "vu", "apres", "vu", "apres", "regard", "debrief"]
    assert drafts(tmp_path) == ["Lundi, au quai 4, j'ai vu Karim rouvrir la pompe 12."]
    fresh = pipe.events("run", "degraisser", lines=[])
    assert fresh[0]["session"] != first[0]["session"]


def test_a_person_plays_the_plain_face_with_a_text_of_their_own(pipe: Pipe, tmp_path: Path) -> None:
    (tmp_path / "mien.txt").write_text("Accroche une.\n---\nAccroche deux.", "utf-8")
    said = pipe(
        "run", "hook", "--input", f"recettes={tmp_path / 'mien.txt'}",
        lines=[
            "", "La pompe 12 s'est tue.", "", "Scène.", "", "« Elle est morte », dit Karim.", "", "", "7", "2",
            "", "Je continue.", "",
            ":end",
        ],
    )  # fmt: skip
    assert "2. Accroche deux." in said
    assert "Des numéros de 1 à 2" in said or "Des numéros de 1 à 3" in said
    assert "Dans tes brouillons" in said
    pipe("run", "hook", "--input", "rien=mien.txt", status=2)
    assert "recettes" in pipe.told.err
    pipe("run", "hok", status=2)
    assert "hook" in pipe.told.err
    pipe("run", status=2)


def test_a_half_day_of_eight_is_rehearsed_and_reported_without_a_name(pipe: Pipe, tmp_path: Path) -> None:
    (tmp_path / "demi-journee.jsonl").write_text(script(), "utf-8")
    told = json.loads(pipe("run", "--script", "demi-journee.jsonl", "--json"))
    assert [(each["exercise"], each["people"]) for each in told["sessions"]] == [("degraisser", 8), ("hook", 8)]
    trim = told["sessions"][0]
    assert (trim["took_s"], trim["planned_min"]) == ((45 + 13) * 60 - 10 * 60, 45), "the pause does not count"
    wrote = {step["step"]: step for step in trim["steps"]}
    assert wrote["avant"]["wrote"] == 8
    assert wrote["avant"]["diversity"]["n"] == 8
    assert 0 < wrote["avant"]["diversity"]["distance"] < 1
    pipe("report", status=2)
    pipe("run", "--script", "demi-journee.jsonl", "--keep")
    report = pipe("report")
    assert "Le hook sans formule" in report
    assert "Personne" not in report
    assert "trop peu" not in report
    (tmp_path / "faux.jsonl").write_text('{"minute": 0, "exercise": "hook"}\n{"minute": -1}\n', "utf-8")
    pipe("run", "--script", "faux.jsonl", status=2)
    assert "faux.jsonl, ligne 2" in pipe.told.err
    pipe("run", "--script", "absent.jsonl", status=2)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_trainer_begins_an_exercise_breaks_it_and_is_told_where(lang: str, pipe: Pipe, tmp_path: Path) -> None:
    path = tmp_path / "exercises" / "essai.md"
    pipe("new", "essai", "--lang", lang)
    assert path.is_file()
    assert "✓ exercises/essai.md" in pipe("check")
    pipe("new", "essai", status=2)
    pipe("new", "Mon Essai", status=2)
    path.write_text(path.read_text("utf-8").replace("whose: others", "whoze: others"), "utf-8")
    line = next(n for n, said in enumerate(path.read_text("utf-8").splitlines(), 1) if "whoze" in said)
    pipe("check", "exercises", status=2)
    assert f"exercises/essai.md, ligne {line}" in pipe.told.err
    assert "« whose »" in pipe.told.err
    pipe("check", "nowhere.md", status=2)


def test_an_exercise_of_the_workspace_is_played(pipe: Pipe, tmp_path: Path) -> None:
    """A pack of the person's own brings its exercises."""
    pack = tmp_path / "home" / "config" / "packs" / "maison"
    (pack / "exercises").mkdir(parents=True)
    (pack / "pack.yml").write_text("name: maison\nversion: 1\nlang: fr\n", "utf-8")
    pipe("new", "a-nous", str(pack / "exercises"))
    assert "a-nous" in pipe("list")
    assert pipe.events("run", "a-nous", lines=[NEXT])[0]["title"] == "Titre de l'exercice"


@pytest.mark.parametrize(("lang", "brought"), [("fr", "yes"), ("en", "no")])
def test_a_message_is_brought_only_to_an_exercise_of_its_language(lang: str, brought: str) -> None:
    from types import SimpleNamespace

    from coach.workshop.reading import pick, shipped
    from tui.workshops import brought_for

    text = "Nous sommes fiers d'ouvrir un atelier à Roanne, avec toutes les équipes de la maison."
    house = SimpleNamespace(messages=[SimpleNamespace(text=text)], packs=(), notebook=None)
    exercise = pick(shipped("en" if lang == "en" else "fr"), "degraisser", "fr")
    assert brought_for(house, exercise) == ({"message": (text,)} if brought == "yes" else {})  # type: ignore[arg-type]
