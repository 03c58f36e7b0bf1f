"""A letter opens in the machine's mail program, or is said not to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.mailer import open_letter, openers


def program(folder: Path, name: str, status: int) -> str:
    file = folder / name
    file.write_text(f'#!/bin/sh\necho "$@" >> "{folder}/said"\nexit {status}\n', "utf-8")
    file.chmod(0o755)
    return str(file)


def test_the_first_that_takes_it_opens_it(tmp_path: Path) -> None:
    refuses, takes = program(tmp_path, "refuses", 3), program(tmp_path, "takes", 0)
    letter = "mailto:a@b.example?subject=x&body=$(id)"
    assert open_letter(letter, [[str(tmp_path / "absent")], [refuses], [takes]])
    assert (tmp_path / "said").read_text("utf-8").splitlines() == [letter, letter]
    assert not open_letter(letter, [[refuses]])
    assert not open_letter(letter, [])


@pytest.mark.parametrize(
    ("platform", "env", "first"),
    [
        ("linux", {"DISPLAY": ":0"}, "xdg-open"),
        ("linux", {}, None),
        ("linux", {"DISPLAY": ":0", "SSH_CONNECTION": "x"}, None),
        ("darwin", {}, "open"),
        ("win32", {}, "rundll32"),
    ],
)
def test_nothing_is_opened_where_nobody_would_see_it(platform: str, env: dict[str, str], first: str | None) -> None:
    found = openers(platform, env)
    assert (found[0][0] if found else None) == first
