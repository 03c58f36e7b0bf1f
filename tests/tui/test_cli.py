"""The command as a person meets it: version, help in their language, the doctor, the interview in a pipe, a home that refuses."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from coach.packs import find_packs
from tui import __version__, opening
from tui.cli import main
from tui.verbs import VERBS

ROOT = Path(__file__).parents[2]


@cache
def packs_read() -> Path:
    """The packs shipped, as a home keeps them once read."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    find_packs(cache=folder / "packs")
    return folder


def spare_reading(state: Path) -> None:
    """Give a home what reading the packs once leaves there: more than a second of each command otherwise."""
    shutil.copytree(packs_read(), state / "cache", dirs_exist_ok=True)


def portevoix(*args: str, home: Path, text: str = "", lang: str = "fr_FR.UTF-8", **env: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with nothing of this machine's person in its environment."""
    code = "import sys; from tui.cli import main; sys.exit(main())"
    clean = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home), "LANG": lang, **env}
    if "PORTEVOIX_HOME" not in clean:
        clean["PORTEVOIX_HOME"] = str(home / "state")
        if args and not args[0].startswith("-"):
            spare_reading(home / "state")
    command = [sys.executable, "-c", code, *args]
    return subprocess.run(command, cwd=home, env=clean, input=text, capture_output=True, text=True, check=False, encoding="utf-8")


def test_version_needs_nothing_but_the_interpreter(tmp_path: Path) -> None:
    seen = portevoix("--version", home=tmp_path)
    assert (seen.returncode, seen.stdout) == (0, f"portevoix {__version__}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "word"), [("fr_FR.UTF-8", "commandes"), ("en_GB.UTF-8", "commands"), ("de_DE.UTF-8", "commands")]
)
def test_help_is_in_the_person_s_language_and_names_every_verb(lang: str, word: str, tmp_path: Path) -> None:
    seen = portevoix("--help", home=tmp_path, lang=lang)
    assert seen.returncode == 0
    assert word in seen.stdout
    assert all(verb in seen.stdout for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_verb_has_its_help(verb: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as gone:
        main(["--lang-ui", lang, verb, "--help"])
    assert gone.value.code == 0
    assert verb in capsys.readouterr().out


@pytest.mark.slow
def test_the_interview_in_a_pipe_ends_with_a_draft_of_one_s_own_words(tmp_path: Path) -> None:
    said = "Lundi à Roanne, avec Moussa, on a trouvé un câble noir derrière l'armoire de 1987."
    lines = [json.dumps({"answer": said}), "pas du json", json.dumps({"skip": True}), json.dumps({"stop": True})]
    seen = portevoix("ask", "--json", "--idea", "une vieille armoire", "--author", "Claire", home=tmp_path, text="\n".join(lines))
    events = [json.loads(line) for line in seen.stdout.splitlines()]
    assert seen.returncode == 0
    assert [e["event"] for e in events[:4]] == ["question", "question", "error", "question"]
    assert [e["event"] for e in events[-2:]] == ["sheet", "draft"]
    assert said in events[-1]["text"]
    assert events[-1]["review"]["schema"] == "portevoix.review/1"
    assert any(s["from"] == ["a1"] and s["text"] == said for s in events[-1]["sentences"])


@pytest.mark.slow
def test_the_end_of_input_ends_the_interview_and_loses_nothing(tmp_path: Path) -> None:
    seen = portevoix("ask", home=tmp_path, text="hier à Lyon j'ai vu soixante personnes devant une presse qui tourne\n")
    assert seen.returncode == 0
    assert "soixante personnes devant une presse qui tourne" in seen.stdout
    kept = portevoix("doctor", "--json", home=tmp_path)
    notebook = next(check for check in json.loads(kept.stdout) if check["name"] == "notebook")
    assert "brouillons : 1" in notebook["said"]


def test_the_doctor_says_what_leaves_the_machine_and_what_is_missing(tmp_path: Path) -> None:
    seen = portevoix("doctor", "--json", home=tmp_path)
    checks = {check["name"]: check for check in json.loads(seen.stdout)}
    assert seen.returncode == 0
    assert checks["leaves"]["said"] == "rien"
    assert checks["posts"]["state"] == "lacking"
    assert "import" in checks["posts"]["remedy"]
    assert checks["rules"]["state"] == "lacking"


@pytest.mark.slow
def test_the_demo_is_laid_where_it_is_asked_and_can_be_entered(tmp_path: Path) -> None:
    assert portevoix("demo", "--into", str(tmp_path / "d"), home=tmp_path).returncode == 0
    stats = json.loads(portevoix("posts", "stats", "--json", home=tmp_path, PORTEVOIX_HOME=str(tmp_path / "d")).stdout)
    assert (stats["kinds"]["sibling"], stats["kinds"]["own"]) == (79, 1)
    assert stats["kinds"]["official"] >= 6


def test_a_shell_gets_its_completion(tmp_path: Path) -> None:
    seen = portevoix("completion", "bash", home=tmp_path)
    assert seen.returncode == 0
    assert "--no-semantic" in seen.stdout
    assert subprocess.run(["bash", "-n"], input=seen.stdout, text=True, check=False).returncode == 0


def test_a_home_that_is_a_file_is_the_environment_s_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    seen = portevoix("check", "-", home=tmp_path, text="Bonjour.", PORTEVOIX_HOME=str(tmp_path / "file"))
    assert seen.returncode == 3
    assert "→" in seen.stderr
    assert seen.stdout == ""


@pytest.mark.slow
def test_a_missing_home_is_made(tmp_path: Path) -> None:
    seen = portevoix("check", "-", "--json", home=tmp_path, text="Bonjour.", PORTEVOIX_HOME=str(tmp_path / "a" / "b" / "c"))
    assert seen.returncode == 0
    assert json.loads(seen.stdout)["chars"] == 8


def test_a_misspelt_setting_is_named_with_the_nearest(tmp_path: Path) -> None:
    config = tmp_path / "state" / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('netwrok = "x"\n', "utf-8")
    seen = portevoix("check", "-", home=tmp_path, text="Bonjour.")
    assert seen.returncode == 2
    assert "config.toml:1" in seen.stderr
    assert "network" in seen.stderr


def test_the_app_refuses_a_pipe_and_says_what_works_there(tmp_path: Path) -> None:
    seen = portevoix(home=tmp_path)
    assert seen.returncode == 3
    assert "portevoix check" in seen.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    code = "import sys; from tui.cli import main; sys.exit(main(['--help']))"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PORTEVOIX_HOME": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.parametrize(("code", "status"), [(1, 1), (None, 0), (0, 0)])
def test_an_app_that_fell_says_so_to_the_shell(code: int | None, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fallen:
        return_code = code

        def run(self) -> None:
            """It painted its traceback."""

    class Shut:
        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr("tui.opening._app", lambda *_: Fallen())
    assert opening._run(Shut()) == status  # type: ignore[arg-type]
