"""The mail program of the machine, opened on a letter the person has read and said yes to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

WAIT_S = 4.0
"""How long the opener may take; one that is still there then has something open."""


def openers(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Sequence[Sequence[str]]:
    """Return what can open a ``mailto:`` here, best first; nothing over SSH or without a display, where nobody would see it."""
    if env.get("SSH_CONNECTION"):
        return ()
    if platform == "darwin":
        return (("open",),)
    if platform == "win32":
        return (("rundll32", "url.dll,FileProtocolHandler"),)
    if not (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")):
        return ()
    return (("xdg-open",), ("gio", "open"))


def open_letter(letter: str, commands: Sequence[Sequence[str]] | None = None) -> bool:
    """Open a ``mailto:`` with the first program that takes it; tell whether one did. Slow: for a thread."""
    for command in openers() if commands is None else commands:
        if shutil.which(command[0]) is None:
            continue
        try:
            opened = subprocess.run(  # noqa: S603 a fixed name, and one argument that begins with mailto:
                [*command, letter],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=WAIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
        except (OSError, subprocess.SubprocessError):
            continue
        if opened.returncode == 0:
            return True
    return False
