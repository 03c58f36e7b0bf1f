"""What a model is told about a text: its sentences by number, less what must not leave, and nobody's posts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coach.assist.gate import LONGEST, Ground
from coach.assist.redaction import Redacted, redact
from coach.assist.tasks import quoted
from coach.context import Language
from coach.finding import Value
from coach.interview.listening import is_red_line, names
from coach.text import Span, composed_view, sentences, words

MOST = 60
"""Sentences told: a post has fewer."""
TOLD = 400
"""Characters told of one sentence, of the message and of the reader."""


class Material(Value):
    """A text to be looked at. Its sentences are known by their number, 1 for the first."""

    lang: Language
    sentences: tuple[str, ...]
    leads: tuple[str, ...]
    """What stands before each sentence: a space, or the end of a paragraph."""
    notes: tuple[str, ...] = ()
    """What else the person said: the answers of the interview. It never leaves; the gate lets it through."""
    message: str = ""
    """The official message, told as data."""
    never: tuple[str, ...] = ()
    """Names that must not leave."""
    reader: str = ""
    """Who reads, in the person's words, for what they would not understand."""
    chosen: int = 0
    """Number of the sentence to reword; 0 for none."""

    @property
    def ground(self) -> Ground:
        """What a suggestion may stand on."""
        text = "\n".join(self.sentences)
        return Ground(lang=self.lang, last=text, notes=(text, *self.notes), message=self.message)

    def joined(self, order: Sequence[int]) -> str:
        """Return the sentences of those numbers in that order, each after what stood before it."""
        return "".join(((self.leads[n - 1] or "\n\n") if at else "") + self.sentences[n - 1] for at, n in enumerate(order))


def read_material(
    text: str,
    lang: Language,
    *,
    notes: Sequence[str] = (),
    message: str = "",
    never: Sequence[str] = (),
    reader: str = "",
    at: int | None = None,
) -> Material:
    """Return a text as material; ``at`` is the code point of the sentence to reword.

    A sentence that asks not to be published is left out, and the names in it are hidden everywhere else.
    """
    whole = composed_view(text).text
    spans = [span for span in sentences(whole) if words(span.of(whole))]
    hushed = [span for span in spans if is_red_line(span.of(whole), lang)]
    kept = [span for span in spans if span not in hushed][:MOST]
    starts = [Span(one.end, two.start).of(whole) for one, two in pairwise(kept)]
    here = next((n for n, span in enumerate(kept, 1) if at is not None and at <= span.end), 0)
    return Material(
        lang=lang,
        sentences=tuple(" ".join(span.of(whole).split("\n")) for span in kept),
        leads=("", *("\n\n" if "\n\n" in lead else "\n" if "\n" in lead else " " for lead in starts))[: len(kept)],
        notes=tuple(filter(None, notes)),
        message=message,
        never=(*never, *(name for span in hushed for name in names(span.of(whole)))),
        reader=reader,
        chosen=here,
    )


def told(material: Material) -> tuple[Redacted, dict[str, object]]:
    """Return what was hidden, and the values of the templates."""
    parts = [material.message, material.reader, *material.sentences]
    redacted = redact([part[:TOLD] for part in parts], material.never, material.lang)
    message, reader, *lines = redacted.texts
    return redacted, {
        "limit": LONGEST,
        "lines": [quoted(f"[{n}] {line}") for n, line in enumerate(lines, 1)],
        "message": quoted(message) if message else "",
        "reader": quoted(reader) if reader else "",
        "chosen": material.chosen,
    }
