"""Where state lives, and what is said when it cannot live there."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from pathlib import Path

import pytest

from coach.adapters.home import Home, locate_home, open_home, refused, throwaway_home
from coach.errors import BrokenEnvironment


def test_one_variable_moves_all_state(tmp_path: Path) -> None:
    home = open_home({"PORTEVOIX_HOME": str(tmp_path / "h")})
    assert home[:4] == tuple(tmp_path / "h" / name for name in ("config", "data", "cache", "logs"))
    assert all(folder.is_dir() for folder in home[:4])
    assert list(tmp_path.iterdir()) == [tmp_path / "h"]
    assert (home.notebook.parent, home.settings.parent, home.passing) == (home.data, home.config, False)


def test_opening_again_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    env = {"PORTEVOIX_HOME": str(tmp_path)}
    assert open_home(env) == open_home(env)
    assert [list(folder.iterdir()) for folder in open_home(env)[:4]] == [[], [], [], []]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_the_folders_are_the_persons_alone(tmp_path: Path) -> None:
    assert {folder.stat().st_mode & 0o777 for folder in open_home({"PORTEVOIX_HOME": str(tmp_path)})[:4]} == {0o700}


def test_without_it_the_usual_folders_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    home = locate_home({"PORTEVOIX_HOME": ""})
    assert all("portevoix" in str(folder) for folder in home[:4])
    assert not list(tmp_path.iterdir()), "locating creates nothing"
    if sys.platform == "linux":
        assert home.data == tmp_path / "XDG_DATA_HOME" / "portevoix"
        assert open_home({}).data.is_dir()


def test_a_relative_home_is_taken_from_the_current_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate_home({"PORTEVOIX_HOME": "h"}).data == tmp_path / "h" / "data"


def broken(path: Path | str, lang: str = "fr_FR.UTF-8") -> BrokenEnvironment:
    with pytest.raises(BrokenEnvironment) as caught:
        open_home({"PORTEVOIX_HOME": str(path), "LANG": lang})
    assert caught.value.remedy
    return caught.value


def test_a_home_that_is_a_file_or_lies_under_one(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("précieux", "utf-8")
    for path in (file, file / "h", file / "h" / "i"):
        assert f"{file} est un fichier" in broken(path).title
    assert file.read_text("utf-8") == "précieux"
    assert "is a file" in broken(file, "de_DE.UTF-8").title


def test_a_home_on_a_disk_that_is_not_there_is_not_begun_anew() -> None:
    with pytest.raises(BrokenEnvironment) as refused:
        open_home({"PORTEVOIX_HOME": "/media/a-disk-nobody-plugged/porte-voix", "PORTEVOIX_LANG": "en"})
    assert "/media/a-disk-nobody-plugged" in refused.value.title
    assert not Path("/media/a-disk-nobody-plugged").exists()


def test_a_missing_home_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    home = open_home({"PORTEVOIX_HOME": str(tmp_path / "a" / "b"), "PORTEVOIX_LANG": "en"})
    assert home.data.is_dir()


def test_one_of_the_four_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("", "utf-8")
    assert str(tmp_path / "cache") in broken(tmp_path).title


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_read_only_home(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(0o500)
    try:
        assert "écriture" in broken(tmp_path).title
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (errno.ENOSPC, "Plus de place"),
        (errno.EDQUOT, "Plus de place"),
        (errno.EROFS, "n'est pas accessible"),
        (errno.EACCES, "n'est pas accessible"),
        (errno.EIO, "ne peut pas servir"),
    ],
)
def test_what_the_system_refused_is_said(number: int, title: str, tmp_path: Path) -> None:
    error = refused(OSError(number, os.strerror(number)), tmp_path, "fr")
    assert title in error.title
    assert str(tmp_path) in error.title
    assert "PORTEVOIX_HOME" in error.remedy


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that even root cannot write")
def test_a_folder_nobody_can_write() -> None:
    assert "/proc" in broken("/proc/portevoix").title


def test_the_way_on_is_a_home_that_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    home = throwaway_home()
    assert isinstance(home, Home)
    assert home.passing
    assert home.data.is_dir()
    assert home.data.is_relative_to(tmp_path)


def test_a_path_with_escapes_is_shown_inert(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b]0;b\x07"
    file.write_text("", "utf-8")
    assert "\x1b" not in str(broken(file / "c"))
