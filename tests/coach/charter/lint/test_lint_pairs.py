"""Two sentences side by side: do they contradict one another, do they impose words, do they promise freedom?"""

from __future__ import annotations

from typing import Any, cast

import pytest
from ground_of_lint import HERE, read_yaml, said

from coach.charter.lint.contradictions import contradictions
from coach.charter.lint.defect import Defect
from coach.charter.lint.wording import grants_freedom, imposes_words, imposing
from coach.context import Language

PAIRS = read_yaml(HERE / "pairs.yml")
WORDING = read_yaml(HERE / "wording.yml")


def clash(one: str, two: str, lang: Language) -> list[Defect]:
    statements = [*said(one, "encouraged", "one", lang), *said(two, "discouraged", "two", lang, order=1)]
    free = [s for s in statements if grants_freedom(s)]
    return list(contradictions(statements, free, imposing(statements), lang))


def pairs(kind: str) -> list[Any]:
    return [
        pytest.param(one, two, cast(Language, lang), id=f"{one} × {two}")
        for lang, listed in PAIRS[kind].items()
        for one, two in listed
    ]


@pytest.mark.parametrize(("one", "two", "lang"), pairs("contradictory"))
def test_encouraged_here_and_discouraged_there(one: str, two: str, lang: Language) -> None:
    (defect, *_) = clash(one, two, lang)
    assert defect.defect == "contradictory_injunctions"
    assert {defect.where, defect.with_} == {"pack.yml:1", "pack.yml:2"}


@pytest.mark.parametrize(("one", "two", "lang"), pairs("compatible"))
def test_a_condition_or_a_narrower_subject_is_no_contradiction(one: str, two: str, lang: Language) -> None:
    assert clash(one, two, lang) == []


def sentences(kind: str) -> list[Any]:
    return [pytest.param(text, lang, id=text) for lang, texts in WORDING[kind].items() for text in texts]


@pytest.mark.parametrize(("text", "lang"), sentences("forced"))
def test_words_are_imposed(text: str, lang: Language) -> None:
    assert any(imposes_words(s) for s in said(text, "principle", "one", lang))


@pytest.mark.parametrize(("text", "lang"), sentences("not_forced"))
def test_a_disclosure_a_quotation_or_a_permission_imposes_nothing(text: str, lang: Language) -> None:
    assert not any(imposes_words(s) for s in said(text, "principle", "one", lang))


@pytest.mark.parametrize(("text", "lang"), sentences("free"))
def test_freedom_is_promised(text: str, lang: Language) -> None:
    assert any(grants_freedom(s) for s in said(text, "principle", "one", lang))


@pytest.mark.parametrize(("text", "lang"), sentences("not_free"))
def test_freedom_is_not_promised(text: str, lang: Language) -> None:
    assert not any(grants_freedom(s) for s in said(text, "principle", "one", lang))
