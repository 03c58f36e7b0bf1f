"""French or English, told from small words; and the language a person's machine asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.language import language_asked, language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hier, à Lyon, un client m'a demandé pourquoi on avait tant tardé.", "fr"),
        ("Yesterday in Lyon a client asked me why we had waited so long.", "en"),
        ("Je suis fier de mon équipe", "fr"),
        ("LES COLLÈGUES DE L'ATELIER ET MOI", "fr"),
        ("What I learned from a bad week at the plant", "en"),
        ("Notre keynote sur le machine learning dans les usines", "fr"),
        ("We met the team of Saint-Étienne and it was great", "en"),
    ],
)
def test_the_language_of_a_post(text: str, lang: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize("text", ["", "42", "👨‍👩‍👧", "\x00", "Horizon 2030", "…"])
def test_what_says_nothing_takes_the_default(text: str) -> None:
    assert (language_of(text), language_of(text, "en")) == ("fr", "en")


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) in ("fr", "en")


@pytest.mark.parametrize(
    ("env", "lang"),
    [
        ({}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "fr-BE"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "frr_DE"}, "en"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LC_ALL": "POSIX", "LANG": "en_GB"}, "en"),
        ({"LC_ALL": "fr_FR", "LANG": "en_GB"}, "fr"),
        ({"LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
        ({"PORTEVOIX_LANG": "en", "LC_ALL": "fr_FR"}, "en"),
        ({"PORTEVOIX_LANG": " FR ", "LC_ALL": "en_GB"}, "fr"),
        ({"PORTEVOIX_LANG": "", "LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_a_machine_asks_for(env: dict[str, str], lang: str) -> None:
    assert language_asked(env) == lang


def test_nothing_asked_takes_the_default_given() -> None:
    assert language_asked({"LANG": "C"}, "en") == "en"


def test_the_letter_of_an_english_genitive_is_not_french():
    assert language_of("A woman measures another woman's ankle.", "en") == "en"
    assert language_of("L'eau d'hier, s'il te plaît") == "fr"
