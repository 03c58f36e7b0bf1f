"""What is said is data, in two languages that say the same things; values stay inert."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.context import Language
from coach.phrases import phrase, room, variants

PROMPTS = Path(__file__).parents[2] / "prompts"
ROOMS = sorted({path.stem for lang in get_args(Language) for path in (PROMPTS / lang).glob("*.toml")})


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def phrases_of(lang: Language, name: str) -> Iterator[tuple[str, str]]:
    for key, said in room("prompts", lang, name).items():
        for one in said if isinstance(said, list) else [said]:
            if isinstance(one, str):
                yield key, one


@pytest.mark.parametrize("name", ["errors"])
def test_each_error_says_what_happened_and_what_to_do_in_both_languages(name: str) -> None:
    french, english = (dict(phrases_of(lang, name)) for lang in get_args(Language))
    assert set(french) == set(english)
    for key in french:
        assert fields(french[key]) == fields(english[key]), key
        if not key.startswith("expected.") and not key.endswith("_remedy") and key != "notebook.aside":
            assert f"{key}_remedy" in french, key


@pytest.mark.parametrize("name", ROOMS)
def test_no_phrase_is_empty_and_each_is_written_in_both_languages(name: str) -> None:
    kept = {lang: dict(phrases_of(lang, name)) for lang in get_args(Language) if (PROMPTS / lang / f"{name}.toml").exists()}
    assert all(text.strip() for said in kept.values() for text in said.values())
    assert set(kept) == set(get_args(Language)), f"{name}.toml is in one language only"


@given(st.text())
def test_a_value_is_never_parsed_again(value: str) -> None:
    said = phrase("fr", "errors", "home.denied", path=value)
    assert said == f"Le dossier {value} n'est pas accessible en écriture."


def test_a_value_may_have_any_name() -> None:
    assert "« x »" in phrase("fr", "errors", "settings.unknown_key", where="f", key="x", known="", near="")


def test_an_unknown_phrase_or_room_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match=r"home\.nothing"):
        phrase("fr", "errors", "home.nothing")
    with pytest.raises(FileNotFoundError, match=r"nowhere\.toml"):
        phrase("fr", "nowhere", "x")


def test_variants_are_a_list_and_one_wording_is_a_list_of_one() -> None:
    assert variants("fr", "errors", "home.denied") == [room("prompts", "fr", "errors")["home.denied"]]
