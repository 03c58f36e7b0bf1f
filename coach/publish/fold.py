"""Where a network folds a post: what a reader sees before « voir plus »."""

from __future__ import annotations

from coach.context import Network
from coach.finding import Value


class FoldSetting(Value):
    """Where LinkedIn cuts. It is undocumented: between 140 and 210 characters were seen, on phones and on screens."""

    characters: int = 210
    """Code points shown, at most."""
    lines: int = 3
    """Lines shown, at most, blank ones counted."""


DEFAULT = FoldSetting()


def fold_at(text: str, network: Network, setting: FoldSetting = DEFAULT) -> int | None:
    """Return the first code point hidden behind « voir plus », or ``None`` when the whole text shows.

    Only LinkedIn folds a post of ordinary length; the cut falls between two words.
    """
    if network != "linkedin":
        return None
    end = len(text.rstrip())
    cut = end
    at = -1
    for _ in range(setting.lines):
        at = text.find("\n", at + 1)
        if at < 0:
            break
    else:
        cut = min(cut, at)
    if cut > setting.characters:
        cut = setting.characters
        space = text.rfind(" ", 0, cut + 1)
        if space > setting.characters // 2:
            cut = space
    return cut if cut < end else None
