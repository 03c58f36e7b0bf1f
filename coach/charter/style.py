"""Rules of Vale styles, read as Vale reads: block by block, with marks of Markdown out of the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.charter.kinds import Found, Piece, Work
from coach.charter.metrics import metric, readability
from coach.charter.passages import Passage
from coach.charter.reading import Reading
from coach.charter.style_comments import Comments
from coach.charter.style_kinds import FINDS, GATHERING
from coach.text import Span, View, sentences

_IN_SUMMARY = frozenset({"text", "list", "blockquote"})
"""Kinds of block that count as the text taken as a whole: neither headings nor tables."""
_WHOLE = frozenset({"raw", "summary"})


def style_passages(work: Work, reading: Reading) -> Iterator[Passage]:
    """Yield the places where a Vale rule speaks, each once, within its ``limit``. Raises ``SlowPattern`` and ``BadPattern``."""
    rule = work.rule
    comments = Comments(reading.text)
    seen: set[int] = set()
    for view, found in _found(work, reading):
        span = _span(view, found, reading)
        words = view.text[max(0, found.start) : max(0, found.end)]
        at = None if view.starts is None else view.starts[-1]
        if span.start in seen or comments.silenced(rule.id, words, at):
            continue
        if rule.limit and len(seen) >= rule.limit:
            return
        seen.add(span.start)
        yield Passage(span, found.subs, found.fixes)


def _span(view: View, found: Found, reading: Reading) -> Span:
    """Return the place in the text; what has none stands at its head."""
    return Span(0, min(1, len(reading.text))) if found.start < 0 else Span(*view.back(found.start, found.end))


def _found(work: Work, reading: Reading) -> Iterator[tuple[View, Found]]:
    rule = work.rule
    if rule.extends in ("metric", "readability"):
        yield from _measured(work, reading)
        return
    views = _views(rule.scope, reading)
    if rule.extends in GATHERING:
        find, begin = GATHERING[rule.extends]
        memory = begin()
        for view in views:
            yield from ((view, found) for found in find(work, Piece.of(view.text), memory))
    else:
        for view in views:
            yield from ((view, found) for found in FINDS[rule.extends](work, Piece.of(view.text)))


def _measured(work: Work, reading: Reading) -> Iterator[tuple[View, Found]]:
    """Measure the text as a whole; what is told stands at its head."""
    whole = _summary(reading)
    piece = Piece.of(whole.text)
    counted = Counter(f"heading_h{b.level}" if b.kind == "heading" else b.kind for b in reading.blocks)
    found = metric(work, piece, counted) if work.rule.extends == "metric" else readability(work, piece)
    yield from ((View("", None, None), one._replace(start=-1, end=-1)) for one in found)


class _Part(NamedTuple):
    """One of the names joined by ``&`` in a scope, ``heading.h2`` or ``~table``."""

    names: frozenset[str]
    negated: bool

    @classmethod
    def of(cls, said: str) -> _Part:
        bare = said.strip()
        return cls(frozenset(bare.removeprefix("~").split(".")), bare.startswith("~"))

    def holds(self, sections: frozenset[str]) -> bool:
        """Tell whether it is said of a block; what is cut out of the text is never said of the text as a whole."""
        return not (self.names <= sections or sections & _WHOLE) if self.negated else self.names <= sections


def _views(scopes: Sequence[str], reading: Reading) -> Iterator[View]:
    """Yield the pieces of the text that one of the scopes names."""
    wanted = [[_Part.of(part) for part in scope.split("&")] for scope in scopes or ("text",)]
    named = frozenset().union(*(part.names for parts in wanted for part in parts if not part.negated))
    for sections, view in _pieces(named, reading):
        if any(all(part.holds(sections) for part in parts) for parts in wanted):
            yield view


def _pieces(named: frozenset[str], reading: Reading) -> Iterator[tuple[frozenset[str], View]]:
    """Yield what a scope may name, with what Vale calls it: blocks, and the pieces of prose that are asked for."""
    prose = [b.view for b in reading.blocks if b.kind == "text"]
    if "paragraph" in named:
        yield from ((frozenset({"paragraph", "text", "md"}), view) for view in prose)
    if "sentence" in named:
        yield from ((frozenset({"sentence", "text", "md"}), view) for view in _sentences(prose))
    yield from ((block.sections, block.view) for block in reading.blocks)
    if "summary" in named:
        yield frozenset({"summary", "md"}), _summary(reading)
    if "raw" in named:
        yield frozenset({"raw", "md"}), View(reading.text, None, None)


def _summary(reading: Reading) -> View:
    return _joined([b.view for b in reading.blocks if b.kind in _IN_SUMMARY])


def _sentences(views: Sequence[View]) -> Iterator[View]:
    for view in views:
        for span in sentences(view.text.replace("\n", " ")):
            yield _cut(view, span)


def _cut(view: View, span: Span) -> View:
    starts, ends = view.starts or (), view.ends or ()
    return View(span.of(view.text), starts[span.start : span.end], ends[span.start : span.end])


def _joined(views: Sequence[View]) -> View:
    text: list[str] = []
    starts: list[int] = []
    for view in views:
        here = view.starts or ()
        text.append(view.text + "\n\n")
        starts += [*here, *([here[-1] if here else 0] * 2)]
    return View("".join(text), tuple(starts), tuple(s + 1 for s in starts))
