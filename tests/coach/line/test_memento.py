"""The memento as a value: what stands, what is refused, what is cleaned."""

import pytest
from pydantic import ValidationError

from coach.line.memento import KnownFact, Memento, Mix, Territory

FULL = Memento(
    name="Claire",
    persona="expert",
    territories=(
        Territory(name="réparation", want=3, standing=2, proof=3, instance="la presse de 1987 à Saint-Étienne"),
        Territory(name="stratégie", want=3, standing=0, proof=1, instance="un comité"),
        Territory(name="schémas", want=2, standing=2, proof=2, instance="redessiné à la main avec Moussa"),
        Territory(name="carbone", want=3, standing=3, proof=3),
    ),
    never_named=("Dupont",),
    facts=(KnownFact(value="11 400", unit="euros", what="réparation de la presse", source="devis", date="2026-03-10"),),
)


def test_a_territory_stands_on_three_legs_and_one_true_instance() -> None:
    assert [t.name for t in FULL.strongest()] == ["réparation", "schémas"]
    assert FULL.territories[0].weight == 18
    assert FULL.territories[1].weight == 0


def test_the_memento_is_its_own_json() -> None:
    assert Memento.model_validate_json(FULL.model_dump_json()) == FULL
    assert Memento.model_validate_json("{}") == Memento()


def test_a_mix_is_a_whole() -> None:
    assert (Mix().product, Mix().culture, Mix().trade) == (20, 30, 50)
    with pytest.raises(ValidationError, match="90 %"):
        Mix(product=20, culture=20, trade=50)


@pytest.mark.parametrize(
    "bad", ['{"mood": "happy"}', '{"territories": [{"name": ""}]}', '{"rhythm": {"posts_a_month": 400}}', "[1]", "nope"]
)
def test_what_is_not_a_memento_is_refused_by_name(bad: str) -> None:
    with pytest.raises(ValidationError):
        Memento.model_validate_json(bad)


def test_every_text_is_cleaned_however_deep() -> None:
    dirty = '{"name": "Cla\\u001b[31mire", "voice": ["a\\u0000b"], "territories": [{"name": "x\\u202e", "instance": " y "}]}'
    made = Memento.model_validate_json(dirty)
    assert (made.name, made.voice, made.territories[0].name, made.territories[0].instance) == ("Claire", ("ab",), "x", "y")
