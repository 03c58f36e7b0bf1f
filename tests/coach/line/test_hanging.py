"""Hanging rows of Markdown: no word lost, none too long, and no row that begins another list."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from coach.line.hanging import hanging

WORDS = st.lists(
    st.sampled_from(["-", "+", "12.", "3)", "un", "vérins", "anticonstitutionnellement", "*", "=", "à"]), max_size=40
)


@given(WORDS, st.sampled_from(["- ", "  - "]), st.integers(12, 60))
def test_rows_hang_and_say_all_the_words(words: list[str], mark: str, width: int) -> None:
    rows = hanging(" ".join(words), mark, width).split("\n")
    assert rows[0].startswith(mark.rstrip())
    assert " ".join([rows[0][len(mark) :], *rows[1:]]).split() == words
    for row in rows[1:]:
        assert row.startswith(" " * len(mark))
        assert not re.match(r" *([-+*=~]|\d+[.)])", row)


def test_a_row_is_no_longer_than_it_may_be() -> None:
    rows = hanging("un deux trois quatre cinq six sept huit neuf dix", "- ", 20).split("\n")
    assert rows == ["- un deux trois", "  quatre cinq six", "  sept huit neuf dix"]
