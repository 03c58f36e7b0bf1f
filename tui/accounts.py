"""What a person may hand over of their own accord: the remarks set aside, counted; the reviews they signed."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from coach.charter.dismissals import Dismissed, tally
from coach.charter.record import Record, record_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.notebook import Draft
    from tui.house import House

COLUMNS = ("rule", "reason", "month", "count")


def dismissals(house: House) -> tuple[Dismissed, ...]:
    """Return the remarks set aside, without names nor words of a draft. Slow with many posts. Raises ``CoachError``."""
    notebook = house.notebook
    decisions = notebook.decisions()
    texts = {key: _texts(house, key) for key in {d.draft_id for d in decisions} if key}
    return tally(decisions, texts, _names(house), house.words.lang)


def _texts(house: House, draft_id: str) -> str:
    """Return all that a draft ever said: a reason may repeat words that have gone since."""
    draft: Draft | None = house.notebook.draft(draft_id)
    said = [draft.text, draft.title] if draft else []
    return "\n".join([*said, *(revision.text for revision in house.notebook.revisions(draft_id))])


def _names(house: House) -> list[str]:
    """Return whoever must not be named: the person, the authors of the posts, those the packs name."""
    found = {house.notebook.read("name"), *(post.author for post in house.corpus.posts())}
    for pack in house.packs:
        found |= {contact.name for contact in pack.contacts.values()} | set(pack.company.spokespeople)
    return sorted(name for name in found if name)


def as_csv(rows: Iterable[Dismissed]) -> str:
    """Return the rows under a heading, as a sheet reads them; a reason that a sheet would take for a formula is quoted."""
    out = StringIO()
    sheet = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    sheet.writeheader()
    for row in rows:
        cells = row.model_dump()
        sheet.writerow({**cells, "reason": f"'{row.reason}" if row.reason[:1] in ("=", "+", "-", "@", "\t") else row.reason})
    return out.getvalue()


class Signed(NamedTuple):
    """The reviews signed."""

    records: tuple[Record, ...]
    """Newest first."""
    odd: int
    """How many were changed outside Porte-voix, and can no longer be read."""


def records(house: House, draft_id: str | None = None) -> Signed:
    """Return the reviews signed, of one draft or of all."""
    found: list[Record] = []
    signatures = house.notebook.signatures(draft_id)
    for signature in signatures:
        try:
            found.append(record_in(signature))
        except ValidationError:  # counted, and told by whoever asked
            continue
    return Signed(tuple(found), len(signatures) - len(found))
