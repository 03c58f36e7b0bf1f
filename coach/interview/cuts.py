"""Which whole sentences of a text to drop for it to hold in a limit: a proposal, and never half a sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable

from coach.context import Language
from coach.finding import Value
from coach.interview.draft import Drafted, DraftSentence, propose_cuts, without
from coach.interview.turns import begin
from coach.text import sentences


class Cut(Value):
    """One sentence that could go."""

    sentence: str
    text: str
    """The whole text without it, its paragraphs closed up."""


class Cuts(Value):
    """What could go for a text to hold."""

    cuts: tuple[Cut, ...]
    """In the order of the text; empty when it holds already."""
    text: str
    """The text without any of them."""
    used: int
    """What that text counts."""


def cuts_for(text: str, lang: Language, limit: int, count: Callable[[str], int]) -> Cuts:
    """Return the sentences to drop for ``text`` to count at most ``limit``: visible gaps first, then the least concrete.

    The opening and the question to the readers stay, so a text may be too long even without all of them.
    """
    spans = [span for span in sentences(text) if span.of(text).strip()]
    rows = tuple(DraftSentence(text=span.of(text), kind="gap" if _is_gap(span.of(text)) else "own") for span in spans)
    whole = Drafted(text=text, sentences=rows, own_share=1, format="recit")
    gone = propose_cuts(whole, limit, begin("", lang=lang), count)
    short = without(whole, gone) if gone else text
    return Cuts(cuts=tuple(Cut(sentence=rows[at].text, text=without(whole, [at])) for at in gone), text=short, used=count(short))


def _is_gap(sentence: str) -> bool:
    return sentence.startswith("[") and sentence.rstrip(".").endswith("]")
