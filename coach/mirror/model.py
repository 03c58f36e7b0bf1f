"""The small model that weighs what the neighbours in meaning tell: data, one entry an embedder (``prompts/models/meaning.json``).

Cosines of two embedders cannot be compared, so neither can their weights: for an embedder without an entry there is no model and
the mirror sees words only. ``tests/bench/train_meaning.py`` makes the file and ``docs/model-card.md`` describes it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from pydantic import ConfigDict, Field, ValidationError

from coach.errors import BrokenEnvironment
from coach.finding import Value

REFERENCE = "e5-small-q4"
"""The embedder the shipped model was trained with."""


class Measures(NamedTuple):
    """What is measured between a sentence and its nearest neighbour."""

    similarity: float
    """Cosine of the two."""
    following: float
    """Cosine of the next neighbour that says something else."""
    covered: float
    """Share of what each of both tells that the other tells too, in these words or like ones, 0 to 1."""
    length: float
    """Words of the shorter against words of the longer, 0 to 1."""
    other_figures: bool
    """Whether each gives a figure the other does not: another day, another news."""
    same_figures: bool
    """Whether both give one and the same figure."""
    apart: int
    """Pairs of words that cannot both be true (*rise* and *fall*), 0 to 2."""
    terms: float
    """How much both are about the same things, by the inner terms of the engine, 0 to 1."""


class Strict(Value):
    """A value read from the file: no unknown key, no text for a number, no infinity."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)


class Weights(Strict):
    """What each measure counts. Signs are fixed: nearer, alone and alike never speak against a borrowing."""

    similarity: float = Field(ge=0)
    margin: float = Field(ge=0)
    """Of the distance to the next neighbour, the ``floor`` standing in for one that is far."""
    covered: float = Field(ge=0)
    length: float = Field(ge=0)
    other_figures: float = Field(le=0)
    same_figures: float = Field(ge=0)
    apart: float = Field(le=0)
    terms: float = Field(ge=0)


class Line(Strict):
    """A straight line between borrowed and not: what is measured, each times its weight, against ``enough``."""

    weights: Weights
    bias: float
    enough: float
    floor: float = Field(ge=-1, le=1)
    """How near the next neighbour is at least taken to be: in a small store there is no next one to speak of."""

    def beyond(self, m: Measures) -> float:
        """Return how far beyond ``enough`` the measures are; positive means borrowed."""
        w = self.weights
        told = w.similarity * m.similarity + w.margin * (m.similarity - max(m.following, self.floor))
        told += w.covered * m.covered + w.length * m.length
        told += w.other_figures * m.other_figures + w.same_figures * m.same_figures + w.apart * m.apart + w.terms * m.terms
        return told + self.bias - self.enough


class Model(Strict):
    """What is known of one embedder."""

    least_near: float = Field(ge=-1, le=1)
    """Cosine under which nothing is the same idea."""
    paraphrase: Line
    """Within one language."""
    translated: Line
    """From one language to the other."""


class Shelf(Strict):
    """The file."""

    format: Literal["portevoix.meaning/4"]
    about: str
    embedders: dict[str, Model]
    """By :attr:`coach.ports.Embedder.name`."""


def parse(text: str) -> Shelf:
    """Return the models ``text`` holds. Raises ``BrokenEnvironment``, which names the key."""
    try:
        return Shelf.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "…"
        raise BrokenEnvironment(f"meaning.json: {where}: {first['msg']}", "pip install --force-reinstall porte-voix") from error


@cache
def model(embedder: str) -> Model | None:
    """Return the model for vectors of ``embedder``, or ``None``: words only. Raises ``BrokenEnvironment``."""
    return parse(files("prompts").joinpath("models", "meaning.json").read_text("utf-8")).embedders.get(embedder)
