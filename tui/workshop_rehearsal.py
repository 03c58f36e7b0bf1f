"""A script rehearsed: played into a notebook that is thrown away, or into the person's own when they ask for it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from coach.workshop.report import Report, report_of
from coach.workshop.script import StageClock, perform, read_script
from tui.workshops import exercises_of

if TYPE_CHECKING:
    from coach.context import Language
    from coach.workshop.logbook import Logbook
    from tui.wiring import House


def rehearsed(house: House, text: str, shown: str, lang: Language, seed: int, *, keep: bool) -> Sequence[Report]:
    """Return the report of each exercise of a script. Raises ``BadInput`` naming its line."""
    if keep:
        return _played(house, house.logbook, text, shown, lang, seed)
    from coach.adapters.logbook import SqliteLogbook
    from coach.adapters.notebook import SqliteNotebook

    with tempfile.TemporaryDirectory(prefix="portevoix-") as folder:
        book = SqliteNotebook(Path(folder) / "notebook.db", house.clock, house.words.lang)
        try:
            return _played(house, SqliteLogbook(book.file), text, shown, lang, seed)
        finally:
            book.close()


def _played(house: House, log: Logbook, text: str, shown: str, lang: Language, seed: int) -> Sequence[Report]:
    cues = read_script(text, shown, house.words.lang)
    clock = StageClock(house.clock.now())
    plays = perform(cues, exercises_of(house.packs, lang), log, clock, lambda: uuid4().hex, house.words.lang, seed)
    return [report_of(play.session, play.state, house.words.lang) for play in plays]
