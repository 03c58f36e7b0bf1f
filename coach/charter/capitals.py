"""Vale's capitalization rule: titles, sentences, all lower, all upper, or a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coach.charter.kinds import Found, Piece, Work
from coach.charter.pattern import Pattern

_SMALL = frozenset(
    "a an and as at but by en for if in nor of on or per so the to up v vs via yet from into over with is are was be".split()
)
_TOKEN = re.compile(r"[^\W_*]+\S*")


def capitalization(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a piece that is not capitalised as ``match`` says."""
    text = piece.text.strip()
    if work.rule.prefix:
        opening = Pattern(f"^(?:{work.rule.prefix})").matches(text, text.lower())
        text = text[next((m.end() for m in opening), 0) :]
    if not re.search(r"[^\W\d_]", text):
        return
    rule = work.rule
    threshold = rule.threshold if rule.threshold is not None else 0.8
    match rule.match:
        case "$title":
            right = _share(zip(_words(text), _titled(text), strict=True), work) > threshold
        case "$sentence":
            right = _sentence(text, work, threshold)
        case "$lower":
            right = text == text.lower() or work.excepted(text)
        case "$upper":
            right = text == text.upper() or work.excepted(text)
        case pattern:
            right = Pattern(pattern or "").found(text, text.lower())
    if not right:
        start = piece.text.index(text)
        yield Found(start, start + len(text), (text,))


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _share(pairs: Iterable[tuple[str, str]], work: Work) -> float:
    kept = [seen in (wanted, seen.upper()) or work.excepted(seen) for seen, wanted in pairs]
    return sum(kept) / max(1, len(kept))


def _sentence(text: str, work: Work, threshold: float) -> bool:
    """Tell whether a heading reads as a sentence: a capital first and after an indicator, small letters elsewhere."""
    seen = [w for w in _words(text) if w[0].isalpha()]
    right = 0
    for index, word in enumerate(seen):
        head = word.split("-")[0]
        opens = index == 0 or seen[index - 1].endswith(work.rule.indicators or ("\0",))
        if work.excepted(head):
            right += 1
        elif opens:
            if not head[:1].isupper():
                return False
            right += 1
        else:
            right += head == head.lower()
    return right / max(1, len(seen)) > threshold


def _titled(text: str) -> list[str]:
    """Return the words as title case wants them: all with a capital but the small ones inside."""
    seen = _words(text)
    expected: list[str] = []
    for index, word in enumerate(seen):
        inside = 0 < index < len(seen) - 1 and not seen[index - 1].endswith(":")
        if re.search(r"\w[A-Z]|[./@]\w", word) or (inside and word.lower().strip(".,;:") in _SMALL):
            expected.append(word if re.search(r"\w[A-Z]", word) else word.lower())
        else:
            expected.append("-".join(part if part.lower() in _SMALL else _capital(part) for part in word.split("-")))
    return expected


def _capital(word: str) -> str:
    for index, char in enumerate(word):
        if char.isalpha():
            return word[:index] + char.upper() + word[index + 1 :]
    return word
