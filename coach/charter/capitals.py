"""Vale's capitalization rule: titles, sentences, all lower, all upper, or a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.charter.kinds import Found, Piece, Work
from coach.charter.pattern import Pattern

_SMALL = frozenset("a an and as at but by en for if in nor of on or per the to vs vs. via v v.".split())
_PREPOSITIONS = frozenset(
    "with from into during including until against among throughout despite towards upon concerning about over through before"
    " between after since without under within along following across beyond around down near above".split()
)
"""What the Chicago style writes small too."""
_CUT = r"[\p{N}\p{L}*]+[^\s]*"
_PART = re.compile(r"[^\W_]+[^\s\-/]*")
_NUMBERED = re.compile(r"\d+\.")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def capitalization(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a piece that is not capitalised as ``match`` says."""
    text = piece.text.strip()
    if re.search(r"[^\W_]", text) and not _right(work, text):
        start = piece.text.index(text)
        yield Found(start, start + len(text), (text,))


def _right(work: Work, text: str) -> bool:
    match work.rule.match:
        case "$title":
            return _share(work, text, _titled(work, text), strict=False)
        case "$sentence":
            return _share(work, text, _sentenced(work, text), strict=True)
        case "$lower":
            return text == text.lower() or work.excepted(text)
        case "$upper":
            return text == text.upper() or work.excepted(text)
        case pattern:
            return Pattern(pattern or "").found(text, text.lower()) or work.excepted(text)


def _share(work: Work, text: str, wanted: str, *, strict: bool) -> bool:
    """Tell whether enough words are as wanted; when ``strict`` the first must be, and an acronym must be among the exceptions."""
    tokens = _tokens(work)
    seen, expected = tokens(text), tokens(wanted)
    right = 0
    for index, word in enumerate(seen):
        if index >= len(expected) or word == expected[index] or work.excepted(word) or (not strict and word == word.upper()):
            right += 1
        elif strict and index == 0 and word != word.title():
            return False
    threshold = work.rule.threshold or 0.8
    return right / max(1, len(seen)) >= threshold


class _Tokens:
    """What cuts a heading into words; an exception of several words is one."""

    def __init__(self, exceptions: Sequence[str]) -> None:
        longest = sorted(exceptions, key=len, reverse=True)
        listed = rf"\b(?:{'|'.join(longest)})\b|" if longest else ""
        self._pattern = Pattern(listed + _CUT)

    def __call__(self, text: str) -> list[str]:
        return [match.group() for match in self._pattern.matches(text, text.lower())]


def _terms(work: Work) -> tuple[str, ...]:
    return (*work.rule.exceptions, *work.vocab)


def _tokens(work: Work) -> _Tokens:
    return _Tokens(_terms(work))


def _unprefixed(work: Work, text: str) -> tuple[str, str]:
    """Return what the rule lets stand before the heading, and the heading."""
    if not work.rule.prefix:
        return "", text
    opening = next(Pattern(work.rule.prefix).matches(text, text.lower()), None)
    cut = opening.end() if opening is not None and opening.start() == 0 else 0
    return text[:cut], text[cut:]


def _sentenced(work: Work, text: str) -> str:
    """Return the heading as a sentence: a capital first and after an indicator, small letters elsewhere, exceptions as listed."""
    prefix, body = _unprefixed(work, text)
    made: list[str] = []
    words = _tokens(work)(body)
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        opens = index == 0 or _indicates(before, index - 1, work.rule.indicators)
        made.append(_listed(work, word) or (word[:1].upper() + word[1:].lower() if opens else word.lower()))
    return prefix + " ".join(made)


def _indicates(word: str, index: int, indicators: Sequence[str]) -> bool:
    """Tell whether the word after ``word`` may begin anew."""
    ends = any(len(word) > len(mark) and word.endswith(mark) for mark in indicators)
    return ends or (index == 0 and _NUMBERED.search(word) is not None)


def _titled(work: Work, text: str) -> str:
    """Return the heading as a title: a capital to each word but the small ones inside."""
    prefix, body = _unprefixed(work, text)
    straight = body.translate(_STRAIGHT)
    small = _SMALL | _PREPOSITIONS if work.rule.style == "Chicago" else _SMALL

    def cased(match: re.Match[str]) -> str:
        word, start, end = match.group(), match.start(), match.end()
        before = straight[start - 1] if start else straight[:1]
        inside = start > 0 and end < len(straight) and before in " -/" and straight[max(0, start - 2)] not in ":-"
        part = straight[end : end + 1] != "-" or before == "-"
        if listed := _listed(work, word):
            return listed
        if word.lower() == "to" and inside:
            return word  # small before a noun, with a capital before a verb: only a tagger could tell
        return word.lower() if inside and part and word.lower() in small else word[:1].upper() + word[1:]

    return prefix + _PART.sub(cased, body)


def _listed(work: Work, word: str) -> str:
    """Return the word as the exceptions write it, or nothing."""
    return next((term for term in _terms(work) if term.casefold() == word.casefold()), "") or (
        word if work.excepted(word) else ""
    )
