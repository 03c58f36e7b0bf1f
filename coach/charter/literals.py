"""Which words a pattern cannot match without, worked out from the pattern itself.

Hundreds of rules look at every draft, and almost none of them match. A search for plain words is a hundred times cheaper than a
regular expression, so a pattern is compiled and run only when the words it needs are there. Words are told with their edges:
a pattern that needs ``on`` as a word of its own is not woken by ``bonjour``. What cannot be worked out is run.
"""

from __future__ import annotations

from functools import lru_cache

from coach.charter.syntax import DIGIT, Branch, Gap, Group, Letters, Nothing, Something, Void, read_syntax, spaced

All = tuple[frozenset[str], ...]
"""Sets of words of a text as :func:`spaced` writes it; one word of each must stand in it."""
Need = tuple[All, ...] | None
"""What each branch of a pattern asks for, one of which must be met; ``None`` when nothing can be told."""

_ENOUGH = 40_000
"""Longest pattern worth reading, in characters."""
_MANY = 2_000
"""More words than that are not worth searching for."""
_SHORTEST = 2
"""Characters under which a word without edges is in every text."""


@lru_cache(maxsize=16_384)
def required(pattern: str, *, framed: bool = False) -> Need:
    """Return the words every match of ``pattern`` holds, by branch, or ``None``; no branch when it matches nothing.

    ``framed`` says that a match neither follows nor precedes a letter.
    """
    if len(pattern) > _ENOUGH:
        return None
    try:
        branches = read_syntax(pattern)
    except (IndexError, ValueError, RecursionError):
        return None
    asked = [_asked(branch, framed, framed) for branch in branches if _may_match(branch)]
    return tuple(tuple(sorted(sets, key=_rarity)) for sets in asked) if all(asked) else None


def possible(need: Need, low: str) -> bool:
    """Tell whether a text, lowered, may hold a match."""
    if need is None:
        return True
    said = spaced(low)
    return any(all(any(word in said for word in words) for words in branch) for branch in need)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """Rarest first: long words, then few of them."""
    return -min(6, min(map(len, words))), len(words)


def _may_match(branch: Branch) -> bool:
    """Tell whether a branch may match at all: an empty company list matches nothing."""
    return all(
        not isinstance(node, Nothing) and not (isinstance(node, Group) and node.least and not any(map(_may_match, node.branches)))
        for node in branch
    )


def _asked(branch: Branch, before: bool, after: bool) -> list[frozenset[str]]:
    """Return what a branch asks for; ``before`` and ``after`` tell whether no letter may stand there."""
    asked: list[frozenset[str]] = []
    run, first = "", 0
    for at, node in enumerate(branch):
        if isinstance(node, Letters) and node.least:
            run, first = run + node.letters, first if run else at
            if node.exact:
                continue
            asked += _word(run, _ends(branch[:first], before), False)  # it may stand there again
            run = node.letters if node.letters == " " else ""  # the last of several spaces still touches what follows
            first = at
            continue
        asked += _word(run, _ends(branch[:first], before), _starts(branch[at:], after))
        run = ""
        if isinstance(node, Group) and node.least:
            asked += _either(
                [
                    _asked(inner, node.exact and _ends(branch[:at], before), node.exact and _starts(branch[at + 1 :], after))
                    for inner in node.branches
                    if _may_match(inner)
                ]
            )
    return asked + _word(run, _ends(branch[:first], before), after)


def _word(run: str, before: bool, after: bool) -> list[frozenset[str]]:
    """Return ``run`` with its edges as something to ask for, when it is worth searching for."""
    kept = run.strip()
    if not kept:
        return []
    opens = " " if before or run[0] == " " else ""
    closes = " " if after or run[-1] == " " else ""
    word = opens + kept + closes
    told = len(kept) >= _SHORTEST or len(word) > _SHORTEST or kept == DIGIT
    return [frozenset((word,))] if told else []


def _either(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return what a group of branches asks for within a sequence: all of a single branch, else the best of each, together."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    together = frozenset().union(*(min(branch, key=_rarity) for branch in branches))
    return [together] if len(together) <= _MANY else []


def _starts(branch: Branch, after: bool) -> bool:
    """Tell whether what matches ``branch`` never begins with a letter, when it stands behind one."""
    for at, node in enumerate(branch):
        match node:
            case Letters():
                if node.letters[0] != " ":
                    return False
            case Group():
                rest = _starts(branch[at + 1 :], after)
                if not all(_starts(inner, rest) for inner in node.branches):
                    return False
            case Void():
                if node.edge:
                    return True
                continue
            case Something() | Nothing():
                return False
            case Gap():
                pass
        if node.least:
            return True
    return after


def _ends(branch: Branch, before: bool) -> bool:
    """Tell whether what matches ``branch`` never ends with a letter, when it stands before one."""
    for at in range(len(branch) - 1, -1, -1):
        node = branch[at]
        match node:
            case Letters():
                if node.letters[-1] != " ":
                    return False
            case Group():
                rest = _ends(branch[:at], before)
                if not all(_ends(inner, rest) for inner in node.branches):
                    return False
            case Void():
                if node.edge:
                    return True
                continue
            case Something() | Nothing():
                return False
            case Gap():
                pass
        if node.least:
            return True
    return before
