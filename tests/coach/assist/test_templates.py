"""Templates run in a sandbox: strict names, no attribute of Python, values never parsed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.assist.templates import render, render_ask
from coach.errors import BadInput


def test_values_are_filled_in_and_stay_inert() -> None:
    said = render("Bonjour {{ nom }}", name="t", lang="fr", nom="{{ 7*7 }} <b>&")
    assert said == "Bonjour {{ 7*7 }} <b>&"


@pytest.mark.parametrize(
    "template",
    [
        "{{ absent }}",
        "{{ nom",
        "{% include 'pack.yml' %}",
        "{{ nom.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ nom|attr('__class__') }}",
        "{{ 'a' * 10**10 }}" if False else "{{ range(10**9) }}",
        "x" * 20_001,
    ],
)
def test_what_a_template_may_not_do_is_refused_by_name(template: str) -> None:
    with pytest.raises(BadInput, match="un-modèle") as caught:
        render(template, name="un-modèle", lang="fr", nom="Ada")
    assert caught.value.remedy


def test_a_syntax_error_tells_its_line() -> None:
    with pytest.raises(BadInput, match="line 3"):
        render("a\nb\n{% if %}", name="t", lang="en")


@pytest.mark.parametrize(("lang", "hello"), [("fr", "Bonjour Nadia,"), ("en", "Hello Nadia,")])
def test_the_message_to_a_contact_is_short_and_signed(lang: str, hello: str) -> None:
    said = render_ask(lang, extract="le passage", matter="x", contact="Nadia, communication", author="Moussa", kind="post")  # type: ignore[arg-type]
    assert said.startswith(hello)
    assert said.endswith("Moussa")
    assert said.count("le passage") == 1
    assert len(said) < 400
    alone = render_ask(lang, extract="p", matter="", contact="", author="", kind="comment")  # type: ignore[arg-type]
    assert "()" not in alone
    assert "  " not in alone


@given(st.text(max_size=100))
@settings(deadline=None, max_examples=100)
def test_any_extract_comes_out_as_it_is(extract: str) -> None:
    assert extract in render("[{{ extract }}]", name="t", lang="fr", extract=extract)
