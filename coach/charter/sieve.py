"""All the words of all the patterns, looked for at once: which patterns are worth running on which part of a text.

A text is cut into cells, which the matches of most patterns never leave. What the sieve found in a cell, and what the patterns
then found there, is remembered: while a post is typed one sentence changes, and the others are not looked at again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Literal, NamedTuple

from coach.charter.literals import All, Need
from coach.charter.syntax import DIGIT, spaced
from coach.text import Span, sentences

CellKind = Literal["sentence", "line", "text"]
"""The smallest part of a text that a match of a pattern never leaves."""
KEPT = {"sentence": 1024, "line": 512, "text": 8}
"""Cells remembered, by kind."""
HEARD = 8
"""Texts whose cells are remembered in order."""

_OPENS = (6, 4, 3, 2, 1)
_CLOSES = (4, 2, 1)
_INSIDE = (3, 2)
"""How many characters of a word are looked up, at its beginning, its end, or anywhere when it has no edge: the most it has."""
_TOKENS = 16_384
"""Words of texts remembered with what they may be the beginning of."""
_ACROSS = "  "
"""What a word holds that runs from a sentence to the next on a line: a stop and a space."""
_LINE = re.compile(r"[^\n]+")


class Hit(NamedTuple):
    """A match, told as ``re`` tells it."""

    first: int
    last: int
    words: str

    def start(self) -> int:
        """Return the first offset."""
        return self.first

    def end(self) -> int:
        """Return one past the last offset."""
        return self.last

    def span(self) -> tuple[int, int]:
        """Return both."""
        return self.first, self.last

    def group(self) -> str:
        """Return the words matched."""
        return self.words

    def moved(self, by: int) -> Hit:
        """Return the hit, so many characters further."""
        return Hit(self.first + by, self.last + by, self.words)


class Cell:
    """A part of a text: the patterns worth running on it, and what those that were run found."""

    __slots__ = ("awake", "found", "present")

    def __init__(self, awake: frozenset[int], present: set[str]) -> None:
        self.awake = awake
        self.present = present
        """The words needed by some pattern that stand in it."""
        self.found: dict[int, tuple[Hit, ...]] = {}
        """By rank; offsets are those of the cell."""


class Placed(NamedTuple):
    """A cell and where it stands in a text."""

    start: int
    end: int
    cell: Cell


class Hearing:
    """The cells of one text."""

    def __init__(self, placed: Iterable[Placed]) -> None:
        self._where: dict[int, list[Placed]] = {}
        for one in placed:
            for rank in one.cell.awake:
                self._where.setdefault(rank, []).append(one)
        self.awake = frozenset(self._where)
        """The ranks of the patterns that may match somewhere."""

    def where(self, rank: int) -> Iterable[Placed]:
        """Return the cells a pattern may match in, in order."""
        return self._where.get(rank, ())


class _Words:
    """The words patterns need, and which of them a text holds."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_clue: dict[str, set[str]] = {}
        self._of_token: dict[str, tuple[list[str], list[str]] | None] = {}

    def add(self, words: set[str]) -> None:
        self._of_token.clear()
        for word in words - self._known:
            self._by_clue.setdefault(_clue(word), set()).add(word)
        self._known |= words

    def within(self, said: str) -> set[str]:
        """Return the words that stand in ``said``."""
        present: set[str] = set()
        known = self._of_token
        for token in set(said.split()):
            met = known[token] if token in known else self._met(token)
            if met:
                present.update(met[0])
                present.update([word for word in met[1] if word in said])
        return present

    def _met(self, token: str) -> tuple[list[str], list[str]] | None:
        """Return what a word of a text is, of what the patterns need, then what it may be a part of."""
        if len(self._of_token) >= _TOKENS:
            self._of_token.clear()
        sure: list[str] = []
        likely: list[str] = []
        for clue in self._by_clue.keys() & _clues(token):
            for word in self._by_clue[clue]:
                (sure if word == clue else likely).append(word)
        return self._of_token.setdefault(token, (sure, likely) if sure or likely else None)


