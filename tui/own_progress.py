"""What a person's own progress is made of: asked of the room they take part in, or read here when they play alone. Textual-free.

Every function here may take seconds: none is called where a key waits.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coach.line.keeping import read_line
from coach.workshop.belonging import Belonging
from coach.workshop.comparison import ThenAndNow, sittings_of, then_and_now
from coach.workshop.pages import memento_html, memento_markdown
from coach.workshop.playing import ME
from tui.serving.link import Address, Unreachable, in_room
from tui.serving.mine import learn
from tui.workshop_mirror import mirror_of

if TYPE_CHECKING:
    from coach.ports import Notebook
    from tui.house import House

ROOM_KEY = "room"
"""Where the notebook remembers the room one joined: its address and what opens it."""


class Known(NamedTuple):
    """What is known of one's progress."""

    belonging: Belonging | None
    """As the room tells it; ``None`` when no room is known, or it does not answer."""
    found: ThenAndNow | None
    """The first session beside the last."""
    why: str = ""
    """Why the room told nothing; empty when none is known."""


def room_of(notebook: Notebook) -> Address | None:
    """Return the room that opened this app, or the one joined last from this machine."""
    served = in_room()
    if served is not None:
        return served
    try:
        known = json.loads(notebook.read(ROOM_KEY) or "{}")
    except ValueError:
        return None
    pairs = [(url, token) for url, token in known.items() if isinstance(token, str)] if isinstance(known, dict) else []
    return Address(*pairs[-1]) if pairs else None


def known_of(house: House, address: Address | None) -> Known:
    """Ask the room, and read what was played alone where it tells nothing. Raises ``CoachError``."""
    told, why = None, ""
    if address is not None:
        try:
            told = learn(address)
        except Unreachable as error:
            why = str(error)
    if told is not None and told.cohort is not None:
        return Known(told, told.found)
    return Known(told, then_and_now(sittings_of(house.logbook), ME, mirror_of(house.clock)), why)


def page_of(house: House, found: ThenAndNow | None) -> str:
    """Return one page of memento, before and after. Raises ``CoachError``."""
    lang = house.words.lang
    return memento_html(read_line(house.notebook, lang).memento, found, lang, house.clock.now().date())


def all_texts(house: House, told: str) -> str:
    """Return what the room gives back with what is in this home: the memento and every draft. Raises ``CoachError``."""
    lang = house.words.lang
    memento = memento_markdown(read_line(house.notebook, lang).memento, None, lang, house.clock.now().date())
    drafts = [f"# {draft.title or '…'}\n\n{draft.text}\n" for draft in house.notebook.drafts() if draft.text.strip()]
    return "\n".join([told, memento, *drafts])
