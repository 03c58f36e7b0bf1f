"""The guides to workshops do not lie: their exercise loads, their script plays, their words are the schema's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from coach.workshop.checking import KEYS
from coach.workshop.exercise import Exercise, Gives, Saves, Show, Shown, Step
from coach.workshop.programme import shipped_programme
from coach.workshop.reading import exercise_of, shipped
from coach.workshop.script import Do
from tui.cli import main

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = [("fr", DOCS / "workshop.fr.md"), ("en", DOCS / "workshop.md")]
_BLOCK = re.compile(r"^```(?P<kind>\w*)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("lang", "guide"), GUIDES)
def test_the_files_of_a_guide_are_what_it_says(
    lang: str, guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTEVOIX_LANG", lang)
    files = {block["file"]: block["body"] for block in _BLOCK.finditer(guide.read_text("utf-8")) if block["file"]}
    assert {Path(name).suffix for name in files} == {".md", ".jsonl"}
    for name, body in files.items():
        (tmp_path / name).write_text(body, "utf-8")
    exercise = next(name for name in files if name.endswith(".md"))
    assert main(["workshop", "check", exercise]) == 0
    assert "✓" in capsys.readouterr().out
    script = next(name for name in files if name.endswith(".jsonl"))
    assert main(["workshop", "run", "--script", script]) == 0
    title = next(each.title for each in shipped(lang) if each.name == "degraisser")  # type: ignore[arg-type]
    assert capsys.readouterr().out.startswith(f"# {title}\n")


@pytest.mark.parametrize(("lang", "guide"), GUIDES)
def test_the_step_with_roles_loads_in_the_exercise(lang: str, guide: Path) -> None:
    blocks = list(_BLOCK.finditer(guide.read_text("utf-8")))
    whole = next(block["body"] for block in blocks if block["file"] == "le-client.md")
    step = next(block["body"] for block in blocks if block["kind"] == "yaml")
    longer = whole.replace("minutes: 25", "minutes: 40", 1).replace("debrief:\n", step + "debrief:\n", 1)
    exercise = exercise_of(longer, "le-client.md", lang)  # type: ignore[arg-type]
    assert [turn.minutes for turn in exercise.plan if turn.kind == "talk"][:3] == [4, 4, 4]
    assert exercise.played_alone()[-2].id == "jeu"


@pytest.mark.parametrize(("lang", "guide"), GUIDES)
def test_every_word_of_the_schema_is_in_the_guide_and_no_other(lang: str, guide: Path) -> None:
    said = guide.read_text("utf-8")
    told = set(re.findall(r"`([a-z_]+)(?:: [a-z0-9]+)?`", said))
    words = {word for union in (Gives, Saves, Show, Shown, Do) for word in get_args(union)} | set(KEYS)
    assert words <= told
    keys = {key for kind in KEYS.values() for key in kind}
    assert keys <= told
    fields = {
        "from" if name == "source" else "seed" if name == "origin" else name
        for name in (*Step.model_fields, *Exercise.model_fields)
    }
    known = words | keys | fields | {"own", "others", "all", "sentences", "lines", "sheet", "label", "texts", "gives", "skip"}
    names = {name for half_day in shipped_programme(lang).half_days for name in half_day.exercises}  # type: ignore[arg-type]
    assert told - known - names - {"do", "picks", "check", "new", "fr", "en", "debrief"} == set()
    assert all(name in said for name in names)
