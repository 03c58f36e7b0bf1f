"""Items of a JSON text one by one, however long the list: what is broken is told and the next item is found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TextIO

from corpus.readers.tape import Tape

Fault = Literal["bad_json", "nested_too_deep", "record_too_long"]

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\]]', re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\ufeff]*+")
_FIRST_KEY = re.compile(r'\{\s*"([^"\\]{1,80})"')
_SCALAR_END = re.compile(r"[,\]}\s]")
_EDGE = 16
"""Characters before the end of the window where an error may only mean that the window ends."""
_DECODER = json.JSONDecoder(strict=False)  # a control character in a string is cleaned away, not a reason to lose the post


class Item(NamedTuple):
    """A value of the text."""

    key: str
    """The list it stands in, or the key it stands under; empty in a list that has no name."""
    number: int
    """1-based in its list, 0 when it stands under a key by itself."""
    value: object = None
    fault: Fault | None = None
    """What is wrong with it, if anything; ``value`` is then the beginning of its text."""


def decode(text: str) -> tuple[object, Fault | None]:
    """Return the value that the whole of ``text`` tells, or what is wrong with it."""
    try:
        return json.loads(text, strict=False), None
    except RecursionError:
        return text[:200], "nested_too_deep"
    except ValueError:  # also a number of more digits than Python reads
        return text[:200], "bad_json"


def read_items(stream: TextIO) -> Iterator[Item]:
    """Yield the items of the lists and the values under the keys of the one value ``stream`` holds, in their order."""
    tape = Tape(stream)
    opening = _peek(tape)
    if opening == "[":
        yield from _list(tape, "")
    elif opening == "{":
        tape.at += 1
        while (char := _peek(tape)) != "}":
            if char == ",":
                tape.at += 1
                continue
            key, fault = _take(tape, None) if char else ("", "bad_json")
            if fault or not isinstance(key, str) or _peek(tape) != ":":
                yield Item("", 0, str(key), "bad_json")
                return
            tape.at += 1
            if _peek(tape) == "[":
                yield from _list(tape, key)
            else:
                yield Item(key, 0, *_take(tape, None))
        tape.at += 1
    elif opening:
        yield Item("", 0, *_take(tape, None))
    if _peek(tape) not in ("", ";"):
        yield Item("", 0, tape.text[tape.at : tape.at + 200], "bad_json")


def skip_past(stream: TextIO, sign: str) -> None:
    """Move ``stream`` behind the first ``sign``, which is near its start."""
    while (char := stream.read(1)) and char != sign:
        pass


def _list(tape: Tape, key: str) -> Iterator[Item]:
    tape.at += 1
    number = 0
    lead: re.Pattern[str] | None = None
    while True:
        char = _peek(tape)
        if char == ",":
            tape.at += 1
        elif char == "]":
            tape.at += 1
            return
        elif not char:
            yield Item(key, number + 1, "", "bad_json")  # the list was cut: it never closes
            return
        else:
            number += 1
            value, fault = _take(tape, lead)
            yield Item(key, number, value, fault)
            if lead is None and isinstance(value, dict) and value:
                lead = _lead(str(next(iter(value))))


def _lead(key: str) -> re.Pattern[str]:
    """Return how an item that starts with ``key`` follows another."""
    return re.compile(r'\}?\s*,\s*(?=\{\s*"' + re.escape(key) + '")')


def _peek(tape: Tape) -> str:
    """Move over white space and return the next character, empty at the end."""
    while True:
        found = _SPACE.match(tape.text, tape.at)
        tape.at = found.end() if found else tape.at
        if tape.at < len(tape.text):
            return tape.text[tape.at]
        if not tape.more() and tape.done:
            return ""


def _take(tape: Tape, lead: re.Pattern[str] | None) -> tuple[object, Fault | None]:
    """Return the value at the window's start and move behind it; a broken one is moved over, up to the next if it can be told.

    ``lead`` is how the items of this list begin, after the end of another.
    """
    while True:
        fault: Fault = "bad_json"
        proven = tape.done
        try:
            value, end = _DECODER.raw_decode(tape.text, tape.at)
            if tape.done or not isinstance(value, (int, float)) or _SCALAR_END.search(tape.text, end):
                tape.at = end
                return value, None
        except RecursionError:
            fault, proven = "nested_too_deep", True
        except json.JSONDecodeError as error:
            proven = proven or (not error.msg.startswith("Unterminated") and error.pos + _EDGE < len(tape.text))
        except ValueError:  # a number of more digits than Python reads
            proven = True
        if tape.full:
            fault, proven = "record_too_long", True
        after = _after(tape, lead) if proven else None
        if after is None and not tape.done and not tape.full:
            tape.more()
            continue
        broken = tape.text[tape.at : tape.at + 200]
        tape.at = len(tape.text) if after is None else after
        return broken, fault


def _after(tape: Tape, lead: re.Pattern[str] | None) -> int | None:
    """Return where to go on behind the broken value at the window's start: behind its brackets when they close just before a
    comma or the end of the list and no item starts sooner, else at the next item; ``None`` when the window shows neither."""
    if lead is None and (first := _FIRST_KEY.match(tape.text, tape.at)):
        lead = _lead(first[1])
    following = lead.search(tape.text, tape.at + 1) if lead is not None else None
    end = _end(tape)
    if end is not None and (following is None or end <= following.end()):
        found = _SPACE.match(tape.text, end)
        if found is None or tape.text[found.end() : found.end() + 1] in (",", "]", "}", ""):
            return end
    return following.end() if following is not None else end


def _end(tape: Tape) -> int | None:
    """Return where the value at the window's start ends by its brackets and quotes, ``None`` when they do not close in it."""
    if tape.text[tape.at] not in '{["':
        found = _SCALAR_END.search(tape.text, tape.at)
        return max(tape.at + 1, found.start()) if found else None
    depth = 0
    for token in _TOKEN.finditer(tape.text, tape.at):
        match token[0]:
            case "{" | "[":
                depth += 1
            case "}" | "]":
                depth -= 1
            case '"':
                return None
        if depth <= 0:
            return token.end()
    return None
