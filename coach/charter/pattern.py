"""Patterns of rules: assembled as Vale does, compiled only when a text may match, run under a timeout."""

from __future__ import annotations

import re as plain_re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from time import thread_time
from typing import TYPE_CHECKING, Any, Literal

from coach.charter.inflection import expand
from coach.charter.literals import Need, cells_with, heads, heads_in, possible, required
from coach.context import Language
from coach.errors import CoachError
from coach.text import Span, sentences

if TYPE_CHECKING:
    from coach.charter.rule import Rule

NEVER = "(?!)"
"""Matches nothing: what an empty company list becomes."""

PATIENCE = 10
"""Times the limit given to a pattern tried again because the machine was busy."""

SILENT = 256
"""Cells remembered in which a pattern found nothing."""

_LIST = plain_re.compile(r"(?<!\\[pPNgkx])\{([a-z][a-z0-9_]*)\}")
_CLASS = plain_re.compile(r"\[(\^?)\]?((?:\\.|[^\]\\])*)\]")
_CROSSES = plain_re.compile(r"\\[sWDnRX]|\(\?[a-z]*s")
"""What in a pattern, or in a class of it, may match a line break."""
_ROAMS = plain_re.compile(r"(?<!\\)[.$]")
"""What outside a class may run over the end of a sentence: any character, the end of a line."""
_LOOKS_BACK = plain_re.compile(r"\(\?<[=!][^)]*\[")
"""A look behind that may hold the end of the sentence before."""
_LINE = plain_re.compile(r"[^\n]+")
_LEADING_FLAGS = plain_re.compile(r"\(\?([a-z]+)\)")

Lists = Mapping[str, str]
"""Patterns by name: ``{competitors}`` in a rule becomes ``Lists["competitors"]``."""


class SlowPattern(CoachError):
    """A pattern ran out of time on this text."""


class BadPattern(CoachError):
    """A pattern that does not compile; ``title`` is the reason."""