class _Shelf:
    """The patterns of one kind of cell, by the rarest words they need."""

    def __init__(self, kind: CellKind) -> None:
        self._kept = KEPT[kind]
        self._always: set[int] = set()
        self._by_word: dict[str, list[tuple[int, All]]] = {}
        self._cells: dict[str, Cell] = {}
        self.words: set[str] = set()
        """All the words its patterns need."""

    def add(self, rank: int, need: Need) -> None:
        self._cells.clear()
        if need is None:
            self._always.add(rank)
            return
        for rarest, *others in need:
            for word in rarest:
                self._by_word.setdefault(word, []).append((rank, tuple(others)))
            self.words.update(rarest, *others)

    def cell(self, words: str, look: Callable[[str], set[str]]) -> Cell:
        """Return the cell of these words, in which ``look`` tells what is needed and there."""
        cell = self._cells.get(words)
        if cell is None:
            if len(self._cells) >= self._kept:
                self._cells.clear()
            present = look(spaced(words.lower()))
            cell = self._cells[words] = Cell(self._awake(present), present)
        return cell

    def _awake(self, present: set[str]) -> frozenset[int]:
        """Return the ranks of the patterns whose words are all ``present``."""
        awake = set(self._always)
        for word in present & self._by_word.keys():
            for rank, others in self._by_word[word]:
                if rank not in awake:
                    for words in others:
                        if words.isdisjoint(present):
                            break
                    else:
                        awake.add(rank)
        return frozenset(awake)


class Sieve:
    """Takes patterns by what they need, gives each a rank, and tells which of them a text may wake."""

    def __init__(self) -> None:
        self._words = _Words()
        self._across: set[str] = set()
        self._sentence, self._line, self._text = _Shelf("sentence"), _Shelf("line"), _Shelf("text")
        self._count = 0
        self._heard: dict[str, Hearing] = {}

    def add(self, need: Need, kind: CellKind) -> int:
        """Take one more pattern; return its rank."""
        self._heard.clear()
        shelf = {"sentence": self._sentence, "line": self._line, "text": self._text}[kind]
        shelf.add(self._count, need)
        if kind != "text" and need is not None:
            asked = {word for branch in need for words in branch for word in words}
            self._words.add(asked)
            self._across |= {word for word in asked if _ACROSS in word}
        self._count += 1
        return self._count - 1

    def _cells(self, text: str) -> Iterator[Placed]:
        sentences = [
            Placed(*edge, self._sentence.cell(text[slice(*edge)], self._words.within)) for edge in _edges(text, "sentence")
        ]
        yield from sentences
        starts, ends = [s.start for s in sentences], [s.end for s in sentences]
        for start, end in _edges(text, "line"):
            held = sentences[bisect_right(ends, start) : bisect_left(starts, end)]
            yield Placed(start, end, self._line.cell(text[start:end], partial(self._in_line, held)))
        yield Placed(0, len(text), self._text.cell(text, lambda said: {word for word in self._text.words if word in said}))

    def _in_line(self, sentences: Sequence[Placed], said: str) -> set[str]:
        """Return the needed words of a line: those of its sentences, and those that run from one to the next."""
        return {word for word in self._across if word in said}.union(*(s.cell.present for s in sentences))

    def hear(self, text: str) -> Hearing:
        """Return the cells of ``text``."""
        hearing = self._heard.get(text)
        if hearing is None:
            if len(self._heard) >= HEARD:
                self._heard.clear()
            hearing = self._heard[text] = Hearing(self._cells(text))
        return hearing


@lru_cache(maxsize=32_768)
def _clue(word: str) -> str:
    """Return the part of ``word`` it is looked up by: the longest of its tokens, with the edges it has, or an end of it."""
    tokens = word.split(" ")
    last = len(tokens) - 1
    at = max(range(last + 1), key=lambda n: (len(tokens[n]), 0 < n < last))
    token = tokens[at]
    if 0 < at < last:
        return f" {token} "
    if at:
        return f" {token[: _most(_OPENS, token)]}"
    if last:
        return f"{token[-_most(_CLOSES, token) :]} "
    return token if token == DIGIT else token[: _most(_INSIDE, token)]


def _most(sizes: tuple[int, ...], token: str) -> int:
    return next(size for size in sizes if size <= len(token))


@lru_cache(maxsize=_TOKENS)
def _clues(token: str) -> frozenset[str]:
    """Return all that a token of a text may be looked up by."""
    long = len(token)
    found = [token[at : at + size] for size in _INSIDE for at in range(long - size + 1)]
    found += [f" {token[:size]}" for size in _OPENS if size <= long] + [f"{token[-size:]} " for size in _CLOSES if size <= long]
    return frozenset((*found, f" {token} ", DIGIT if DIGIT in token else ""))


@lru_cache(maxsize=64)
def sentences_of(text: str) -> tuple[Span, ...]:
    """Return :func:`coach.text.sentences` of a text, made once for the patterns and the guards."""
    return tuple(sentences(text))


@lru_cache(maxsize=16)
def _edges(text: str, kind: CellKind) -> tuple[tuple[int, int], ...]:
    """Return where the cells of a text start and end."""
    if kind == "sentence":
        return tuple(pairwise((0, *(s.end for s in sentences_of(text)[:-1]), len(text))))  # white space goes with what follows
    return tuple(m.span() for m in _LINE.finditer(text))
