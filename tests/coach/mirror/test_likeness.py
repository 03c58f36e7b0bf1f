"""Two sentences word by word: families of meaning, contradictions, figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.mirror.likeness import MOST, likeness, meanings
from coach.text import words


def alike(one, two, lang):
    return likeness([w.key for w in words(one)], [w.key for w in words(two)], lang)


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("fr", "Une fillette saute dans une flaque.", "Une gamine bondit dans une flaque d'eau."),
        ("fr", "Mille détenus s'évadent de la prison libyenne.", "En Libye, mille prisonniers s'échappent de prison."),
        ("en", "Two ladies peel vegetables.", "Two women are peeling vegetables."),
        ("en", "The firm bought its rival.", "The company acquires its rival."),
    ],
)
def test_the_same_idea_in_other_words_is_covered(lang, one, two):
    said = alike(one, two, lang)
    assert said.covered > 0.6
    assert not said.apart


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("fr", "La banque relève ses taux.", "La banque réduit ses taux."),
        ("fr", "Un chien noir court.", "Un chien blanc court."),
        ("en", "Shares rise on Monday.", "Shares fall on Monday."),
        ("en", "A man plays the guitar.", "A man plays the violin."),
    ],
)
def test_words_that_exclude_each_other_are_counted(lang, one, two):
    assert alike(one, two, lang).apart == 1


def test_figures_are_other_only_when_each_gives_its_own():
    assert alike("66 morts en 2012", "12 morts en 2012", "fr").other_figures
    assert not alike("66 morts", "66 morts en 2012", "fr").other_figures
    assert not alike("66 morts", "des morts", "fr").other_figures


WORDS = st.sampled_from(["hausse", "baisse", "rouge", "chien", "", "12", "le"])


@given(st.lists(WORDS, max_size=8), st.sampled_from(["fr", "en"]))
def test_nothing_sets_a_sentence_apart_from_itself(keys, lang):
    said = likeness(keys, keys, lang)
    assert said.covered in (0.0, pytest.approx(1.0))
    assert said.apart == 0
    assert not said.other_figures


def test_every_list_says_something():
    for lang in ("fr", "en"):
        known = meanings(lang)
        assert len(known.same) > 500
        assert len(known.apart) > 150
    assert MOST > 0
