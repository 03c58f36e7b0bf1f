"""The model of the tier of meaning: read strictly, monotone, one entry an embedder."""

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import BrokenEnvironment
from coach.mirror.model import REFERENCE, Measures, model, parse

SHIPPED = files("prompts").joinpath("models", "meaning.json").read_text("utf-8")
KNOWN = parse(SHIPPED).embedders[REFERENCE]
UNIT = st.floats(0, 1)
MEASURES = st.builds(Measures, UNIT, UNIT, UNIT, UNIT, st.booleans(), st.integers(0, 2), UNIT)


def broken(**changes: object) -> str:
    found = json.loads(SHIPPED)
    for path, value in changes.items():
        *folders, last = path.split("__")
        inside = found
        for folder in folders:
            inside = inside[REFERENCE if folder == "e5" else folder]
        inside[last] = value
    return json.dumps(found)


def test_another_embedder_has_no_model():
    assert model(REFERENCE) == KNOWN
    assert model("letters-1") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "JSON"),
        (broken(format="portevoix.meaning/1"), "format"),
        (broken(embedders__e5__paraphrase__bias="-39"), "embedders.e5-small-q4.paraphrase.bias"),
        (broken(embedders__e5__paraphrase__bias=float("nan")), "embedders.e5-small-q4.paraphrase.bias"),
        (broken(embedders__e5__translated__weights__margin=-1.0), "translated.weights.margin"),
        (broken(embedders__e5__translated__weights__weather=1.0), "translated.weights.weather"),
        (broken(embedders__e5__least_near=2.0), "least_near"),
    ],
)
def test_a_broken_file_names_its_key(text, named):
    with pytest.raises(BrokenEnvironment, match=re.escape(named)):
        parse(text)


@settings(deadline=None, max_examples=60)
@given(MEASURES, UNIT)
def test_nearer_alone_and_alike_never_speak_against_a_borrowing(m, other):
    for line in (KNOWN.paraphrase, KNOWN.translated):
        assert line.beyond(m._replace(similarity=max(m.similarity, other))) >= line.beyond(m)
        assert line.beyond(m._replace(covered=max(m.covered, other))) >= line.beyond(m)
        assert line.beyond(m._replace(length=max(m.length, other))) >= line.beyond(m)
        assert line.beyond(m._replace(terms=max(m.terms, other))) >= line.beyond(m)
        assert line.beyond(m._replace(following=max(m.following, other))) <= line.beyond(m)
        assert line.beyond(m._replace(other_figures=True)) <= line.beyond(m._replace(other_figures=False))
        assert line.beyond(m._replace(apart=2)) <= line.beyond(m._replace(apart=0))
