"""The person's yes to a text, kept in their notebook and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from coach.charter.record import record_of, sign
from tui import __version__

if TYPE_CHECKING:
    from coach.notebook import Draft
    from coach.settle import Settled
    from tui.deciding import Decisions
    from tui.house import House
    from tui.screens.charter_record import Yes


def keep_signature(house: House, draft: Draft, settled: Settled, decisions: Decisions, yes: Yes) -> None:
    """Keep what was checked of ``draft`` and who answers for it. Raises ``CoachError``."""
    record = record_of(
        draft.text,
        settled,
        decisions.standing,
        house.packs,
        made=house.clock.now(),
        signed_by=yes.name,
        tool=__version__,
        note=yes.note,
    )
    house.notebook.save_signature(sign(record, draft.id, uuid4().hex))
