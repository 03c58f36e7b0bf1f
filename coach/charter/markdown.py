"""The blocks of a Markdown text, marks out of the way, each character knowing its place: what Vale's rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from coach.text import Span, View

BlockKind = Literal["text", "heading", "list", "blockquote", "table", "attr"]


class Block(NamedTuple):
    """A block of prose: what it is, and its words as a view of the whole text."""

    kind: BlockKind
    view: View
    level: int = 0
    """1 to 6 for a heading."""

    @property
    def sections(self) -> frozenset[str]:
        """What Vale calls the block: ``text`` and its kind, its level for a heading, ``alt`` for the words of an image."""
        kind = {"text": (), "heading": ("heading", f"h{self.level}"), "attr": ("attr", "alt")}.get(self.kind, (self.kind,))
        return frozenset(("text", *kind, *(() if self.kind == "attr" else ("md",))))


_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r" {0,3}> ?")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FRONT = re.compile(r"\A(?:---|\+\+\+)\n.*?\n(?:---|\.\.\.|\+\+\+)(?:\n|\Z)", re.DOTALL)
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:[ \t]")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$")


def blocks(text: str) -> list[Block]:
    """Return the blocks of prose of ``text`` in order: code blocks, comments and front matter left out, code and links masked."""
    hidden = [Span(*m.span()) for m in (*_FRONT.finditer(text), *_COMMENT.finditer(text))]
    found: list[Block] = []
    for kind, level, spans in _gathered(text, hidden):
        view = _inline(text, spans, hidden)
        if view.text.strip():
            found.append(Block(kind, view, level))
        found += [Block("attr", _plain(text, alt)) for alt in _alts(text, spans)]
    return found


def _alts(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the words said for images."""
    for span in spans:
        for match in _MARKS.finditer(text, span.start, span.end):
            if (match.group("alt") or "").strip():
                yield Span(*match.span("alt"))


def _plain(text: str, span: Span) -> View:
    return View(span.of(text), tuple(range(span.start, span.end)), tuple(range(span.start + 1, span.end + 1)))


class _Gather:
    """Lines gathered into a block until something ends it."""

    def __init__(self) -> None:
        self.kind: BlockKind = "text"
        self.spans: list[Span] = []

    def give(self) -> Iterator[tuple[BlockKind, int, list[Span]]]:
        if self.spans:
            yield self.kind, 0, self.spans
        self.kind, self.spans = "text", []


def _gathered(text: str, hidden: list[Span]) -> Iterator[tuple[BlockKind, int, list[Span]]]:
    gather = _Gather()
    fence = ""
    before_blank = True
    for line in _lines(text):
        words = line.of(text)
        opening = _FENCE.match(words)
        if fence:
            fence = "" if opening and opening.group(1).startswith(fence) else fence
            continue
        if opening:
            yield from gather.give()
            fence = opening.group(1)[:3]
            continue
        inside = any(h.start <= line.start and line.end <= h.end for h in hidden)
        if inside or not words.strip():
            yield from gather.give()
            before_blank = True
            continue
        yield from _line(text, line, words, gather, before_blank=before_blank)
        before_blank = False
    yield from gather.give()


def _line(
    text: str, line: Span, words: str, gather: _Gather, *, before_blank: bool
) -> Iterator[tuple[BlockKind, int, list[Span]]]:
    """Take one line that is neither blank nor code into the block being gathered, or end it."""
    heading = _HEADING.match(words)
    underline = _UNDERLINE.match(words)
    if heading:
        yield from gather.give()
        yield "heading", len(heading.group(1)), [Span(line.start + heading.start(2), line.start + heading.end(2))]
    elif underline and gather.kind == "text" and gather.spans:
        yield "heading", 1 if "=" in words else 2, gather.spans
        gather.spans = []
    elif _RULE.match(words) or _TABLE_RULE.match(words) or _DEFINITION.match(words):
        yield from gather.give()
    elif "|" in words.strip("| ") and words.strip().startswith("|"):
        yield from gather.give()
        yield from (("table", 0, [cell]) for cell in _cells(text, line))
    elif item := _ITEM.match(words):
        yield from gather.give()
        gather.kind, gather.spans = "list", [Span(line.start + item.end(), line.end)]
    elif quote := _QUOTE.match(words):
        if gather.kind != "blockquote":
            yield from gather.give()
        gather.kind = "blockquote"
        gather.spans.append(Span(line.start + quote.end(), line.end))
    elif before_blank and re.match(r"(?: {4}|\t)", words) and not gather.spans:
        return  # an indented block is code
    else:
        gather.spans.append(Span(line.start + len(words) - len(words.lstrip()), line.end))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _cells(text: str, line: Span) -> Iterator[Span]:
    at = line.start
    for piece in line.of(text).split("|"):
        stripped = piece.strip()
        if stripped:
            start = at + piece.index(stripped)
            yield Span(start, start + len(stripped))
        at += len(piece) + 1


_MARKS = re.compile(
    r"(?P<code>(?P<ticks>`+)(?:[^`]|(?!(?P=ticks)(?!`))`)+?(?P=ticks)(?!`))"
    r"|(?P<image>!\[(?P<alt>[^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<link>\[(?P<label>(?:[^\[\]]|\[[^\]]*\])*)\](?:\([^)\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\]))"
    r"|(?P<auto><(?:https?|ftp)://[^>\s]+>)"
    r"|(?P<bare>(?<![\w/])(?:https?|ftp)://[^\s<>]*[^\s<>?!.,:*_~'\")])"
    r"|(?P<tag></?[a-zA-Z][^>\n]*>)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<struck>~~)"
    r"|(?P<strong>\*\*(?=\S)|(?<=\S)\*\*|__(?=\S)(?<!\w__)|(?<=\S)__(?!\w))"
    r"|(?P<emph>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])|(?<=[^\s_])_(?!\w))"
)


def _inline(text: str, spans: list[Span], hidden: list[Span]) -> View:
    """Return the words of the lines joined by breaks: marks dropped, code masked by ``*`` as many as there were characters."""
    out: list[str] = []
    starts: list[int] = []
    for number, span in enumerate(spans):
        if number:
            out.append("\n")
            starts.append(spans[number - 1].end)
        for char, at in _marked(text, span):
            if not any(h.start <= at < h.end for h in hidden):
                out.append(char)
                starts.append(at)
    return View("".join(out), tuple(starts), tuple(s + 1 for s in starts))


def _marked(text: str, span: Span) -> Iterator[tuple[str, int]]:
    at = span.start
    for match in _MARKS.finditer(text, span.start, span.end):
        yield from ((text[i], i) for i in range(at, match.start()))
        at = match.end()
        kind = match.lastgroup if match.lastgroup in ("auto", "bare", "tag", "escape", "strong", "emph") else None
        if match.group("code") is not None:
            inner = len(match.group("ticks"))
            yield from (("*", i) for i in range(match.start() + inner, match.end() - inner))
        elif match.group("image") is not None:
            continue
        elif match.group("link") is not None:
            yield from _marked(text, Span(*match.span("label")))
        elif kind in ("auto", "bare"):
            inside = int(kind == "auto")
            yield from (("*", i) for i in range(match.start() + inside, match.end() - inside))
        elif kind == "escape":
            yield text[match.start() + 1], match.start() + 1
    yield from ((text[i], i) for i in range(at, span.end))
