"""The board: what it shows can be written, moved and taken out; notes make a first one without losing a word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import words
from coach.thread.board import Row, another_claim, another_proof, rows, shift, take_out, write
from coach.thread.exports import ama_sheet, slides, thread, tribune
from coach.thread.notes import begun
from coach.thread.skeleton import Claim, Limit, Proof, Skeleton, missing

DATA = Path(__file__).parent / "data"
FULL = Skeleton(
    thesis="Labourer moins m'a coûté trois ans.",
    claims=(
        Claim(id="a", text="On sème trop d'un coup.", proofs=(Proof(text="12 ha en 2019."),), limit=Limit(text="Pas en limon.")),
        Claim(id="b", text="Le voisin sait mieux.", plain="Celui qui a le même sol."),
    ),
    limit=Limit(text="Sept ans de recul seulement."),
    question="Et chez toi ?",
)


def test_the_board_reads_from_thesis_to_question_and_shows_what_is_missing() -> None:
    board = rows(FULL)
    assert [row.part for row in board] == [
        "thesis", "claim", "proof", "limit", "plain", "claim", "proof", "limit", "plain", "limit", "question",
    ]  # fmt: skip
    assert [row.number for row in board if row.part == "claim"] == [1, 2]
    assert not board[6].text
    assert any(m.part == "proof" and m.claim == "b" for m in missing(FULL))


@pytest.mark.parametrize("place", range(11))
def test_what_is_written_on_a_row_is_read_there(place: int) -> None:
    after = write(FULL, rows(FULL)[place], " Autre chose \x1b[2J. ")
    assert rows(after)[place].text == "Autre chose ."
    others = [row for n, row in enumerate(rows(FULL)) if n != place]
    assert [row for n, row in enumerate(rows(after)) if n != place] == others


def test_an_emptied_proof_or_limit_goes() -> None:
    board = rows(FULL)
    assert write(FULL, board[2], "").claims[0].proofs == ()
    assert write(FULL, board[3], "  ").claims[0].limit is None
    assert write(FULL, board[9], "").limit is None


def test_claims_are_added_moved_and_taken_out_with_their_words() -> None:
    more = another_claim(FULL, "c", "Mesurer d'abord.", after="a")
    assert [c.id for c in more.claims] == ["a", "c", "b"]
    assert [c.id for c in shift(more, "c", 1).claims] == ["a", "b", "c"]
    assert [c.id for c in shift(more, "a", -5).claims] == ["a", "c", "b"]
    less, said = take_out(more, rows(more)[1])
    assert [c.id for c in less.claims] == ["c", "b"]
    assert said == "On sème trop d'un coup. 12 ha en 2019. Pas en limon."
    assert [p.text for p in another_proof(FULL, "a", "63 vers en avril.").claims[0].proofs] == [
        "12 ha en 2019.",
        "63 vers en avril.",
    ]
    with pytest.raises(KeyError):
        write(FULL, Row("claim", "", "zz"), "x")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_notes_make_a_board_that_keeps_every_fact_in_every_export(path: Path) -> None:
    notes = tomllib.loads(path.read_text("utf-8"))
    skeleton = begun(notes["text"].strip(), "en" if path.stem.startswith("en") else "fr")
    assert skeleton.thesis
    assert skeleton.claims
    for export in (thread, slides, tribune, ama_sheet):
        said = " ".join(export(skeleton).split())
        lost = [fact for fact in notes["facts"] if " ".join(fact.split()) not in said]
        assert not lost, export.__name__


@given(st.text(alphabet=st.sampled_from("abc é.?!\n-1/ "), max_size=120))
def test_notes_lose_no_word(text: str) -> None:
    skeleton = begun(text, "fr")
    held = [word.key for row in rows(skeleton) for word in words(row.text)]
    assert [w.key for w in words(text) if w.key.isalpha()] == [key for key in held if key.isalpha()]
