"""The wheel holds the code and all its data, and installs under the names the command needs."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("coach", "corpus", "tui", "prompts", "charter_rules")

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("porte_voix-*.whl"))


def test_the_wheel_holds_every_tracked_file(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = set(listed.stdout.split("\n")) - {""}
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert tracked - inside == set()
    assert any(name.endswith(".toml") for name in tracked)


def test_the_wheel_installs_only_our_packages_and_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)
    points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "portevoix = tui.cli:main" in archive.read(points).decode()


def test_the_unpacked_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main(['--version']))"]
    seen = subprocess.run(command, cwd=tmp_path / "site", capture_output=True, text=True, check=False)
    assert seen.returncode == 0
    assert seen.stdout.startswith("portevoix ")
