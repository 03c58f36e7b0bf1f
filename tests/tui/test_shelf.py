"""Rows that fit their columns whatever is in them, lines shared fairly, paths that complete themselves."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.paths import given as path_given
from tui.paths import suggest
from tui.widgets.shelf import Row, columns_of, row_content
from tui.widgets.zone import share

words = st.text(max_size=60)
row = st.builds(Row, key=st.just("k"), text=st.text(max_size=300), note=words, mark=st.text(max_size=12), flag=words)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(rows=st.lists(row, min_size=1, max_size=4), width=st.integers(20, 140))
def test_a_row_of_one_line_is_one_line_of_its_width(rows: list[Row], width: int) -> None:
    columns = columns_of(rows)
    for one in rows:
        plain = row_content(one, width, columns, tall=False).plain
        assert "\n" not in plain
        assert cell_len(plain) <= max(width, columns.mark + 1)


@settings(deadline=None, max_examples=150)
@given(one=row, width=st.integers(20, 60))
def test_a_tall_row_takes_three_lines_at_most(one: Row, width: int) -> None:
    assert row_content(one, width, columns_of([one]), tall=True).plain.count("\n") <= 2


@settings(deadline=None, max_examples=200)
@given(lines=st.integers(0, 60), wanted=st.lists(st.integers(0, 80), min_size=1, max_size=5))
def test_lines_are_shared_without_waste_or_excess(lines: int, wanted: list[int]) -> None:
    given_ = share(lines, wanted)
    assert all(0 <= got <= want for got, want in zip(given_, wanted, strict=True))
    assert sum(given_) == min(lines, sum(wanted))
    if lines >= len(wanted):
        assert all(got for got, want in zip(given_, wanted, strict=True) if want)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Été.csv", "posts.jsonl", f"sous{os.sep}"]),
        ("ete", ["Été.csv"]),
        ("ous", [f"sous{os.sep}"]),
        (f"sous{os.sep}", [f"sous{os.sep}a.md"]),
        ("rien", []),
        (f"absent{os.sep}x", []),
        ("\0", []),
    ],
)
def test_paths_are_found_by_a_few_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, found: list[str]) -> None:
    for name in ("posts.jsonl", "Été.csv", ".cache.csv", "photo.png", "sous/a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert sorted(suggest(typed), key=str.casefold) == sorted(found, key=str.casefold)


def test_a_path_dropped_on_the_terminal_loses_its_quotes() -> None:
    assert path_given("  '/tmp/mes posts.csv' ") == Path("/tmp/mes posts.csv")
    assert path_given('"a.csv"') == Path("a.csv")
    assert path_given("~personne-de-ce-nom/x") == Path("~personne-de-ce-nom/x")
