"""Where a text may be cut, and how much each cut would hurt: between paragraphs first, inside a number never while it fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from coach.text import Span, sentences


class Rank(IntEnum):
    """How deep a cut goes: the higher, the more it breaks."""

    PARAGRAPH = 0
    LINE = 1
    SENTENCE = 2
    CLAUSE = 3
    """After a comma, a colon, a dash."""
    BREATH = 4
    """Before a conjunction."""
    SPACE = 5
    QUOTED_SENTENCE = 6
    """After a sentence that stands inside a quotation."""
    QUOTED_SPACE = 7
    GLUE = 8
    """Between a number and its unit, a numbering and its line."""
    NOWHERE = 9
    """Inside a word."""


class Gap(NamedTuple):
    """A run of white space and what a cut there would break."""

    start: int
    end: int
    rank: Rank


LONGEST_QUOTE = 1000
"""Code points from which a pair of marks is taken for two strangers, not for one quotation."""
_QUOTED = re.compile(
    rf"«(?:(?!\n\s*\n)[^«»]){{1,{LONGEST_QUOTE}}}»"
    rf"|“(?:(?!\n\s*\n)[^“”]){{1,{LONGEST_QUOTE}}}”"
    rf"|„(?:(?!\n\s*\n)[^„“”]){{1,{LONGEST_QUOTE}}}[“”]"
    rf"|(?<!\w)\"(?!\s)[^\"\n]{{1,{LONGEST_QUOTE}}}\"(?!\w)"
    rf"|(?<!\w)\([^()\n]{{1,{LONGEST_QUOTE}}}\)"
)
_SPACE = re.compile(r"\s+")
_CLAUSE_END = re.compile(r"[,;:—–…)»”!?.]$|^[-—–]$")
_CONJUNCTION = re.compile(
    r"(?:mais|et|ou|car|donc|puis|parce|puisque|alors|quand|lorsque|lorsqu['’]\w+|qui|dont|pour|sans|avec|contre|depuis|après|avant"
    r"|and|but|or|because|so|when|while|which|who|that|although|then|until|since|with|without|if|si)$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"(?:\(?\d{1,3}(?:\s?/\s?\d{1,3})?[.)/]{0,2}|[-–—•*·▪▶➡→✅👉]+\ufe0f?|\d\ufe0f?\u20e3)$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:p\. ?ex|c\.-à-d|max|min|moy|env|tél|réf|éd|av|bd|ap|J\.-C|U\.S|U\.K|a\.m|p\.m|e\.g|i\.e|Jr|Sr|Fig|Dept|Sgt|Gen|Rev"
    r"|Prof|Vol|Art|Nos|Nr|al|ca))\.$"
)
_DIGIT = re.compile(r"\d")
_UNIT_MARK = re.compile(r"^[%‰€$£¥°?!;:»)\]”…]")
_LABEL = re.compile(
    r"(?:^|[«(\"“])(?:n°|n[oº]|№|no\.?|nos\.|p\.|pp\.|art\.|§|[$€£¥]|[x×≈~<>≤≥±+=-]|environ|about|around|v\.?|version|page|fig\.)$",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante"
    r"|soixante|cents?|mille|millions?|milliards?|(?:dix|vingt|trente|quarante|cinquante|soixante|quatre)-[\w-]+"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+)$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_LOOK = 24
"""Characters of a word looked at, from its near end: what glues stands at an edge."""


def gaps(text: str) -> list[Gap]:
    """Return every run of white space inside ``text`` with what a cut there would break; none at its two ends."""
    ends = {span.end for span in sentences(text)}
    quotes = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    found: list[Gap] = []
    quote = 0
    spaces = [m.span() for m in _SPACE.finditer(text) if m.start() > 0 and m.end() < len(text)]
    line_start = True
    for i, (start, end) in enumerate(spaces):
        while quote < len(quotes) and quotes[quote].end <= start:
            quote += 1
        word_start = spaces[i - 1][1] if i else 0
        next_end = spaces[i + 1][0] if i + 1 < len(spaces) else len(text)
        before = text[max(word_start, start - _LOOK) : start]
        after = text[end : min(next_end, end + _LOOK)]
        rank = _rank(text[start:end], before, after, ends_here=start in ends, first=line_start)
        if quote < len(quotes) and quotes[quote].start < start and end < quotes[quote].end:
            rank = _inside(rank)
        found.append(Gap(start, end, rank))
        line_start = rank <= Rank.SENTENCE
    return found


def _rank(space: str, before: str, after: str, *, ends_here: bool, first: bool) -> Rank:
    breaks = space.count("\n")
    if breaks:
        return Rank.PARAGRAPH if breaks > 1 else Rank.LINE
    if first and _NUMBERING.match(before):
        return Rank.GLUE
    if ends_here and not _ABBREVIATED.search(before):
        return Rank.SENTENCE
    if _UNIT_MARK.match(after) or before in ("«", "“", "(") or _LABEL.search(before):
        return Rank.GLUE
    numbers = bool(_DIGIT.search(before)), bool(_DIGIT.search(after))
    if _CLAUSE_END.search(before) or _CLAUSE_END.match(after):
        return Rank.GLUE if all(numbers) and before[-1] not in ";)»”" else Rank.CLAUSE
    if any(numbers) or _NUMBER_WORD.match(before) or (_MONTH.match(before) and numbers[1]):
        return Rank.GLUE
    return Rank.BREATH if _CONJUNCTION.match(after) else Rank.SPACE


def _inside(rank: Rank) -> Rank:
    """Return what a cut breaks when it falls inside a quotation or between brackets."""
    if rank <= Rank.SENTENCE:
        return Rank.QUOTED_SENTENCE
    return Rank.GLUE if rank == Rank.GLUE else Rank.QUOTED_SPACE


def pieces(span: Span, inner: Sequence[Gap]) -> list[Span]:
    """Return ``span`` cut at each of ``inner``: gaps that stand in it, in order."""
    starts = [span.start, *(gap.end for gap in inner)]
    ends = [*(gap.start for gap in inner), span.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]
