"""What could go when a text is too long: whole sentences, never the opening nor the question, and nothing is cut unasked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.interview.cuts import cuts_for

OPENING, VAGUE, SHARP, ASKED = (
    "Mardi à Roanne, la presse de 1987 est repartie.",
    "C'était vraiment quelque chose de très bien pour tout le monde.",
    "Moussa a repéré 412 fils en trois jours.",
    "Vous gardez vos schémas ?",
)
GAP = "[à compléter : un chiffre]"
TEXT = f"{OPENING}\n\n{VAGUE} {SHARP}\n\n{GAP}\n\n{ASKED}"


def test_a_text_that_holds_loses_nothing() -> None:
    found = cuts_for(TEXT, "fr", len(TEXT), len)
    assert (found.cuts, found.text, found.used) == ((), TEXT, len(TEXT))


def test_a_gap_goes_first_then_the_least_concrete_sentence() -> None:
    assert [cut.sentence for cut in cuts_for(TEXT, "fr", len(TEXT) - 1, len).cuts] == [GAP]
    found = cuts_for(TEXT, "fr", len(TEXT) - len(GAP) - 10, len)
    assert [cut.sentence for cut in found.cuts] == [VAGUE, GAP]
    assert found.text == f"{OPENING}\n\n{SHARP}\n\n{ASKED}"
    assert found.cuts[0].text == f"{OPENING}\n\n{SHARP}\n\n{GAP}\n\n{ASKED}"


@given(st.lists(st.sampled_from([VAGUE, SHARP, GAP]), max_size=6), st.integers(0, 400))
def test_what_is_left_is_whole_sentences_of_the_text_with_its_opening_and_its_question(middle: list[str], limit: int) -> None:
    text = " ".join([OPENING, *middle, ASKED])
    found = cuts_for(text, "fr", limit, len)
    assert found.text.startswith(OPENING)
    assert found.text.endswith(ASKED)
    assert found.used == len(found.text)
    left = found.text
    for sentence in (OPENING, VAGUE, SHARP, GAP, ASKED):
        left = left.replace(sentence, "")
    assert not left.strip()
