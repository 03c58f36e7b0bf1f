"""Where state lives on this machine: four folders, moved together by ``PORTEVOIX_HOME``."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from coach.adapters.trouble import reason, trouble
from coach.context import Language
from coach.errors import BrokenEnvironment
from coach.language import language_asked

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
DISKS = tuple(Path(folder) for folder in ("/media", "/mnt", "/run/media", "/Volumes"))
"""Where disks appear when they are plugged in; anywhere else a missing folder is simply made."""
_PROBE = b"\0" * 4096


class Home(NamedTuple):
    """The four folders of one person's state."""

    config: Path
    """Preferences, written by hand."""
    data: Path
    """The notebook and the store of posts: what must never be lost."""
    cache: Path
    """Indexes and vectors: can be made again."""
    logs: Path
    """Diaries of failures, without anybody's text."""
    passing: bool = False
    """True for a throw-away home: nothing in it outlives the session."""

    @property
    def notebook(self) -> Path:
        """The file of the notebook."""
        return self.data / "notebook.db"

    @property
    def choir(self) -> Path:
        """The folder of the page's and outside authors' posts that the Chœur alone compares with."""
        return self.data / "choir"

    @property
    def settings(self) -> Path:
        """The person's own preferences."""
        return self.config / "config.toml"


def locate_home(env: Mapping[str, str]) -> Home:
    """Return where state lives, creating and checking nothing: ``PORTEVOIX_HOME``, else the usual folders of the system."""
    asked = env.get("PORTEVOIX_HOME", "")
    if asked:
        return _under(Path(os.path.abspath(Path(asked).expanduser())))  # noqa: PTH100 - a link in the path stays as named
    from platformdirs import PlatformDirs

    usual = PlatformDirs("portevoix", appauthor=False)
    return Home(usual.user_config_path, usual.user_data_path, usual.user_cache_path, usual.user_log_path)


def open_home(env: Mapping[str, str]) -> Home:
    """Return the home, its folders made and found writable.

    Raises ``BrokenEnvironment`` when a folder is a file, cannot be made or written to, or when its disk is full or absent;
    :func:`throwaway_home` is then the way to go on without saving.
    """
    lang = language_asked(env)
    home = locate_home(env)
    if env.get("PORTEVOIX_HOME"):
        _check_parent(home.data.parent, lang)
    for folder in home[:4]:
        _make(folder, lang)
    return home


def throwaway_home() -> Home:
    """Return a home in a new temporary folder, for a session that saves nothing. Raises ``OSError`` with no room at all."""
    home = _under(Path(tempfile.mkdtemp(prefix="portevoix-")))._replace(passing=True)
    for folder in home[:4]:
        folder.mkdir(mode=0o700)
    return home


def _under(root: Path) -> Home:
    return Home(root / "config", root / "data", root / "cache", root / "logs")


def _check_parent(root: Path, lang: Language) -> None:
    """Refuse a home on a disk that is not plugged in: making it anew would begin an empty notebook and hide the real one."""
    if root.parent.is_dir() or root.exists() or not any(root.is_relative_to(disks) for disks in DISKS):
        return
    parent = next((up for up in root.parents if _not_folder(up)), None)
    if parent is not None:
        raise trouble(BrokenEnvironment, lang, "home.file", path=parent)
    raise trouble(BrokenEnvironment, lang, "home.orphan", path=root, parent=root.parent)


def _not_folder(path: Path) -> bool:
    return path.exists() and not path.is_dir()


def _make(folder: Path, lang: Language) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, prefix=".room-") as probe:
            probe.write(_PROBE)
            probe.flush()
    except (FileExistsError, NotADirectoryError):
        file = next((up for up in (folder, *folder.parents) if _not_folder(up)), folder)
        raise trouble(BrokenEnvironment, lang, "home.file", path=file) from None
    except OSError as error:
        raise refused(error, folder, lang) from error


def refused(error: OSError, folder: Path, lang: Language) -> BrokenEnvironment:
    """Return what to tell somebody whose system refused ``folder``."""
    if error.errno in _NO_SPACE:
        return trouble(BrokenEnvironment, lang, "home.full", path=folder)
    if error.errno in _DENIED:
        return trouble(BrokenEnvironment, lang, "home.denied", path=folder)
    return trouble(BrokenEnvironment, lang, "home.other", path=folder, reason=reason(error))
