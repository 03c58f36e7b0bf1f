"""The guides to writing a charter do not lie: their files are written, their commands run, their output compared."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from coach.charter.guards import GUARDS
from coach.charter.lint.defect import DefectName
from coach.charter.rule import KINDS
from tui.cli import main

DOCS = Path(__file__).parents[1] / "docs"
GUIDES = [("fr", DOCS / "charter.fr.md"), ("en", DOCS / "charter.md")]
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command of the guide and the output it shows below."""

    command: str
    shown: list[str]


def steps(body: str) -> Iterator[Step]:
    command, shown = "", list[str]()
    for line in [*body.splitlines(), "$ "]:
        if line.startswith("$ "):
            if command:
                yield Step(command, shown)
            command, shown = line[2:], []
        else:
            shown.append(line)


def run(command: str, capsys: pytest.CaptureFixture[str], status: int) -> tuple[str, int]:
    """Run one command of a guide, in the current folder; the few shell words it uses are played here."""
    name, *args = shlex.split(command)
    match name:
        case "echo":
            return f"{status}\n", 0
        case "mkdir":
            Path(args[0]).mkdir()
        case "mv":
            shutil.move(args[0], args[1])
        case "rm":
            Path(args[0]).unlink()
        case "portevoix":
            status = main(args)
            seen = capsys.readouterr()
            return seen.out + seen.err, status
        case _:
            raise AssertionError(f"a command nobody plays: {command}")
    return "", 0


def assert_shown(shown: list[str], output: str, command: str) -> None:
    """Assert that the output is the lines shown, in order; ``…`` stands for any number of lines."""
    printed, at, loose = output.splitlines(), 0, False
    for line in shown:
        if line == "…":
            loose = True
            continue
        where = next((i for i in range(at, len(printed)) if printed[i] == line), -1) if loose else at
        assert 0 <= where < len(printed), f"{command} does not print {line!r} but:\n{output}"
        assert printed[where] == line, command
        at, loose = where + 1, False
    assert loose or at == len(printed), f"{command} prints more than is shown:\n{output}"


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "guide"), GUIDES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_every_command_of_the_guide_prints_what_it_shows(
    lang: str, guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTEVOIX_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORTEVOIX_LANG", lang)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    status, played = 0, 0
    for block in _BLOCK.finditer(guide.read_text("utf-8")):
        if block["file"]:
            path = Path(block["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], "utf-8")
        elif block["kind"] == "console":
            for step in steps(block["body"]):
                output, status = run(step.command, capsys, status)
                assert_shown(step.shown, output, step.command)
                played += 1
    assert played >= 15


@pytest.mark.parametrize(("_lang", "guide"), GUIDES, ids=lambda v: v if isinstance(v, str) else v.name)
def test_the_guide_names_every_kind_every_guard_and_every_defect(_lang: str, guide: Path) -> None:
    named = set(re.findall(r"`([a-z_]+)`", guide.read_text("utf-8")))
    assert {*KINDS, *GUARDS, *get_args(DefectName)} - named == set()


def test_both_guides_walk_the_same_road() -> None:
    roads = [[(b["kind"], b["body"].count("\n$ ")) for b in _BLOCK.finditer(guide.read_text("utf-8"))] for _, guide in GUIDES]
    assert roads[0] == roads[1]
