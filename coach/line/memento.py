"""The memento: what one person talks about, to whom, how often, and what they never say. Each draft is held against it.

Its parts are those of the training programmes it comes from: territories found by want, standing and proof; a posture; a real
reader; a rhythm that holds on a bad week; a mix; a benefit for oneself; red lines; one's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from coach.finding import Pillar, Value
from coach.interview.formats import Persona
from coach.text import clean

Grade = Literal[0, 1, 2, 3]
"""0 none, 1 a little, 2 well, 3 fully."""
PILLARS: tuple[Pillar, ...] = ("product", "culture", "trade")
PART = ("territories", "posture", "reader", "benefit", "red_lines", "voice")
"""What makes a memento whole; the rest has a usable default or may stay empty."""
WEEKS_A_MONTH = 52 / 12


def _cleaned(data: Any) -> Any:
    """Return ``data`` with every text in it clean, whatever its depth."""
    if isinstance(data, str):
        return clean(data).strip()
    if isinstance(data, Mapping):
        return {key: _cleaned(value) for key, value in data.items()}
    return [_cleaned(value) for value in data] if isinstance(data, list | tuple) else data


class Noted(Value):
    """Something the person wrote: every text in it is clean."""

    @model_validator(mode="before")
    @classmethod
    def _at_the_door(cls, data: Any) -> Any:
        return _cleaned(data)


class Territory(Noted):
    """A subject, weighed by three things that must all be there."""

    name: str = Field(min_length=1)
    want: Grade = 0
    """How much one likes to talk of it."""
    standing: Grade = 0
    """How much one is listened to on it."""
    proof: Grade = 0
    """How much one has to show for it."""
    instance: str = ""
    """One true instance; without it the card is not kept."""
    asked_by: str = ""
    """Who comes to one for it: the evidence of the standing."""
    to_show: str = ""
    """What one can show for it: the evidence of the proof."""
    pillar: Pillar | None = None
    card: str | None = None
    """Id of the card it was kept from."""

    @property
    def weight(self) -> int:
        """Want × standing × proof, 0 to 27: nothing makes up for one that is missing."""
        return self.want * self.standing * self.proof


class Rhythm(Value):
    """What holds on a bad week. One post a month is a good answer."""

    posts_a_month: int = Field(default=1, ge=0, le=31)
    minutes_a_week: int = Field(default=30, ge=0, le=2_400)
    minutes_a_post: int = Field(default=60, ge=5, le=600)
    """Real minutes from the idea to the answers to comments, as one counts them oneself."""

    @property
    def minutes_a_month(self) -> int:
        """Time one gives in a month."""
        return round(self.minutes_a_week * WEEKS_A_MONTH)

    @property
    def holds(self) -> int:
        """How many posts a month the time given pays for."""
        return min(31, self.minutes_a_month // self.minutes_a_post)


class Mix(Value):
    """Shares of what one publishes, in percent: product, company culture, the trade (20/30/50, seed 002)."""

    product: int = Field(default=20, ge=0, le=100)
    culture: int = Field(default=30, ge=0, le=100)
    trade: int = Field(default=50, ge=0, le=100)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.product + self.culture + self.trade != 100:
            raise ValueError(f"product, culture and trade make {self.product + self.culture + self.trade} %, not 100 %")
        return self

    def of(self, pillar: Pillar) -> int:
        """Return the share wanted of one pillar, in percent."""
        return {"product": self.product, "culture": self.culture, "trade": self.trade}[pillar]


class KnownFact(Noted):
    """A figure one may use, with what is needed to defend it."""

    value: str = Field(min_length=1)
    """As it is to be written: ``11 400``."""
    unit: str = ""
    what: str = ""
    source: str = ""
    date: str | None = None
    """ISO 8601 day, when known."""


class Memento(Noted):
    """The line of one person, kept as its own JSON. Every text in it is clean, wherever it came from."""

    version: Literal[1] = 1
    """Of this JSON: a later shape will say 2, and know how to read 1."""
    name: str = ""
    persona: Persona | None = None
    territories: tuple[Territory, ...] = ()
    posture: str = ""
    reader: str = ""
    """A real person one would like to be read by, and what keeps them awake."""
    rhythm: Rhythm = Rhythm()
    mix: Mix = Mix()
    benefit: str = ""
    """What this brings to oneself, a year from now."""
    red_lines: tuple[str, ...] = ()
    never_named: tuple[str, ...] = ()
    """Names of people and companies one never cites."""
    own_words: tuple[str, ...] = ()
    banned_words: tuple[str, ...] = ()
    """Words one would never say aloud."""
    voice: tuple[str, ...] = ()
    """Texts written without thinking of it: a mail, a message, an old post."""
    facts: tuple[KnownFact, ...] = ()

    def strongest(self) -> tuple[Territory, ...]:
        """Return the territories that stand, the heaviest first; one without a true instance, or lacking a leg, does not."""
        standing = [t for t in self.territories if t.instance and t.weight]
        return tuple(sorted(standing, key=lambda t: -t.weight))

    def lacks(self) -> tuple[str, ...]:
        """Return the names of the parts that are still empty, the most useful first."""
        return tuple(part for part in PART if not getattr(self, part))

    @property
    def usable(self) -> bool:
        """Whether a draft can be held against it already: one subject with one true instance is enough to begin."""
        return any(t.instance for t in self.territories)

    @property
    def empty(self) -> bool:
        """Whether the person has put nothing in it."""
        return self.model_copy(update={"name": "", "persona": None}) == Memento()
