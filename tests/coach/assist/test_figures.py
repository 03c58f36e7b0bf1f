"""Numbers in digits and in letters are one; what they count is held against the notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.assist.figures import Figure, figures, invented
from coach.context import Language


@pytest.mark.parametrize(
    ("text", "value", "lang"),
    [
        ("onze mille quatre cents", "11400", "fr"),
        ("11 400", "11400", "fr"),
        ("11\u202f400", "11400", "fr"),
        ("11.400", "11400", "fr"),
        ("quatre-vingt-dix-sept", "97", "fr"),
        ("soixante et onze", "71", "fr"),
        ("quatre vingts", "80", "fr"),
        ("vingt et un", "21", "fr"),
        ("septante-deux", "72", "fr"),
        ("3,50", "3.5", "fr"),
        ("1987", "1987", "fr"),
        ("𝟯𝟳", "37", "fr"),
        ("٣٧", "37", "fr"),
        ("moitié", "moitie", "fr"),
        ("one hundred and five", "105", "en"),
        ("Thirty-two", "32", "en"),
        ("11,400", "11400", "en"),
        ("two thousand", "2000", "en"),
        ("dozens", "dozen", "en"),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, value: str, lang: Language) -> None:
    assert [figure.value for figure in figures(text, lang)] == [value]


@pytest.mark.parametrize(("text", "lang"), [("une armoire et un câble", "fr"), ("one of them", "en"), ("", "fr"), ("rien", "fr")])
def test_an_article_is_no_number(text: str, lang: Language) -> None:
    assert figures(text, lang) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("30 %", Figure("30", "%")),
        ("trente pour cent", Figure("30", "%")),
        ("40 €", Figure("40", "euro")),
        ("40 euros", Figure("40", "euro")),
        ("$40", Figure("40", "dollar")),
        ("37 fils", Figure("37", "fil")),
        ("37, enfin", Figure("37", "")),
    ],
)
def test_what_a_number_counts(text: str, figure: Figure) -> None:
    assert figures(text, "fr")[0] == figure


NOTES = ("412 fils à repérer, 37 sans étiquette", "on a payé 11 400 euros. trois jours avec Moussa", "12h30 pile")


@pytest.mark.parametrize(
    "text",
    [
        "ces 37 fils",
        "trente-sept",
        "412 et 37",
        "ces trois jours",
        "11 400 €",
        "onze mille quatre cents euros",
        "à 12h30",
        "sans nombre",
    ],
)
def test_the_person_s_numbers_are_theirs(text: str) -> None:
    assert invented(text, NOTES, "fr") == []


@pytest.mark.parametrize(
    "text",
    [
        "38 fils",
        "trente-huit",
        "37 %",
        "412 personnes",
        "11 400 dollars",
        "trois fils",
        "la moitié",
        "une douzaine",
        "½",
        "41",
        "4 12",
        "37 000",
        "③②",
    ],
)
def test_a_number_or_a_count_from_nowhere_is_seen(text: str) -> None:
    assert invented(text, NOTES, "fr")


@given(st.integers(0, 10_000_000))
@settings(max_examples=100, deadline=None)
def test_no_number_that_is_not_in_the_notes_goes_unseen(number: int) -> None:
    said = {"412", "37", "11400", "3", "12", "30"}
    assert bool(invented(f"et ces {number} ?", NOTES, "fr")) == (str(number) not in said)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_a_text_never_invents_what_it_says_itself(text: str) -> None:
    if "\n" not in text and "." not in text:
        assert [f for f in invented(text, [text], "fr") if f.value not in {g.value for g in figures(text, "fr")}] == []
