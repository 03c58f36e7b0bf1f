"""Carrying many spans over one edit says what carrying each says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.text import Span, carry, carry_all

TEXTS = st.text(alphabet="ab é\n", max_size=30)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(before=TEXTS, after=TEXTS, data=st.data())
def test_carry_all_is_carry_for_each(before: str, after: str, data: st.DataObject) -> None:
    ends = st.tuples(st.integers(0, len(before)), st.integers(0, len(before)))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(ends, max_size=4))]
    assert carry_all(spans, before, after) == [carry(span, before, after) for span in spans]


@settings(deadline=None, max_examples=100)
@given(before=TEXTS, inserted=TEXTS, data=st.data())
def test_words_outside_an_insertion_move_with_it(before: str, inserted: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(before)))
    after = before[:at] + inserted + before[at:]
    for span in carry_all([Span(0, at), Span(at, len(before))], before, after):
        assert span is None or 0 <= span.start <= span.end <= len(after)


def test_a_mark_survives_typing_before_inside_and_after() -> None:
    before = "il faut toujours oser"
    mark = Span(8, 16)
    kept = {
        after: carry_all([mark], before, after)[0]
        for after in ("Oui, il faut toujours oser", "il faut toujours oser !", "il faut tououjours oser")
    }
    assert [span.of(after) for after, span in kept.items() if span] == ["toujours", "toujours", "tououjours"]
