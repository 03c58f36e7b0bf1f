"""The post as a reader meets it: what shows at once, the fold, what hides behind it, and what does not fit at all."""

from __future__ import annotations

from textual.content import Content

from coach.context import Network
from coach.publish.counts import limit_at
from coach.publish.fold import fold_at
from coach.text import clean
from tui.words import Words


def proof(text: str, network: Network, words: Words, fold: int | None = None) -> Content:
    """Return ``text`` with its fold, and its excess, made visible; nothing in it is read as markup.

    ``fold``: how much the network shows, when the person's settings say.
    """
    shown = clean(text)
    if not shown.strip():
        return Content.styled(words("publication.blank"), "italic $soft")
    end = limit_at(shown, network)
    cut = fold_at(shown, network, fold)
    inside = shown if end is None else shown[:end]
    parts: list[Content | str | tuple[str, str]] = []
    if cut is None or cut >= len(inside):
        parts.append(inside)
    else:
        parts += [
            inside[:cut].rstrip(),
            (f" {words('publication.more')}\n", "bold $primary"),
            (inside[cut:].lstrip(" "), "$soft"),
        ]
    if end is not None:
        parts += [("\n" + words("publication.too_long") + "\n", "bold $block"), (shown[end:], "strike $block")]
    return Content.assemble(*parts)
