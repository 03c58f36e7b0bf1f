"""A skeleton is reordered by pure functions: nothing is lost, nothing is doubled."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coach.thread.skeleton import Claim, Limit, Proof, Skeleton, add, amend, drop, missing, move, place_of

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


def skeleton(ids: list[str] | str) -> Skeleton:
    return Skeleton(claims=tuple(Claim(id=i, text=f"claim {i}") for i in ids))


def order(one: Skeleton) -> str:
    return "".join(claim.id for claim in one.claims)


def test_move_add_drop_amend() -> None:
    one = skeleton("abc")
    assert order(move(one, "c", 0)) == "cab"
    assert order(move(one, "a", 99)) == "bca"
    assert order(move(one, "b", -3)) == "bac"
    assert order(add(one, Claim(id="d", text="x"), 1)) == "adbc"
    assert order(add(one, Claim(id="d", text="x"))) == "abcd"
    assert order(drop(one, "b")) == "ac"
    assert amend(one, Claim(id="b", text="new")).claims[1].text == "new"
    assert order(one) == "abc"


@given(IDS.filter(bool), st.data())
@settings(deadline=None, max_examples=60)
def test_moving_keeps_every_claim_once(ids: list[str], data: st.DataObject) -> None:
    one = skeleton(ids)
    claim, to = data.draw(st.sampled_from(ids)), data.draw(st.integers(-2, 9))
    moved = move(one, claim, to)
    assert sorted(order(moved)) == sorted(ids)
    assert place_of(moved, claim) == max(0, min(to, len(ids) - 1))
    assert order(drop(moved, claim)) == order(drop(one, claim))


def test_a_claim_is_there_once_and_unknown_ones_are_named() -> None:
    with pytest.raises(ValueError, match="'a'"):
        add(skeleton("a"), Claim(id="a", text="x"))
    with pytest.raises(ValidationError):
        skeleton("aa")
    for wrong in (lambda s: drop(s, "z"), lambda s: move(s, "z", 0), lambda s: amend(s, Claim(id="z", text="x"))):
        with pytest.raises(KeyError, match="z"):
            wrong(skeleton("a"))


def test_words_are_cleaned_at_the_door() -> None:
    assert Claim(id="a", text=" \x1b[31mrouge\x00 ").text == "rouge"


def test_what_is_missing_is_said_in_reading_order() -> None:
    assert [m.part for m in missing(Skeleton())] == ["thesis", "claim", "limit", "question"]
    full = Skeleton(
        thesis="t",
        claims=(Claim(id="a", text="c", proofs=(Proof(text="p"),), limit=Limit(text="l"), plain="w"), Claim(id="b", text="d")),
        question="q ?",
    )
    assert [(m.part, m.claim) for m in missing(full)] == [("proof", "b")]
