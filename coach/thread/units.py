"""The person's own posts: what stands between separators, numberings or blank lines, and what each of them is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from coach.context import Language
from coach.text import Span, sentences, trim
from coach.thread.cues import plain, says

SEPARATOR = re.compile(r"(?m)^[ \t]*-{3,}[ \t]*$")
"""A line of three hyphens or more, alone: the next post starts there."""
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_COUNTED = re.compile(r"(?m)^[ \t]*(?:🧵[ \t]*)?[(\[]?(\d{1,2})[ \t]?/(?:[ \t]?\d{1,2})?[)\]]?(?=\s)")
_ROW = 3
"""Numberings in a row that make a thread."""
_MARKER = re.compile(
    r"^(?:[\s•*·▪▶➡→✅👉🧵>-]|\ufe0f)*"
    r"(?:[(\[]?(?:n°\s?|#)?(\d{1,2})(?:\ufe0f?\u20e3|\s?/\s?\d{0,2}[)\]]?|[.)\]:](?=\s)|(?=\s[–—-]\s))\s*[–—:-]?\s*)?"
)
_TAIL = re.compile(r"\s*[(\[]?\d{1,2}\s?/\s?\d{1,2}[)\]]?\s*$")
_LINES = 40
"""Characters a line has on average, from which lines without blank ones between are posts."""


class Unit(NamedTuple):
    """One post as the person cut it."""

    span: Span
    """In the text, without outer space."""
    start: int
    """Where its words start, numbering and bullets left out."""
    text: str
    """Its words, in plain typography, without its numbering."""
    number: int | None
    """The number it bears."""
    marked: bool
    """Whether the person cut it on purpose, by a separator or a numbering."""

    def at(self, start: int, end: int) -> Span:
        """Return the place in the whole text of a stretch of ``text``."""
        return Span(self.start + start, self.start + end)

    @property
    def sentences(self) -> list[str]:
        """The sentences of ``text``."""
        return [span.of(self.text) for span in sentences(self.text)]

    def opens_with(self, cue: str, lang: Language) -> bool:
        """Tell whether its first words are those of a cue made for a beginning."""
        return says(cue, self.text, lang)

    def only_asks(self) -> bool:
        """Tell whether it is a question and hardly anything else."""
        found = self.sentences
        asked = sum(len(s) for s in found if s.rstrip(" \"'»”)").endswith("?"))
        return bool(found) and asked >= 0.6 * sum(map(len, found))


def units(text: str, posts: Sequence[Span]) -> list[Unit]:
    """Return the posts as the person cut them, in order; for a text that goes on without a break, ``posts``."""
    blocks = separated(text)
    if len(blocks) == 1:
        blocks = counted(text, blocks[0])
    if len(blocks) > 1:
        return [unit(text, block, marked=True) for block in blocks]
    paragraphs = _all(text, [0, *(m.end() for m in _PARAGRAPHS.finditer(text)), len(text)], marked=False)
    if len(paragraphs) > 1:
        return paragraphs
    lines = _all(text, [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text)], marked=False)
    if len(lines) >= 3 and len(text) >= _LINES * len(lines):
        return lines
    return [unit(text, post, marked=False) for post in posts]


def separated(text: str) -> list[Span]:
    """Return what stands between lines of ``---``, empty stretches left out."""
    edges = [0, *(edge for m in SEPARATOR.finditer(text) for edge in m.span()), len(text)]
    found = (trim(text, Span(start, end)) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in found if span.start < span.end]


def counted(text: str, whole: Span) -> list[Span]:
    """Return what stands between numberings such as *1/*, *2/7*, *(3/7)*, three in a row at least; else ``whole``."""
    edges = [whole.start]
    last = None
    for mark in _COUNTED.finditer(whole.of(text)):
        number = int(mark[1])
        if number == (last + 1 if last is not None else number) and (last is not None or number <= 2):
            edges.append(whole.start + mark.start())
            last = number
    edges = edges if len(edges) > _ROW else [whole.start]
    found = (trim(text, Span(start, end)) for start, end in pairwise([*edges, whole.end]))
    return [span for span in found if span.start < span.end]


def _all(text: str, edges: Sequence[int], *, marked: bool) -> list[Unit]:
    found = (trim(text, Span(start, end)) for start, end in pairwise(edges))
    return [unit(text, span, marked=marked) for span in found if span.start < span.end]


def unit(text: str, span: Span, *, marked: bool) -> Unit:
    """Return a stretch of ``text`` read as one post."""
    piece = plain(span.of(text))
    marker = _MARKER.match(piece)
    start = marker.end() if marker and marker.end() < len(piece) else 0
    number = int(marker[1]) if marker and start and marker[1] else None
    tail = _TAIL.search(piece, start)
    return Unit(span, span.start + start, piece[start : tail.start() if tail else None], number, marked)
