"""What changed between two texts, word by word: two revisions of a draft, or a passage and the post it was borrowed from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from coach.text import Span, edit

Kind = Literal["same", "removed", "added", "replaced"]

_GLUE = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
"""Marks that belong to the character before them: accents apart, emoji variants and tints."""
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_GLUE}])*(?:[’'](?=\w))?|\s+|.[{_GLUE}]*(?:\u200d.[{_GLUE}]*)*", re.DOTALL)
_GLUED = re.compile(f"[{_GLUE}\u200d]")
_LARGEST = 1_000_000
"""Above this many pairs of pieces a stretch is told as replaced whole: a finer answer would take seconds."""


class Change(NamedTuple):
    """A stretch of the two texts: equal in both, or what one has where the other has something else or nothing."""

    kind: Kind
    before: Span
    """Where it stands in the first text; empty for ``added``."""
    after: Span
    """Where it stands in the second; empty for ``removed``."""


Finer = Callable[[str, str, Span], list[Change]]
"""Compares two stretches; the span holds where each starts: ``start`` in the first text, ``end`` in the second."""


def compare(before: str, after: str) -> list[Change]:
    """Return the changes from ``before`` to ``after``, in order and without gap: together they cover both texts.

    A word is changed whole, and neighbouring changes parted by no letter are one: a reader sees one rewording there.
    """
    low, old_end, new_end = _whole_words(before, after, *edit(before, after))
    changes = _change("same", Span(0, low), Span(0, low))
    changes += _by_lines(before[low:old_end], after[low:new_end], Span(low, low))
    changes += _change("same", Span(old_end, len(before)), Span(new_end, len(after)))
    return _joined(before, changes)


def likeness(before: str, after: str) -> float:
    """Return the share of both texts' characters, spaces apart, that stands unchanged: 0 to 1, 1 when neither has any."""
    whole = _ink(before) + _ink(after)
    same = sum(_ink(change.before.of(before)) for change in compare(before, after) if change.kind == "same")
    return 2 * same / whole if whole else 1.0


def _ink(text: str) -> int:
    return len("".join(text.split()))


def _whole_words(before: str, after: str, low: int, old_end: int, new_end: int) -> tuple[int, int, int]:
    """Widen an edit to the edges of words, so that ``chat`` to ``chats`` is a word replaced and not a letter added."""
    while low and (_inside(before, low) or _inside(after, low)):
        low -= 1
    while old_end < len(before) and (_inside(before, old_end) or _inside(after, new_end)):
        old_end, new_end = old_end + 1, new_end + 1
    return low, old_end, new_end


def _inside(text: str, at: int) -> bool:
    """Tell whether ``at`` stands inside a word, or inside one character made of several."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if _GLUED.match(right) or left == "\u200d":
        return True
    return right.isalnum() and (left.isalnum() or (_GLUED.match(left) is not None and text[at - 2 : at - 1].isalnum()))


def _by_lines(before: str, after: str, at: Span) -> list[Change]:
    """Compare line by line first: most lines of a long text did not change, and only the others are worth their words."""
    return _aligned(before.splitlines(keepends=True), after.splitlines(keepends=True), at, _by_words)


def _by_words(before: str, after: str, at: Span) -> list[Change]:
    return _aligned(_TOKEN.findall(before), _TOKEN.findall(after), at, _apart)


def _apart(before: str, after: str, at: Span) -> list[Change]:
    return _change("replaced", Span(at.start, at.start + len(before)), Span(at.end, at.end + len(after)))


def _aligned(old: Sequence[str], new: Sequence[str], at: Span, finer: Finer) -> list[Change]:
    """Align two lists of pieces; where they differ ask ``finer`` of the two stretches."""
    if not old or not new or len(old) * len(new) > _LARGEST:
        return _apart("".join(old), "".join(new), at)
    changes: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[i:j]), "".join(new[k:m])
        after = Span(at.start + len(left), at.end + len(right))
        if tag == "equal":
            changes += _change("same", Span(at.start, after.start), Span(at.end, after.end))
        else:
            changes += finer(left, right, at)
        at = after
    return changes


def _change(kind: Kind, before: Span, after: Span) -> list[Change]:
    """Return the change under its right name, or nothing when it is empty on both sides."""
    if kind != "same":
        kind = "removed" if after.start == after.end else "added" if before.start == before.end else "replaced"
    return [Change(kind, before, after)] if before.start < before.end or after.start < after.end else []


def _joined(before: str, changes: Sequence[Change]) -> list[Change]:
    """Join equal neighbours, and changes parted by nothing but space or punctuation of one line."""
    out: list[Change] = []
    for n, change in enumerate(changes):
        same = change.kind == "same" and not (0 < n < len(changes) - 1 and _is_thin(change.before.of(before)))
        start = change
        if out and (out[-1].kind == "same") == same:
            start = out.pop()
        joined = Span(start.before.start, change.before.end), Span(start.after.start, change.after.end)
        out += _change("same" if same else "replaced", *joined)
    return out


def _is_thin(text: str) -> bool:
    return "\n" not in text and not any(map(str.isalnum, text))
