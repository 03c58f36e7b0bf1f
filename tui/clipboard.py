"""The clipboard of the machine, for the terminals that do not take a copy from an app (Terminal on macOS, GNOME's)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

WAIT_S = 2.0
"""How long a program may take; some wait for ever when the display they were told of is gone."""


def programs(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Sequence[Sequence[str]]:
    """Return what can put a text on the clipboard here, best first; nothing over SSH, where it would be another's."""
    if env.get("SSH_CONNECTION"):
        return ()
    if platform == "darwin":
        return (("pbcopy",),)
    if platform == "win32":
        return ()  # its terminals take a copy from an app, and clip.exe would want another encoding
    found: list[Sequence[str]] = []
    if env.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if env.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return found


def put(text: str, commands: Sequence[Sequence[str]] | None = None) -> bool:
    """Put ``text`` on the clipboard with the first program that is there; tell whether one did. Slow: for a thread."""
    for command in programs() if commands is None else commands:
        if shutil.which(command[0]) is None:
            continue
        try:
            subprocess.run(  # noqa: S603 a fixed name, and the text goes by its standard input
                command,
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=WAIT_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return True
    return False
