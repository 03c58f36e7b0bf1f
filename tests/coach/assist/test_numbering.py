"""Numbers of sentences read as the person's text: nothing forgotten is lost, nothing unknown is taken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assist.counsel import advise, counsel_prompt
from coach.assist.counsel_tasks import Order, PlannedClaim, ThreadPlan
from coach.assist.material import read_material
from coach.assist.numbering import ordered, plan_of
from coach.thread.exports import thread
from tests.coach.assist.canned import CannedWriter

TEXT = "On jette des cartes saines. Sur 60 cartes, 41 avaient un condensateur mort. Pas après 2018. J'y pense. Tu en as vu, toi ?"
MATERIAL = read_material(TEXT, "fr")


@given(st.integers(1, 12), st.data())
def test_an_order_keeps_each_sentence_that_was_not_dropped_once(count: int, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(range(1, count + 1)))
    kept, dropped = data.draw(st.integers(1, count)), data.draw(st.integers(0, count))
    answer = Order(order=shuffled[:kept], drop=shuffled[kept : kept + dropped])
    order = ordered(answer, count)
    assert order is not None
    assert sorted(order) == sorted(set(range(1, count + 1)) - set(answer.drop))
    assert [n for n in order if n in answer.order] == answer.order


@pytest.mark.parametrize(("order", "drop"), [([1, 6], []), ([0, 1], []), ([1, 1, 2], []), ([1, 2], [2]), ([], [1])])
def test_an_order_with_a_number_unknown_or_said_twice_is_none(order: list[int], drop: list[int]) -> None:
    assert ordered(Order(order=order, drop=drop), 5) is None


def test_what_a_model_forgot_follows_what_it_followed() -> None:
    assert ordered(Order(order=[3, 1], drop=[5]), 6) == [3, 4, 6, 1, 2]


def test_a_plan_is_a_board_of_the_persons_sentences_and_loses_none() -> None:
    plan = plan_of(ThreadPlan(claims=[PlannedClaim(claim=1, proofs=[2], limit=3)]), MATERIAL)
    assert plan is not None
    (claim,) = plan.board.claims
    assert (claim.text, claim.proofs[0].text) == (
        "On jette des cartes saines.",
        "Sur 60 cartes, 41 avaient un condensateur mort.",
    )
    assert claim.limit is not None
    assert claim.limit.text == "Pas après 2018."
    assert (plan.board.thesis, plan.board.question, plan.rest) == ("J'y pense.", "Tu en as vu, toi ?", ())
    assert all(said in thread(plan.board) for said in MATERIAL.sentences)


def test_a_plan_keeps_what_found_no_row() -> None:
    plan = plan_of(ThreadPlan(claims=[PlannedClaim(claim=1, proofs=[], limit=0)]), MATERIAL)
    assert plan is not None
    assert plan.rest == ("Pas après 2018.", "J'y pense.")


@pytest.mark.parametrize("name", ["arrange", "thread_plan"])
def test_the_schema_knows_the_numbers_of_the_text(name: str) -> None:
    told = json.dumps(counsel_prompt(name, MATERIAL).json_schema)  # type: ignore[arg-type]
    assert '"enum": [1, 2, 3, 4, 5]' in told
    assert ('"enum": [0, 1, 2, 3, 4, 5]' in told) == (name == "thread_plan")


def test_an_answer_that_forgot_a_sentence_is_shown_whole() -> None:
    came = advise("arrange", MATERIAL, CannedWriter(json.dumps({"order": [2, 1, 5], "drop": [3]})))
    assert came.advice[0].text.startswith("Sur 60 cartes")
    assert "J'y pense." in came.advice[0].text
    assert "2018" not in came.advice[0].text
