"""Two texts shown as one, as a proof-reader marks them: what went is struck out, what came is underlined."""

from __future__ import annotations

from textual.content import Content

from coach.compare import compare
from coach.text import clean


def difference(before: str, after: str) -> Content:
    """Return ``before`` becoming ``after``. Each change has a sign too, for eyes that see no colour: ``⟨−…⟩ ⟨+…⟩``."""
    pieces: list[Content | str | tuple[str, str]] = []
    for change in compare(before, after):
        went, came = clean(change.before.of(before)), clean(change.after.of(after))
        if change.kind == "same":
            pieces.append(came)
            continue
        if went:
            pieces.append((f"−{went}", "strike $soft"))
        if went and came:
            pieces.append(" ")
        if came:
            pieces.append((f"+{came}", "bold underline $good"))
    return Content.assemble(*pieces)
