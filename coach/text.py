"""Text at the door: spans, views that remember where each character comes from, sentences and words.

Offsets are code points, half-open, everywhere in the project. A reviewer works on a *view* of the text it was given (cleaned,
composed, folded) and every view can carry a span back to the text it was made from, so nothing the product says about a draft
is ever off by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

CLEAN_NOTE = "C0/C1 controls, terminal escapes, bidirectional overrides, byte order marks and lone surrogates are removed."

_ESCAPE = re.compile(
    r"\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC: title, clipboard
    r"|\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, clear screen
    r"|\x1b[ -/]*[0-~]"  # two-character escapes
)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_HIGHEST = 30
_PILE = re.compile(rf"[^\w\s!-~]{{{_HIGHEST + 1}}}")
_LINE_BREAKS = frozenset("\r\x0b\x0c\x85\u2028\u2029")


class Span(NamedTuple):
    """A half-open range of code points, ``0 <= start <= end``."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""

    def of(self, text: str) -> str:
        """Return the slice of ``text`` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Tell whether this span lies wholly inside ``other``."""
        return other.start <= self.start and self.end <= other.end


class View(NamedTuple):
    """A text made from another one, each of its characters knowing the span of the original it stands for."""

    text: str
    """The text of the view."""
    starts: tuple[int, ...] | None
    """For each character of ``text``, where it starts in the original; ``None`` when the view is the original."""
    ends: tuple[int, ...] | None
    """For each character of ``text``, where it ends in the original; ``None`` when the view is the original."""

    def back(self, start: int, end: int) -> Span:
        """Return the span of the original behind ``text[start:end]``. Raises ``IndexError`` outside the view."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} is outside a view of {len(self.text)} characters")
        if self.starts is None or self.ends is None:
            return Span(start, end)
        if start == end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def then(self, later: View) -> View:
        """Return ``later``, a view made from this one's text, as a view of the original."""
        if self.starts is None:
            return later
        if later.starts is None:
            return View(later.text, self.starts, self.ends)
        spans = [self.back(s, e) for s, e in zip(later.starts, later.ends or (), strict=True)]
        return View(later.text, tuple(s.start for s in spans), tuple(s.end for s in spans))


def clean_view(raw: str) -> View:
    """Return ``raw`` without anything that could act on a terminal or reorder the line, as a view of ``raw``.

    Line breaks of every kind become ``\\n`` (``\\r\\n`` one of them), tabs stay, other control characters, escape sequences,
    bidirectional overrides and isolates, byte order marks and lone surrogates go. Joiners stay: a family emoji is one emoji.
    Of marks piled on one letter the first 30 stay, as Unicode's stream-safe format has it: no language piles more, and
    composing a pile takes time by its square.
    """
    if not (_UNSAFE.search(raw) or _PILE.search(raw)):
        return View(raw, None, None)
    gone = bytearray(len(raw))
    for match in _ESCAPE.finditer(raw):
        gone[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    pile = 0
    for i, char in enumerate(raw):
        if gone[i]:
            continue
        if char in _LINE_BREAKS:
            if char == "\r" and raw[i + 1 : i + 2] == "\n":
                continue
            char = "\n"
        elif _UNSAFE.match(char):
            continue
        pile = pile + 1 if unicodedata.combining(char) else 0
        if pile > _HIGHEST:
            continue
        kept.append(char)
        starts.append(i - 1 if char == "\n" and raw[i] == "\n" and i and raw[i - 1] == "\r" else i)
        ends.append(i + 1)
    return View("".join(kept), tuple(starts), tuple(ends))


def clean(raw: str) -> str:
    """Return ``raw`` as it may enter the product (see :func:`clean_view`). ``clean(clean(x)) == clean(x)``."""
    return clean_view(raw).text


def composed_view(text: str) -> View:
    """Return ``text`` with accents composed (NFC), as a view of ``text``: ``e`` + combining acute is one ``é``."""
    if unicodedata.is_normalized("NFC", text):
        return View(text, None, None)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        out.append(piece)
        same = piece == text[start:end]
        starts.extend(range(start, end) if same else [start] * len(piece))
        ends.extend(range(start + 1, end + 1) if same else [end] * len(piece))
    return View("".join(out), tuple(starts), tuple(ends))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs that composition may change: a character that starts one, with all that may combine with it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not _composes(text[i]):
            yield start, i
            start = i


def _composes(char: str) -> bool:
    """Tell whether ``char`` may be composed with what stands before it: a mark of any script, or a piece of a Hangul syllable."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\U00016d63" <= char <= "\U00016d6a"


def read_view(raw: str) -> View:
    """Return the view every reviewer reads: cleaned, then composed, carrying spans back to exactly ``raw``."""
    cleaned = clean_view(raw)
    return cleaned.then(composed_view(cleaned.text))


class Word(NamedTuple):
    """A word of a text: where it stands and how it compares with others."""

    start: int
    """First code point."""
    end: int
    """One past the last."""
    key: str
    """Folded form: no case, no accent, Unicode bold and italic read as letters."""


_LETTERS = "[^\\W_](?:[^\\W_]|[\u0300-\u036f])*"  # a mark stays with its letter: 𝗲 has no composed é
_SPELLING = rf"\d+(?:[.,\u00a0\u202f ]\d{{3}})*(?:[.,]\d+)?|{_LETTERS}(?:[-_]{_LETTERS})*"
_WORD = re.compile(_SPELLING)
_CUT = re.compile(f"({_SPELLING})")


def fold(text: str) -> str:
    """Return ``text`` without case, accents or typographic disguise (NFKD, marks dropped, case folded, œ and ß opened)."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


_fold_word = lru_cache(maxsize=1 << 16)(fold)
"""The same few thousand words come back all day."""


def words(text: str) -> list[Word]:
    """Return the words of ``text`` in order; apostrophes separate (``l'atelier`` is two), hyphens do not."""
    return [Word(*m.span(), _fold_word(m.group())) for m in _WORD.finditer(text)]


class Columns(NamedTuple):
    """The words of a text as columns: what :func:`words` tells, for half the work."""

    keys: list[str]
    starts: list[int]
    ends: list[int]


def columns(text: str) -> Columns:
    """Return the words of ``text`` in order, as columns."""
    parts = _CUT.split(text)
    edges = list(accumulate(map(len, parts)))
    return Columns(list(map(_fold_word, parts[1::2])), edges[:-1:2], edges[1::2])


def keys_of(text: str) -> list[str]:
    """Return the folded forms alone of the words of ``text``: a quarter of the work of :func:`words`."""
    return list(map(_fold_word, _WORD.findall(text)))


_ABBREVIATION = re.compile(
    r"(?:\b(?:M|Mme|Mlle|MM|Dr|Pr|Me|St|Ste|cf|ex|env|art|vol|p|n|fig|etc|Mr|Mrs|Ms|vs|e\.g|i\.e|No|Inc|Ltd|approx)"
    r"|\b[A-Z])\.$"
)
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"»”’)\]]*+(?=\s|$)|\n+")
_ABBREVIATED = 12
"""An abbreviation is looked for in this many characters: in the whole sentence, a page of initials took minutes."""
_CLOSING_QUOTE = re.compile(r"[ \u00a0\u202f]*[»”]")


def sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` as spans without outer space; a line break always ends one.

    A full stop after a title, an initial or inside a number does not end a sentence, and a closing guillemet stays with
    the sentence it closes.
    """
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if end <= start:
            continue
        if "\n" not in match.group():
            closing = _CLOSING_QUOTE.match(text, end)
            if closing:
                end = closing.end()
            if match.group() == "." and _ABBREVIATION.search(text, max(start, end - _ABBREVIATED), end) and end < len(text):
                continue
        found.append(Span(start, end))
        start = end
    found.append(Span(start, len(text)))
    return [s for s in (trim(text, span) for span in found) if s.start < s.end]


def trim(text: str, span: Span) -> Span:
    """Return ``span`` without the white space at its two ends."""
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(span.start + left, span.start + max(left, right))


def carry(span: Span, before: str, after: str) -> Span | None:
    """Return where ``span`` of ``before`` stands in ``after``, or ``None`` when its text is gone.

    The edit is taken to be one replacement, found by common prefix and suffix (an editor does not say what changed). Outside
    the edit a span moves with its words; an edit strictly inside stretches it; an edit across an edge leaves what is left.
    """
    return carry_all((span,), before, after)[0]


def carry_all(spans: Iterable[Span], before: str, after: str) -> list[Span | None]:
    """Return where each of ``spans`` stands in ``after`` (see :func:`carry`); the edit is looked for once."""
    change = edit(before, after)
    return [_carried(span, *change) for span in spans]


def _carried(span: Span, low: int, old_end: int, new_end: int) -> Span | None:
    if span.end <= low:
        return span
    shift = new_end - old_end
    if span.start >= old_end:
        return Span(span.start + shift, span.end + shift)
    if span.start < low and span.end > old_end:
        return Span(span.start, span.end + shift)
    start = span.start if span.start < low else new_end
    end = span.end + shift if span.end > old_end else low
    return Span(start, end) if start < end else None


def edit(before: str, after: str) -> tuple[int, int, int]:
    """Return ``(low, old_end, new_end)``: ``before[low:old_end]`` became ``after[low:new_end]``, as short as can be."""
    limit = min(len(before), len(after))
    low = _common(before, after, limit)
    tail = _common(before[::-1], after[::-1], limit - low)
    return low, len(before) - tail, len(after) - tail


def _common(one: str, two: str, limit: int) -> int:
    """Return the length of the common prefix, at most ``limit``, by halving: slices compare at C speed."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
