"""Vale's capitalization rule: titles, sentences, all lower, all upper, or a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.charter.kinds import Found, Piece, Work
from coach.charter.pattern import Pattern

_SMALL = frozenset(
    "a an and as at but by en for if in nor of on or per so the to up v vs via yet from into over with is are was be".split()
)
_TOKEN = re.compile(r"[^\s]+")


def capitalization(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a piece that is not capitalised as ``match`` says."""
    text = piece.text.strip()
    if not text or not re.search(r"[^\W\d_]", text):
        return
    rule = work.rule
    threshold = rule.threshold if rule.threshold is not None else 0.8
    match rule.match:
        case "$title":
            right = _share(text, _titled(work, text)) >= threshold
        case "$sentence":
            right = _share(text, _sentenced(work, text)) >= threshold
        case "$lower":
            right = text == text.lower()
        case "$upper":
            right = text == text.upper()
        case pattern:
            right = Pattern(pattern or "").found(text, text.lower())
    if not right and not (rule.match in ("$lower", "$upper") and work.excepted(text)):
        start = len(piece.text) - len(piece.text.lstrip())
        yield Found(start, start + len(text), (text,))


def _share(text: str, expected: list[str]) -> float:
    seen = _TOKEN.findall(text)
    right = sum(a == b for a, b in zip(seen, expected, strict=True))
    return float(right / max(1, len(seen)))


def _kept(work: Work, word: str) -> bool:
    bare = word.strip(".,;:!?()[]\"'«»“”")
    return (
        work.excepted(bare)
        or (len(bare) > 1 and bare.upper() == bare and bare.isalpha())
        or bool(re.search(r"\w[A-Z]|\d|[./@]", bare))
    )


def _sentenced(work: Work, text: str) -> list[str]:
    """Return the words as sentence case wants them: the first capital, others small, those that follow an indicator free."""
    expected: list[str] = []
    free = False
    for index, word in enumerate(_TOKEN.findall(text)):
        if free or _kept(work, word):
            expected.append(word)
        elif index == 0 or re.match(r"^\d+[.)]?$", expected[-1]):
            expected.append(_capital(word))
        else:
            expected.append(word.lower())
        free = any(word.endswith(mark) for mark in work.rule.indicators)
    return expected


def _titled(work: Work, text: str) -> list[str]:
    """Return the words as title case wants them: all with a capital but the small ones inside."""
    seen = _TOKEN.findall(text)
    expected: list[str] = []
    for index, word in enumerate(seen):
        inside = 0 < index < len(seen) - 1
        if _kept(work, word):
            expected.append(word)
        elif inside and word.lower().strip(".,;:") in _SMALL and not seen[index - 1].endswith(":"):
            expected.append(word.lower())
        else:
            expected.append("-".join(_capital(part) if part.lower() not in _SMALL else part for part in word.split("-")))
    return expected


def _capital(word: str) -> str:
    for index, char in enumerate(word):
        if char.isalpha():
            return word[:index] + char.upper() + word[index + 1 :]
    return word
