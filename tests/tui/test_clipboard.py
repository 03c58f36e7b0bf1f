"""A copy reaches the machine's clipboard, whatever the terminal does with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tui.clipboard import programs, put


@pytest.mark.parametrize(
    ("platform", "env", "first"),
    [
        ("darwin", {}, "pbcopy"),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wl-copy"),
        ("linux", {"DISPLAY": ":0"}, "xclip"),
    ],
)
def test_each_machine_has_its_program(platform: str, env: dict[str, str], first: str) -> None:
    assert programs(platform, env)[0][0] == first


@pytest.mark.parametrize("env", [{"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, {}])
def test_another_s_clipboard_and_none_at_all_are_left_alone(env: dict[str, str]) -> None:
    assert not programs("linux", env)


def test_the_text_arrives_whole_and_a_program_that_fails_gives_way(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    fails = (sys.executable, "-c", "raise SystemExit(1)")
    keeps = (sys.executable, "-c", f"import pathlib, sys; pathlib.Path({str(kept)!r}).write_bytes(sys.stdin.buffer.read())")
    assert put("déjà 👩‍🚀\n", [("no-such-program",), fails, keeps])
    assert kept.read_bytes().decode() == "déjà 👩‍🚀\n"
    assert not put("x", [fails])
