"""The banks as data: complete, distinct, safe to fill, and with gaps short enough to share nothing."""

import re
import typing
from collections import Counter

import pytest

from coach.interview.bank import Bank, read_bank
from coach.interview.formats import SLOTS, Persona
from coach.text import words

PERSONAS = typing.get_args(Persona)


@pytest.fixture(params=["fr", "en"])
def bank(request: pytest.FixtureRequest) -> Bank:
    return read_bank(request.param)


def test_ids_and_wordings_are_distinct(bank: Bank) -> None:
    assert max(Counter(e.id for e in bank.questions).values()) == 1
    assert max(Counter(e.ask for e in bank.questions).values()) == 1
    assert all(e.id.split(".")[0] == e.slot.removesuffix("_message") for e in bank.questions)


def test_every_slot_has_questions_for_everybody_and_words_around_them(bank: Bank) -> None:
    for slot in SLOTS:
        assert [e for e in bank.questions if e.slot == slot and not e.who], slot
        assert bank.slots[slot].absent
        assert bank.slots[slot].gap
        assert bank.slots[slot].relance


def test_every_persona_has_its_own_wordings_and_many_ways_to_open(bank: Bank) -> None:
    for persona in PERSONAS:
        assert len({e.slot for e in bank.questions if persona in e.who}) >= 4, persona
        alone = [e for e in bank.questions if e.opens in ("always", "alone") and (not e.who or persona in e.who)]
        told = [e for e in bank.questions if e.opens in ("always", "idea", "message") and (not e.who or persona in e.who)]
        assert len(alone) >= 6, persona
        assert len(told) >= 15, persona


def test_a_question_asks_and_fills_nothing_but_the_message(bank: Bank) -> None:
    for entry in bank.questions:
        assert set(re.findall(r"{(\w+)}", entry.ask)) <= {"message"}
        assert ("{message}" in entry.ask) == (entry.slot == "lien_message")
        assert entry.ask.endswith(("?", ".", ")"))


def test_gaps_are_two_words_at_most_so_that_two_drafts_share_no_run_of_five(bank: Bank) -> None:
    for slot in bank.slots.values():
        for gap in slot.gap:
            assert len(words(gap)) <= 2, gap
            assert len(words(bank.marks.complete.format(what=gap))) <= 4
    assert all(len(words(w)) <= 2 for w in (*bank.marks.link_who, *bank.marks.link_what))


def test_the_coach_never_says_the_words_it_fights(bank: Bank) -> None:
    worn = re.compile(r"bravo|super !|génial|amazing|awesome|great answer|n'hésite|passionnant|inspir", re.IGNORECASE)
    said = [e.ask for e in bank.questions] + [w for s in bank.slots.values() for w in (*s.relance, s.absent)]
    said += [*bank.echo.idea, *bank.echo.answer, *bank.echo.relance, *bank.echo.message]
    assert [text for text in said if worn.search(text)] == []


def test_the_english_bank_is_written_for_itself() -> None:
    french, english = read_bank("fr"), read_bank("en")
    assert english.lang == "en"
    assert not {e.ask for e in french.questions} & {e.ask for e in english.questions}
    assert len(english.questions) >= 70
