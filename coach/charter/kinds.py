"""The kinds of rule that look for words: what each finds in one piece of text.

Vale's kinds keep Vale's meaning: ``tokens`` alternated, ``raw`` concatenated, the longest ``swap`` tried first, ``exceptions``
looked for inside the words found. Offsets are those of the piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coach.charter.pattern import Lists, Pattern, Patterns, open_pattern, ours, scoped, words_of
from coach.charter.rule import Rule
from coach.charter.sieve import Sieve
from coach.context import Language


class Found(NamedTuple):
    """A passage of a piece that a rule speaks about."""

    start: int
    end: int
    subs: tuple[str, ...]
    """What the ``%s`` of the message stand for, in order."""
    fixes: tuple[str, ...] = ()


class Piece(NamedTuple):
    """A piece of text, and its lower case to search words in."""

    text: str
    low: str

    @classmethod
    def of(cls, text: str) -> Piece:
        """Return the piece of ``text``."""
        return cls(text, text.lower())


_WORDED = frozenset({"existence", "near", "encourages"})
"""Kinds that speak of words they find, and of nothing else."""


class Work:
    """A rule made ready for one company and one language: its patterns are assembled when first wanted."""

    def __init__(self, rule: Rule, lists: Lists, lang: Language, vocab: tuple[str, ...] = (), sieve: Sieve | None = None) -> None:
        """Rules given the same ``sieve`` have their words looked for at once."""
        self.rule = rule
        self.sieve = sieve
        self.lists = lists
        self.lang = rule.lang or lang
        self.vocab = vocab if rule.vocab else ()
        self._patterns: dict[str, Pattern | Patterns] = {}
        self.replacements: dict[str, str] = {}
        """For a substitution: what stands for each group of its pattern."""

    def assemble(self) -> None:
        """Have the words of a rule of ours known to the sieve before it hears a text."""
        rule = self.rule
        if rule.style_file or rule.raw:
            return
        worded = rule.extends in _WORDED and not rule.any_of and not rule.entity
        beside = (key for key in ("near", "but", "first", "second", "token", "swap") if getattr(rule, key))
        for key in (*(("main",) if worded else ()), *beside):
            self.pattern(key)

    def known(self) -> Iterator[Pattern]:
        """Yield the patterns assembled so far."""
        for held in self._patterns.values():
            yield from held.parts if isinstance(held, Patterns) else (held,)

    def wakes(self, awake: frozenset[int]) -> bool:
        """Tell whether the rule may speak of a text that wakes these ranks of the sieve."""
        main = None if self.rule.scope else self._patterns.get("main")
        return not isinstance(main, Patterns) or not main.ranks.isdisjoint(awake)

    def pattern(self, key: str) -> Pattern | Patterns:
        """Return the pattern of ``key``, assembled once."""
        if key not in self._patterns:
            self._patterns[key] = _ASSEMBLE[key](self)
        return self._patterns[key]

    def keep(self, key: str, make: Callable[[], Pattern]) -> Pattern:
        """Return the pattern kept under ``key``, made once."""
        held = self._patterns.get(key)
        if not isinstance(held, Pattern):
            held = self._patterns[key] = make()
        return held

    def opened(self, source: str) -> str:
        """Return ``source`` with lists and inflections opened, for a rule of ours."""
        return source if self.rule.style_file else open_pattern(source, self.rule, self.lists, self.lang)

    def excepted(self, words: str) -> bool:
        """Tell whether an exception or an accepted word stands in the words found."""
        exceptions = (*self.rule.exceptions, *self.vocab)
        return bool(exceptions) and self.pattern("exceptions").found(words, words.lower())


def _main(work: Work) -> Pattern | Patterns:
    rule = work.rule
    if rule.style_file or rule.raw:
        raw = "".join(work.opened(r) for r in rule.raw)
        tokens = tuple(work.opened(t) for t in rule.tokens)
        return Pattern(words_of(tokens, nonword=rule.nonword, raw=raw, append=rule.append), ignorecase=rule.ignorecase)
    return Patterns(ours(rule.tokens, rule, work.lists, work.lang, ignorecase=rule.ignorecase), work.sieve)


def _swap(work: Work) -> Pattern:
    rule = work.rule
    keys = sorted(rule.swap, key=len, reverse=True)
    work.replacements = {f"s{i}": rule.swap[key] for i, key in enumerate(keys)}
    body = "|".join(f"(?P<s{i}>{work.opened(scoped(key))})" for i, key in enumerate(keys))
    return Pattern((r"(?m)(?:%s)" if rule.nonword else r"(?m)\b(?:%s)\b").replace("%s", body), ignorecase=rule.ignorecase)


def _exceptions(work: Work) -> Pattern:
    listed = sorted((*work.rule.exceptions, *work.vocab), key=len, reverse=True)
    return Pattern(words_of(tuple(work.opened(e) for e in listed), nonword=False))


def _single(key: str) -> Callable[[Work], Pattern]:
    def assemble(work: Work) -> Pattern:
        source = getattr(work.rule, key) or "(?!)"
        return Pattern(f"(?m){work.opened(scoped(source))}", ignorecase=work.rule.ignorecase)

    return assemble


def _beside(key: str) -> Callable[[Work], Patterns]:
    def assemble(work: Work) -> Patterns:
        return Patterns(ours(getattr(work.rule, key), work.rule, work.lists, work.lang, ignorecase=True), work.sieve)

    return assemble


def _either(work: Work) -> Pattern:
    forms = [form for pair in work.rule.either.items() for form in pair]
    body = "|".join(f"(?P<e{i}>{work.opened(form)})" for i, form in enumerate(forms))
    return Pattern(
        (r"(?m)(?:%s)" if work.rule.nonword else r"(?m)\b(?:%s)\b").replace("%s", body), ignorecase=work.rule.ignorecase
    )


def _repeated(work: Work) -> Pattern:
    return Pattern("|".join(work.opened(t) for t in work.rule.tokens), ignorecase=work.rule.ignorecase)


_ASSEMBLE: dict[str, Callable[[Work], Pattern | Patterns]] = {
    "main": _main,
    "swap": _swap,
    "exceptions": _exceptions,
    "first": _single("first"),
    "second": _single("second"),
    "token": _single("token"),
    "near": _beside("near"),
    "but": _beside("but"),
    "either": _either,
    "repeated": _repeated,
}


def existence(work: Work, piece: Piece) -> Iterator[Found]:
    """Find the words listed."""
    for match in work.pattern("main").matches(piece.text, piece.low):
        if match.end() > match.start() and not work.excepted(match.group().strip()):
            yield Found(match.start(), match.end(), (match.group().strip(),))


def substitution(work: Work, piece: Piece) -> Iterator[Found]:
    """Find words that have a better form; ``%s`` is first the better one, then the one found."""
    for match in work.pattern("swap").matches(piece.text, piece.low):
        name = next((n for n in work.replacements if match.group(n) is not None), None)
        observed = match.group().strip()
        if name is None or not observed or work.excepted(observed):
            continue
        expected = work.replacements[name]
        if _same(expected, observed, work):
            continue
        if work.rule.ignorecase and observed[:1].isupper():
            expected = expected[:1].upper() + expected[1:]
        yield Found(match.start(), match.end(), (expected.replace("|", ", "), observed), tuple(expected.split("|")))


def _same(expected: str, observed: str, work: Work) -> bool:
    if re.fullmatch(r"[\w\s'-]*", expected):
        return expected == observed
    return Pattern(scoped(expected), ignorecase=work.rule.ignorecase).found(observed, observed.lower())


def occurrence(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a piece that holds a word too often, or too seldom."""
    places = [m.span() for m in work.pattern("token").matches(piece.text, piece.low) if m.end() > m.start()]
    rule = work.rule
    if (rule.max is not None and len(places) > rule.max) or (rule.min is not None and len(places) < rule.min):
        start, end = (places[0][0], places[-1][1]) if places else (0, min(len(piece.text), 1))
        yield Found(start, end, (str(len(places)),))


