"""Where the remarks stand in the text being typed: pure values, so that every cell of a mark can be tested without a screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from coach.finding import Finding, Severity, Source
from coach.text import Span, carry_all

SEVERITY_SIGNS = {Severity.BLOCK: "■", Severity.WARN: "▲", Severity.ADVISE: "○"}
"""A shape for each weight: meaning is never by colour alone."""
SOURCE_SIGNS = {Source.MIRROR: "≈", Source.CHARTER: "§", Source.FORM: "¶", Source.LINE: "◆", Source.SLOP: "~"}
"""A sign for each reviewer: the mirror's likeness, the charter's section, the form's paragraph…"""


def signs(finding: Finding) -> str:
    """Return the two signs of a remark: how much it weighs, and who says it."""
    return SEVERITY_SIGNS[finding.severity] + SOURCE_SIGNS[finding.source]


class Mark(NamedTuple):
    """A remark and where its words stand now."""

    span: Span
    finding: Finding

    def holds(self, offset: int) -> bool:
        """Tell whether a cursor at ``offset`` is on the words, their end included: one types at the end of a word."""
        return self.span.start <= offset <= self.span.end


class Marks(NamedTuple):
    """All the marks of one text, worst first as the review gave them."""

    text: str = ""
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, text: str, findings: Iterable[Finding]) -> Marks:
        """Return the marks of findings made on exactly ``text``."""
        return cls(text, tuple(Mark(finding.span, finding) for finding in findings))

    def carried(self, after: str) -> Marks:
        """Return the marks on the text it has become; a mark whose words are gone is gone."""
        if after == self.text:
            return self
        spans = carry_all((mark.span for mark in self.marks), self.text, after) if self.marks else []
        kept = (Mark(span, mark.finding) for span, mark in zip(spans, self.marks, strict=True) if span is not None)
        return Marks(after, tuple(kept))

    def at(self, offset: int) -> Mark | None:
        """Return the mark under a cursor: one it is inside of before one it only touches, then the worst, then the shortest."""
        under = [mark for mark in self.marks if mark.holds(offset)]
        inside = [mark for mark in under if offset < mark.span.end] or under
        return min(inside, key=lambda m: (-m.finding.severity.rank, m.span.end - m.span.start), default=None)

    def of_finding(self, finding_id: str) -> Mark | None:
        """Return the mark of a remark, where its words stand now; ``None`` once they are gone."""
        return next((mark for mark in self.marks if mark.finding.id == finding_id), None)

    def after(self, offset: int) -> Mark | None:
        """Return the first mark that starts after ``offset``, or the first of the text: reading goes round."""
        ordered = sorted(self.marks, key=_place)
        return next((mark for mark in ordered if mark.span.start > offset), ordered[0] if ordered else None)

    def before(self, offset: int) -> Mark | None:
        """Return the last mark that starts before ``offset``, or the last of the text."""
        ordered = sorted(self.marks, key=_place, reverse=True)
        return next((mark for mark in ordered if mark.span.start < offset), ordered[0] if ordered else None)

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks with at least one character in ``start:end``, the mildest first so that the worst is drawn last."""
        touched = [m for m in self.marks if m.span.start < end and start < m.span.end]
        return sorted(touched, key=lambda m: (m.finding.severity.rank, m.span.start))

    def starting(self, start: int, end: int) -> Mark | None:
        """Return the worst mark that starts in ``start:end``: the one whose signs stand in the margin of that row."""
        found = (m for m in self.marks if start <= m.span.start < end)
        return max(found, key=lambda m: (m.finding.severity.rank, -m.span.start), default=None)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.span.start, mark.span.end


class Lines(NamedTuple):
    """Where the lines of a text start, to go from an offset to a row and a column and back."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        """Return the lines of ``text``; only ``\\n`` ends a line."""
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return cls(tuple(starts))

    def location(self, offset: int) -> tuple[int, int]:
        """Return the row and column of a code point."""
        row = bisect_right(self.starts, offset) - 1
        return row, offset - self.starts[row]

    def offset(self, location: tuple[int, int]) -> int:
        """Return the code point at a row and column; a row too far is the last one."""
        row = min(location[0], len(self.starts) - 1)
        return self.starts[row] + location[1]
