"""The real questions: what people outside ask, not what one would like to be asked (seed 004). Answered aloud, in writing.

A deck as data, ``prompts/<lang>/questions_outside.toml``: who asks, about which domain, in their own words.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from coach.context import Language
from coach.finding import Value

Asker = Literal["client", "student", "family", "journalist", "candidate", "peer", "neighbour", "sceptic"]
Domain = Literal["job", "company", "product", "money", "people", "planet", "tech", "future"]


class RealQuestion(Value):
    """One question somebody outside asks."""

    id: str
    who: Asker
    domain: Domain
    text: str


@cache
def real_questions(lang: Language) -> tuple[RealQuestion, ...]:
    """Return the deck of one language; the ids are those of that language's deck, written and not translated."""
    data = tomllib.loads(files("prompts").joinpath(lang, "questions_outside.toml").read_text("utf-8"))
    return tuple(
        RealQuestion.model_validate({"id": f"{lang}.{who}.{domain}.{n}", "who": who, "domain": domain, "text": text})
        for who, domains in data.items()
        for domain, texts in domains.items()
        for n, text in enumerate(texts)
    )


def drawn(questions: Sequence[RealQuestion], answered: Collection[str], seed: str, who: str = "") -> tuple[RealQuestion, ...]:
    """Return the questions in the order they are asked: shuffled by ``seed``, those answered last; ``who`` keeps one asker."""
    asked = [q for q in questions if not who or q.who == who]
    mixed = sorted(asked, key=lambda q: random.Random(f"{seed}\x1f{q.id}").random())  # noqa: S311 - a shuffle
    return (*(q for q in mixed if q.id not in answered), *(q for q in mixed if q.id in answered))
