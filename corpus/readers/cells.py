"""Records of a delimited text, as the csv module of the library would tell them and where it would not.

The library's reader knows no backslash escape beside doubled quotes, refuses long fields unless a setting of the whole process
is changed, and lets one open quote swallow the rest of the file without a word. This one says what is wrong with a record and
starts again at the next line that is sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TextIO

from corpus.readers.tape import Tape
from corpus.readers.values import LostReason

RESCUE_LINES = 200
"""Lines of a broken record tried as the start of the next one."""
RESCUE_REACH = 65_536
"""Characters such a trial may read."""
RESCUE_PROOF = 3
"""Records that must follow well when only their number of cells speaks for them."""


class Grammar(NamedTuple):
    """How a file separates and quotes."""

    delimiter: str = ","
    backslash: bool = False
    """Whether ``\\"`` is a quote inside a quoted cell, as in LinkedIn's Comments."""


class Row(NamedTuple):
    """One record of a table."""

    record: int
    """1-based; blank lines are not counted."""
    cells: tuple[str, ...]
    fault: LostReason | None = None
    """What is wrong with it, if anything."""


class Shape(NamedTuple):
    """What a sound row of this table looks like."""

    fits: Callable[[Sequence[str]], bool]
    """Whether a row has the right number of cells."""
    proof: Callable[[Sequence[str]], bool] | None = None
    """Whether a row shows by its cells that it is one: a date, an address; ``None`` when no column is telling."""
    first: int = 0
    """Rows above the first that must fit: sentence and header."""


_OPENING = re.compile(' *+"')


class _Parsed(NamedTuple):
    cells: tuple[str, ...]
    end: int
    closed: bool
    strict: bool


@cache
def _patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    delimiter = re.escape(grammar.delimiter)
    plain = re.compile(f"[^{delimiter}\r\n]*+")
    blank = " *+" if grammar.delimiter != " " else ""
    if not grammar.backslash:
        return re.compile(rf'{blank}"((?:[^"]++|"")*+)"'), plain
    # A backslash before the last quote of a record is the person's own: the next line is a record, or there is none.
    following = rf"\r?\n(?:\d{{4}}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?)?{delimiter}https?://[\w.]*linkedin\.com/|\s*\Z"
    return re.compile(rf'{blank}"((?:[^"\\]++|""|\\"(?!{following})|\\)*+)"'), plain


def parse(text: str, at: int, stop: int, grammar: Grammar, *, final: bool) -> _Parsed | None:
    """Return the record that starts at ``at``, or ``None`` when it may go on beyond ``stop`` and more is to come."""
    quoted, plain = _patterns(grammar)
    cells: list[str] = []
    strict = True
    while True:
        found = quoted.match(text, at, stop)
        if found is not None and (found.end() < stop or final):
            value, at = _unescaped(found[1], grammar), found.end()
            tail = plain.match(text, at, stop)
            assert tail is not None
            strict = strict and not tail[0].strip()
            value, at = value + tail[0], tail.end()
        elif found is not None or (opening := _OPENING.match(text, at, stop)) is not None:
            if found is not None or not final or opening is None:
                return None
            return _Parsed((*cells, text[opening.end() : stop]), stop, closed=False, strict=False)
        else:
            bare = plain.match(text, at, stop)
            assert bare is not None
            value, at = bare[0], bare.end()
        cells.append(value)
        if at >= stop:
            return _Parsed(tuple(cells), stop, closed=True, strict=strict) if final else None
        if text[at] == grammar.delimiter:
            at += 1
            continue
        if text[at] == "\r":
            if at + 1 == stop and not final:
                return None
            at += text[at + 1 : at + 2] == "\n"
        return _Parsed(tuple(cells), at + 1, closed=True, strict=strict)


def _unescaped(cell: str, grammar: Grammar) -> str:
    cell = cell.replace('""', '"')
    return cell.replace('\\"', '"') if grammar.backslash else cell


def read_cells(stream: TextIO, grammar: Grammar, shape: Shape | None = None) -> Iterator[Row]:
    """Yield the records of ``stream``; those that do not fit ``shape`` carry their fault."""
    tape = Tape(stream)
    record = 0
    while True:
        found = parse(tape.text, tape.at, len(tape.text), grammar, final=tape.done)
        if found is None and not tape.full and (tape.more() or tape.done):
            continue
        if tape.done and tape.at >= len(tape.text):
            return
        if found is None:
            record += 1
            yield Row(record, (tape.text[tape.at : tape.at + 200],), "record_too_long")
            _next_line(tape)
            continue
        start, tape.at = tape.at, found.end
        if found.cells == ("",) and '"' not in tape.text[start : found.end]:
            continue
        record += 1
        if shape is None or record <= shape.first:
            yield Row(record, found.cells)
            continue
        resume = _rescue(tape, start, found, grammar, shape)
        if resume is not None:
            broken = parse(tape.text, start, resume, grammar, final=True)
            assert broken is not None
            tape.at = resume
            yield Row(record, broken.cells, "wrong_column_count" if broken.closed else "unclosed_quote")
        elif not found.closed:
            yield Row(record, found.cells, "truncated_last_row_unclosed_quote")
        else:
            yield Row(record, found.cells, None if shape.fits(found.cells) else "wrong_column_count")


def _next_line(tape: Tape) -> None:
    """Move to the line after the one under way."""
    while (end := tape.text.find("\n", tape.at)) < 0:
        tape.at = len(tape.text)
        if not tape.more():
            return
    tape.at = end + 1


def _rescue(tape: Tape, start: int, found: _Parsed, grammar: Grammar, shape: Shape) -> int | None:
    """Return where a sound record starts inside one that is not, as when a quote was left open, or ``None``."""
    if found.closed and found.strict and shape.fits(found.cells):
        return None
    at = start
    for _ in range(RESCUE_LINES):
        at = tape.text.find("\n", at, found.end) + 1
        if not at or at >= found.end:
            return None
        if _goes_on(tape, at, grammar, shape):
            return at
    return None


def _goes_on(tape: Tape, at: int, grammar: Grammar, shape: Shape) -> bool:
    """Tell whether sound records follow each other from ``at``: one when its cells prove it, else a few."""
    text = tape.text
    stop = min(len(text), at + RESCUE_REACH)
    final = tape.done and stop == len(text)
    for _ in range(1 if shape.proof else RESCUE_PROOF):
        if at >= stop:
            return final
        trial = parse(text, at, stop, grammar, final=final)
        if trial is None or not (trial.closed and trial.strict and shape.fits(trial.cells)):
            return False
        if shape.proof is not None and not shape.proof(trial.cells):
            return False
        at = trial.end
    return True
