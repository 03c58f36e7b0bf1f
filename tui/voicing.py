"""The model of a house: made from the settings, with what it may stand on and where what it shows is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.context import Language
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.adapters.model import ModelWriter
    from coach.assist.voice import Voice


def voice_of(house: Any, env: Mapping[str, str]) -> Voice | None:
    """Return the voice of the model set; ``None`` when none is, or it cannot be called, which the house then tells."""
    if not house.settings.model.name:
        return None
    from coach.adapters.model import ModelWriter
    from coach.assist.voice import Voice
    from coach.purse import Purse

    purse = Purse(house.notebook, house.clock)

    def writer(lang: Language) -> ModelWriter:
        return ModelWriter(house.settings.model, env, lang, purse=purse)

    def templates() -> Mapping[str, str]:
        from coach.assist.overrides import templates_of

        return templates_of([Path(pack.path) for pack in house.packs if pack.path], house.words.lang)

    try:
        return Voice(
            writer,
            house.notebook,
            house.clock,
            borrowed=house.borrowed,
            shown=house.showed,
            templates=templates,
            spent=purse.spent,
            ceiling=house.settings.model.monthly_ceiling_usd,
        )
    except CoachError as error:
        house.notices.append(error)
        return None
