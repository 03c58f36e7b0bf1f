"""Patterns of rules: assembled as Vale does, compiled only when a text may match, run under a timeout."""

from __future__ import annotations

import re as plain_re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from time import thread_time
from typing import TYPE_CHECKING, Any

from coach.charter.inflection import expand
from coach.charter.literals import Need, possible, required
from coach.context import Language
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.charter.rule import Rule

NEVER = "(?!)"
"""Matches nothing: what an empty company list becomes."""

PATIENCE = 10
"""Times the limit given to a pattern tried again because the machine was busy."""

SILENT = 256
"""Lines remembered in which a pattern found nothing."""

_LIST = plain_re.compile(r"(?<!\\[pPNgkx])\{([a-z][a-z0-9_]*)\}")
_CROSSES = plain_re.compile(r"\\[sWDnRX]|\(\?[a-z]*s|\[\^(?![^\]]*\\n)")
"""What in a pattern may match a line break."""
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
        self._need: Need | bool = False
        self._compiled: Any = None
        self._within_lines = core is not None and not _CROSSES.search(core)
        self._silent: set[str] = set()

    @property
    def need(self) -> Need:
        """The words one of which a match holds, lowered; ``None`` when any text may match."""
        if isinstance(self._need, bool):
            core = self.source if self._core is None else self._core
            self._need = () if core and not core.strip("(?:)!") else required(core)
        return self._need

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
        if self._within_lines and len(low) == len(text):
            yield from self._by_line(text, low, pos, stop)
        elif possible(self.need, low):
            yield from self._tried(text, pos, stop)

    def _by_line(self, text: str, low: str, pos: int, stop: int) -> Iterator[Any]:
        """Yield the matches of a pattern that crosses no line; where it found nothing it does not look again while one types."""
        for start, end, line, lowered in _lines(text, low):
            if start >= stop or end <= pos:
                continue
            whole = pos <= start and end <= stop
            if whole and line in self._silent:
                continue
            found = self._tried(text, max(pos, start), min(stop, end)) if possible(self.need, lowered) else ()
            if found:
                yield from found
            elif whole:
                self._remember(line)

    def _remember(self, line: str) -> None:
        if len(self._silent) >= SILENT:
            self._silent.clear()
        self._silent.add(line)

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

    def matches(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> Iterator[Any]:
        """Yield the matches in order, none overlapping. Raises :class:`SlowPattern`."""
        found = [(m.start(), at, m) for at, part in enumerate(self.parts) for m in part.matches(text, low, pos=pos, end=end)]
        last = -1
        for start, _, match in sorted(found, key=lambda f: f[:2]):
            if start >= last:
                last = match.end()
                yield match

    def found(self, text: str, low: str, *, pos: int = 0, end: int | None = None) -> bool:
        """Tell whether there is a match."""
        return any(part.found(text, low, pos=pos, end=end) for part in self.parts)


@lru_cache(maxsize=16)
def _lines(text: str, low: str) -> tuple[tuple[int, int, str, str], ...]:
    """Return the lines of a text: first offset, one past the last, words, words lowered. ``low`` is as long as ``text``."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            end = start + len(line)
            found.append((start, end, line, low[start:end]))
        start += len(line) + 1
    return tuple(found)


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
