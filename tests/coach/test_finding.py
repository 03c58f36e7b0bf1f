"""A finding slices its text and keeps its name."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coach.finding import Evidence, Finding, Reflection, Review, Ruling, Severity, Source, finding_id
from coach.text import Span

TEXTS = st.text(min_size=1, max_size=40)


def at(text: str, start: int, end: int, rule: str = "r", severity: Severity = Severity.WARN) -> Finding:
    return Finding.at(text, Span(start, end), source=Source.CHARTER, rule=rule, severity=severity, message="m")


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.data())
def test_a_finding_is_the_slice_it_names(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = at(text, start, end)
    assert found.text == text[found.start : found.end]
    assert found.span == Span(start, end)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.data())
def test_the_same_remark_on_the_same_draft_has_the_same_id(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    one = at(text, start, end)
    again = Finding.at(
        text, Span(start, end), source=Source.FORM, rule="r", severity=Severity.BLOCK, message="autre", why="x", fixes=("y",)
    )
    assert one.id == again.id
    assert len(one.id) == 12
    assert int(one.id, 16) >= 0
    assert at(text, start, end, rule="autre").id != one.id
    assert at(text + "!", start, end).id != one.id


def test_two_equal_passages_of_one_text_have_two_ids() -> None:
    text = "Nous innovons. Nous innovons. Nous innovons."
    ids = [at(text, start, start + 14).id for start in (0, 15, 30)]
    assert len(set(ids)) == 3


def test_overlapping_equal_passages_and_empty_ones_have_their_own_ids() -> None:
    assert len({finding_id("r", "aaaa", "aa", start) for start in range(3)}) == 3
    assert len({finding_id("r", "abc", "", start) for start in range(4)}) == 4


def test_a_lone_surrogate_has_an_id() -> None:
    assert len(finding_id("r", "a\ud800", "\ud800", 1)) == 12


@settings(deadline=None, max_examples=100)
@given(TEXTS, TEXTS, st.data())
def test_a_moved_remark_is_the_one_made_there(before: str, after: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(after))] * 2)))
    moved = at(before, 0, len(before)).moved(after, Span(start, end))
    assert moved == at(after, start, end)


def test_values_are_frozen_and_refuse_what_they_do_not_know() -> None:
    found = at("texte", 0, 3)
    with pytest.raises(ValidationError):
        found.rule = "autre"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Finding.model_validate({**found.model_dump(), "colour": "red"})
    with pytest.raises(ValidationError):
        Evidence(post_id="p", start=0, end=1, text="t", strength=1.5)


def review(*findings: Finding, chars: int = 10) -> Review:
    return Review(lang="fr", network="linkedin", chars=chars, mirror=Reflection(), charter=Ruling(), findings=findings)


def test_the_worst_of_a_review() -> None:
    text = "0123456789"
    soft, hard = at(text, 0, 1, severity=Severity.ADVISE), at(text, 1, 2, severity=Severity.BLOCK)
    assert review().worst() is None
    assert review(soft).worst() is Severity.ADVISE
    assert review(soft, hard).worst() is Severity.BLOCK
    assert [s.rank for s in (Severity.BLOCK, Severity.WARN, Severity.ADVISE)] == [2, 1, 0]


def test_a_finding_outside_the_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="outside the text"):
        review(at("0123456789abc", 9, 12), chars=10)


def test_the_json_is_the_contract() -> None:
    found = at("0123456789", 2, 5)
    made = json.loads(review(found).model_dump_json())
    assert list(made) == ["schema", "id", "lang", "network", "chars", "mirror", "charter", "findings"]
    assert made["schema"] == "portevoix.review/1"
    assert {"verdict", "reprise", "apport", "semantic"} <= set(made["mirror"])
    assert {"places", "dates", "figures", "people", "first_person", "own_words"} <= set(made["mirror"]["apport"])
    assert set(made["charter"]) == {"verdict", "encouraged"}
    keys = "id source rule category severity start end text message why question fixes ask evidence"
    assert list(made["findings"][0]) == keys.split()
    assert (made["findings"][0]["text"], made["findings"][0]["ask"]) == ("234", None)
    assert Review.model_validate(made) == review(found)


def test_spans_meet_and_hold_each_other() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(1, 2).within(Span(1, 2))
    assert not Span(0, 2).within(Span(1, 2))