class Pattern:
    """A pattern that compiles itself the first time a text may hold a match."""

    def __init__(self, source: str, *, ignorecase: bool = False, core: str | None = None) -> None:
        self.source = source
        self.ignorecase = ignorecase
        self._core = core
        self._compiled: Any = None
        self._silent: set[str] = set()
        self._cell = _cell_of(core)

    @cached_property
    def need(self) -> Need:
        """The words one of which a match holds, lowered; ``None`` when any text may match."""
        core = self.source if self._core is None else self._core
        return () if core and not core.strip("(?:)!") else required(core)

    @cached_property
    def heads(self) -> frozenset[str] | None:
        """Beginnings of words of which a text holds one, or matches nothing; ``None`` when any text may match."""
        return heads(self.need)

    def compiled(self) -> Any:
        """Return the compiled pattern. Raises :class:`BadPattern`."""
        if self._compiled is None:
            self._compiled = _compile(self.source, self.ignorecase)
        return self._compiled

    def matches(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> Iterator[Any]:
        """Yield the matches in ``text[pos:end]``, look-arounds seeing no further than ``end``; ``low`` is ``text`` lowered.

        Raises :class:`SlowPattern` after a tenth of a second and a microsecond or two a character.
        """
        stop = len(text) if end is None else end
        if self._cell is not None and len(low) == len(text):
            yield from self._by_cell(text, low, pos, stop)
        elif possible(self.need, low):
            yield from self._tried(text, pos, stop)

    def _by_cell(self, text: str, low: str, pos: int, stop: int) -> Iterator[Any]:
        """Yield the matches of a pattern that stays within a cell; one that told it nothing is not tried again."""
        cells = _cells(text, self._cell or "line")
        for start, end in cells if self.need is None else cells_with(self.need, low, cells):
            if start >= stop or end <= pos:
                continue
            whole = pos <= start and end <= stop
            words = text[start:end]
            if whole and words in self._silent:
                continue
            found = self._tried(text, max(pos, start), min(stop, end))
            if found:
                yield from found
            elif whole:
                self._remember(words)

    def _remember(self, words: str) -> None:
        if len(self._silent) >= SILENT:
            self._silent.clear()
        self._silent.add(words)

    def _tried(self, text: str, first: int, last: int) -> list[Any]:
        """Return the matches in ``text[first:last]``. Raises :class:`SlowPattern`.

        The engine's clock is the wall's: when the thread itself hardly ran, the machine was busy and the pattern is tried again.
        """
        limit, began = 0.1 + len(text) * 2e-6, thread_time()
        for patience in (limit, PATIENCE * limit):
            try:
                return list(self.compiled().finditer(text, first, last, timeout=patience))
            except TimeoutError:
                if thread_time() - began > limit / 2:
                    break
        raise SlowPattern(self.source)

    def found(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> bool:
        """Tell whether there is a match."""
        return next(self.matches(text, low, pos=pos, end=end), None) is not None


class Patterns:
    """Several patterns tried one by one, as if alternated: the leftmost match wins, then the first listed."""

    def __init__(self, parts: Sequence[Pattern]) -> None:
        self.parts = tuple(parts)

    @cached_property
    def heads(self) -> frozenset[str] | None:
        """As :attr:`Pattern.heads`, for any of the parts."""
        of_parts = [part.heads for part in self.parts]
        return None if None in of_parts else frozenset().union(*(h for h in of_parts if h))

    def matches(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> Iterator[Any]:
        """Yield the matches in order, none overlapping. Raises :class:`SlowPattern`."""
        found = [(m.start(), at, m) for at, part in self._heard(low) for m in part.matches(text, low, pos=pos, end=end)]
        last = -1
        for start, _, match in sorted(found, key=lambda f: f[:2]):
            if start >= last:
                last = match.end()
                yield match

    def _heard(self, low: str) -> Iterator[tuple[int, Pattern]]:
        """Yield the parts that may match, with their rank: most rules end here, most parts of the others too."""
        seen = heads_in(low)
        if self.heads is not None and self.heads.isdisjoint(seen):
            return
        for at, part in enumerate(self.parts):
            if part.heads is None or not part.heads.isdisjoint(seen):
                yield at, part

    def found(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> bool:
        """Tell whether there is a match."""
        return any(part.found(text, low, pos=pos, end=end) for _, part in self._heard(low))


def _cell_of(core: str | None) -> Literal["line", "sentence"] | None:
    """Return the smallest cell a match of ``core`` never leaves; ``None`` when it may run over lines."""
    if core is None:
        return None
    bare = _CLASS.sub("x", core)
    negated = [m[2] for m in _CLASS.finditer(core) if m[1]]
    listed = [m[2] for m in _CLASS.finditer(core) if not m[1]]
    if _CROSSES.search(bare) or any(map(_CROSSES.search, listed)) or any("\\n" not in out for out in negated):
        return None
    if _ROAMS.search(bare) or _LOOKS_BACK.search(core) or any(not set(".!?") <= set(out) for out in negated):
        return "line"
    return "sentence"


@lru_cache(maxsize=64)
def sentences_of(text: str) -> tuple[Span, ...]:
    """Return :func:`coach.text.sentences` of a text, made once for the patterns and the guards."""
    return tuple(sentences(text))


@lru_cache(maxsize=16)
def _cells(text: str, kind: str) -> tuple[tuple[int, int], ...]:
    """Return where the cells of a text start and end."""
    if kind == "sentence":
        edges = (0, *(s.end for s in sentences_of(text)[:-1]), len(text))  # white space goes with what follows
        return tuple(pairwise(edges))
    return tuple(m.span() for m in _LINE.finditer(text))


@lru_cache(maxsize=4096)
def _compile(source: str, ignorecase: bool) -> Any:
    import regex

    try:
        return regex.compile(source, regex.IGNORECASE if ignorecase else 0, cache_pattern=False)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise BadPattern(str(error)) from None


def words_of(tokens: tuple[str, ...], *, nonword: bool, raw: str = "", append: bool = False, template: str | None = None) -> str:
    """Return tokens alternated as Vale does: whole words unless ``nonword``, ``raw`` put before (or after) them."""
    kept = [scoped(t) for t in tokens if t.strip()]
    frame = "(?m)(?:%s)" if nonword or not kept else (template or r"(?m)\b(?:%s)\b")
    body = frame.replace("%s", "|".join(kept))
    return body + raw if append else raw + body


def scoped(token: str) -> str:
    """Return ``token`` with flags that open it (``(?i)foo``) kept to itself."""
    match = _LEADING_FLAGS.match(token)
    return f"(?{match.group(1)}:{token[match.end() :]})" if match else token


def ours(tokens: tuple[str, ...], rule: Rule, lists: Lists, lang: Language, *, ignorecase: bool) -> Patterns:
    """Return the patterns of our own rules: whole words at letters only, company lists and inflections opened."""
    frame = "(?m)(?:%s)" if rule.nonword else r"(?m)(?<!\w)(?:%s)(?!\w)"
    opened = [open_pattern(scoped(t), rule, lists, lang) for t in tokens if t.strip()]
    return Patterns([Pattern(frame.replace("%s", t), ignorecase=ignorecase, core=t) for t in opened])


def open_pattern(source: str, rule: Rule, lists: Lists, lang: Language) -> str:
    """Return ``source`` with ``{list}`` and, when the rule has ``lemma``, ``<word>`` opened.

    A list may call lists, which call no more: three steps, whatever the pack says.
    """
    for _ in range(3):
        if "{" in source:
            source = _LIST.sub(_opener(lists), source)
    return expand(source, rule.lang or lang) if rule.lemma and "<" in source else source


def _opener(lists: Lists) -> Callable[[plain_re.Match[str]], str]:
    def opened(match: plain_re.Match[str]) -> str:
        return f"(?:{lists.get(match.group(1), NEVER)})"

    return opened


def list_names(source: str) -> set[str]:
    """Return the names of the lists ``source`` calls."""
    return set(_LIST.findall(source))
