"""The demo keeps three posts and a thread that the coach made of raw notes: their words, and nothing else."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from coach.interview.draft import draft
from coach.interview.turns import Interview
from coach.line.cards import cards_by_id, shipped
from coach.line.playing import played
from coach.text import words
from coach.thread.keeping import kept
from tests.fakes import MemoryNotebook
from tui.demo_coached import lay_coached
from tui.demo_line import line_of_person

NOTES = Path(__file__).parents[2] / "../shared/coach/ambassadors.json"


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files("corpus").joinpath("demo", "coached.json").read_text("utf-8"))
    return found


def test_each_post_is_what_its_interview_makes_and_the_thread_has_its_board() -> None:
    notebook = MemoryNotebook()
    lay_coached(notebook)
    posts = [row for row in rows() if "talk" in row]
    assert len(posts) == 3
    for row in posts:
        kept_draft = notebook.draft(row["id"])
        assert kept_draft is not None
        talk = notebook.talk(kept_draft.talk_id or "")
        assert talk is not None
        assert talk.finished
        assert draft(Interview.model_validate_json(talk.state)).text == kept_draft.text
    (thread,) = (row for row in rows() if "board" in row)
    board = kept(notebook, thread["id"])
    assert board is not None
    assert len(board.claims) == 2
    assert all(claim.proofs for claim in board.claims)


@pytest.mark.skipif(not NOTES.exists(), reason="the raw notes are not there")
def test_every_word_is_in_the_raw_notes_or_in_a_visible_gap() -> None:
    told = json.loads(NOTES.read_text("utf-8"))["ambassadors"]
    notes = {word.key for who in told for said in who["notes"].values() for word in words(said)}
    for row in rows():
        own = "\n".join(line for line in row["text"].splitlines() if not line.startswith("["))
        assert {word.key for word in words(own)} <= notes


def test_the_memento_is_whole_and_each_card_of_it_has_its_true_instance() -> None:
    line = line_of_person("Claire")
    memento, cards = line.memento, cards_by_id(shipped("fr"))
    assert memento.lacks() == ()
    assert memento.facts
    assert memento.never_named
    assert line.plan.series
    kept = line.game.done("kept")
    assert len(kept) >= 9
    assert {cards[full].becomes for full in kept} == {"territory", "posture", "reader", "benefit", "red_line"}
    assert {t.card for t in memento.territories} <= set(kept)
    assert line.game.done("not_me")
    assert line.game.done("discarded")


def test_the_drafts_of_the_demo_play_its_cards() -> None:
    memento = line_of_person("Claire").memento
    texts = {row["id"]: row["text"] for row in rows()}
    texts |= {row["id"]: row["text"] for row in json.loads(files("corpus").joinpath("demo", "drafts.json").read_text("utf-8"))}
    jetted, mended = "Ce qu'on jette encore bon", "Réparer ou acheter neuf"
    cards = {"dr-13": jetted, "dr-16": jetted, "dr-10": mended, "dr-05": "Dire non, et chiffrer ses erreurs"}
    for draft_id, name in cards.items():
        play = played(texts[draft_id], memento.territories, "fr")
        assert play is not None
        assert (draft_id, play.territory.name) == (draft_id, name)


@pytest.mark.skipif(not NOTES.exists(), reason="the raw notes are not there")
def test_a_true_instance_is_what_was_said_in_the_raw_notes_or_in_the_training() -> None:
    told = next(who for who in json.loads(NOTES.read_text("utf-8"))["ambassadors"] if who["name"] == "Claire")
    memento = line_of_person("Claire").memento
    said = " ".join(told["notes"].values())
    own = [t.instance for t in memento.territories if t.instance in said]
    assert len(own) == len(memento.territories) - 1
