"""A draft as the charter reads it: one pass makes the views and pieces that rules and guards share."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

from coach.charter.cues import Turns, turns
from coach.charter.markdown import Block, blocks
from coach.charter.sieve import sentences_of
from coach.context import Context
from coach.text import Span


class _Plain(dict[int, int]):
    """One character for one: typographic quotes, spaces and disguised letters become what a pattern expects."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        composed = unicodedata.normalize("NFKC", char)
        kept = ord(composed) if len(composed) == 1 else code
        self[code] = kept
        return kept


_PLAIN = _Plain({ord("’"): ord("'"), ord("ʼ"): ord("'"), ord("\u2018"): ord("'"), ord("‑"): ord("-"), ord("\u2009"): ord(" ")})


def plain(text: str) -> str:
    """Return ``text`` with as many characters: ``’`` is ``'``, every space but line breaks a space, 𝗯𝗼𝗹𝗱 is bold."""
    return text if text.isascii() else text.translate(_PLAIN)


_QUOTED = re.compile(
    r"«[^«»\n]{2,4000}»|“[^“”\n]{2,4000}”|(?<![\w\"])\"[^\"\n]{2,4000}\"(?!\w)|(?<=[\s(:])'[^'\n]{12,400}'(?=[\s.,;:!?)])"
    r"|(?m:^>[^\n]*$)"
)
_WORD = re.compile(r"\w+(?:[-']\w+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Reading:
    """The text of one draft and what is worked out from it once; every offset is one of ``text``."""

    def __init__(
        self, text: str, context: Context, *, spokesperson: bool = False, fold: int | None = None, cues: Turns | None = None
    ) -> None:
        self.text = text
        """Exactly what was given."""
        self.context = context
        self.spokesperson = spokesperson
        """Whether the author is one of the company's spokespeople."""
        self.fold = fold
        """Characters the network shows before « voir plus », when the person's settings say; 0 for all."""
        self.plain = plain(text)
        """Same length as ``text``, typography made plain; what rules of ours match."""
        self.turns = turns(context.lang) if cues is None else cues
        """The turns of phrase that tell in what context words are meant."""
        self._around: dict[tuple[Span, int], Span] = {}

    @cached_property
    def low(self) -> str:
        """``plain`` in lower case; its length may differ, it is only searched for words."""
        return self.plain.lower()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return sentences_of(self.plain)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """What blank lines part."""
        cuts = [m.span() for m in _PARAGRAPH.finditer(self.plain)]
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(self.plain)]
        return [Span(s, e) for s, e in zip(starts, ends, strict=True) if s < e]

    @cached_property
    def quotes(self) -> list[Span]:
        """Passages between quotation marks, marks included, and lines that begin with ``>``."""
        return [Span(*m.span()) for m in _QUOTED.finditer(self.plain)]

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the text read as Markdown, for rules of Vale."""
        return blocks(self.text)

    @cached_property
    def words(self) -> list[Span]:
        """The words, in order."""
        return [Span(*m.span()) for m in _WORD.finditer(self.plain)]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [w.start for w in self.words]

    def sentence(self, span: Span) -> Span:
        """Return the sentences ``span`` stands in, as one span; the whole text when it stands in none."""
        return self.around(span, 0)

    def around(self, span: Span, neighbours: int) -> Span:
        """Return the sentences ``span`` stands in and that many on each side."""
        found = self._around.get((span, neighbours))
        if found is None:
            found = self._around[span, neighbours] = self._neighbourhood(span, neighbours)
        return found

    def _neighbourhood(self, span: Span, neighbours: int) -> Span:
        if not self.sentences:
            return Span(0, len(self.text))
        first = max(0, bisect_right(self._starts, span.start) - 1 - neighbours)
        last = max(0, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        last = min(len(self.sentences) - 1, last + neighbours)
        return Span(min(span.start, self.sentences[first].start), max(span.end, self.sentences[last].end))

    def paragraph(self, span: Span) -> Span:
        """Return the paragraph ``span`` begins in."""
        return next((p for p in self.paragraphs if p.start <= span.start < p.end), Span(0, len(self.text)))

    def reach(self, span: Span, words: int) -> Span:
        """Return ``span`` and that many words on each side, never past a blank line."""
        if not self.words:
            return span
        first = max(0, bisect_right(self._word_starts, span.start) - 1 - words)
        last = min(len(self.words) - 1, max(0, bisect_right(self._word_starts, max(span.start, span.end - 1)) - 1) + words)
        home = self.paragraph(span)
        start = max(home.start, min(span.start, self.words[first].start))
        return Span(min(start, span.start), max(span.end, min(self.words[last].end, max(home.end, span.end))))

    def before(self, span: Span, words: int) -> str:
        """Return up to that many words before ``span`` in its sentence, in lower case."""
        head = self.plain[self.sentence(span).start : span.start].lower()
        found = list(_WORD.finditer(head))
        return head[found[-words].start() :] if len(found) > words else head

    def after(self, span: Span, words: int) -> str:
        """Return up to that many words after ``span`` in its sentence, in lower case."""
        tail = self.plain[span.end : self.sentence(span).end].lower()
        found = list(_WORD.finditer(tail))
        return tail[: found[words - 1].end()] if len(found) > words else tail
