"""What is wrong in a charter: one kind of value, with its place, its reason and what to do."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coach.context import Language
from coach.finding import Value
from coach.phrases import phrase

DefectName = Literal[
    "contradictory_injunctions",
    "free_speech_vs_forced_wording",
    "compulsory_identical_text",
    "paste_ready_without_angle",
    "too_many_prohibitions",
    "no_contact",
    "contact_without_channel",
    "expired_window",
    "rule_never_fires",
    "duplicate_rule",
]


class Defect(Value):
    """A defect of the charter itself; :meth:`as_json` is what ``charter lint --json`` prints of it."""

    defect: DefectName
    where: str
    """``file:line`` in the pack, 1-based."""
    text: str
    """The sentence, as the charter says it."""
    with_: str | None = Field(default=None, alias="with")
    """``file:line`` of what it contradicts or repeats."""
    why: str
    """What goes wrong for the people the charter speaks to."""
    remedy: str
    """What the programme lead can do."""

    def as_json(self) -> dict[str, str | None]:
        """Return the keys of the contract."""
        return {
            "defect": self.defect,
            "where": self.where,
            "text": self.text,
            "with": self.with_,
            "why": self.why,
            "remedy": self.remedy,
        }


def told(
    name: DefectName, where: str, text: str, lang: Language, *, beside: str | None = None, why: str = "", **values: object
) -> Defect:
    """Return a defect in words: ``prompts/<lang>/lint.toml`` holds ``why.<name>`` (or ``why.<why>``) and ``remedy.<name>``."""
    key = why or name
    return Defect.model_validate(
        {
            "defect": name,
            "where": where,
            "text": text,
            "with": beside,
            "why": phrase(lang, "lint", f"why.{key}", **values),
            "remedy": phrase(lang, "lint", f"remedy.{key}", **values),
        }
    )
