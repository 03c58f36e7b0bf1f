"""The fragment said back: literal, short, the concrete part, cut between words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.interview.quoting import QUOTE_LIMIT, fragment, shortened
from coach.text import clean, words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("une presse de 1987", "une presse de 1987"),
        (
            "je l'ai rappelé en avril avec une seule phrase : donnez-moi votre pire machine pendant une semaine. il a dit oui",
            "donnez-moi votre pire machine pendant une semaine",
        ),
        ("ça nous a coûté 11 400 €, voilà", "ça nous a coûté 11 400 €, voilà"),
        ("ta question est débile. j'ai compté 60 personnes devant la presse", "j'ai compté 60 personnes devant la presse"),
        ("faut pas dire que c'est chez Danone", None),
        ("...", None),
        ("", None),
    ],
)
def test_the_concrete_clause_is_picked(text: str, quoted: str | None) -> None:
    assert fragment(text, "fr") == quoted


def test_a_long_clause_is_cut_before_a_conjunction_and_never_after_an_article() -> None:
    text = "je pense qu'on jette beaucoup trop de ces vieilles machines parce qu'on ne sait plus du tout comment les lire"
    picked = fragment(text, "fr")
    assert picked == "je pense qu'on jette beaucoup trop de ces vieilles machines"


def test_a_number_is_never_cut() -> None:
    text = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll 11 400 euros de pièces pour la grosse machine"
    picked = fragment(text, "fr") or ""
    assert "11" not in picked or "11 400" in picked


def test_the_message_is_shown_by_its_first_sentence() -> None:
    assert shortened("Helvia lance Atelier Zéro. L'objectif : durer.", 110) == "Helvia lance Atelier Zéro"
    assert len(shortened("mot " * 200, 50)) <= 50
    assert shortened("", 50) == ""


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_a_fragment_is_always_literal_and_short(text: str, lang: str) -> None:
    said = clean(text)
    picked = fragment(said, lang)  # type: ignore[arg-type]
    if picked is not None:
        assert picked in said
        assert 0 < len(picked) <= QUOTE_LIMIT
        assert "\n" not in picked
        keys = [w.key for w in words(said)]
        assert all(w.key in keys for w in words(picked)), "cut inside a word"
