import csv
import io
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import tape
from corpus.readers.cells import Grammar, Row, Shape, read_cells

CELL = st.text(st.sampled_from('ab",;\n\r\t é\u2028'), max_size=8)


def cells(text: str, grammar: Grammar | None = None, shape: Shape | None = None) -> list[Row]:
    return list(read_cells(io.StringIO(text, newline=""), grammar or Grammar(), shape))


def wide(n: int, proof: bool = False) -> Shape:
    return Shape(lambda row: len(row) == n, (lambda row: row[-1].startswith("2026")) if proof else None)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=6), st.sampled_from(",;\t|"), st.integers(1, 7))
@settings(deadline=None, max_examples=150)
def test_records_are_those_of_the_library_whatever_the_window(rows: list[list[str]], delimiter: str, step: int) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    wanted = [tuple(row) for row in csv.reader(io.StringIO(text.getvalue(), newline=""), delimiter=delimiter)]
    with mock.patch.object(tape, "STEP", step):
        found = cells(text.getvalue(), Grammar(delimiter))
    assert [row.cells for row in found] == wanted
    assert [row.record for row in found] == list(range(1, len(found) + 1))


@given(st.text(st.sampled_from('a,"\n\\x'), max_size=60), st.booleans(), st.integers(1, 9))
@settings(deadline=None, max_examples=150)
def test_any_text_ends(text: str, backslash: bool, step: int) -> None:
    with mock.patch.object(tape, "STEP", step):
        found = cells(text, Grammar(",", backslash), wide(2))
    assert all(row.fault or len(row.cells) == 2 for row in found)


def test_blank_lines_are_no_records() -> None:
    assert [(row.record, row.cells) for row in cells('a,b\n\n\r\n"",\nc,d')] == [(1, ("a", "b")), (2, ("", "")), (3, ("c", "d"))]


def test_old_line_ends_and_spaces_before_quotes() -> None:
    assert [row.cells for row in cells('a, "b, c"\rd,e\r\n')] == [("a", "b, c"), ("d", "e")]


def test_a_field_longer_than_the_library_allows() -> None:
    long = "é" * (csv.field_size_limit() + 1)
    before = csv.field_size_limit()
    assert cells(f'a,"{long}"\n')[0].cells == ("a", long)
    assert csv.field_size_limit() == before


def test_both_escapes_of_comments() -> None:
    grammar = Grammar(",", True)
    text = '1,"dit \\"non\\"\n\\"oui\\""\n2,"dit ""non"""\n3,"D:\\"\n2026-01-01 10:00:00,https://www.linkedin.com/a\n4,a\\b \\n\n'
    assert [row.cells for row in cells(text, grammar)] == [
        ("1", 'dit "non"\n"oui"'),
        ("2", 'dit "non"'),
        ("3", "D:\\"),
        ("2026-01-01 10:00:00", "https://www.linkedin.com/a"),
        ("4", "a\\b \\n"),
    ]


@pytest.mark.parametrize("proof", [True, False])
def test_an_open_quote_does_not_swallow_the_file(proof: bool) -> None:
    good = "".join(f"ligne {n},a,2026-01-0{n}\n" for n in range(3, 8))
    found = cells('un,a,2026-01-01\n"deux,b,2026-01-02\n' + good, shape=wide(3, proof))
    assert [(row.record, row.fault) for row in found[:3]] == [(1, None), (2, "unclosed_quote"), (3, None)]
    assert [row.cells[0] for row in found[2:]] == [f"ligne {n}" for n in range(3, 8)]


def test_an_open_quote_closed_by_the_next_one_is_seen() -> None:
    found = cells('un,2026-01-01\n"deux,2026-01-02\n"trois",2026-01-03\nquatre,2026-01-04\n', shape=wide(2, True))
    assert [(row.record, row.fault) for row in found] == [(1, None), (2, "unclosed_quote"), (3, None), (4, None)]
    assert found[2].cells == ("trois", "2026-01-03")


def test_a_last_row_cut_in_the_middle() -> None:
    found = cells('un,a,2026-01-01\n"deux\nlignes, et puis', shape=wide(3, True))
    assert [row.fault for row in found] == [None, "truncated_last_row_unclosed_quote"]


def test_a_row_inside_a_sound_text_is_text() -> None:
    found = cells('"a\nb,c,2026-01-01\n",d,2026-01-02\n', shape=wide(3, True))
    assert [(row.cells[0], row.fault) for row in found] == [("a\nb,c,2026-01-01\n", None)]


def test_an_endless_record_is_given_up() -> None:
    with mock.patch.object(tape, "LONGEST_RECORD", 100), mock.patch.object(tape, "STEP", 64):
        found = cells('a,b\n"' + "x" * 1000 + "\n" + "y\n" * 10, shape=wide(2))
    assert found[1].fault == "record_too_long"
    assert len(found) == 12
