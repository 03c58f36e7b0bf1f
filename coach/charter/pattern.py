"""Patterns of rules: assembled as Vale does, compiled only when a text may match, run under a timeout."""

from __future__ import annotations

import re as plain_re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Any

from coach.charter.compiled import SHELF
from coach.charter.inflection import expand
from coach.charter.literals import Need, possible, required
from coach.charter.sieve import CellKind, Hit, Placed, Sieve
from coach.context import Language
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.charter.rule import Rule

NEVER = "(?!)"
"""Matches nothing: what an empty company list becomes."""

PATIENCE = 10
"""Times the limit given to a pattern tried again because the machine was busy."""

CLOCK_S = 0.005
"""How old a reading of the processor's clock may be, in seconds."""

_LIST = plain_re.compile(r"(?<!\\[pPNgkx])\{([a-z][a-z0-9_]*)\}")
_CLASS = plain_re.compile(r"\[(\^?)\]?((?:\\.|[^\]\\])*)\]")
_CROSSES = plain_re.compile(r"\\[sWDnRX]|\(\?[a-z]*s")
"""What in a pattern, or in a class of it, may match a line break."""
_ROAMS = plain_re.compile(r"(?<!\\)[.$]")
"""What outside a class may run over the end of a sentence: any character, the end of a line."""
_LOOKS_BACK = plain_re.compile(r"\(\?<[=!][^)]*\[")
"""A look behind that may hold the end of the sentence before."""
_LEADING_FLAGS = plain_re.compile(r"\(\?([a-z]+)\)")

Lists = Mapping[str, str]
"""Patterns by name: ``{competitors}`` in a rule becomes ``Lists["competitors"]``."""


class SlowPattern(CoachError):
    """A pattern ran out of time on this text."""


class BadPattern(CoachError):
    """A pattern that does not compile; ``title`` is the reason."""


class _Clock(threading.local):
    """The processor time of the thread, a few milliseconds old at most: to read it costs as much as a short match."""

    wall = -1.0
    spent = 0.0

    def read(self) -> float:
        now = perf_counter()
        if now - self.wall > CLOCK_S:
            self.wall, self.spent = now, thread_time()
        return self.spent


_CLOCK = _Clock()


