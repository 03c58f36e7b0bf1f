"""Whatever people answer: their words only, six questions, no repetition, no crash, a state that survives."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.interview.asking import answer, next_question, skip
from coach.interview.bank import read_bank
from coach.interview.draft import draft, propose_cuts, without
from coach.interview.pieces import gather
from coach.interview.sheet import sheet
from coach.interview.turns import QUESTIONS, RELANCES, Interview, begin, stop
from coach.text import words

PIECES = st.sampled_from(
    [
        "mardi à Roanne avec Moussa", "j'ai failli tout lâcher", "il a dit « on verra »", "412 fils, 37 sans étiquette",
        "je pense que c'est l'inverse", "vous faites comment, vous ?", "bof", "je sais pas", "non", "stop", "passe", "oui.",
        "ta question est débile", "faut pas le dire", "et puis plus rien", "mais elle est restée.", "11 400 euros !!", "\n", "  ",
        "{{ 7*7 }}", "[/b]", "\x1b]0;pwn\x07", "\u202e", "\ud800", "👨‍👩‍👧", "é",
        "Helvia lance Atelier Zéro, son nouveau service",
        "last thursday in Waterford", "i nearly gave up", "nobody knew", "merci à Sophie", '"', "«", "»",
        "il y a", "C++ & co; <b>",
    ]
)  # fmt: skip
ANSWERS = st.one_of(
    st.lists(PIECES, max_size=6).map(" ".join), st.lists(PIECES, max_size=6).map(". ".join), st.text(max_size=120)
)
INTERVIEWS = st.fixed_dictionaries(
    {
        "persona": st.sampled_from(["expert", "manager", "commercial", "reporter", "supporter", "leader"]),
        "format": st.sampled_from(["auto", "recit", "prise_de_position", "decryptage", "chiffre", "echec", "merci", "thread"]),
        "lang": st.sampled_from(["fr", "en"]),
        "author": st.one_of(st.none(), st.text(max_size=8)),
        "message": st.one_of(
            st.none(), st.just("Helvia lance Atelier Zéro, son nouveau service. Bravo {à} tous."), st.text(max_size=40)
        ),
        "never": st.sampled_from([(), ("Moussa",), ("",)]),
    }
)
STEPS = st.lists(st.one_of(st.none(), ANSWERS), max_size=9)


def run(options: dict, idea: str, steps: list[str | None]) -> tuple[Interview, list[str], list[str]]:
    interview = begin(idea, **options)
    texts, ids = [], []
    for step in steps:
        question = next_question(interview)
        if question is None:
            break
        texts.append(question.text)
        ids.append(question.id)
        said = interview.turns[-1].answer if interview.turns else interview.idea
        if question.quotes is not None:
            assert said
            assert question.quotes in said
            assert question.quotes in question.text
        interview = skip(interview) if step is None else answer(interview, step)
        again = Interview.model_validate_json(interview.model_dump_json())
        assert again == interview
        assert next_question(again) == next_question(interview)
    return interview, texts, ids


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(INTERVIEWS, ANSWERS, STEPS)
def test_never_more_than_six_never_twice_the_same(options: dict, idea: str, steps: list[str | None]) -> None:
    interview, _, ids = run(options, idea, steps)
    assert len(interview.turns) <= QUESTIONS
    assert len(set(ids)) == len(ids)
    assert sum(t.outcome == "retry" for t in interview.turns) <= RELANCES
    assert max(Counter(t.slot for t in interview.turns).values(), default=0) <= 2


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(INTERVIEWS, ANSWERS, STEPS, st.booleans())
def test_every_word_is_the_persons_or_of_the_closed_list(
    options: dict, idea: str, steps: list[str | None], fillers: bool
) -> None:
    interview, _, _ = run(options, idea, steps)
    drafted = draft(interview, fillers=fillers)
    said = {"idea": interview.idea} | {f"a{t.n}": t.answer or "" for t in interview.turns}
    bank = read_bank(interview.lang)
    closed = {bank.marks.complete.format(what=w) for s in bank.slots.values() for w in s.gap}
    closed |= {bank.marks.link.format(what=w) for w in (*bank.marks.link_who, *bank.marks.link_what)}
    at = 0
    for sentence in drafted.sentences:
        at = drafted.text.index(sentence.text, at) + len(sentence.text)
        if sentence.kind == "gap":
            assert sentence.text in closed
            continue
        notes = " ".join(w.key for w in words(said[sentence.from_[0]]))
        assert " ".join(w.key for w in words(sentence.text)) in notes
        if sentence.kind == "own":
            assert sentence.text in said[sentence.from_[0]]
    assert "".join(drafted.text.split()) == "".join("".join(s.text for s in drafted.sentences).split())
    assert 0 <= drafted.own_share <= 1


@pytest.mark.slow
@settings(deadline=None, max_examples=100)
@given(INTERVIEWS, ANSWERS, STEPS)
def test_sentences_of_one_answer_keep_their_order_the_opening_apart(options: dict, idea: str, steps: list[str | None]) -> None:
    interview, _, _ = run(options, idea, steps)
    order = [(p.source, p.text) for p in gather(interview).pieces]
    drafted = [(s.from_[0], s.text) for s in draft(interview).sentences if s.kind != "gap"]
    assert Counter(drafted) == Counter(order)
    for source in {source for source, _ in order}:
        asked_last = [text for s, text in order if s == source and not text.endswith("?")]
        told = [text for s, text in drafted if s == source and not text.endswith("?")]
        opening = [t for t in told if drafted and drafted[0] == (source, t)]
        if told[: len(asked_last)] != asked_last:
            assert opening, "only the opening may leave its place"


@settings(deadline=None, max_examples=60)
@given(INTERVIEWS, ANSWERS, STEPS, st.integers(0, 400))
def test_sheets_and_cuts_never_fail_and_quote_literally(options: dict, idea: str, steps: list[str | None], limit: int) -> None:
    interview, _, _ = run(options, idea, steps)
    spoken = "\n".join([interview.idea, *(t.answer or "" for t in interview.turns)])
    for made in (sheet(interview), sheet(stop(interview))):
        assert all(fact.text in spoken for fact in made.facts)
        assert made.key_sentence in spoken
        assert len(made.angles) in (0, 1, 2)
        assert len(set(made.missing)) == len(made.missing)
    drafted = draft(interview)
    gone = propose_cuts(drafted, limit, interview)
    assert 0 not in gone
    assert len(without(drafted, gone)) <= len(drafted.text)
