"""What a person asked never to find in their own drafts: names, words, red lines.

A name never cited is looked for as it is written, capitals included, as a tag too; a part of it only where it cannot be a common
word. A banned word is found in its inflected forms, not inside somebody else's quoted words. A red line is a sentence: it is
touched when a sentence of the draft holds what it is about and not the condition it allows (« pas de photo *sans accord* »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from coach.charter.inflection import inflected
from coach.context import Context, Language
from coach.finding import Finding, Severity, Source
from coach.line.hearing import Heard, heard, listed, runs
from coach.line.memento import Memento
from coach.mirror.attribution import attributed
from coach.mirror.lexicon import COMMON_WEIGHT, spoken, stem
from coach.phrases import phrase
from coach.text import Span, fold, sentences, words

PART_LETTERS = 6
"""Letters from which one word of a longer name is looked for by itself."""
COVERED = 2, 3
"""Two words in three of a red line make a sentence touch it, when it has three or more; with two, both."""
_OURS = frozenset("mon ma mes notre nos my our".split())


def forbidden(text: str, memento: Memento, context: Context) -> Iterator[Finding]:
    """Yield the remarks on names, words and red lines."""
    yield from _names(text, memento.never_named, context)
    yield from _banned(text, memento.banned_words, context)
    yield from _red_lines(text, memento.red_lines, context)


# --- names


def _names(text: str, names: Sequence[str], context: Context) -> Iterator[Finding]:
    there = heard(text, context.lang)
    keys = [w.key for w in there]
    starts = {span.start for span in sentences(text)} if names else set()
    for name in names:
        wanted = [w.key for w in words(name)]
        found = [Span(there[at].span.start, there[at + len(wanted) - 1].span.end) for at in runs(keys, wanted)]
        found += [w.span for w in there if len(wanted) > 1 and w.key == "".join(wanted)]
        told = [span for span in found if _as_written(span.of(text), name)]
        for span in told:
            yield _named(text, span, name, context, whole=True)
        if not told and len(wanted) > 1:
            yield from (_named(text, w.span, name, context, whole=False) for w in _parts(text, there, wanted, starts))


def _as_written(found: str, name: str) -> bool:
    """Tell whether a name is written as one: *Pierre* is a name, *pierre* a stone."""
    return not name[:1].isupper() or any(char.isupper() for char in found)


def _parts(text: str, there: Sequence[Heard], wanted: Sequence[str], starts: set[int]) -> Iterator[Heard]:
    for w in there:
        capital = text[w.span.start].isupper()
        if w.key in wanted and len(w.key) >= PART_LETTERS and capital and w.span.start not in starts and w.weight > COMMON_WEIGHT:
            yield w


def _named(text: str, span: Span, name: str, context: Context, *, whole: bool) -> Finding:
    speak, said = context.speak, span.of(text)
    message = phrase(speak, "line", "named.message", name=said) if whole else None
    return Finding.at(
        text,
        span,
        source=Source.LINE,
        rule="line-never-named" if whole else "line-never-named-part",
        category="never_named",
        severity=Severity.WARN if whole else Severity.ADVISE,
        message=message or phrase(speak, "line", "named.part", name=said, whole=name),
        why=phrase(speak, "line", "named.why"),
        question=phrase(speak, "line", "named.question"),
    )


# --- words


@lru_cache(maxsize=512)
def _forms(word: str, lang: Language) -> re.Pattern[str]:
    """Return a pattern of the folded forms of one word: plural, feminine, conjugated."""
    base = word.casefold()
    if len(base) > 4 and base.endswith("s") and not base.endswith("ss"):
        base = base[:-1]
    if lang == "fr" and base.endswith("ée"):
        base = base[:-1]
    forms = [re.escape(fold(word)), re.escape(fold(base)) + "(?:e?s?)"]
    if base.isalpha() and len(base) > 3:
        forms.append(fold(inflected(base, lang)))
    return re.compile("|".join(forms))


@lru_cache(maxsize=1 << 15)
def _is_form(forms: re.Pattern[str], key: str) -> bool:
    return forms.fullmatch(key) is not None


def _banned(text: str, banned: Sequence[str], context: Context) -> Iterator[Finding]:
    there, speak = heard(text, context.lang), context.speak
    quoted = list(attributed(text)) if banned else []
    said = {word.key for word in there}
    for phrase_said in banned:
        wanted = [phrase_said[w.start : w.end] for w in words(phrase_said)]
        patterns = [_forms(word, context.lang) for word in wanted]
        if patterns and not any(_is_form(patterns[0], key) for key in said):
            continue  # most drafts hold none: words come back, so there are fewer of them than places
        for at in range(len(there) - len(patterns) + 1) if patterns else ():
            if not all(_is_form(p, there[at + n].key) for n, p in enumerate(patterns)):
                continue
            span = Span(there[at].span.start, there[at + len(patterns) - 1].span.end)
            if "\n" in span.of(text) or any(span.within(quote) for quote in quoted):
                continue
            yield Finding.at(
                text,
                span,
                source=Source.LINE,
                rule="line-banned-word",
                category="banned_word",
                severity=Severity.ADVISE,
                message=phrase(speak, "line", "banned.message", word=span.of(text)),
                why=phrase(speak, "line", "banned.why"),
                question=phrase(speak, "line", "banned.question"),
            )


# --- red lines


class _Red(NamedTuple):
    said: str
    about: frozenset[str]
    """Families of the words it is about."""
    allowed: frozenset[str]
    """Families of the condition that makes it all right."""

    plain: bool
    """Whether it is about one common word: a draft touches it only where it is one's own (« ma famille », « nos prix »)."""

    @property
    def enough(self) -> int:
        """How many of its words a sentence must hold."""
        part, whole = COVERED
        return len(self.about) if len(self.about) < whole else -(-part * len(self.about) // whole)


@lru_cache(maxsize=256)
def _red(line: str, lang: Language) -> _Red:
    setting, condition = listed(lang, "setting"), listed(lang, "condition")
    idle = {stem(key, lang) for key in setting}
    small = spoken(lang).small
    about: dict[str, Heard] = {}
    allowed: set[str] = set()
    conditional = False
    for w in heard(line, lang):
        if w.key in condition and about:
            conditional = True
        elif w.key not in small and len(w.key) > 2 and w.family not in idle:
            if conditional:
                allowed.add(w.family)
            else:
                about[w.family] = w
    plain = len(about) == 1 and all(w.weight <= COMMON_WEIGHT for w in about.values())
    return _Red(line, frozenset(about), frozenset(allowed), plain)


def _red_lines(text: str, lines: Sequence[str], context: Context) -> Iterator[Finding]:
    there = heard(text, context.lang) if lines else ()
    reds = [red for red in (_red(line, context.lang) for line in lines) if red.about]
    for sentence in sentences(text) if reds else ():
        inside = [w for w in there if w.span.within(sentence)]
        kinds = {w.family for w in inside}
        for red in reds:
            touched = red.about & kinds
            if len(touched) >= red.enough and not red.allowed & kinds and (not red.plain or _ones_own(inside, touched)):
                yield _touched(text, red, [w for w in inside if w.family in touched], context)


def _ones_own(inside: Sequence[Heard], touched: frozenset[str]) -> bool:
    return any(after.family in touched and before.key in _OURS for before, after in pairwise(inside))


def _touched(text: str, red: _Red, found: Sequence[Heard], context: Context) -> Finding:
    speak = context.speak
    span = Span(found[0].span.start, found[-1].span.end)
    said = ", ".join(dict.fromkeys(w.span.of(text) for w in found))
    return Finding.at(
        text,
        span,
        source=Source.LINE,
        rule="line-red-line",
        category="red_line",
        severity=Severity.WARN if len(red.about) > 1 else Severity.ADVISE,
        message=phrase(speak, "line", "red.message", line=red.said),
        why=phrase(speak, "line", "red.why", words=said),
        question=phrase(speak, "line", "red.question"),
    )