class Pattern:
    """A pattern that compiles itself the first time a text may hold a match."""

    def __init__(
        self,
        source: str,
        *,
        ignorecase: bool = False,
        core: str | None = None,
        framed: bool = False,
        cell: CellKind | None = None,
    ) -> None:
        """``core`` is the part of ``source`` that tells what a match holds; ``framed``, that no letter may touch a match.

        ``cell`` is the smallest part of a text that a match never leaves, when the core does not tell.
        """
        self.source = source
        self.ignorecase = ignorecase
        self._core = core
        self._framed = framed
        self.cell: CellKind = cell or cell_of(core)

    @cached_property
    def need(self) -> Need:
        """The words one of which a match holds, lowered; ``None`` when any text may match."""
        return required(self.source if self._core is None else self._core, framed=self._framed)

    @cached_property
    def _compiled(self) -> Any:
        return _compile(self.source, self.ignorecase)

    def compiled(self) -> Any:
        """Return the compiled pattern. Raises :class:`BadPattern`."""
        return self._compiled

    def matches(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> Iterator[Any]:
        """Yield the matches in ``text[pos:end]``, look-arounds seeing no further than ``end``; ``low`` is ``text`` lowered.

        Raises :class:`SlowPattern` after a tenth of a second and a microsecond or two a character.
        """
        if possible(self.need, low):
            yield from self.run(text, pos, len(text) if end is None else end)

    def run(self, text: str, first: int, last: int) -> list[Any]:
        """Return the matches in ``text[first:last]``, whatever it holds. Raises :class:`SlowPattern`.

        The engine's clock is the wall's: when the thread itself hardly ran, the machine was busy and the pattern is tried again.
        """
        compiled = self.compiled()  # before the clock starts
        limit, began = 0.1 + len(text) * 2e-6, _CLOCK.read()
        for patience in (limit, PATIENCE * limit):
            try:
                return list(compiled.finditer(text, first, last, timeout=patience))
            except TimeoutError:
                if thread_time() - began > limit / 2:
                    break
        raise SlowPattern(self.source)

    def found(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> bool:
        """Tell whether there is a match."""
        return next(self.matches(text, low, pos=pos, end=end), None) is not None


class Patterns:
    """Several patterns as if alternated: the leftmost match wins, then the first listed. They share a sieve with others."""

    def __init__(self, parts: Sequence[Pattern], sieve: Sieve | None = None) -> None:
        self.parts = tuple(parts)
        self._sieve = Sieve() if sieve is None else sieve
        self._by_rank = {self._sieve.add(part.need, part.cell): part for part in self.parts}
        self.ranks = frozenset(self._by_rank)
        """The places of the parts in the sieve: none of them awake, nothing can match."""

    def matches(self, text: str, _low: str, *, pos: int = 0, end: int | None = None) -> Iterator[Any]:
        """Yield the matches in ``text[pos:end]`` (each a :class:`Hit`) in order, none overlapping; no word may be cut there.

        Raises :class:`SlowPattern`.
        """
        found = sorted(self._heard(text, pos, len(text) if end is None else end), key=lambda f: f[:2])
        last = -1
        for start, _, hit in found:
            if start >= last:
                last = hit.last
                yield hit

    def _heard(self, text: str, pos: int, stop: int) -> Iterator[tuple[int, int, Hit]]:
        """Yield what each part finds, with its place and its rank."""
        hearing = self._sieve.hear(text)
        for rank in sorted(self.ranks & hearing.awake):
            for placed in hearing.where(rank):
                if placed.start < stop and placed.end > pos:
                    yield from ((hit.first, rank, hit) for hit in self._in(placed, rank, text, pos, stop))

    def _in(self, placed: Placed, rank: int, text: str, pos: int, stop: int) -> list[Hit]:
        """Return what a part finds in a cell, as remembered when the whole of the cell is asked for."""
        start, end, cell = placed
        if end > stop or (start < pos and not text[start:pos].isspace()):
            return [Hit(m.start(), m.end(), m.group()) for m in self._by_rank[rank].run(text, max(pos, start), min(stop, end))]
        if (found := cell.found.get(rank)) is None:
            found = cell.found[rank] = tuple(
                Hit(m.start() - start, m.end() - start, m.group()) for m in self._by_rank[rank].run(text, start, end)
            )
        return [hit.moved(start) for hit in found if hit.first + start >= pos]

    def found(self, text: str, _low: str, *, pos: int = 0, end: int | None = None) -> bool:
        """Tell whether there is a match."""
        return next(self._heard(text, pos, len(text) if end is None else end), None) is not None


def cell_of(core: str | None) -> CellKind:
    """Return the smallest cell a match of ``core`` never leaves."""
    if core is None:
        return "text"
    bare = _CLASS.sub("x", core)
    negated = [m[2] for m in _CLASS.finditer(core) if m[1]]
    listed = [m[2] for m in _CLASS.finditer(core) if not m[1]]
    if _CROSSES.search(bare) or any(map(_CROSSES.search, listed)) or any("\\n" not in out for out in negated):
        return "text"
    if _ROAMS.search(bare) or _LOOKS_BACK.search(core) or any(not set(".!?") <= set(out) for out in negated):
        return "line"
    return "sentence"


@lru_cache(maxsize=4096)
def _compile(source: str, ignorecase: bool) -> Any:
    import regex

    flags = int(regex.IGNORECASE) if ignorecase else 0
    if (kept := SHELF.find(source, flags)) is not None:
        return kept
    try:
        compiled = regex.compile(source, flags, cache_pattern=False)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise BadPattern(str(error)) from None
    SHELF.add(source, flags, compiled)
    return compiled


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


def ours(tokens: tuple[str, ...], rule: Rule, lists: Lists, lang: Language, *, ignorecase: bool) -> list[Pattern]:
    """Return the patterns of our own rules: whole words at letters only, company lists and inflections opened."""
    frame = "(?m)(?:%s)" if rule.nonword else r"(?m)(?<!\w)(?:%s)(?!\w)"
    opened = [open_pattern(scoped(t), rule, lists, lang) for t in tokens if t.strip()]
    return [Pattern(frame.replace("%s", t), ignorecase=ignorecase, core=t, framed=not rule.nonword) for t in opened]


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
