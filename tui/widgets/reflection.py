"""What the mirror says of a whole text, in words and with its reasons: never a bare percentage."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from coach.finding import Finding, Review
from tui.widgets.marks import SEVERITY_SIGNS
from tui.widgets.origin import KIND_SIGNS
from tui.widgets.verdict import Standing, lacking, mirror_with_reach
from tui.words import Words

SHARES = ((0.85, "all"), (0.55, "most"), (0.3, "half"), (0.1, "part"), (0.0, "bit"))
"""From which share of borrowed words, the word for it."""


def reflection_line(review: Review | None, words: Words) -> Content:
    """Return the verdict on one line, with what has been looked at: words, or their meaning too."""
    return mirror_with_reach(Standing(review, 0, 0, None), words)


def lines_of(review: Review | None, found: Sequence[Finding], lacks: tuple[str, ...], words: Words) -> Content:
    """Return the verdict, why it is that one, and what could not be looked at."""
    head = mirror_with_reach(Standing(review, 0, 0, None, lacks=lacks), words)
    if review is None or review.mirror.verdict == "unchecked":
        return head
    missing = lacking(lacks, words)
    return Content.assemble(head, "\n", why(review, found, words), (f"\n{missing}" if missing else "", "italic $soft"))


def why(review: Review, found: Sequence[Finding], words: Words) -> str:
    """Return what the verdict rests on, in a sentence or two."""
    taken = [f for f in found if f.category == "reprise" and f.evidence and f.evidence.kind != "own" and f.severity != "advise"]
    if not taken:
        return words("mirror.why_none")
    share = next(word for least, word in SHARES if review.mirror.reprise >= least)
    sources = len({f.evidence.post_id for f in taken if f.evidence})
    return f"{words(f'mirror.share_{share}')} {words.many('mirror.from', sources)} {words(f'mirror.why_{review.mirror.verdict}')}"


def key_to_signs(words: Words, lacks: tuple[str, ...]) -> Content:
    """Return the legend of the room: verdicts, sources, weights, thermometer, and what the mirror could not look at."""
    head = "bold $primary"
    pieces: list[Content | str | tuple[str, str]] = ["\n", (words("mirror.legend_how"), head), "\n", words("mirror.legend_steps")]
    pieces += ["\n\n", (words("mirror.legend_verdicts"), head), "\n"]
    for verdict in ("copy", "collage", "paraphrase", "yours"):
        pieces += [(words(f"workbench.mirror_{verdict}"), "bold"), f" : {words(f'mirror.legend_{verdict}')}\n"]
    pieces += ["\n", (words("workbench.legend"), head), "\n"]
    for kind, sign in KIND_SIGNS.items():
        pieces += [(f"{sign:<4}", "bold"), words(f"workbench.kind_{kind}"), "\n"]
    for severity in ("warn", "advise"):
        pieces += [(f"{SEVERITY_SIGNS[severity]:<4}", f"bold ${severity}"), words(f"mirror.legend_{severity}"), "\n"]  # type: ignore[index]
    pieces += [("█░  ", "bold"), words("mirror.legend_thermometer")]
    missing = lacking(lacks, words)
    if missing:
        pieces += ["\n\n", (words("workbench.legend_reach"), head), "\n", missing]
    return Content.assemble(*pieces)
