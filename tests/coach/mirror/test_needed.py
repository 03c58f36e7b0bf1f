"""What a pattern cannot do without is in whatever it matches, and a text without it is not searched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.mirror import cues
from coach.mirror.needed import lowered, needed

CUES = (
    "disclosure",
    *(f"apport.{kind}" for kind in ("places", "dates", "figures", "people", "objects", "first_person", "doubt")),
)
WORDS = (
    "je travaille chez Brumaire à Lyon mardi 12 mars 2026 40 % deux ampoules un collègue Karim m'a dit peut-être neutre opinions"
    " My own views are I work at with Anna on Monday at 9am in Paris two cups the kitchen €40 1/12/26 ſalarié ıl y a trois jours"
).split()
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bje suis (?:neutre|objectif)", ("je suis ",)),
        (r"(?i:\b(?:Lundi|mardi)\b)", ("lundi", "mardi")),
        (r"(?:un |une )?atelier", ("atelier",)),
        (r"(?:un|de|a)?", ()),
        (r"\d+ ?(?:%|€)", ("0",)),
        (r"(?:employeur|boîte|mon employeur)", ("boîte", "employeur")),
        (r"(?:oui|.+)", ()),
        (r"[A-Z]\w+", ()),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, needs: tuple[str, ...]) -> None:
    assert needed(pattern) == needs


def test_a_broken_pattern_is_refused() -> None:
    with pytest.raises(re.error):
        needed("(")


@given(text=texts, name=st.sampled_from(CUES))
def test_nothing_is_missed_nor_added(text: str, name: str) -> None:
    assert [m.span() for m in cues.found(name, text)] == [m.span() for m in cues.pattern(name).finditer(text)]


@given(text=texts)
def test_letters_equal_without_case_are_equal_when_lowered(text: str) -> None:
    for word in text.split():
        assert lowered(word) in lowered(text.upper()) or len(word.upper()) != len(word)


def test_a_parser_that_has_moved_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.mirror.needed.importlib.import_module", lambda name: object())
    assert needed("atelier") == ()
