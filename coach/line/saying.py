"""What a day of the editorial calendar is called, in the app and in a diary."""

from __future__ import annotations

from coach.context import Language
from coach.line.plan import Slot
from coach.phrases import phrase


def title(slot: Slot, lang: Language) -> str:
    """Return what a slot is called in a calendar."""
    if slot.kind == "slot":
        return (
            phrase(lang, "line", "slot.post", about=slot.territory) if slot.territory else phrase(lang, "line", "slot.post_bare")
        )
    return phrase(lang, "line", f"slot.{slot.kind}", label=slot.label)


def about(slot: Slot, lang: Language) -> str:
    """Return what is said under it: which share of the mix, what to mind."""
    if slot.kind != "slot":
        return slot.label
    pillar = phrase(lang, "line", "slot.about", pillar=phrase(lang, "line", f"pillar.{slot.pillar}")) if slot.pillar else ""
    quiet = phrase(lang, "line", "slot.quiet", label=slot.quiet) if slot.quiet else ""
    return " ".join(filter(None, (pillar, quiet)))
