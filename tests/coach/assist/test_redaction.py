"""What must not leave does not, and everything comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.assist.redaction import redact
from coach.text import fold

NAMES = ("Moussa Diallo", "Élise", "Jean-Pierre", "Or")
SECRETS = [
    "claire.dupont@helvia.fr", "x@y", "a" * 90 + "@exemple.fr", "Émile+tri@sous.domaine.example", "jean＠helvia.fr",
    "06 12 34 56 78", "+33 (0)6-12-34-56-78", "0612345678", "555-0199", "+352 26 12 34", "1 84 12 76 451 089 46",
    "FR76 3000 6000 0112 3456 7890 189", "fr7630006000011234567890189", "GB29NWBK60161331926819", "4970 1000 0000 0154",
]  # fmt: skip
KEPT = [
    "le 12/03/2026",
    "2026-11-23",
    "190 000 000 euros",
    "11 400 euros, contre 190 000",
    "412 fils, 37 sans étiquette",
    "@Moussa",
    "12h30",
]
MARK = re.compile(r"⟦[^⟦⟧]*⟧")

texts = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(SECRETS),
        st.sampled_from(
            [*NAMES, "MOUSSA DIALLO", "moussa  diallo", "elise", "Diallo", "jean pierre", "⟦nom 1⟧", "⟦", "⟧", "@", "\n"]
        ),
    ),
    max_size=12,
).map(" ".join)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("around", ["{}", "écris à {} ou passe", "({})", "tel:{}.", "{},{}"])
def test_addresses_and_numbers_do_not_leave(secret: str, around: str) -> None:
    text = around.replace("{}", secret)
    redacted = redact([text], (), "fr")
    assert secret not in redacted.texts[0]
    assert len(re.sub(r"\D", "", MARK.sub("", redacted.texts[0]))) < 4
    assert redacted.restore(redacted.texts[0]) == text


@pytest.mark.parametrize("text", KEPT)
def test_dates_amounts_and_mentions_stay(text: str) -> None:
    assert redact([text], (), "fr").texts == (text,)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("avec Moussa Diallo hier", "avec ⟦nom 1⟧ hier"),
        ("avec MOUSSA DIALLO hier", "avec ⟦nom 1⟧ hier"),
        ("avec moussa diallo hier", "avec ⟦nom 1⟧ hier"),
        ("Moussa a ri", "⟦nom 1⟧ a ri"),
        ("M. Diallo a ri", "M. ⟦nom 1⟧ a ri"),
        ("l'idée d'Elise", "l'idée d'⟦nom 1⟧"),
        ("l'idée d'e\u0301lise", "l'idée d'⟦nom 1⟧"),
        ("𝗘𝗹𝗶𝘀𝗲 a ri", "⟦nom 1⟧ a ri"),
        ("Jean-Pierre et Jean Pierre", "⟦nom 1⟧ et ⟦nom 2⟧"),
        ("Élise, puis Élise", "⟦nom 1⟧, puis ⟦nom 1⟧"),
        ("Moussa, puis Élise", "⟦nom 1⟧, puis ⟦nom 2⟧"),
        ("une pierre et un jean", "une pierre et un jean"),
    ],
)
def test_names_never_cited_do_not_leave(said: str, left: str) -> None:
    redacted = redact([said], NAMES, "fr")
    assert redacted.texts == (left,)
    assert redacted.restore(left) == said


def test_marks_are_the_same_in_every_text_and_speak_the_language() -> None:
    french = redact(["Élise", "à Élise et x@y.fr", "x@y.fr"], NAMES, "fr")
    assert french.texts == ("⟦nom 1⟧", "à ⟦nom 1⟧ et ⟦e-mail 1⟧", "⟦e-mail 1⟧")
    assert redact(["Élise, x@y.fr"], NAMES, "en").texts == ("⟦name 1⟧, ⟦e-mail 1⟧",)


def test_a_made_up_mark_stays_and_a_typed_one_is_the_person_s() -> None:
    redacted = redact(["Élise écrit ⟦nom 1⟧"], NAMES, "fr")
    assert redacted.restore("⟦nom 9⟧ et ⟦nom 1⟧") == "⟦nom 9⟧ et Élise"
    assert redacted.restore(redacted.texts[0]) == "Élise écrit ⟦nom 1⟧"


@pytest.mark.slow
@given(st.lists(texts, max_size=4))
@settings(max_examples=150, deadline=None)
def test_everything_comes_back_as_it_was(given_texts: list[str]) -> None:
    redacted = redact(given_texts, NAMES, "fr")
    assert [redacted.restore(text) for text in redacted.texts] == given_texts


@given(st.lists(texts, max_size=4))
@settings(max_examples=150, deadline=None)
def test_nothing_listed_survives(given_texts: list[str]) -> None:
    for text in redact(given_texts, NAMES, "fr").texts:
        bare = MARK.sub("\x00", text)
        assert not any(secret in bare for secret in SECRETS)
        pieces = [fold(piece) for piece in re.findall(r"[^\W_]+|\x00", bare)]
        for name in NAMES:
            keys = re.findall(r"[^\W_]+", fold(name))
            assert not any(pieces[i : i + len(keys)] == keys for i in range(len(pieces))), (name, bare)


@given(st.lists(texts, max_size=3), texts)
@settings(max_examples=100, deadline=None)
def test_what_is_added_changes_no_mark(before: list[str], added: str) -> None:
    assert redact([*before, added], NAMES, "fr").texts[: len(before)] == redact(before, NAMES, "fr").texts


@pytest.mark.parametrize("hostile", ["a" * 20_000, "@" * 5_000, "1 " * 10_000, "FR76 " + "abcd " * 4_000, "⟦" * 5_000])
def test_a_long_text_takes_no_time(hostile: str) -> None:
    redacted = redact([hostile], NAMES, "fr")
    assert redacted.restore(redacted.texts[0]) == hostile
