"""Worn phrases are seen where they stand, and the bank has none of them."""

from __future__ import annotations

import pytest

from coach.assist.echoes import repeats
from coach.assist.slop import heaviness, worn
from coach.context import Language
from coach.interview.bank import read_bank


@pytest.mark.parametrize(
    ("text", "phrase", "lang"),
    [
        ("Bonjour, ravie de vous annoncer ça", "ravie de vous annoncer", "fr"),
        ("Fière d’annoncer", "Fière d’annoncer", "fr"),
        ("il faut libérer le\u00a0potentiel", "libérer le\u00a0potentiel", "fr"),
        ("Et si je te disais que", "Et si je te disais", "fr"),
        ("une synergie", "synergie", "fr"),
        ("Thrilled to announce it", "Thrilled to announce", "en"),
        ("let’s dive in", "let’s dive", "en"),
        ("a game-changer", "game-changer", "en"),
        ("Could you elaborate?", "Could you elaborate", "en"),
    ],
)
def test_a_worn_phrase_is_seen_where_it_stands(text: str, phrase: str, lang: Language) -> None:
    assert [one.span.of(text) for one in worn(text, lang)] == [phrase]


@pytest.mark.parametrize("text", ["", "Lundi, 37 fils sans étiquette.", "On a boxé. Une fierté ? Non.", "le fil de l'histoire"])
def test_plain_words_are_not_worn(text: str) -> None:
    assert worn(text, "fr") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_bank_s_questions_are_not_worn(lang: Language) -> None:
    assert [entry.id for entry in read_bank(lang).questions if heaviness(entry.ask, (), lang) > 1] == []


def test_what_the_person_said_weighs_nothing() -> None:
    assert heaviness("et ces synergies, alors", (), "fr") == 2
    assert heaviness("et ces synergies, alors", ("les SYNERGIES du comité",), "fr") == 0


def test_five_telling_words_in_a_row_are_somebody_s() -> None:
    post = "Ensemble, construisons la mobilité de demain. Qu'est-ce qui t'a plu ?"
    assert repeats("pourquoi construisons la mobilité de demain ici", [post], "fr")
    assert repeats("CONSTRUISONS, la mobilite de demain", ["rien", post], "fr")
    assert not repeats("construisons la mobilité pour demain", [post], "fr")
    assert not repeats("qu'est-ce qui t'a fait rire", [post], "fr")
    assert not repeats("court", [post, ""], "fr")