def repetition(work: Work, piece: Piece) -> Iterator[Found]:
    """Find the same word twice running, on one line."""
    before: tuple[int, int, str] | None = None
    count = 0
    for match in work.pattern("repeated").matches(piece.text, piece.low):
        seen = match.group().strip()
        key = seen.lower() if work.rule.ignorecase else seen
        if work.rule.alpha and not any(c.isalnum() for c in seen):
            key = ""
        if before is not None and key and before[2] == key and not work.excepted(seen):
            count += 1
            if count > (work.rule.max or 0) and "\n" not in piece.text[before[0] : match.end()]:
                yield Found(before[0], match.end(), (seen,))
                count = 0
        before = (match.start(), match.end(), key)


def consistency(work: Work, piece: Piece) -> Iterator[Found]:
    """Find a text that writes a word in two ways; the last one written is shown."""
    seen: dict[int, set[int]] = {}
    last: dict[int, tuple[int, int]] = {}
    forms = 2 * len(work.rule.either)
    for match in work.pattern("either").matches(piece.text, piece.low):
        index = next(i for i in range(forms) if match.group(f"e{i}") is not None)
        seen.setdefault(index // 2, set()).add(index % 2)
        last[index // 2] = match.span()
    for pair in sorted(seen):
        if len(seen[pair]) == 2:
            start, end = last[pair]
            yield Found(start, end, (piece.text[start:end],))


def conditional(work: Work, piece: Piece) -> Iterator[Found]:
    """Find words that need another (an abbreviation, its meaning) which never comes, compared by what groups catch."""
    if work.rule.second is None:
        return
    defined = {g for m in work.pattern("second").matches(piece.text, piece.low) for g in m.groups() if g}
    for match in work.pattern("first").matches(piece.text, piece.low):
        words = match.group()
        if words and words not in defined and not work.excepted(words):
            yield Found(match.start(), match.end(), (words,))


def requires(work: Work, piece: Piece) -> Iterator[Found]:
    """Find the first of the words that oblige to say something, when the text does not say it."""
    if work.rule.second is not None and work.pattern("second").found(piece.text, piece.low):
        return
    for match in work.pattern("first").matches(piece.text, piece.low):
        if match.end() > match.start() and not work.excepted(match.group().strip()):
            yield Found(match.start(), match.end(), (match.group().strip(),))
            return


Find = Callable[[Work, Piece], Iterator[Found]]
