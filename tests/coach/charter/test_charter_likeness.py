"""The line that wonders about a whole stretch of text: sound for any words, and silent where a rule of words has spoken."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.charter.engine import PackCharter
from coach.charter.likeness import buckets, category, chance, told
from coach.context import Context
from coach.packs import built_in, load_pack
from coach.review import review

HIDDEN = "Les Suédois ont visité l'usine avec un mètre et un carnet. À mon avis, on sera bientôt à eux."
PLAIN = "Bon, ce n'est pas encore officiel, mais notre usine de Dole va doubler."


@cache
def charter() -> PackCharter:
    return PackCharter([load_pack(f, tried=True) for f in built_in()[0]])


def rules_told(text: str) -> set[str]:
    context = Context(today=dt.date(2026, 11, 23), lang="fr", speak="fr")
    return {f.rule for f in review(text, context, charter=charter()).findings}


@given(st.lists(st.text(max_size=100), max_size=4))
def test_any_sentences_sound_like_something_between_nought_and_one(sentences: list[str]) -> None:
    assert 0 <= chance(sentences) <= 1
    assert category(sentences)


def test_sentences_read_apart_sound_as_the_stretch_they_make() -> None:
    apart = ["Les Suédois ont visité l'usine.", "Ils avaient un mètre et un carnet.", "À mon avis, on sera bientôt à eux."]
    assert chance(apart) == pytest.approx(chance([" ".join(apart)]))


@given(st.text(max_size=80), st.integers(8, 20))
def test_what_is_seen_falls_in_the_buckets_there_are(text: str, bits: int) -> None:
    assert all(0 <= bucket < 1 << bits for bucket in buckets(told(text), bits))


def test_a_figure_is_one_word_whatever_it_says() -> None:
    assert told("en 1987") == told("en 2026")


def test_a_post_no_turn_of_phrase_gives_away_is_wondered_about() -> None:
    assert "like-confidential-project" in rules_told(HIDDEN)


def test_it_steps_back_where_a_rule_of_words_has_spoken() -> None:
    found = rules_told(PLAIN)
    assert "conf-not-yet-public" in found
    assert not [rule for rule in found if rule.startswith("like-")]


def test_one_category_is_wondered_about_once_in_a_text() -> None:
    context = Context(today=dt.date(2026, 11, 23), lang="fr", speak="fr")
    found = [f.rule for f in review("\n\n".join([HIDDEN] * 8), context, charter=charter()).findings]
    assert found.count("like-confidential-project") == 1
