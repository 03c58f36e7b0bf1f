"""Compiled patterns on disk: the same pattern back, and nothing else, whatever the file holds."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
import regex

from coach.charter.compiled import CompiledShelf

SOURCE = r"(?m)(?<!\w)(?:pompes?|l'eau (?P<x>\d+))(?!\w)"


def shelf(folder: Path) -> CompiledShelf:
    opened = CompiledShelf()
    opened.open(folder)
    return opened


def filled(folder: Path) -> Path:
    first = shelf(folder)
    first.add(SOURCE, int(regex.I), regex.compile(SOURCE, regex.I))
    first.keep()
    return next(folder.iterdir())


def test_a_pattern_comes_back_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path / "new")
    found = shelf(tmp_path / "new").find(SOURCE, int(regex.I))
    text = "Deux Pompes, l'eau 12."
    assert [m.span() for m in found.finditer(text)] == [m.span() for m in regex.finditer(SOURCE, text, regex.I)]
    assert found.search(text, timeout=1)
    assert shelf(tmp_path / "new").find(SOURCE, 0) is None
    assert shelf(tmp_path / "new").find("autre", int(regex.I)) is None


def test_nothing_is_written_when_nothing_is_new_or_no_folder_is_open(tmp_path: Path) -> None:
    shelf(tmp_path).keep()
    closed = CompiledShelf()
    closed.add(SOURCE, 0, regex.compile(SOURCE))
    closed.keep()
    assert closed.find(SOURCE, 0) is None
    assert not list(tmp_path.iterdir())


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch touched",)


@pytest.mark.parametrize("broken", [b"", b"\x80", b"rubbish", pickle.dumps([1]), pickle.dumps({1: 2}), pickle.dumps(_Evil())])
def test_a_file_that_is_not_ours_is_as_if_absent(tmp_path: Path, broken: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    filled(tmp_path / "kept").write_bytes(broken)
    assert shelf(tmp_path / "kept").find(SOURCE, int(regex.I)) is None
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize("broken", [b"", b"rubbish", pickle.dumps(3), pickle.dumps(_Evil()), pickle.dumps(regex.compile("b"))])
def test_an_entry_that_is_not_that_pattern_is_compiled_again(
    tmp_path: Path, broken: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = filled(tmp_path / "kept")
    file.write_bytes(pickle.dumps(dict.fromkeys(pickle.loads(file.read_bytes()), broken)))
    assert shelf(tmp_path / "kept").find(SOURCE, int(regex.I)) is None
    assert not (tmp_path / "touched").exists()
