import io
import json
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import tape
from corpus.readers.items import Item, read_items

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def items(text: str) -> list[Item]:
    return list(read_items(io.StringIO(text)))


@pytest.mark.slow
@given(st.lists(VALUE, max_size=6), st.integers(1, 9), st.sampled_from([None, 1]), st.booleans())
@settings(deadline=None, max_examples=150)
def test_items_are_those_of_the_library_whatever_the_window(
    values: list, step: int, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_only)
    with mock.patch.object(tape, "STEP", step):
        found = items(text)
    assert [item.value for item in found] == json.loads(text)
    assert [item.number for item in found] == list(range(1, len(values) + 1))
    assert not any(item.fault for item in found)


@given(st.text(st.sampled_from('[]{}",:a1 \n\\'), max_size=40), st.integers(1, 9))
@settings(deadline=None, max_examples=200)
def test_any_text_ends(text: str, step: int) -> None:
    with mock.patch.object(tape, "STEP", step):
        items(text)


@given(st.lists(st.builds(lambda n, a: {"id": n, "a": a}, st.integers(), st.text(max_size=5)), min_size=3, max_size=6), st.data())
@settings(deadline=None, max_examples=80)
def test_one_broken_item_costs_one_item(values: list, data: st.DataObject) -> None:
    pieces = [json.dumps(value) for value in values]
    at = data.draw(st.integers(0, len(pieces) - 1))
    pieces[at] = data.draw(st.sampled_from(['{"id": 1 "a": 2}', '{"id": }', '{"id": 1, "a": "x}', "{'id': 1}", '{"id": 01}']))
    with mock.patch.object(tape, "STEP", data.draw(st.integers(1, 64))):
        found = items("[" + ", ".join(pieces) + "]")
    assert [item.value for item in found if not item.fault] == [value for n, value in enumerate(values) if n != at]
    assert next(item.number for item in found if item.fault) == at + 1
    assert sum(bool(item.fault) for item in found) == 1 or (at == len(pieces) - 1 and '"x}' in pieces[at])  # no bracket closes


def test_lists_and_values_under_keys() -> None:
    text = '{"@context": {"a": 1}, "orderedItems": [{"x": 1}, 2], "total": 2, "other": []}'
    assert items(text) == [
        Item("@context", 0, {"a": 1}),
        Item("orderedItems", 1, {"x": 1}),
        Item("orderedItems", 2, 2),
        Item("total", 0, 2),
    ]


def test_nesting_too_deep_costs_one_item() -> None:
    deep = "[" * 50_000 + "]" * 50_000
    found = items(f'[{{"a":1}}, {{"a":{deep}}}, {{"a":2}}]')
    assert [(item.number, item.fault) for item in found] == [(1, None), (2, "nested_too_deep"), (3, None)]


def test_a_number_of_too_many_digits_costs_one_item() -> None:
    found = items('[{"a":1}, {"a":' + "9" * 5000 + '}, {"a":2}]')
    assert [(item.number, item.fault) for item in found] == [(1, None), (2, "bad_json"), (3, None)]


def test_a_list_cut_short_says_so() -> None:
    assert [item.fault for item in items('[{"a": 1}, {"a": 2}')] == [None, None, "bad_json"]
    assert [item.fault for item in items('[{"a": 1}, {"a": "cou')] == [None, "bad_json", "bad_json"]


def test_what_follows_the_value_is_not_swallowed() -> None:
    assert [item.fault for item in items('[{"a": 1}];')] == [None]
    assert [item.fault for item in items('[{"a": 1}] et {"a": 2}')] == [None, "bad_json"]


def test_control_characters_in_strings_are_no_reason_to_lose_a_post() -> None:
    assert items('[{"a": "b\x00\nc"}]')[0].value == {"a": "b\x00\nc"}


def test_an_endless_item_is_given_up() -> None:
    with mock.patch.object(tape, "LONGEST_RECORD", 200), mock.patch.object(tape, "STEP", 64):
        found = items('[{"a": "' + "x" * 5000 + '"}]')
    assert found[0].fault == "record_too_long"
