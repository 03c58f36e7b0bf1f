"""A window that is closed ends the app, with what was typed, whoever started it."""

from __future__ import annotations

import os
import struct
import sys
import time
from pathlib import Path

import pytest

from coach.adapters.home import open_home
from tui.wiring import open_house

fcntl = pytest.importorskip("fcntl", reason="no terminals of this kind on this system")
pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
termios = pytest.importorskip("termios", reason="no terminals of this kind on this system")

TYPED = "Jeudi, la presse a calé §"


def in_a_terminal(folder: Path) -> tuple[int, int]:
    """Start the app below a shell that stays between it and the terminal, as ``make run`` does; return its number and our end."""
    shell, ours = pty.fork()
    if not shell:
        os.environ.update(TERM="xterm-256color", PORTEVOIX_HOME=str(folder), PORTEVOIX_LANG="fr")
        app = f'echo $$ > "{folder}/pid"; exec "{sys.executable}" -m tui.cli'
        os.execvp("sh", ["sh", "-c", 'sh -c "$0"; true', app])
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return shell, ours


def read_until(ours: int, wanted: str, seconds: float = 60) -> None:
    heard, end = "", time.monotonic() + seconds
    while wanted not in heard:
        assert time.monotonic() < end, heard[-2000:]
        heard += os.read(ours, 65536).decode("utf-8", "replace")


def ended(pid: int, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_a_window_that_is_closed_ends_the_app_and_keeps_what_was_typed(tmp_path: Path) -> None:
    house = open_house("fr", home=open_home({**os.environ, "PORTEVOIX_HOME": str(tmp_path)}))
    house.notebook.put("greeted", "yes")
    house.close()
    shell, ours = in_a_terminal(tmp_path)
    read_until(ours, "Bureau")
    os.write(ours, b"\x1bOS")  # F4: a draft
    read_until(ours, "tabli")
    os.write(ours, TYPED.encode())
    read_until(ours, TYPED[-1])
    app = int((tmp_path / "pid").read_text())
    os.close(ours)
    assert ended(app)
    os.waitpid(shell, 0)
    house = open_house("fr", home=open_home({**os.environ, "PORTEVOIX_HOME": str(tmp_path)}))
    assert [draft.text for draft in house.notebook.drafts()] == [TYPED]
    house.close()
