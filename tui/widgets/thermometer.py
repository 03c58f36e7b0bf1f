"""What only this person brings, as a column that rises: a word, a gauge of blocks, what is there, what could still be said."""

from __future__ import annotations

from textual.content import Content

from coach.finding import Apport, Reflection
from coach.mirror.verdict import RICH, THIN, signs
from tui.widgets.plain import Plain, words_of
from tui.widgets.verdict import APPORT
from tui.words import Words

FULL = RICH + THIN
"""Signs from which the column is full."""
LEVELS = ((RICH, "warm", "$good"), (THIN, "mild", "$warn"), (1, "cool", "$advise"), (0, "cold", "$soft"))
"""From how many signs, the word for it, its colour."""
ASKED = 3
"""Things still missing that are named at once."""
OWN_WORDS = ((0.8, "most"), (0.5, "half"), (0.2, "some"), (0.0, "few"))
"""From which share of the words that say something, the word for it."""


class Thermometer(Plain):
    """Shows an :class:`Apport`; drawn again only when it reads differently."""

    def show_apport(self, reflection: Reflection | None) -> None:
        """Show what a text brings; nothing is known of it before the mirror has looked."""
        words = words_of(self)
        known = reflection is not None and reflection.verdict != "unchecked"
        self.show(
            column(reflection.apport, words) if reflection and known else Content.styled(words("mirror.apport_wait"), "$soft")
        )


def column(apport: Apport, words: Words) -> Content:
    """Return the thermometer in three lines."""
    risen = signs(apport)
    level, colour = next((level, colour) for least, level, colour in LEVELS if risen >= least)
    filled = min(risen, FULL)
    there = [(name, n) for name in APPORT if (n := getattr(apport, name))]
    missing = [name for name in APPORT if not getattr(apport, name)][:ASKED]
    own = next(word for least, word in OWN_WORDS if apport.own_words >= least)
    pieces: list[Content | str | tuple[str, str]] = [
        (f"{words('mirror.apport')} ", "bold"),
        ("█" * filled, colour),
        ("░" * (FULL - filled), "$soft"),
        (f" {words(f'mirror.apport_{level}')}", f"bold {colour}"),
        (f" · {words(f'mirror.own_{own}')}", "$soft"),
        "\n",
    ]
    told = "  ".join(f"✓ {words.many(f'workbench.apport_{name}', n)}" for name, n in there)
    pieces.append((told, "") if told else (words("workbench.apport_none"), "$soft"))
    if missing:
        pieces += ["\n", ("  ".join(f"+ {words(f'mirror.missing_{name}')}" for name in missing), "$soft")]
    return Content.assemble(*pieces)
